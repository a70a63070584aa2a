"""Nothing but pages: what is around them is put away, and comes back as it was."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from effllm_desktop.ui.reader.header import ReaderHeader


class OnlyPages(QObject):
    """The header comes while a page is typed, and goes when the pages have the focus again."""

    def __init__(self, view: QWidget, header: ReaderHeader, panels: tuple[QWidget, ...]) -> None:
        super().__init__(view)
        self._header = header
        self._panels = panels
        self._put_away: list[QWidget] | None = None
        view.installEventFilter(self)

    @property
    def is_on(self) -> bool:
        return self._put_away is not None

    def set_on(self, *, on: bool) -> None:
        if on == self.is_on:
            return
        if on:
            self._put_away = [panel for panel in self._panels if not panel.isHidden()]
        for panel in self._put_away or ():
            panel.setHidden(on)
        self._header.setHidden(on)
        if not on:
            self._put_away = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_on and event.type() == QEvent.Type.FocusIn:
            self._header.hide()
        return False
