"""Finds words inside the papers on this machine; Enter opens the page with the hits marked."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.readmodels.inside import InsideHit
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

PAUSE_MILLISECONDS = 120
Find = Callable[[str], list[InsideHit]]
Index = QModelIndex | QPersistentModelIndex
_HTML = Qt.ItemDataRole.UserRole
_HIT = Qt.ItemDataRole.UserRole + 1


class InsideDialog(QDialog):
    """A field and the pages that were found; arrows go from the one to the others."""

    opened = Signal(int, str, int)  # work, words, page

    def __init__(self, find: Find, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inside")
        self.setWindowTitle("Find inside papers")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._find = find
        self.field = QLineEdit(words)
        self.field.setObjectName("inside_search")
        self.field.setAccessibleName("Words inside papers")
        self.field.setPlaceholderText("Words that stand on one page")
        self.hits = QListWidget()
        self.hits.setAccessibleName("Pages that hold the words")
        self.hits.setProperty("framed", True)
        self.hits.setItemDelegate(_HitDelegate(self.hits))
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._said = ToneLabel(size=TextSize.SMALL)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.look)
        self.field.textChanged.connect(self._pause.start)
        self.field.returnPressed.connect(self._open_first)
        self.hits.itemActivated.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_L])
        column.setSpacing(tokens.SPACE_S)
        for widget in (self.field, self.hits, self._said):
            column.addWidget(widget)
        self.resize(tokens.DIALOG_WIDTH + tokens.PANE_BELOW, 2 * tokens.PANE_BELOW)
        self.field.selectAll()
        self.look()

    @property
    def said(self) -> str:
        return self._said.text()

    def look(self) -> None:
        """Find what the field says."""
        words = self.field.text().strip()
        found = self._find(words) if words else []
        self.hits.clear()
        for hit in found:
            item = QListWidgetItem(f"{hit.title}, page {hit.page}: {hit.snippet}")
            item.setData(_HTML, _html(hit))
            item.setData(_HIT, hit)
            self.hits.addItem(item)
        if not words:
            self._said.setText("The text of every PDF on this machine is searched.")
        else:
            self._said.setText(counted(len(found), "page") if found else "No page holds all of it.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus() and self.hits.count():
            self.hits.setFocus()
            self.hits.setCurrentRow(0)
            return
        super().keyPressEvent(event)

    def _open_first(self) -> None:
        self._pause.stop()
        self.look()
        if self.hits.count():
            self._open(self.hits.item(max(self.hits.currentRow(), 0)))

    def _open(self, item: QListWidgetItem) -> None:
        hit: InsideHit = item.data(_HIT)
        self.accept()
        self.opened.emit(hit.work, self.field.text().strip(), hit.page)


def _html(hit: InsideHit) -> str:
    """Title and page above, the words in bold in their surroundings below."""
    pieces, place = [], 0
    for start, end in hit.marked:
        pieces += [escape(hit.snippet[place:start]), f"<b>{escape(hit.snippet[start:end])}</b>"]
        place = end
    pieces.append(escape(hit.snippet[place:]))
    return f"{escape(hit.title)} · p. {hit.page}<br>{''.join(pieces)}"


class _HitDelegate(QStyledItemDelegate):
    """Paints the HTML of a hit on two or three lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = 3
        return QSize(1, lines * option.fontMetrics.height() + 2 * tokens.SPACE_S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = current().colours
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colours.selected)
        document = QTextDocument()
        document.setDefaultFont(QApplication.font())
        document.setDefaultStyleSheet(f"body {{ color: {colours.text.name()}; }}")
        document.setHtml(f"<body>{index.data(_HTML)}</body>")
        document.setTextWidth(option.rect.width() - 2 * tokens.SPACE_S)
        painter.setClipRect(option.rect)
        painter.translate(option.rect.topLeft())
        painter.translate(tokens.SPACE_S, tokens.SPACE_XS)
        document.drawContents(painter)
        painter.restore()
