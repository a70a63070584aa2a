"""The rows of entries or a table of them: a star that can be clicked, type-ahead by title."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
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

if TYPE_CHECKING:
    from effllm_desktop.ui.entries.columns import Shown
    from effllm_desktop.ui.entries.header_keys import HeaderKeys
    from effllm_desktop.ui.entries.table_header import TableHeader

TYPE_AHEAD_ROWS = 4000  # titles looked at for one letter: more would be felt
_COPIED = Qt.DropAction.CopyAction
ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
FIRST_STEPS = (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Up)


class EntriesView(QTableView):
    """Shows rows and reports what was done to them; it decides nothing."""

    star_clicked = Signal(int)  # row number
    menu_wanted = Signal(QPoint)  # on the screen
    fold_wanted = Signal(int, object)  # row, Wish
    header_made = Signal(object)  # TableHeader, for the first table

    def __init__(
        self,
        model: EntriesModel,
        dragged_text: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        self._ahead = TypeAhead(
            lambda row: model.titles_from(row, TYPE_AHEAD_ROWS)
        )  # first, all of them: Qt asks for them at once
        self._header_keys: HeaderKeys | None = None
        self._entries = model
        super().__init__(parent)
        replace_viewport(self).setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._dragged_text = dragged_text
        self._pressed_star = -1
        self._table_header: TableHeader | None = None
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

    def index_of(self, number: int) -> QModelIndex:
        """A row, in the column where one is."""
        return self._entries.index(number, max(self.currentIndex().column(), 0))

    def show_columns(self, columns: "Sequence[Shown]") -> None:
        """Show a table with these columns in their widths; with none each row as it is."""
        self._entries.show_columns(tuple(one.column for one in columns))
        if columns and self._table_header is None:
            self._table_header = self._made_header()
        header = self._table_header
        if header is not None:
            header.show_columns([one.width for one in columns])
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if columns else policy.ScrollBarAlwaysOff
        )
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())

    def _made_header(self) -> "TableHeader":
        from effllm_desktop.ui.entries.table_header import TableHeader

        header = TableHeader(self)
        self.setHorizontalHeader(header)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header_made.emit(header)
        return header

    def lay_out(self) -> None:
        """Do at once what Qt puts off: the scroll bar must know the new rows before it is moved."""
        self.executeDelayedItemsLayout()

    def keyboardSearch(self, text: str) -> None:
        number = self._ahead.type(text, self.currentIndex().row())
        if number is not None:
            self.setCurrentIndex(self.index_of(number))

    def event(self, event: QEvent) -> bool:
        keys = self._of_headers()
        if self._ahead.claims(event) or (keys and keys.claims(event, self.currentIndex())):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = None if self._ahead.active else self._of_headers()
        wish = keys.wish(event, self.currentIndex()) if keys else None
        if wish is not None:
            self.fold_wanted.emit(self.currentIndex().row(), wish)
        elif self._ahead.wants(event):
            self.keyboardSearch(event.text())
        elif event.key() in FIRST_STEPS and not self.selectionModel().hasSelection():
            # Qt has made a row current that nobody chose, and would step past it.
            home = event.key() == Qt.Key.Key_Home
            self.setCurrentIndex(self.index_of(0 if home else max(self.currentIndex().row(), 0)))
        else:
            super().keyPressEvent(_without_ctrl(event) if event.key() in ENDS else event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row: Qt's go along the columns."""
        if action is QAbstractItemView.CursorAction.MoveHome:
            return self.index_of(0)
        if action is QAbstractItemView.CursorAction.MoveEnd:
            return self.index_of(self._entries.rowCount() - 1)
        return super().moveCursor(action, modifiers)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_star = self._star_at(event)
        if keys := self._of_headers():
            keys.press(event, self.indexAt(event.position().toPoint()))
        if self._pressed_star < 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_star = self._pressed_star, -1
        at = self.indexAt(event.position().toPoint())
        if pressed < 0:
            super().mouseReleaseEvent(event)
            if (keys := self._of_headers()) and (wish := keys.release(at)):
                self.fold_wanted.emit(at.row(), wish)
        elif pressed == self._star_at(event):
            self.star_clicked.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed_star = self._star_at(event)
        if keys := self._of_headers():
            keys.forget()
        if self._pressed_star < 0:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._delegate.set_star_hover(self._star_number(event.position().toPoint()))
        if self._pressed_star < 0:
            super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._delegate.set_star_hover(-1)
        super().leaveEvent(event)

    def _of_headers(self) -> "HeaderKeys | None":
        """What keys and clicks mean on headers, where there are any."""
        if self._header_keys is None and self._entries.groups is not None:
            from effllm_desktop.ui.entries.header_keys import HeaderKeys

            self._header_keys = HeaderKeys(self._entries)
        return self._header_keys

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        position = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex()) & self.viewport().rect()
            position = self.viewport().mapToGlobal(rect.center())
        if self.selectionModel().hasSelection():
            self.menu_wanted.emit(position)

    def startDrag(self, actions: Qt.DropAction) -> None:
        if not self._chosen_count():
            return  # Qt begins on headers as well
        self.drag().exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, _COPIED)

    def drag(self) -> QDrag:
        """The selected entries for rows of ours, and as Markdown text for editors and mails."""
        from effllm_desktop.ui.entries.dragging import drag_of

        return drag_of(self, self._dragged_text, self._chosen_count())

    def _chosen_count(self) -> int:
        """How many entries are selected."""
        shown = self._entries.shown
        runs = self.selectionModel().selection().toList()
        entries = (shown.entries_in(range(run.top(), run.bottom() + 1)) for run in runs)
        return sum(map(len, chain.from_iterable(entries)))

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
        if not index.isValid() or self._entries.shown.header_at(index.row()) is not None:
            return -1
        star = self._delegate.star_rect(self.visualRect(index), index.column())
        return index.row() if star.contains(position) else -1


def _without_ctrl(event: QKeyEvent) -> QKeyEvent:
    """The same key; with Ctrl, Qt would move and choose nothing."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.ControlModifier
    return QKeyEvent(event.type(), event.key(), modifiers)
