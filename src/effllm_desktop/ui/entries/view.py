"""The table of entries: one column, fixed rows, a star that can be clicked, type-ahead by title."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui.entries.delegate import EntryDelegate
from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.theme import current
from effllm_desktop.ui.widgets.type_ahead import TypeAhead
from effllm_desktop.ui.widgets.viewports import replace_viewport

TYPE_AHEAD_ROWS = 4000  # titles looked at for one letter: more would be felt
ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


class EntriesView(QTableView):
    """Shows rows and reports what was done to them; it decides nothing."""

    star_clicked = Signal(int)  # row number
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(
        self,
        model: EntriesModel,
        dragged_text: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        self._ahead = TypeAhead(
            lambda row: model.titles_from(row, TYPE_AHEAD_ROWS)
        )  # first: Qt asks for it at once
        super().__init__(parent)
        replace_viewport(self).setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._entries = model
        self._dragged_text = dragged_text
        self._pressed_star = -1
        self._delegate = EntryDelegate(model, self)
        self.setObjectName("entries")
        self.setAccessibleName("Entries")
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_up_rows()
        self._set_up_behaviour()

    def row_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def show_tag_colours(self, colours: Mapping[str, TagColour]) -> None:
        self._delegate.show_tag_colours(colours)

    def lay_out(self) -> None:
        """Do at once what Qt puts off: the scroll bar must know the new rows before it is moved."""
        self.executeDelayedItemsLayout()

    def keyboardSearch(self, text: str) -> None:
        number = self._ahead.type(text, self.currentIndex().row())
        if number is not None:
            self.setCurrentIndex(self._entries.index(number, 0))

    def event(self, event: QEvent) -> bool:
        if self._ahead.claims(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._ahead.wants(event):
            self.keyboardSearch(event.text())
        else:
            super().keyPressEvent(_without_ctrl(event) if event.key() in ENDS else event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row: Qt's go along the one column."""
        if action is QAbstractItemView.CursorAction.MoveHome:
            return self._entries.index(0, 0)
        if action is QAbstractItemView.CursorAction.MoveEnd:
            return self._entries.index(self._entries.rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_star = self._star_at(event)
        if self._pressed_star < 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_star = self._pressed_star, -1
        if pressed < 0:
            super().mouseReleaseEvent(event)
        elif pressed == self._star_at(event):
            self.star_clicked.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed_star = self._star_at(event)
        if self._pressed_star < 0:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._delegate.set_star_hover(self._star_number(event.position().toPoint()))
        if self._pressed_star < 0:
            super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._delegate.set_star_hover(-1)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        position = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            position = self.viewport().mapToGlobal(rect.center())
        if self.selectionModel().hasSelection():
            self.menu_wanted.emit(position)

    def startDrag(self, actions: Qt.DropAction) -> None:
        self.drag().exec(Qt.DropAction.CopyAction)

    def drag(self) -> QDrag:
        """The selected entries as Markdown text, for editors and mails."""
        mime = QMimeData()
        mime.setText(self._dragged_text())
        drag = QDrag(self)
        drag.setMimeData(mime)
        return drag

    def _set_up_rows(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self._delegate.row_height())
        down.hide()
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def _set_up_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        current().changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._delegate.renew()
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self.viewport().update()

    def _star_at(self, event: QMouseEvent) -> int:
        left = event.button() == Qt.MouseButton.LeftButton
        plain = not event.modifiers()
        return self._star_number(event.position().toPoint()) if left and plain else -1

    def _star_number(self, position: QPoint) -> int:
        index: QModelIndex = self.indexAt(position)
        if index.isValid() and self._delegate.star_rect(self.visualRect(index)).contains(position):
            return index.row()
        return -1


def _without_ctrl(event: QKeyEvent) -> QKeyEvent:
    """The same key; with Ctrl, Qt would move and choose nothing."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.ControlModifier
    return QKeyEvent(event.type(), event.key(), modifiers)
