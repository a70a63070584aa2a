"""The selected entries as something to drag: for the program's own rows, and as text for others."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QAbstractItemView

from effllm_desktop.ui.widgets.drag_label import show_label
from effllm_desktop.ui.widgets.row_drops import ENTRIES
from effllm_desktop.ui.words import counted

_TEXT = "text/plain"


class DraggedEntries(QMimeData):
    """Says that it is the selected entries. Their text is written when somebody asks for it."""

    def __init__(self, text: Callable[[], str]) -> None:
        super().__init__()
        self._text = text
        self._written: str | None = None

    def formats(self) -> list[str]:
        return [ENTRIES, _TEXT]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, preferred: object) -> object:
        if mimetype != _TEXT:
            return b"" if mimetype == ENTRIES else None
        if self._written is None:
            self._written = self._text()
        return self._written


def drag_of(view: QAbstractItemView, text: Callable[[], str], count: int) -> QDrag:
    """A drag of the entries selected in a view, which shows under the pointer what it carries."""
    drag = QDrag(view)
    drag.setMimeData(DraggedEntries(text))
    one = str(view.currentIndex().data() or "")
    show_label(drag, view, one if count == 1 and one else counted(count, "entry", "entries"))
    return drag
