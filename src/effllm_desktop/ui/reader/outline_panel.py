"""The document's own contents, as a tree beside the pages."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QWidget

from effllm_desktop.domain.pdf import OutlineItem
from effllm_desktop.ui.theme import current, tokens

_ROLE = Qt.ItemDataRole.UserRole
UNFOLDED = 30
"""Up to so many lines all are shown at once."""


class OutlinePanel(QTreeWidget):
    """Enter or a click goes there; the line of the page that is read is the current one."""

    gone_to = Signal(int, object)  # page, points from above or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setAccessibleName("Contents of the paper")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(current().length(tokens.INDENT))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.viewport().setAutoFillBackground(False)
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)
        self._in_order: list[tuple[int, QTreeWidgetItem]] = []

    @property
    def is_empty(self) -> bool:
        return self.topLevelItemCount() == 0

    def show_outline(self, items: Sequence[OutlineItem]) -> None:
        self.clear()
        self._in_order = []
        above: list[QTreeWidgetItem] = []
        for item in items:
            del above[item.level :]
            line = QTreeWidgetItem([item.title])
            line.setToolTip(0, item.title if item.page is None else f"{item.title}, p. {item.page}")
            line.setData(0, _ROLE, (item.page, item.top))
            if above:
                above[-1].addChild(line)
            else:
                self.addTopLevelItem(line)
            above.append(line)
            if item.page is not None:
                self._in_order.append((item.page, line))
        if len(items) <= UNFOLDED:
            self.expandAll()

    def show_page(self, page: int) -> None:
        """Mark the last line that stands on or before a page."""
        before = [line for at, line in self._in_order if at <= page]
        if before and not self.hasFocus():
            line = before[-1]
            while (parent := line.parent()) is not None and not parent.isExpanded():
                line = parent
            self.setCurrentItem(line)

    def _on_chosen(self, line: QTreeWidgetItem, _column: int) -> None:
        page, top = line.data(0, _ROLE)
        if page is not None:
            self.gone_to.emit(page, top)
