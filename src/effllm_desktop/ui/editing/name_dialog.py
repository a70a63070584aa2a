"""One name is asked for: of a new list, of a section."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.titled_column import titled_column

WIDTH = 420


class NameDialog(QDialog):
    """`named` is told with the words between the blanks around them, once there are any."""

    named = Signal(str)

    def __init__(
        self, title: str, button: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("name_dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.field = QLineEdit(name)
        self.field.setObjectName("name")
        self.field.setAccessibleName("Name")
        self.field.selectAll()
        self.accept_button = QPushButton(button)
        self.accept_button.setProperty("main", True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._on_accepted)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        column = titled_column(self, title, tokens.SPACE_M)
        column.addWidget(self.field)
        column.addLayout(row)
        self.field.textChanged.connect(self._on_changed)
        self._on_changed(name)

    def _on_changed(self, words: str) -> None:
        self.accept_button.setEnabled(bool(words.strip()))

    def _on_accepted(self) -> None:
        words = self.field.text().strip()
        self.accept()
        self.named.emit(words)
