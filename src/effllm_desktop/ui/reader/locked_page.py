"""What is shown of a file that wants a password."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from effllm_desktop.domain.errors import PdfLocked
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

FIELD = 240


class LockedPage(QWidget):
    """The password is used once and kept nowhere."""

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = ToneLabel(tone="text", size=TextSize.BODY, bold=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setObjectName("pdf_password")
        self.field.setAccessibleName("Password of this file")
        self.field.setPlaceholderText("Password")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setFixedWidth(current().length(FIELD))
        self.field.returnPressed.connect(self._on_entered)
        button = QPushButton("Open")
        button.clicked.connect(self._on_entered)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addStretch()
        row.addWidget(self.field)
        row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(tokens.SPACE_M)
        column.addStretch(2)
        column.addWidget(self.said)
        column.addLayout(row)
        column.addStretch(3)
        self.setFocusProxy(self.field)

    def ask(self, problem: PdfLocked) -> None:
        self.said.setText(problem.what)
        self.field.clear()
        self.field.setFocus()

    def _on_entered(self) -> None:
        self.entered.emit(self.field.text())
