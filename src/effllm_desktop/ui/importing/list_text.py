"""The text of a list: as it was imported beside the repaired one, and what was not understood."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.readmodels.lists import ListReader
from effllm_desktop.domain.ids import ListId
from effllm_desktop.ui.importing.report import problem_text
from effllm_desktop.ui.importing.text_pair import TextPair
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (1040, 640)
PROBLEMS_HEIGHT = 120


class ListTextDialog(QDialog):
    """Read-only. A click on a problem goes to its lines."""

    def __init__(self, lists: ListReader, list_id: ListId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        facts = lists.facts(list_id)
        self.setObjectName("list_text")
        self.setWindowTitle(facts.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._problems = lists.problems(list_id)
        self.texts = TextPair()
        original = lists.original(list_id).decode("utf-8", "replace")
        repaired = lists.repaired(list_id).decode("utf-8", "replace")
        self.texts.show_texts(original, repaired if facts.damage else None)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_M)
        column.addWidget(ToneLabel(facts.name, tone="text", size=TextSize.TITLE, bold=True))
        for text in (facts.damage, facts.offered):
            if text:
                column.addWidget(_sentence(text))
        if facts.damage:
            column.addWidget(ToneLabel(_differing(len(self.texts.differing))))
        column.addWidget(self.texts, 1)
        if self._problems:
            column.addWidget(ToneLabel("Kept, but not understood"))
            column.addWidget(self._problem_list())
            if not facts.damage:
                self._go_to(0)
        column.addLayout(self._buttons())

    def _problem_list(self) -> QListWidget:
        found = QListWidget()
        found.setObjectName("problems")
        found.setAccessibleName("Not understood")
        found.setProperty("framed", True)
        found.setMaximumHeight(min(PROBLEMS_HEIGHT, 28 + 24 * len(self._problems)))
        found.addItems([problem_text(problem) for problem in self._problems])
        found.currentRowChanged.connect(self._go_to)
        return found

    def _go_to(self, number: int) -> None:
        problem = self._problems[number]
        self.texts.show_lines(problem.first_line - 1, problem.last_line - 1)

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
