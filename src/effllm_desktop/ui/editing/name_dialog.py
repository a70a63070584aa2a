"""One name is asked for: of a new list, of a section."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.dialog_foot import deciding_foot
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
        self.accept_button.clicked.connect(self._on_accepted)
        column = titled_column(self, title, tokens.SPACE_M)
        column.addWidget(self.field)
        column.addLayout(deciding_foot(self, self.accept_button))
        self.field.textChanged.connect(self._on_changed)
        self._on_changed(name)

    def _on_changed(self, words: str) -> None:
        self.accept_button.setEnabled(bool(words.strip()))

    def _on_accepted(self) -> None:
        words = self.field.text().strip()
        self.accept()
        self.named.emit(words)
