"""Paints a row of the tree: arrow, icon, name, and at the right how much is unread."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui import icons
from effllm_desktop.ui.sections.model import NODE_ROLE, signs
from effllm_desktop.ui.sections.nodes import Node, NodeKind
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.viewports import is_under_mouse
from effllm_desktop.ui.words import tag_tone

Index = QModelIndex | QPersistentModelIndex


class SectionDelegate(QStyledItemDelegate):
    """Paints the whole width, the indentation included, so that a selection is one bar."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._tag_colours: Mapping[str, TagColour] = {}
        self.renew()

    def show_tag_colours(self, colours: Mapping[str, TagColour]) -> None:
        """Paint the signs of tags in these colours, by the tags' names."""
        self._tag_colours = {tag.casefold(): colour for tag, colour in colours.items()}
        self._view.viewport().update()

    def renew(self) -> None:
        """Take over fonts after the theme or the text size changed."""
        theme = current()
        self._body = theme.font(TextSize.BODY)
        self._bold = theme.font(TextSize.BODY, bold=True)
        self._small = theme.font(TextSize.SMALL)
        self._caption = theme.font(TextSize.SMALL, bold=True)
        self._digits = QFontMetrics(self._small)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(1, current().length(tokens.ROW_SECTION))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: Node = index.data(NODE_ROLE)
        inside: QRect = option.rect
        row = QRect(0, inside.top(), self._view.viewport().width(), inside.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if node.kind is NodeKind.CAPTION:
            self._paint_caption(painter, node, row)
        else:
            self._paint_ground(painter, index, row)
            self._paint_arrow(painter, node, index, inside)
            right = self._paint_counts(painter, node, row)
            self._paint_name(painter, node, inside, right)
        painter.restore()

    def _paint_caption(self, painter: QPainter, node: Node, row: QRect) -> None:
        painter.setFont(self._caption)
        painter.setPen(current().colours.text_muted)
        area = row.adjusted(tokens.SPACE_M, 0, 0, -tokens.SPACE_XS)
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom, node.name)

    def _paint_ground(self, painter: QPainter, index: Index, row: QRect) -> None:
        colours = current().colours
        focused = self._view.hasFocus() and self._view.isActiveWindow()
        if self._view.selectionModel().isSelected(index):
            colour = colours.selected if focused else colours.selected_quiet
        elif is_under_mouse(self._view, row):
            colour = colours.hover
        else:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        bar = QRectF(row.adjusted(tokens.SPACE_XS, 0, -tokens.SPACE_XS, 0))
        painter.drawRoundedRect(bar, tokens.RADIUS_S, tokens.RADIUS_S)

    def _paint_arrow(self, painter: QPainter, node: Node, index: Index, inside: QRect) -> None:
        if not node.children:
            return
        size = current().length(tokens.SPACE_M)
        left = inside.left() - size
        place = QRect(left, inside.center().y() - size // 2 + 1, size, size)
        opened = self._view.isExpanded(index)
        icons.paint(painter, "chevron-down" if opened else "chevron-right", place)

    def _paint_counts(self, painter: QPainter, node: Node, row: QRect) -> int:
        """Unread and total, right-aligned; the place where they begin."""
        colours, digits = current().colours, self._digits
        right = row.right() - tokens.SPACE_S
        if not node.counted:
            return right
        painter.setFont(self._small)
        strong = colours.text if node.unread else colours.text_muted
        shown = node.total if node.one_number else node.unread
        total = "" if node.one_number else f" / {node.total:,}"
        for text, ink in ((total, colours.text_muted), (f"{shown:,}", strong)):
            width = digits.horizontalAdvance(text)
            painter.setPen(ink)
            area = QRect(right - width, row.top(), width, row.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            right -= width
        for sign in signs(node):
            size = current().length(tokens.SPACE_M)
            place = QRect(right - tokens.SPACE_XS - size, 0, size, size)
            place.moveTop(row.center().y() - size // 2)
            icons.paint(painter, sign, place)
            right = place.left()
        return right - tokens.SPACE_S

    def _paint_name(self, painter: QPainter, node: Node, inside: QRect, right: int) -> None:
        left = inside.left() + tokens.SPACE_XS
        if node.icon:
            size = current().length(tokens.ICON)
            place = QRect(left, inside.center().y() - size // 2, size, size)
            tone = tag_tone(self._tag_colours.get(node.tag) if node.tag else None)
            icons.paint(painter, node.icon, place, tone)
            left += size + tokens.SPACE_S
        font = self._bold if node.kind is NodeKind.LIST else self._body
        painter.setFont(font)
        painter.setPen(current().colours.text)
        area = QRect(left, inside.top(), right - left, inside.height())
        name = QFontMetrics(font).elidedText(node.name, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
