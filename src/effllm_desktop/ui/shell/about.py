"""What this program is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from effllm_desktop import __version__
from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

ICON_SIZE = 64


class AboutDialog(QDialog):
    """Name, version, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle("About EffLLM Desktop")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = QLabel()
        picture.setPixmap(icons.program_icon().pixmap(ICON_SIZE, ICON_SIZE))
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_XS)
        words.addWidget(ToneLabel("EffLLM Desktop", tone="text", size=TextSize.TITLE, bold=True))
        for text in (
            f"Version {__version__}",
            "A reading-list manager for people who follow research through awesome lists.",
            "MIT licence. It opens no connection to any other machine.",
        ):
            words.addWidget(ToneLabel(text, size=TextSize.BODY))
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_L)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        close = QPushButton("Close")
        close.setProperty("main", True)
        close.setDefault(True)
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_L)
        column.addLayout(top)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
