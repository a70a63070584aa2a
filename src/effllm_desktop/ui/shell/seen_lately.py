"""The works that one had before oneself last: those that the palette leads back to."""

from PySide6.QtCore import QObject, QTimer

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place, PlaceScope, Sort
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.workbench import Workbench

PAUSE_MILLISECONDS = 500  # what is only passed by was not looked at
KEPT = 30


class SeenLately(QObject):
    """In this window; behind them come those that were read or changed before it was opened."""

    def __init__(self, session: Session, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._library = session.library
        self._here: WorkId | None = None
        self._seen: dict[WorkId, None] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._note)
        bench.entries.selection_changed.connect(self._on_selected)

    def works(self, limit: int) -> list[WorkId]:
        """The latest first, without the one that is selected, and none that no list shows."""
        known = [*reversed(self._seen), *self._library.works.recent(limit + 1)]
        rows = self._library.entries.among(PlaceScope(Place.ALL), Sort.LIST, known).rows
        shown = set(rows.ids) - {self._here}
        return [work for work in dict.fromkeys(known) if work in shown][:limit]

    def _on_selected(self, works: list[WorkId]) -> None:
        self._here = works[0] if len(works) == 1 else None
        self._pause.start()

    def _note(self) -> None:
        if self._here is not None:
            self._seen.pop(self._here, None)
            self._seen[self._here] = None
            for old in list(self._seen)[:-KEPT]:
                del self._seen[old]
