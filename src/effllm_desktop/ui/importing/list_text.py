"""The text of a list: as it was imported beside the repaired one, and what was not understood."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.readmodels.list_texts import ListText
from effllm_desktop.ui.importing.problem_list import ProblemList
from effllm_desktop.ui.importing.text_pair import TextPair
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (1040, 640)


class ListTextDialog(QDialog):
    """Read-only. To choose a place that was not understood is to go to its lines."""

    def __init__(
        self, text: ListText, parent: QWidget | None = None, *, line: int | None = None
    ) -> None:
        """`line` (1-based): where to begin, if not at the first difference or problem."""
        super().__init__(parent)
        self.setObjectName("list_text")
        self.setWindowTitle(text.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._runs = text.problems
        self.texts = TextPair()
        self.texts.show_texts(text.original, text.repaired)
        column = titled_column(self, text.name, tokens.SPACE_M)
        for remark in text.remarks:
            column.addWidget(_sentence(remark))
        if text.repaired is not None:
            column.addWidget(ToneLabel(_differing(len(self.texts.differing))))
        column.addWidget(self.texts, 1)
        if self._runs:
            self._add_problems(column, line, is_damaged=text.repaired is not None)
        column.addLayout(self._buttons())

    def _add_problems(self, column: QVBoxLayout, line: int | None, *, is_damaged: bool) -> None:
        places = counted(sum(run.places for run in self._runs), "place")
        column.addWidget(ToneLabel(f"{places} kept, but not understood"))
        found = ProblemList(self._runs)
        found.selectionModel().currentChanged.connect(lambda here: self._go_to(here.row()))
        column.addWidget(found)
        if line is not None or not is_damaged:
            wanted = (row for row, run in enumerate(self._runs) if line and run.last_line >= line)
            found.go_to(next(wanted, 0))
        if not is_damaged or line is not None:
            found.setFocus()

    def _go_to(self, number: int) -> None:
        run = self._runs[number]
        self.texts.show_lines(run.first_line - 1, run.last_line - 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        if self.texts.differing:
            for text, step in (("Previous difference", -1), ("Next difference", 1)):
                button = QPushButton(text)
                button.clicked.connect(
                    lambda _checked=False, step=step: self.texts.show_difference(step)
                )
                row.addWidget(button)
        row.addStretch()
        close = QPushButton("Close")
        close.setProperty("main", True)
        close.setDefault(True)
        close.clicked.connect(self.close)
        row.addWidget(close)
        return row


def _sentence(text: str) -> ToneLabel:
    label = ToneLabel(text, tone="text", size=TextSize.BODY)
    label.setWordWrap(True)
    return label


def _differing(count: int) -> str:
    return f"{counted(count, 'line')} {'differs' if count == 1 else 'differ'}."
