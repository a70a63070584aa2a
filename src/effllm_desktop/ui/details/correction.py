"""What the reader knows better of one work: its title, kind, venue, authors."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.operations.correcting import CorrectWork, Said
from effllm_desktop.app.readmodels.works import WorkDetails
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.metadata import Fact
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import KINDS

SIZE = (560, 420)


class CorrectionDialog(QDialog):
    """Shows what is known best; what is emptied is what the list or a service says again."""

    corrected = Signal(object)  # a CorrectWork

    def __init__(self, work: WorkDetails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("correction")
        self.setWindowTitle("Correct")
        self.resize(*SIZE)
        self._work = work.work_id
        self.title = QLineEdit(work.metadata.text(Fact.TITLE) or work.title)
        self.kind = QComboBox()
        for kind in Kind:
            self.kind.addItem(KINDS[kind].name, kind.value)
        said = work.metadata.text(Fact.KIND) or work.entry.kind.value
        self.kind.setCurrentIndex(self.kind.findData(said))
        self.venue = QLineEdit(work.metadata.text(Fact.VENUE) or work.entry.venue or "")
        names = work.metadata.names(Fact.AUTHORS) or work.entry.authors
        self.authors = QPlainTextEdit("\n".join(names))
        self.authors.setTabChangesFocus(True)
        self._shown = self._values()
        self._arrange()

    def _values(self) -> dict[Fact, Said]:
        lines = [line.strip() for line in self.authors.toPlainText().splitlines()]
        return {
            Fact.TITLE: self.title.text().strip() or None,
            Fact.KIND: str(self.kind.currentData()),
            Fact.VENUE: self.venue.text().strip() or None,
            Fact.AUTHORS: tuple(filter(None, lines)) or None,
        }

    def _on_save(self) -> None:
        values = {fact: said for fact, said in self._values().items() if said != self._shown[fact]}
        self.close()
        if values:
            self.corrected.emit(CorrectWork(self._work, values))

    def _arrange(self) -> None:
        told = ToneLabel(
            "It wins over what services say; the list keeps its own wording. What you empty is "
            "again what the list or a service says."
        )
        told.setWordWrap(True)
        form = QFormLayout()
        for name, field in (
            ("Title", self.title),
            ("Kind", self.kind),
            ("Venue", self.venue),
            ("Authors, one a line", self.authors),
        ):
            field.setAccessibleName(name)
            form.addRow(name, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_M)
        heading = ToneLabel("Correct", tone="text", size=TextSize.TITLE, bold=True)
        for widget in (heading, told):
            column.addWidget(widget)
        column.addLayout(form, 1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        cancel, save = QPushButton("Cancel"), QPushButton("Save")
        save.setProperty("main", True)
        save.setDefault(True)
        cancel.clicked.connect(self.close)
        save.clicked.connect(self._on_save)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(save)
        return row
