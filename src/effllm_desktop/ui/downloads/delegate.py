"""Paints a download: its title, what it says of itself, and a bar where its length is known."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from effllm_desktop.app.readmodels.downloads import DownloadRow, DownloadState
from effllm_desktop.ui import icons
from effllm_desktop.ui.downloads.model import ROW_ROLE, SAID_ROLE, SHARE_ROLE
from effllm_desktop.ui.theme import TextSize, current, tokens

Index = QModelIndex | QPersistentModelIndex
_ICONS = {
    DownloadState.QUEUED: "download",
    DownloadState.DOWNLOADING: "download",
    DownloadState.PAUSED: "pause",
    DownloadState.FAILED: "warning",
}


class DownloadDelegate(QStyledItemDelegate):
    """Two lines a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(1, current().length(tokens.ROW_ENTRY))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = current(), index.data(ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colours.selected)
        inner = area.adjusted(tokens.SPACE_M, tokens.SPACE_XS, -tokens.SPACE_M, -tokens.SPACE_XS)
        size = theme.length(tokens.ICON)
        icons.paint(painter, _ICONS[row.state], QRect(inner.left(), inner.top() + 2, size, size))
        text = inner.adjusted(size + tokens.SPACE_S, 0, 0, 0)
        self._paint_text(painter, row, index.data(SAID_ROLE), text)
        self._paint_bar(painter, index.data(SHARE_ROLE), text)
        painter.restore()

    def _paint_text(self, painter: QPainter, row: DownloadRow, said: str, area: QRect) -> None:
        theme = current()
        failed = row.state is DownloadState.FAILED
        upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        lower = upper.translated(0, area.height() // 2)
        lines = (
            (upper, row.title, theme.font(TextSize.BODY), theme.colours.text),
            (
                lower,
                said,
                theme.font(TextSize.SMALL),
                theme.colours.error if failed else theme.colours.text_muted,
            ),
        )
        for place, words, font, ink in lines:
            painter.setFont(font)
            painter.setPen(ink)
            shown = QFontMetrics(font).elidedText(
                words[:400], Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_bar(self, painter: QPainter, share: float | None, area: QRect) -> None:
        if share is None:
            return
        colours = current().colours
        bar = QRect(area.left(), area.bottom() - 1, area.width(), 2)
        painter.fillRect(bar, colours.divider)
        painter.fillRect(
            QRect(bar.left(), bar.top(), round(bar.width() * share), 2), colours.accent
        )
