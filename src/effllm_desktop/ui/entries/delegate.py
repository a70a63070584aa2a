"""The rows of the entries table for Qt: it asks how high they are and has them painted."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from effllm_desktop.app.readmodels.entries import EntryRow
from effllm_desktop.domain.columns import Column
from effllm_desktop.domain.scopes import WorksScope
from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.entries.row_painter import RowLook, RowPainter
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.viewports import is_under_mouse

if TYPE_CHECKING:
    from effllm_desktop.ui.entries.cell_painter import CellPainter
    from effllm_desktop.ui.entries.group_painter import GroupPainter

Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Asks the model for the row itself: going through Qt's roles costs more than painting."""

    def __init__(self, model: EntriesModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._star_hover = -1
        self._tag_colours: Mapping[str, TagColour] = {}
        self.renew()

    def renew(self) -> None:
        """Take over fonts and sizes after the theme or the text size changed."""
        self._painter = RowPainter(current(), self._tag_colours)
        self._cells: CellPainter | None = None
        self._headers: GroupPainter | None = None

    def show_tag_colours(self, colours: Mapping[str, TagColour]) -> None:
        """Paint tags in these colours from now on."""
        self._tag_colours = colours
        self.renew()
        self._view.viewport().update()

    def row_height(self) -> int:
        if self._model.columns:
            return current().length(tokens.ROW_CONTROL)
        return self._painter.layout.height

    def star_rect(self, row: QRect, column: int = 0) -> QRect:
        """Where a click means the star: more than the sign itself; of a table its cell."""
        if self._model.columns:
            is_star = self._model.columns[column] is Column.STAR
            return row if is_star else QRect()
        left = self._painter.layout.places(row).star.left() - tokens.SPACE_S
        return QRect(left, row.top(), row.right() + 1 - left, row.height())

    def set_star_hover(self, number: int) -> None:
        if number != self._star_hover:
            self._star_hover = number
            self._view.viewport().update()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.row_height(), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number = index.row()
        row = self._model.row(number)
        if row is None:
            self._paint_header(painter, number, index, option.rect)
            return  # else it is blank for a moment
        view = self._view
        look = RowLook(
            selected=view.selectionModel().isSelected(index),
            focused=view.hasFocus() and view.isActiveWindow(),
            current=view.currentIndex().row() == number,
            hovered=is_under_mouse(view, option.rect),
            star_hovered=number == self._star_hover,
            home=isinstance(self._model.scope, WorksScope),
        )
        if self._model.columns:
            self._paint_cell(painter, row, index.column(), option.rect, look)
        else:
            self._painter.paint(painter, row, option.rect, look)

    def _paint_cell(
        self, painter: QPainter, row: EntryRow, place: int, area: QRect, look: RowLook
    ) -> None:
        if self._cells is None:
            from effllm_desktop.ui.entries.cell_painter import CellPainter

            self._cells = CellPainter(current(), self._tag_colours)
        self._cells.paint(painter, row, self._model.columns[place], area, look)
        if look.current and look.focused and place == 0:
            edge = QRect(area.left(), area.top(), tokens.FOCUS_RING, area.height())
            painter.fillRect(edge, current().colours.accent)

    def _paint_header(self, painter: QPainter, number: int, index: Index, cell: QRect) -> None:
        """As wide as what is in sight of the columns, so that its words stay there."""
        groups, group, view = self._model.groups, self._model.group_at(number), self._view
        if groups is None or group is None:
            return
        from effllm_desktop.ui.entries.group_painter import GroupPainter, HeaderLook

        if self._headers is None:
            self._headers = GroupPainter(current())
        look = HeaderLook(
            folded=self._model.shown.header_at(number) in self._model.shown.folded,
            selected=view.selectionModel().isSelected(index),
            focused=view.hasFocus() and view.isActiveWindow(),
            current=view.currentIndex().row() == number,
        )
        last = self._model.index(number, self._model.columnCount() - 1)
        width = min(view.viewport().width(), view.visualRect(last).right() + 1)
        line = QRect(0, cell.top(), width, cell.height())
        self._headers.paint(painter, groups, group, cell, line, look)
