"""The tree of places, lists and sections."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QFrame, QTreeView, QWidget

from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui.sections.delegate import SectionDelegate
from effllm_desktop.ui.sections.model import OutlineModel
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.type_ahead import TypeAhead, is_text
from effllm_desktop.ui.widgets.viewports import replace_viewport

Index = QModelIndex | QPersistentModelIndex


class SectionsView(QTreeView):
    """Left and Right fold and unfold, letters jump to a name, Delete takes what may go."""

    delete_wanted = Signal()  # of the current row
    menu_wanted = Signal(QPoint)  # on the screen; the row it is for is the current one

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        self._ahead = TypeAhead(self._names_from)  # first: Qt asks for it at once
        super().__init__(parent)
        surface = replace_viewport(self)
        surface.setAttribute(Qt.WidgetAttribute.WA_Hover)
        surface.setAutoFillBackground(False)
        self._delegate = SectionDelegate(self)
        self._outline = model
        self._going = False
        self.setObjectName("sections")
        self.setAccessibleName("Sections")
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(current().length(tokens.INDENT))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        current().changed.connect(self._on_theme_changed)

    def show_tag_colours(self, colours: Mapping[str, TagColour]) -> None:
        self._delegate.show_tag_colours(colours)

    def go_to(self, index: QModelIndex) -> None:
        """Make a row the current one, in sight together with what is unfolded below it."""
        self._going = True
        self.setCurrentIndex(index)
        self._going = not self.isVisible()  # then Qt scrolls when it is shown

    def scrollTo(
        self, index: Index, hint: QTreeView.ScrollHint = QTreeView.ScrollHint.EnsureVisible
    ) -> None:
        bar = self.verticalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if self._going and bar.value() > before and self.isExpanded(index):
            super().scrollTo(index, QTreeView.ScrollHint.PositionAtTop)
        self._going &= not self.isVisible()

    def keyboardSearch(self, text: str) -> None:
        shown = self._shown()
        current_row = next((i for i, at in enumerate(shown) if at == self.currentIndex()), -1)
        number = self._ahead.type(text, current_row)
        if number is not None:
            self.setCurrentIndex(shown[number])

    def startDrag(self, actions: Qt.DropAction) -> None:
        from effllm_desktop.ui.sections.dragging import drag_of

        node = self._outline.node(self.currentIndex())
        if node is not None and (drag := drag_of(self, node)) is not None:
            drag.exec(Qt.DropAction.MoveAction)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Nothing: the delegate paints the arrow, above its own background."""

    def event(self, event: QEvent) -> bool:
        """A letter is a name's here, also one that is a key of the entries: they are elsewhere."""
        if self._ahead.claims(event) or _is_letter_of_a_name(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._ahead.wants(event):
            self.keyboardSearch(event.text())
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        position = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex())
            position = self.viewport().mapToGlobal(place.center())
        elif not self.indexAt(event.pos()).isValid():
            return
        self.menu_wanted.emit(position)

    def _on_theme_changed(self) -> None:
        self._delegate.renew()
        self.setIndentation(current().length(tokens.INDENT))
        self.viewport().update()

    def _shown(self) -> list[QModelIndex]:
        """The rows that are unfolded, from the top down."""
        rows = []
        index = self.model().index(0, 0)
        while index.isValid():
            rows.append(index)
            index = self.indexBelow(index)
        return rows

    def _names_from(self, start: int) -> Iterator[tuple[int, str]]:
        shown = self._shown()
        for step in range(len(shown)):
            number = (start + step) % len(shown)
            enabled = shown[number].flags() & Qt.ItemFlag.ItemIsEnabled
            yield number, shown[number].data() if enabled else ""


def _is_letter_of_a_name(event: QEvent) -> bool:
    """Whether a shortcut's key is a letter or a digit; signs stay keys of the window, like "/"."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return is_text(event) and event.text().isalnum()
