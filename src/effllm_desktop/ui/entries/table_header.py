"""The headings of the table of entries: clicked they sort, dragged they move and resize."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QWidget

NARROWEST = 32  # column


class TableHeader(QHeaderView):
    """Tells what was done in numbers of columns, from the left; it shows nothing otherwise."""

    sort_wanted = Signal(int, bool)  # bool: as the second level
    moved = Signal(int, int)  # from place to place
    resized = Signal(int, int)  # place, width
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._quiet = True
        self._second = False
        self.setMinimumSectionSize(NARROWEST)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setToolTip(
            "Click: sort by this column. Shift+click: sort by it where the first says the same."
        )
        self.setAccessibleName("Columns")
        self.sectionClicked.connect(self._on_clicked)
        self.sectionMoved.connect(self._on_moved)
        self.sectionResized.connect(self._on_resized)

    def show_columns(self, widths: list[int]) -> None:
        """Put columns side by side as they are numbered, or be away; nobody is told."""
        self._quiet = True
        self.setVisible(bool(widths))
        mode = QHeaderView.ResizeMode
        self.setSectionResizeMode(mode.Interactive if widths else mode.Stretch)
        for number, width in enumerate(widths):
            self.moveSection(self.visualIndex(number), number)
            self.resizeSection(number, width)
        self._quiet = not widths  # the one column of rows is as wide as the window

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._second = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def _on_clicked(self, number: int) -> None:
        self.sort_wanted.emit(number, self._second)

    def _on_moved(self, _: int, before: int, now: int) -> None:
        if not self._quiet:
            self.moved.emit(before, now)

    def _on_resized(self, number: int, _: int, width: int) -> None:
        if not self._quiet:
            self.resized.emit(number, width)
