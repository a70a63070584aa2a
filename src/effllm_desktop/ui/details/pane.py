"""The right pane: one work, or what can be done to several, or why there is nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from effllm_desktop.app.operations.identifying import KeepApart
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.tagging import AddTags, RemoveTags
from effllm_desktop.app.readmodels.works import WorkDetails, WorkReader
from effllm_desktop.app.workspace import Operation, Runner
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError, NotFound
from effllm_desktop.domain.ids import EntryId, WorkId
from effllm_desktop.domain.state import State
from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui.details.bulk_page import BulkPage
from effllm_desktop.ui.details.own import OwnState
from effllm_desktop.ui.details.work_page import WorkPage
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.empty_state import Emptiness, EmptyState

NOTHING_CHOSEN = Emptiness("eye", "No work chosen", "Choose an entry to see all about it here.")
STATES_LOOKED_AT = 100  # of several works: what they have in common


class DetailsPane(QWidget):
    """Shows works from the reader and runs operations on them."""

    scope_requested = Signal(object)
    link_opened = Signal(str)
    highlight_opened = Signal(object)  # Highlight
    query_requested = Signal(str)
    read_wanted = Signal(int)
    download_wanted = Signal(int)
    download_cancelled = Signal(int)
    merge_wanted = Signal(int, int)
    said = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        workspace: Runner,
        works: WorkReader,
        *,
        known_tags: Callable[[], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self.setAccessibleName("Details")
        self.setMinimumWidth(tokens.PANE_DETAILS_MIN)
        self._workspace = workspace
        self._works = works
        self._chosen: tuple[WorkId, ...] = ()
        self._entry: EntryId | None = None
        self._notes_on_their_way: dict[WorkId, str] = {}
        self._empty = EmptyState(self)
        self._page = WorkPage(self, known_tags, self)
        self._bulk = BulkPage(known_tags, self)
        self._pages = QStackedLayout(self)
        for page in (self._empty, self._page, self._bulk):
            self._pages.addWidget(page)
        self._connect()
        self.clear()

    def show_tag_colours(self, colours: Mapping[str, TagColour]) -> None:
        """Show tags in these colours, by their names."""
        for page in (self._page, self._bulk):
            page.own.tags.show_colours(colours)

    def show_work(self, work: WorkId, entry: EntryId | None = None) -> None:
        """Show a work; `entry` is the mention whose wording is shown."""
        details = self._details(work, entry)
        self._chosen, self._entry = (work,), entry
        self._page.show_work(details)
        self._pages.setCurrentWidget(self._page)

    def show_many(self, works: Sequence[WorkId]) -> None:
        self._leave()
        self._chosen = tuple(works)
        self._bulk.show_works(len(works), self._states())
        self._pages.setCurrentWidget(self._bulk)

    def clear(self, text: str = "", hint: str = "") -> None:
        """Show no work, and say why."""
        self._leave()
        emptiness = Emptiness("eye", text, hint) if text else NOTHING_CHOSEN
        self._empty.show_emptiness(emptiness)
        self._pages.setCurrentWidget(self._empty)

    def refresh(self, changes: Changes) -> None:
        """Show again what the changes touched; what is half typed stays."""
        if Aspect.NOTE in changes.aspects:
            for work in changes.works or ():  # it has arrived, or gave way to another
                self._notes_on_their_way.pop(work, None)
        if not any(changes.touches(work) for work in self._chosen):
            return
        if len(self._chosen) > 1:
            self._bulk.own.show_states(self._states())
            return
        try:
            details = self._details(self._chosen[0], self._entry)
        except NotFound:  # its lists are gone
            self.clear()
            return
        if changes.aspects & (Aspect.CATALOG | Aspect.METADATA | Aspect.VERDICTS):
            self._page.show_text(details)
        self._page.show_state(details)

    def show_downloads(self, said: Mapping[WorkId, str]) -> None:
        """Say of works how far their PDFs are."""
        self._page.pdf.show_downloads(said)

    def flush_note(self) -> None:
        """Save what is typed: the window closes, or another library opens."""
        self._page.note.flush()

    def focus_tags(self) -> None:
        page = self._bulk if len(self._chosen) > 1 else self._page
        page.ensureWidgetVisible(page.own.tags.field)
        page.own.tags.field.setFocus()

    def focus_note(self) -> None:
        self._page.ensureWidgetVisible(self._page.note)
        self._page.note.edit()

    def read_note(self, work: WorkId) -> str:
        return self._details(work, None).state.note

    def write_note(self, work: WorkId, text: str) -> None:
        """The note counts as written from now on, even if the library is not free yet."""
        self._notes_on_their_way[work] = text
        try:
            self._workspace.run(SetNote(work, text), origin=self)
        except AppError:
            del self._notes_on_their_way[work]
            raise
        self._details(work, None)

    def _details(self, work: WorkId, entry: EntryId | None) -> WorkDetails:
        """A work, with the note that is on its way into the library."""
        details = self._works.details(work, entry)
        text = self._notes_on_their_way.get(work, details.state.note)
        if text == details.state.note:
            self._notes_on_their_way.pop(work, None)
            return details
        return replace(details, state=details.state._replace(note=text))

    def _leave(self) -> None:
        self._page.note.leave()
        self._chosen, self._entry = (), None

    def _states(self) -> list[State]:
        looked_at = self._chosen[:STATES_LOOKED_AT]
        return self._works.states(looked_at)

    def _run(self, operation: Operation) -> bool:
        """Whether it is done, or waits for its turn."""
        try:
            self._workspace.run(operation, origin=self)
        except AppError as error:
            self.failed.emit(error)
            self.refresh(Changes(Aspect.STATE, None))  # what is stored, not what was pressed
            return False
        return True

    def _keep_apart(self, other: int) -> None:
        if self._run(KeepApart(self._chosen[0], WorkId(other))):
            self.said.emit("These stay two works. Undo takes it back.")

    def _connect(self) -> None:
        page = self._page
        page.same.merge_wanted.connect(lambda other: self.merge_wanted.emit(self._chosen[0], other))
        page.same.apart_wanted.connect(self._keep_apart)
        page.heading.copied.connect(self.said)
        page.links.opened.connect(self.link_opened)
        page.pdf.read_wanted.connect(self.read_wanted)
        page.pdf.download_wanted.connect(self.download_wanted)
        page.pdf.cancel_wanted.connect(self.download_cancelled)
        page.marks.opened.connect(self.highlight_opened)
        page.appearances.scope_requested.connect(self.scope_requested)
        page.note.link_opened.connect(self.link_opened)
        page.note.failed.connect(self.failed)
        for own in (page.own, self._bulk.own):
            self._connect_state(own)

    def _connect_state(self, own: OwnState) -> None:
        own.status_chosen.connect(lambda status: self._run(SetStatus(self._chosen, status)))
        own.star_chosen.connect(lambda starred: self._run(SetStar(self._chosen, starred)))
        own.rating_chosen.connect(lambda rating: self._run(SetRating(self._chosen, rating)))
        own.tags_added.connect(lambda tags: self._run(AddTags(self._chosen, tuple(tags))))
        own.tag_removed.connect(lambda tag: self._run(RemoveTags(self._chosen, (tag,))))
        own.tag_pressed.connect(lambda tag: self.query_requested.emit(f'tag:"{tag}"'))
