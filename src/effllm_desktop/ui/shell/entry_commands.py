"""What the reader does with the chosen entries and their works."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from effllm_desktop.app.exporting.copy_forms import CopyForm
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.queueing import Finish, LeaveQueue, PutInQueue
from effllm_desktop.app.operations.seeing import MarkSeen
from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.app.workspace import Operation, Outcome, Planned, Run
from effllm_desktop.domain.ids import EntryId, ListId, WorkId
from effllm_desktop.domain.queries.fields import Mark
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.copying import copy_selected_text, markdown_of
from effllm_desktop.ui.shell.status_strip import PROMISE
from effllm_desktop.ui.shell.styled_copying import StyledCopying
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted


class EntryCommands:
    """The methods are named in the table of actions."""

    def __init__(
        self,
        session: Session,
        bench: Workbench,
        jobs: ShownJobs,
        open_entry: Callable[[], object],
    ) -> None:
        self._session = session
        self._library = session.library
        self._open = open_entry
        self._acts = session.acts
        self._bench = bench
        self._citing = StyledCopying(session, bench, jobs)

    def open_link(self) -> None:
        current = self._bench.entries.current()
        if current is None:
            return
        link = self._library.works.details(*current).best_link
        if link is None:
            self._bench.said.emit("This entry has no link.")
        else:
            self._bench.link_requested.emit(link)

    def toggle_star(self) -> None:
        works = self._works()

        def plan(entries: EntryReader) -> SetStar:
            return SetStar(works, not entries.all_are(works, Mark.STARRED))

        self._run(Planned(len(works), plan))

    def toggle_read(self) -> None:
        works = self._works()

        def plan(entries: EntryReader) -> SetStatus:
            read = entries.all_are(works, Status.READ)
            return SetStatus(works, Status.UNREAD if read else Status.READ)

        self._run(Planned(len(works), plan))

    def toggle_queue(self) -> None:
        works = self._works()

        def plan(entries: EntryReader) -> Operation:
            queued = entries.all_are(works, Mark.QUEUED)
            return LeaveQueue(works) if queued else PutInQueue(works)

        self._run(Planned(len(works), plan))

    def queue_first(self) -> None:
        works = self._works()

        def plan(entries: EntryReader) -> Operation:
            chosen = set(works)
            return PutInQueue(works, next((w for w in entries.queue() if w not in chosen), None))

        self._run(Planned(len(works), plan))

    def move_up(self) -> None:
        self._move(-1)

    def move_down(self) -> None:
        self._move(1)

    def finish(self) -> None:
        """Done with these: they are read, and the next row is the current one."""
        deed = Finish(self._works())
        following = self._bench.entries.row_behind()
        self._run(deed)
        if following is not None:
            self._bench.entries.select_row(following)

    def set_status(self, status: Status) -> None:
        self._run(SetStatus(self._works(), status))

    def set_rating(self, rating: int) -> None:
        self._run(SetRating(self._works(), rating))

    def edit_tags(self) -> None:
        self._bench.details.focus_tags()

    def edit_note(self) -> None:
        self._bench.details.focus_note()

    def mark_all_read(self) -> None:
        self.mark_scope_read(self._bench.scope)

    def mark_scope_read(self, scope: Scope) -> None:
        """Everything that is unread there; what is being read or put aside stays so."""

        def plan(entries: EntryReader) -> SetStatus:
            return SetStatus(entries.unread_works(scope), Status.READ)

        def say(outcome: Outcome) -> None:
            if outcome.changes.works:
                self._say(outcome)
            else:
                self._bench.said.emit("Nothing is unread here.")

        self._acts.run(Planned(self._library.entries.most_works(scope), plan), done=say)

    def mark_all_seen(self) -> None:
        """Nothing is new any more, in whatever place one is."""
        new = PlaceScope(Place.NEW)

        def plan(entries: EntryReader) -> MarkSeen:
            return MarkSeen(entries.all_works(new))

        def say(outcome: Outcome) -> None:
            if not outcome.changes.works:
                self._bench.said.emit("Nothing is new.")
                return
            if self._bench.scope == new:  # what was meant to go goes at once
                self._bench.go(new)
            self._say(outcome)

        self._acts.run(Planned(self._library.entries.size(new).works, plan), done=say)

    def mark_read_beside(self, step: int) -> None:
        """Everything unread above (-1) or below the current row; the row itself stays."""
        entries = self._bench.entries
        if step > 0 and not entries.is_whole:
            self._bench.said.emit("The entries below are still being read. Try again in a moment.")
            return
        works = entries.works_beside(below=step > 0)

        def plan(reader: EntryReader) -> SetStatus:
            unread = reader.unread(works)
            return SetStatus(
                [work for work, is_so in zip(works, unread, strict=True) if is_so], Status.READ
            )

        def say(outcome: Outcome) -> None:
            if outcome.changes.works:
                self._say(outcome)
            else:
                side = "below" if step > 0 else "above"
                self._bench.said.emit(f"Nothing is unread {side}.")

        self._acts.run(Planned(len(works), plan), done=say)

    def start_reading(self) -> None:
        """Begin with the selected work: it is being read, and its paper or link opens."""
        current = self._bench.entries.current()
        if current is not None:
            self._run(SetStatus([current[0]], Status.READING))
            self._open()

    def select_all(self) -> None:
        self._bench.entries.select_all()

    def copy_markdown(self) -> None:
        if copy_selected_text():
            return
        row_ids = self._bench.entries.selected_row_ids()
        self._copy(markdown_of(self._library, self._bench.scope, row_ids), len(row_ids))

    def copy_as(self, form: CopyForm) -> None:
        from effllm_desktop.app.exporting.copying import copied

        works, settings = self._works(), self._session.settings
        if form is CopyForm.CITATION and settings.citation_style:
            self._citing.copy(works, settings.citation_style)
            return
        self._copy(copied(self._library, works, form, settings.citation_key), len(works))

    def _move(self, step: int) -> None:
        """In the queue, or within a section of a list: in their own order, where one sees it."""
        if not self._bench.is_in_own_order:
            where = "Works move in what to read next, entries in their lists"
            self._bench.said.emit(f"{where}: in list order, without a search or groups.")
        elif self._bench.list_id is None:
            self._move_in_queue(step)
        else:
            self._move_in_section(self._bench.list_id, step)

    def _move_in_section(self, list_id: ListId, step: int) -> None:
        from effllm_desktop.app.operations.entry_editing import MoveEntries

        chosen = [EntryId(row) for row in self._bench.entries.selected_row_ids()]
        beside, section = self._library.entries.beside(chosen[0])
        places = [place for place, entry in enumerate(beside) if entry in set(chosen)]
        if len(places) < len(chosen):
            self._bench.said.emit("Entries of several sections do not move together.")
            return
        rest = [entry for entry in beside if entry not in set(chosen)]
        above = places[0] - 1 if step < 0 else places[-1] - len(places) + 2
        if above < 0 or above > len(rest):
            edge = "first" if step < 0 else "last"
            self._bench.said.emit(f"That is the {edge} of its section.")
            return
        before = rest[above] if above < len(rest) else None
        self._run(MoveEntries(list_id, [beside[place] for place in places], section, before))

    def _move_in_queue(self, step: int) -> None:
        works = self._works()

        def plan(entries: EntryReader) -> Operation:
            chosen, queue = set(works), entries.queue()
            places = [place for place, work in enumerate(queue) if work in chosen]
            rest = [work for work in queue if work not in chosen]
            above = places[0] - 1 if step < 0 else places[-1] - len(works) + 2
            behind = rest[max(above, 0) :]
            return PutInQueue(works, behind[0] if behind else None)

        self._run(Planned(len(works), plan))

    def _works(self) -> list[WorkId]:
        return self._bench.entries.selected_works()

    def _run(self, deed: Run) -> None:
        self._acts.run(deed, done=self._say)

    def _say(self, outcome: Outcome) -> None:
        if outcome.changes.works:
            self._bench.said.emit(said(outcome.label))

    def _copy(self, text: str, count: int) -> None:
        self._citing.cancel()
        QApplication.clipboard().setText(text)
        self._bench.said.emit(f"Copied {counted(count, 'entry', 'entries')}.")


def said(label: str) -> str:
    """What was done, as a sentence."""
    return f"Done: {label}. {PROMISE}"
