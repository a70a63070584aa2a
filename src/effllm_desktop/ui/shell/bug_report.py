"""The one dialog for mistakes of ours: what happened, to be copied into a report."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

SIZE = (640, 420)
MOST_SHOWN = 20


class BugReport(QDialog):
    """Non-modal. A second bug is added to the text of the first: one dialog is enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bug_report")
        self.setWindowTitle("A mistake in the program")
        self.setModal(False)
        self.resize(*SIZE)
        self._count = 0
        self._text = QPlainTextEdit()
        self._text.setAccessibleName("Report")
        self._text.setReadOnly(True)
        self._text.setFont(current().fixed_font())
        self._text.setProperty("framed", True)
        what = ToneLabel("Something in the program went wrong", tone="text", size=TextSize.TITLE)
        hint = ToneLabel(
            "Your library is safe: every change is saved when it is made. The report below holds "
            "nothing of what you read. It is in the log, too.",
            size=TextSize.BODY,
        )
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_M)
        for widget in (what, hint, self._text):
            column.addWidget(widget)
        column.addLayout(self._buttons())

    @property
    def text(self) -> str:
        return self._text.toPlainText()

    def add(self, report: str) -> None:
        self._count += 1
        if self._count <= MOST_SHOWN:
            self._text.appendPlainText(f"{report}\n")
        self.show()
        self.raise_()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addStretch()
        copy = QPushButton("Copy the report")
        copy.clicked.connect(self.copy)
        close = QPushButton("Close")
        close.setProperty("main", True)
        close.setDefault(True)
        close.clicked.connect(self.close)
        for button in (copy, close):
            row.addWidget(button)
        return row
