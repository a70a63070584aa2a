"""How many pages of papers hold what is searched for, said once the typing rests."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from effllm_desktop.app.library import Library
from effllm_desktop.domain.queries import parse

AFTER_MILLISECONDS = 400  # the last key
MOST_PAGES = 99  # that are counted


class ShowInside(Protocol):
    """Says so many pages; `more`: and others that were not counted."""

    def __call__(self, pages: int, *, more: bool = False) -> None: ...


class InsideCounting(QObject):
    """One for the search box of a window."""

    def __init__(self, library: Library, show: ShowInside, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._show = show
        self._text = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AFTER_MILLISECONDS)
        self._rest.timeout.connect(self._count)

    def look_for(self, text: str) -> None:
        """Count soon; at once say that there is nothing where nothing is looked for."""
        self._text = text
        if text.strip():
            self._rest.start()
        else:
            self._rest.stop()
            self._show(0)

    def _count(self) -> None:
        from effllm_desktop.app.readmodels.inside import count_inside  # no key waits for it

        found = count_inside(self._library.database, parse(self._text), MOST_PAGES + 1)
        self._show(min(found, MOST_PAGES), more=found > MOST_PAGES)
