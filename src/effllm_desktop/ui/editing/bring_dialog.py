"""What services know, brought into a list: what would change stands here before it does."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.completing import Part, Plan, bringing, planned
from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import EntryId, ListId
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.ui.editing.changed_text import ChangedText
from effllm_desktop.ui.editing.proposal_list import ProposalList
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.dialog_foot import deciding_foot
from effllm_desktop.ui.widgets.empty_state import Emptiness, EmptyState
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (920, 600)
LABELS = {
    Part.TITLE: "Titles that lack",
    Part.AUTHORS: "Authors that are left out",
    Part.CITATIONS: "Citations",
    Part.STARS: "Stars on GitHub",
}
MOST_TITLES = 20
_LOOKING = Emptiness("refresh", "Comparing the list with what services know …", "")
_REFRESH = "Refresh metadata asks services about more: Entry, Refresh metadata of all."


class BringDialog(QDialog):
    """The plan is made as a job; only the newest one is shown. What is ticked is written."""

    chosen = Signal(object)  # BringIn

    def __init__(
        self,
        session: Session,
        list_id: ListId,
        scope: Scope,
        title: str,
        only: Collection[EntryId] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`only`: entries that are ticked at first; all are where none are named."""
        super().__init__(parent)
        self.setObjectName("bring_dialog")
        self.setWindowTitle("Bring into the list")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._session = session
        self._list_id = list_id
        self._scope = scope
        self._only = only
        self._job: JobHandle | None = None
        self._asked = 0
        self._plan: Plan | None = None
        self.parts = {part: QCheckBox(label) for part, label in LABELS.items()}
        self.list = ProposalList()
        self.before = ChangedText("As it stands", removed=True)
        self.after = ChangedText("As it will be written", removed=False)
        self.empty = EmptyState()
        self.told = ToneLabel()
        self.told.setObjectName("bring_told")
        self.told.setWordWrap(True)
        self.write_button = QPushButton()
        self._all, self._none = QPushButton("All"), QPushButton("None")
        self._pages = QStackedWidget()
        self._arrange(title)
        self.list.current_changed.connect(self._show_entry)
        self.list.proposals.ticked_changed.connect(self._on_ticked)
        self.read()

    def read(self) -> None:
        """Compare anew. What was asked before is no longer wanted."""
        if self._job is not None:
            self._job.cancel()
        self._asked += 1
        self._plan = None
        self._on_ticked()
        number, folder = self._asked, self._session.folder
        list_id, scope = self._list_id, self._scope
        parts = frozenset(part for part, box in self.parts.items() if box.isChecked())

        def job(progress: Progress) -> Plan:
            return planned(folder, list_id, scope, parts, progress)

        self.empty.show_emptiness(_LOOKING)
        self._job = self._session.jobs.start(
            job,
            name="What can be brought into a list",
            done=lambda found: self._show(number, found),
            failed=lambda problem: self._refuse(number, problem),
        )

    def write(self) -> None:
        """Say what is to be done, and close."""
        ticked = self.list.proposals.ticked
        if self._plan is not None and ticked:
            operation = bringing([self._plan], ticked)
            self.accept()
            self.chosen.emit(operation)

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
        self._asked += 1  # what still arrives is for nobody
        super().done(result)

    def _show(self, number: int, found: Plan) -> None:
        if number != self._asked:
            return
        self._plan = found
        self.list.show_proposals(found.proposals)
        if self._only:
            self.list.proposals.tick_only(self._only)
            self._only = ()
        self._on_ticked()
        self.told.setText(told(found))
        self.told.setToolTip("\n".join(found.others[:MOST_TITLES]))
        if found.proposals:
            self._pages.setCurrentIndex(1)
            self.list.setFocus()
            return
        if not any(box.isChecked() for box in self.parts.values()):
            hint = "Tick above what is to be brought in."
        else:
            hint = told(found) or f"The list says all that is known. {_REFRESH}"
        self.told.clear()
        self.empty.show_emptiness(Emptiness("list", "There is nothing to bring in", hint))
        self._pages.setCurrentIndex(0)

    def _refuse(self, number: int, problem: AppError) -> None:
        if number == self._asked:
            self.empty.show_emptiness(Emptiness("error", problem.what, problem.hint))
            self._pages.setCurrentIndex(0)

    def _show_entry(self, row: int) -> None:
        if row < 0:
            return
        one = self.list.proposals.proposal(row)
        old, new = one.spans
        self.before.show_text(one.before, old)
        self.after.show_text(one.after, new)

    def _on_ticked(self) -> None:
        count = len(self.list.proposals.ticked) if self._plan is not None else 0
        self.write_button.setText(
            f"Write {counted(count, 'entry', 'entries')}" if count else "Write"
        )
        self.write_button.setEnabled(count > 0)
        for button in (self._all, self._none):
            button.setEnabled(self._plan is not None and bool(self._plan.proposals))

    def _tick(self, *, all_of_them: bool) -> None:
        if self._plan is not None:
            entries = [one.entry for one in self._plan.proposals] if all_of_them else []
            self.list.proposals.tick_only(entries)

    def _arrange(self, title: str) -> None:
        heading = ToneLabel(
            f"Bring what services know into “{title}”",
            tone="text",
            size=TextSize.TITLE,
            bold=True,
        )
        heading.setWordWrap(True)
        promise = ToneLabel("Nothing else of its text changes. Undo takes all of it back at once.")
        kinds = QHBoxLayout()
        kinds.setSpacing(tokens.SPACE_L)
        for box in self.parts.values():
            box.setChecked(True)
            box.toggled.connect(self.read)
            kinds.addWidget(box)
        kinds.addStretch()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._comparison())
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_M)
        column.addWidget(heading)
        column.addWidget(promise)
        column.addLayout(kinds)
        column.addWidget(self._pages, 1)
        column.addWidget(self.told)
        column.addLayout(self._foot())

    def _comparison(self) -> QWidget:
        texts = QVBoxLayout()
        texts.setSpacing(tokens.SPACE_XS)
        for view in (self.before, self.after):
            texts.addWidget(ToneLabel(view.accessibleName()))
            texts.addWidget(view, 1)
        comparison = QWidget()
        halves = QHBoxLayout(comparison)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(tokens.SPACE_M)
        halves.addWidget(self.list, 2)
        halves.addLayout(texts, 3)
        return comparison

    def _foot(self) -> QHBoxLayout:
        self._all.setAccessibleName("Tick all")
        self._none.setAccessibleName("Tick none")
        self._all.clicked.connect(lambda: self._tick(all_of_them=True))
        self._none.clicked.connect(lambda: self._tick(all_of_them=False))
        self.write_button.clicked.connect(self.write)
        return deciding_foot(self, self.write_button, self._all, self._none)


def told(found: Plan) -> str:
    """What is left as it is, and why."""
    parts = []
    if found.unknown:
        entries = counted(found.unknown, "entry leaves", "entries leave")
        parts.append(f"{entries} authors out, and no service has said yet who they are. {_REFRESH}")
    if found.others:
        entries = counted(len(found.others), "entry names", "entries name")
        parts.append(f"{entries} other people than services do, and nothing is written there.")
    return "\n".join(parts)
