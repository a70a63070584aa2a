"""The steps of the reader's by day; one goes back to before any of them, and forward again."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.readmodels.history import PastStep
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (560, 520)
NOTHING = "Nothing was done yet: what you star, tag, write or edit stands here."
_STEP = Qt.ItemDataRole.UserRole


class HistoryDialog(QDialog):
    """Newest first. What was taken back stands above, and is done again from below upwards."""

    back_wanted = Signal(int)  # so many steps are taken back
    forward_wanted = Signal(int)  # so many are done again

    def __init__(self, steps: Sequence[PastStep], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setWindowTitle("History")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._steps: Sequence[PastStep] = ()
        self._said = ToneLabel()
        self._said.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName("What you did")
        self.rows.setProperty("framed", True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.currentItemChanged.connect(lambda *_: self._show_button())
        self.rows.itemActivated.connect(lambda _: self._go())
        self.button = QPushButton("Go back to before this")
        self.button.setAutoDefault(False)  # Enter in the list does it already
        self.button.clicked.connect(self._go)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_L])
        column.setSpacing(tokens.SPACE_S)
        column.addWidget(ToneLabel("History", tone="text", size=TextSize.TITLE, bold=True))
        column.addWidget(self._said)
        column.addWidget(self.rows, 1)
        column.addLayout(foot)
        self.show_steps(steps)

    @property
    def said(self) -> str:
        return self._said.text()

    def show_steps(self, steps: Sequence[PastStep]) -> None:
        """Show what there is now; the step that was chosen stays the chosen one."""
        chosen = self._chosen()
        self._steps = steps
        self.rows.clear()
        day = ""
        for step in steps:
            when = _local(step.made_at)
            if (date := f"{when:%A, %d %B %Y}") != day:
                day = date
                self.rows.addItem(_heading(day))
            self.rows.addItem(_row(step, when))
        self._say("" if steps else NOTHING)
        wanted = chosen.id if chosen is not None else next((s.id for s in steps if not s.undone), 0)
        for number in range(self.rows.count()):
            found = self.rows.item(number).data(_STEP)
            if found is not None and found.id == wanted:
                self.rows.setCurrentRow(number)
        self._show_button()

    def tell(self, problem: AppError) -> None:
        """Say why it does not go further back."""
        self._say(f"{problem.what} {problem.hint}".strip())

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _chosen(self) -> PastStep | None:
        found: PastStep | None = self.rows.currentIndex().data(_STEP)
        return found

    def _distance(self, chosen: PastStep) -> int:
        """How many steps lie between now and there, both ends counted."""
        place = next(number for number, step in enumerate(self._steps) if step.id == chosen.id)
        undone = sum(step.undone for step in self._steps)
        return undone - place if chosen.undone else place - undone + 1

    def _show_button(self) -> None:
        chosen = self._chosen()
        self.button.setEnabled(chosen is not None)
        if chosen is not None:
            steps = counted(self._distance(chosen), "step")
            what = "Do up to this again" if chosen.undone else "Go back to before this"
            self.button.setText(f"{what} ({steps})")

    def _go(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            wanted = self.forward_wanted if chosen.undone else self.back_wanted
            wanted.emit(self._distance(chosen))


def _local(at: datetime) -> datetime:
    return at.astimezone()


def _heading(day: str) -> QListWidgetItem:
    item = QListWidgetItem(day)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setFont(current().font(TextSize.SMALL, bold=True))
    return item


def _row(step: PastStep, when: datetime) -> QListWidgetItem:
    label = step.label[:1].upper() + step.label[1:]
    item = QListWidgetItem(f"{when:%H:%M}   {label}{'   (taken back)' if step.undone else ''}")
    item.setData(_STEP, step)
    if step.undone:
        item.setForeground(current().colours.text_muted)
    return item
