"""The steps of the reader's by day; one goes back to before any of them, and forward again."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from effllm_desktop.app.readmodels.history import PastStep
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.theme import TextSize, current
from effllm_desktop.ui.widgets.dialog_foot import closing_foot
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

SIZE = (560, 520)
AT_A_TIME = 500
"""Steps that are read, and become rows, in one go: more of them as one gets to the last ones."""
_NEAR_THE_END = 20  # rows
Read = Callable[[int, int | None], Sequence[PastStep]]
"""So many of the latest steps, those before one of them."""
NOTHING = "Nothing was done yet: what you star, tag, write or edit stands here."
DAYS = "Left and Right go from day to day."
GONE = "That can no longer be taken back: the list that it changed was removed for good."
_STEP = Qt.ItemDataRole.UserRole


class HistoryDialog(QDialog):
    """Newest first. What was taken back stands above, and is done again from below upwards.

    Older steps are read when one gets near the last ones that are shown.
    """

    back_wanted = Signal(int)  # so many steps are taken back
    forward_wanted = Signal(int)  # so many are done again

    def __init__(self, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setWindowTitle("History")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._read = read
        self._steps: list[PastStep] = []
        self._day = ""
        self._is_whole = False
        self._said = ToneLabel()
        self._said.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName("What you did")
        self.rows.setProperty("framed", True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.currentItemChanged.connect(lambda *_: self._on_moved())
        self.rows.verticalScrollBar().valueChanged.connect(lambda _: self._on_scrolled())
        self.rows.itemActivated.connect(lambda _: self._go())
        self.button = QPushButton("Go back to before this")
        self.button.clicked.connect(self._go)
        self.rows.installEventFilter(self)
        self._days = ToneLabel(DAYS)
        column = titled_column(self, "History")
        column.addWidget(self._days)
        column.addWidget(self._said)
        column.addWidget(self.rows, 1)
        column.addLayout(closing_foot(self, self.button))
        self.show_again()

    @property
    def said(self) -> str:
        return self._said.text()

    @property
    def days(self) -> str:
        """How one gets from day to day, where there are several."""
        return "" if self._days.isHidden() else self._days.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event).key()
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self._go_to_day(older=key == Qt.Key.Key_Right)
                return True
        return super().eventFilter(watched, event)

    def show_again(self) -> None:
        """Show what there is now; the step that was chosen stays the chosen one."""
        chosen = self._chosen()
        wanted = self._place(chosen) + AT_A_TIME if chosen is not None else AT_A_TIME
        steps = self._read(wanted, None)
        with QSignalBlocker(self.rows):  # rows that go are nobody's choice
            self.rows.clear()
        self._steps, self._day = [], ""
        self._add(steps, wanted)
        self._say("" if steps else NOTHING)
        self._days.setVisible(len(self._day_rows()) > 1 or not self._is_whole)
        if chosen is None:
            chosen = next((one for one in steps if not one.undone), None)
        for number in range(self.rows.count()):
            found = self.rows.item(number).data(_STEP)
            if found is not None and chosen is not None and found.id == chosen.id:
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

    def _place(self, chosen: PastStep) -> int:
        return next(number for number, step in enumerate(self._steps) if step.id == chosen.id)

    def _distance(self, chosen: PastStep) -> int:
        """How many steps lie between now and there, both ends counted."""
        place = self._place(chosen)
        if chosen.undone:
            return sum(step.undone for step in self._steps[place:])
        return sum(not step.undone and not step.gone for step in self._steps[: place + 1])

    def _add(self, steps: Sequence[PastStep], wanted: int) -> None:
        """Rows for steps that are older than those that are shown."""
        self._is_whole = len(steps) < wanted
        for step in steps:
            when = _local(step.made_at)
            if (day := f"{when:%A, %d %B %Y}") != self._day:
                self._day = day
                self.rows.addItem(_heading(day))
            self.rows.addItem(_row(step, when))
        self._steps += steps

    def _go_to_day(self, *, older: bool) -> None:
        """To the latest step of the day before this one, or of this day, then the one after it."""
        days = self._day_rows()
        here = self.rows.currentRow()
        while older and not self._is_whole and days[-1] < here:
            self._add_older()
            days = self._day_rows()
        found = [day for day in days if (day > here if older else day < here - 1)]
        if found:
            day = found[0] if older else found[-1]
            self.rows.setCurrentRow(day + 1)
            self.rows.scrollToItem(self.rows.item(day), QListWidget.ScrollHint.PositionAtTop)

    def _day_rows(self) -> list[int]:
        """Where the days stand."""
        rows = range(self.rows.count())
        return [row for row in rows if self.rows.item(row).data(_STEP) is None]

    def _on_moved(self) -> None:
        if self.rows.currentRow() >= self.rows.count() - _NEAR_THE_END:
            self._add_older()
        self._show_button()

    def _on_scrolled(self) -> None:
        bar = self.rows.verticalScrollBar()
        if bar.maximum() > 0 and bar.value() >= bar.maximum() - bar.pageStep():
            self._add_older()

    def _add_older(self) -> None:
        if self._steps and not self._is_whole:
            self._add(self._read(AT_A_TIME, self._steps[-1].id), AT_A_TIME)

    def _show_button(self) -> None:
        chosen = self._chosen()
        self.button.setEnabled(chosen is not None and not chosen.gone)
        if chosen is None:
            return
        if chosen.gone:
            self.button.setText("Can no longer be taken back")
            return
        steps = counted(self._distance(chosen), "step")
        what = "Do up to this again" if chosen.undone else "Go back to before this"
        self.button.setText(f"{what} ({steps})")

    def _go(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.gone:
            self._say(GONE)
        elif chosen is not None:
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
    aside = " (taken back)" if step.undone else " (its list was removed)" if step.gone else ""
    about = f": {step.about}" if step.about else ""
    item = QListWidgetItem(f"{when:%H:%M}   {label}{aside}{about}")
    item.setToolTip(step.about)
    item.setData(_STEP, step)
    if aside:
        item.setForeground(current().colours.text_muted)
    return item
