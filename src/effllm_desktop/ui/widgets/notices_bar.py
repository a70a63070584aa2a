"""What the program has to tell: rows above the panes, with what can be done about it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.notice import Notice, NoticeAction
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.icon_label import IconLabel

MOST_SHOWN = 3


class NoticesBar(QWidget):
    """The newest notices, newest on top. Older ones wait until there is room again."""

    dismissed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self.setAccessibleName("Notices")
        self._notices: dict[str, Notice] = {}
        self._rows: dict[str, NoticeRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def notices(self) -> list[Notice]:
        """Newest first, the waiting ones included."""
        return list(reversed(self._notices.values()))

    def show_notice(self, notice: Notice) -> None:
        self.dismiss(notice.key)
        self._notices[notice.key] = notice
        row = NoticeRow(notice, self)
        row.closed.connect(self.dismiss)
        self._rows[notice.key] = row
        self._column.insertWidget(0, row)
        self._make_room()
        _speak(row)

    def dismiss(self, key: str) -> None:
        if key not in self._notices:
            return
        del self._notices[key]
        row = self._rows.pop(key)
        row.hide()
        row.deleteLater()
        self._make_room()
        self.dismissed.emit(key)

    def clear(self) -> None:
        for key in list(self._notices):
            self.dismiss(key)

    def _make_room(self) -> None:
        for place, notice in enumerate(self.notices):
            self._rows[notice.key].setVisible(place < MOST_SHOWN)
        self.setVisible(bool(self._notices))


class NoticeRow(QWidget):
    """A sign, a sentence, what can be done, and a cross."""

    closed = Signal(str)

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setAccessibleName(f"{notice.text} {notice.hint}".strip())
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_L, tokens.SPACE_XS, tokens.SPACE_S, tokens.SPACE_XS)
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(IconLabel(notice.level.value, notice.level.value))
        row.addWidget(_sentence(notice), 1)
        for action in notice.actions:
            row.addWidget(self._button(action))
        row.addWidget(self._cross())
        self.setMinimumHeight(current().length(tokens.ROW_NOTICE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = current().colours
        painter.fillRect(self.rect(), colours.named(f"{self.notice.level.value}_surface"))
        line = self.rect()
        line.setTop(line.bottom())
        painter.fillRect(line, colours.divider)
        painter.end()

    def _button(self, action: NoticeAction) -> QPushButton:
        button = QPushButton(action.text, self)
        button.clicked.connect(lambda: self._press(action))
        return button

    def _press(self, action: NoticeAction) -> None:
        if not action.stays:
            self.closed.emit(self.notice.key)
        action.run()

    def _cross(self) -> QToolButton:
        cross = QToolButton(self)
        cross.setIcon(icons.icon("close", "text_muted"))
        cross.setIconSize(QSize(tokens.ICON, tokens.ICON))
        cross.setToolTip("Close this notice")
        cross.setAccessibleName("Close this notice")
        cross.clicked.connect(lambda: self.closed.emit(self.notice.key))
        return cross


def _speak(row: QWidget) -> None:
    """Let a screen reader say it at once."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # seldom wanted, and dear to import

    QAccessible.updateAccessibility(QAccessibleEvent(row, QAccessible.Event.Alert))


def _sentence(notice: Notice) -> QLabel:
    label = QLabel(f"{notice.text} {notice.hint}".strip())
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(current().font(TextSize.BODY))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
