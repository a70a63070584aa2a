"""In which style a bibliography is written: a file of the reader's, or the one that comes along."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.file_choice import choose_file
from effllm_desktop.ui.widgets.tone_label import ToneLabel

USUAL = "Harvard"
FILES = "Citation styles (*.csl)"


class CitationStyleChoice(QWidget):
    """Tells after each choice of the reader's."""

    chosen = Signal(str)  # a path; nothing for the style that comes along

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.label = ToneLabel(tone="text")
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.choose_button = QPushButton("Choose…")
        self.choose_button.setObjectName("choose_citation_style")
        self.choose_button.setAccessibleName("Choose a citation style")
        self.choose_button.setToolTip(
            "Choose a .csl file, also for Copy as citation; zotero.org/styles has ten thousand"
        )
        self.usual_button = QPushButton(USUAL)
        self.usual_button.setObjectName("usual_citation_style")
        self.usual_button.setAccessibleName("Use the Harvard style")
        self.usual_button.setToolTip(
            "Use the style that comes with the program; Copy as citation then needs none"
        )
        self.choose_button.clicked.connect(self._ask)
        self.usual_button.clicked.connect(lambda: self._choose(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self.label, 1)
        row.addWidget(self.usual_button)
        row.addWidget(self.choose_button)
        self.set_path(path)

    @property
    def path(self) -> str:
        return self._path

    def set_path(self, path: str) -> None:
        """Show a style, without telling anybody."""
        self._path = path
        self.label.setText(Path(path).stem if path else USUAL)
        self.label.setToolTip(path)
        self.usual_button.setVisible(bool(path))

    def _ask(self) -> None:
        folder = Path(self._path).expanduser().parent if self._path else Path.home()
        choose_file(
            self, "Choose a citation style", folder, FILES, lambda file: self._choose(str(file))
        )

    def _choose(self, path: str) -> None:
        self.set_path(path)
        self.chosen.emit(path)
