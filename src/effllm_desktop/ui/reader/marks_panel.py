"""The highlights beside the pages, and the comment on the chosen one."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.domain.ids import HighlightId
from effllm_desktop.ui.reader.file_marks import FileMarks
from effllm_desktop.ui.reader.marking import Marking
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.highlight_row import HighlightRow
from effllm_desktop.ui.widgets.key_words import KeysKnown, with_keys
from effllm_desktop.ui.widgets.tone_label import ToneLabel

PAUSE_MILLISECONDS = 600
COMMENT_HEIGHT = 96
EMPTY = (
    "Select some text and highlight ({highlight}) or underline it ({underline}). "
    "A note ({add_page_note}) stands on the page."
)
ABOUT_TEXT = "Comment on this highlight, in Markdown"
ABOUT_PAGE = "Write this note, in Markdown"


class MarksPanel(QWidget):
    """A press on a row goes to its page and chooses it."""

    gone_to = Signal(object)  # Highlight
    copy_asked = Signal()
    note_asked = Signal()

    def __init__(self, marking: Marking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("marks")
        self.setAccessibleName("Highlights")
        self._marking = marking
        self._rows: list[HighlightRow] = []
        self._hint = ToneLabel()
        self._hint.setWordWrap(True)
        self.in_file = FileMarks(self)
        self.comment = CommentField(marking, self)
        self.copy_button = QPushButton("Copy")
        self.note_button = QPushButton("Add to note")
        self.copy_button.setToolTip("Copy all highlights as Markdown, with their pages")
        self.note_button.setToolTip("Write all highlights below the note on this work")
        self.copy_button.clicked.connect(self.copy_asked)
        self.note_button.clicked.connect(self.note_asked)
        self._list = QVBoxLayout()
        self._arrange()
        marking.changed.connect(self.show_marks)
        self.show_marks()
        KeysKnown(self, lambda: self._hint.setText(with_keys(self, EMPTY)))

    @property
    def rows(self) -> list[HighlightRow]:
        return list(self._rows)

    def show_marks(self) -> None:
        """Show the highlights as they are now; rows that are the same stay."""
        highlights = list(self._marking.highlights)
        if [row.highlight for row in self._rows] != highlights:
            focused = next((row.highlight.id for row in self._rows if row.hasFocus()), None)
            self._clear()
            for highlight in highlights:
                self._add(self._row(highlight), focused)
        chosen = self._marking.chosen
        for row in self._rows:
            row.set_chosen(chosen is not None and row.highlight.id == chosen.id)
        self._hint.setVisible(not highlights)
        for button in (self.copy_button, self.note_button):
            button.setVisible(bool(highlights))
        self.comment.show_chosen()

    def _row(self, highlight: Highlight) -> HighlightRow:
        where = "in another version" if self._marking.is_elsewhere(highlight) else ""
        return HighlightRow(highlight, self, where=where)

    def _add(self, row: HighlightRow, focused: HighlightId | None) -> None:
        self._rows.append(row)
        self._list.addWidget(row)
        row.clicked.connect(lambda: self.gone_to.emit(row.highlight))
        row.show()
        if row.highlight.id == focused:
            row.setFocus()

    def _clear(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()

    def _arrange(self) -> None:
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(*4 * [tokens.SPACE_S])
        self._list.setSpacing(0)
        inside.addWidget(self._hint)
        inside.addLayout(self._list)
        inside.addStretch()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_S)
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.note_button)
        below = QVBoxLayout()
        below.setContentsMargins(*4 * [tokens.SPACE_S])
        below.setSpacing(tokens.SPACE_S)
        below.addWidget(self.comment)
        below.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self.in_file)
        column.addLayout(below)


class CommentField(QPlainTextEdit):
    """Saves a moment after the last key and when it loses the focus; hidden for none."""

    def __init__(self, marking: Marking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comment")
        self.setAccessibleName("Comment")
        self.setPlaceholderText(ABOUT_TEXT)
        self.setProperty("framed", True)
        self.setTabChangesFocus(True)
        self.setFixedHeight(current().length(COMMENT_HEIGHT))
        self._marking = marking
        self._of: HighlightId | None = None
        self._stored = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._pause.start)

    def show_chosen(self) -> None:
        """Show the comment of the chosen highlight; what is half typed stays."""
        chosen = self._marking.chosen
        if chosen is None or chosen.id != self._of:
            self.flush()
        half_typed = self.toPlainText() != self._stored
        self.setVisible(chosen is not None)
        self.setPlaceholderText(ABOUT_PAGE if chosen and chosen.is_note else ABOUT_TEXT)
        if chosen is None:
            self._of, self._stored = None, ""
        elif chosen.id != self._of or not half_typed:
            self._of, self._stored = chosen.id, chosen.comment
        else:
            return
        if self.toPlainText() != self._stored:
            with QSignalBlocker(self):
                self.setPlainText(self._stored)

    def flush(self) -> None:
        """Save what is typed."""
        self._pause.stop()
        text = self.toPlainText()
        if self._of is not None and text != self._stored:
            self._stored = text
            self._marking.comment(self._of, text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
