"""A field and the list below it: letters choose, arrows move, Enter does it, Esc closes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.ui import icons
from effllm_desktop.ui.palette.items import Item
from effllm_desktop.ui.palette.matching import best
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

Index = QModelIndex | QPersistentModelIndex
SIZE = (640, 420)
SHOWN = 60  # lines
PAUSE_MILLISECONDS = 120  # in typing, after which entries are looked for
NOTHING = "Nothing is called that."
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QDialog):
    """`offers` are there at once; `entries` gives those that fit some words, when typing rests.

    Actions that rest stand last, so that one learns what is missing.
    """

    def __init__(
        self,
        offers: Sequence[Item],
        recent: Sequence[Item],
        entries: Callable[[str], Sequence[Item]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setWindowTitle("Find anything")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._offers = [one for one in offers if not one.rests]
        self._resting = [one for one in offers if one.rests]
        self._recent = recent
        self._entries = entries
        self._model = _Items(self)
        self.field = QLineEdit()
        self.field.setObjectName("palette_text")
        self.field.setAccessibleName("Find anything")
        self.field.setPlaceholderText("An action, a place, a list, a section, a tag, an entry")
        self.list = QListView()
        self.list.setAccessibleName("What fits")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Painter(self.list))
        self._told = ToneLabel(NOTHING)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._add_entries)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_M])
        column.setSpacing(tokens.SPACE_S)
        column.addWidget(self.field)
        column.addWidget(self._told)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._show)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self.setFocusProxy(self.field)
        self._show("")

    @property
    def shown(self) -> Sequence[Item]:
        return self._model.items

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            self._move(event.key())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _show(self, text: str) -> None:
        asked = text.strip()
        if asked:
            self._put(self._fitting(asked))
            self._pause.start()
        else:
            self._pause.stop()
            self._put([*self._recent, *self._offers, *self._resting])

    def _add_entries(self) -> None:
        """What is in the lists comes behind what the program can do."""
        asked = self.field.text().strip()
        row = self.list.currentIndex().row()
        self._put(self._fitting(asked, self._entries(asked)), row)

    def _fitting(self, asked: str, entries: Sequence[Item] = ()) -> list[Item]:
        resting = best(asked, self._resting, SHOWN)
        return [*best(asked, self._offers, SHOWN), *entries, *resting]

    def _put(self, items: Sequence[Item], row: int = 0) -> None:
        self._model.put(items)
        self._told.setVisible(not items)
        self.list.setCurrentIndex(self._model.index(max(row, 0), 0))

    def _move(self, key: int) -> None:
        page = max(self.list.height() // current().length(tokens.ROW_CONTROL) - 1, 1)
        steps = dict(zip(_MOVES, (-1, 1, -page, page), strict=True))
        row = self.list.currentIndex().row() + steps[Qt.Key(key)]
        last = self._model.rowCount() - 1
        self.list.setCurrentIndex(self._model.index(min(max(row, 0), last), 0))

    def _run(self, row: int) -> None:
        """Close first: what is done may open something itself."""
        if 0 <= row < len(self._model.items):
            item = self._model.items[row]
            self.accept()
            item.run()


class _Items(QAbstractListModel):
    """The lines that fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: Sequence[Item] = ()

    def put(self, items: Sequence[Item]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.about
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (item.text, item.about, item.keys)))
        return None


class _Painter(QStyledItemDelegate):
    """Icon and name, what it is in a muted tone, the key at the right."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(1, current().length(tokens.ROW_CONTROL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Items)  # noqa: S101 - it is ours
        item, colours, area = model.items[index.row()], current().colours, option.rect
        painter.save()
        if index == self._view.currentIndex():
            painter.fillRect(area, colours.selected)
        inside = area.adjusted(tokens.SPACE_S, 0, -tokens.SPACE_S, 0)
        if item.icon:
            place = QRect(inside.left(), 0, tokens.ICON, tokens.ICON)
            place.moveTop(area.center().y() - tokens.ICON // 2)
            icons.paint(painter, item.icon, place, item.tone)
        inside.setLeft(inside.left() + tokens.ICON + tokens.SPACE_S)
        right = _written(painter, item.keys, inside, Qt.AlignmentFlag.AlignRight, TextSize.SMALL)
        inside.setRight(inside.right() - right - tokens.SPACE_M)
        side = Qt.AlignmentFlag.AlignLeft
        left = _written(painter, item.text, inside, side, TextSize.BODY, muted=item.rests)
        inside.setLeft(inside.left() + left + tokens.SPACE_M)
        _written(painter, item.about, inside, Qt.AlignmentFlag.AlignLeft, TextSize.SMALL)
        painter.restore()


def _written(
    painter: QPainter,
    text: str,
    area: QRect,
    side: Qt.AlignmentFlag,
    size: TextSize,
    *,
    muted: bool = False,
) -> int:
    """Write what fits of a text; the width that it took."""
    colours = current().colours
    font = current().font(size)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(area.width(), 0))
    painter.setFont(font)
    painter.setPen(colours.text if size is TextSize.BODY and not muted else colours.text_muted)
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)
