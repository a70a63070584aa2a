"""What dragging does: entries to sections and places, their order, sections in the tree.

Within one list entries and sections move; between lists, and from a place, entries are copied: the
other list gets a new entry of the same work, in its own style. Ctrl copies within a list, too.
"""

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QMimeData, QObject, Qt

from effllm_desktop.app.adding_places import beginning, title_section
from effllm_desktop.app.operations.entry_editing import AddEntries, MoveEntries
from effllm_desktop.app.operations.marking import SetStar, SetStatus
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.app.operations.section_editing import MoveSection
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.app.workspace import Operation, Outcome, Planned, Run
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import EntryId, ListId, SectionId, WorkId
from effllm_desktop.domain.queries import Field, Term, parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SearchScope, SectionScope
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.sections.model import NODE_ROLE
from effllm_desktop.ui.sections.nodes import Node, NodeKind
from effllm_desktop.ui.shell.entry_commands import said
from effllm_desktop.ui.shell.list_edits import planned_beside
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.widgets.row_drops import (
    ENTRIES,
    SECTION,
    RowDrops,
    Spot,
    Verdict,
    Where,
    Zones,
)
from effllm_desktop.ui.words import counted

MOST_SENT = 200  # entries; each is written into the text by itself, as the one before has left it
_READ_ANEW = 10  # for each entry that moves, in works of the list
_COPY = Qt.DropAction.CopyAction
_OWN_ORDER = (
    "Works move in what to read next, entries in their lists: in list order, without a search "
    "or groups."
)


class Dragging(QObject):
    """Judges what is dragged over the two panes, and does it by the operations of the keys."""

    def __init__(self, session: Session, bench: Workbench) -> None:
        super().__init__(session)
        self._session = session
        self._library = session.library
        self._bench = bench
        tree, rows, model = bench.sections.view, bench.entries.view, bench.entries.view.model()
        assert isinstance(model, EntriesModel)  # noqa: S101 - the pane's own
        self._rows = model
        self.over_tree = RowDrops(
            tree, {ENTRIES: Zones.ON, SECTION: Zones.BOTH}, self._judge_in_tree
        )
        self.over_rows = RowDrops(rows, {ENTRIES: Zones.BETWEEN}, self._judge_in_rows)
        for drops in (self.over_tree, self.over_rows):
            drops.said.connect(bench.said)

    # ---- over the tree

    def _judge_in_tree(self, mime: QMimeData, spot: Spot) -> Verdict:
        node: Node = spot.at.data(NODE_ROLE)
        if mime.hasFormat(SECTION):
            moved = SectionId(int(bytes(mime.data(SECTION).data())))
            return self._section_to(moved, node, spot.where)
        match node.scope:
            case PlaceScope(place):
                return self._to_place(place)
            case SearchScope():
                return self._to_search(node)
            case ListScope() | SectionScope():
                return self._to_list(node, copies=_has_ctrl(spot))
        return Verdict("")

    def _to_place(self, place: Place) -> Verdict:
        count, works = self._counted_works(), self._bench.entries.selected_works
        if place is Place.QUEUE:
            where = "at the end of what to read next"
            return Verdict(f"Put {count} {where}.", lambda: self._run(PutInQueue(works())), _COPY)
        if place is Place.STARRED:
            return Verdict(f"Star {count}.", lambda: self._run(SetStar(works(), True)), _COPY)
        if place is Place.READING:
            begin = f"Mark {count} as being read."
            return Verdict(begin, lambda: self._run(SetStatus(works(), Status.READING)), _COPY)
        if place is Place.NEW:
            return Verdict("What is new comes here by itself, with a new version of a list.")
        return Verdict("All works are here already.")

    def _to_search(self, node: Node) -> Verdict:
        """A search for one tag is that tag."""
        tag = parse(node.query).root
        if not isinstance(tag, Term) or tag.field is not Field.TAG:
            return Verdict(f"“{node.name}” is a search: it finds its works by itself.")
        works, name = self._bench.entries.selected_works, tag.value
        words = f"Tag {self._counted_works()} “{name}”."
        return Verdict(words, lambda: self._run(AddTags(works(), [name])), _COPY)

    def _to_list(self, node: Node, *, copies: bool) -> Verdict:
        list_id, count = node.list_id, self._bench.entries.selected_count()
        if list_id is None:
            return Verdict("")
        if count > MOST_SENT:
            return Verdict(f"At most {MOST_SENT} entries go to a list at a time.")
        entries, here = counted(count, "entry", "entries"), self._bench.list_id == list_id
        if here and not copies:
            words = f"Move {entries} to “{node.name}”. Ctrl copies instead."
            return Verdict(words, lambda: self.move_to(list_id, self._section(node)))
        where = "" if node.kind is NodeKind.LIST else f" of {node.trail()[0].name}"
        words = f"Copy {entries} to “{node.name}”{where}."
        return Verdict(words, lambda: self.send_to(list_id, self._section(node)), _COPY)

    def send_to(self, list_id: ListId, section: SectionId | None) -> None:
        """Write the selected entries into a section: new ones of the same works, in its style."""
        rows, scope = self._bench.entries.selected_row_ids(MOST_SENT), self._bench.scope

        def plan(entries: EntryReader) -> Operation:
            return AddEntries(list_id, section, entries.texts(scope, rows))

        self._run(planned_beside(plan))

    def move_to(
        self, list_id: ListId, section: SectionId | None, before: EntryId | None = None
    ) -> None:
        """Move the selected entries within their list: before another one, or to an end."""
        chosen = self._entries_chosen()
        move = MoveEntries(list_id, chosen, section, before)
        there = self._library.entries.size(ListScope(list_id)).works
        self._run(Planned(_READ_ANEW * len(chosen) * there, lambda _: move))

    # ---- sections in the tree

    def _section_to(self, moved: SectionId, node: Node, where: Where) -> Verdict:
        name = self._bench.title_of(SectionScope(moved))
        if self._bench.sections.list_of(SectionScope(moved)) != node.list_id:
            return Verdict(f"“{name}” moves within its list.")
        if any(one.scope == SectionScope(moved) for one in node.trail()):
            return Verdict("A section cannot be moved into itself.")
        if node.kind is NodeKind.LIST or where is Where.ON:
            do = lambda: self.move_section(moved, node, None)  # noqa: E731 - one of several
            return Verdict(f"Move “{name}” into “{node.name}”, as the last one.", do)
        parent = node.parent
        if parent is None:
            return Verdict("")
        if where is Where.ABOVE:
            do = lambda: self.move_section(moved, parent, node)  # noqa: E731
            return Verdict(f"Move “{name}” before “{node.name}”.", do)
        if node.children and self._bench.sections.is_unfolded(node.scope):
            first = node.children[0]
            do = lambda: self.move_section(moved, node, first)  # noqa: E731
            return Verdict(f"Move “{name}” into “{node.name}”, as the first one.", do)
        beside = parent.children
        following = beside[node.row + 1] if node.row + 1 < len(beside) else None
        do = lambda: self.move_section(moved, parent, following)  # noqa: E731
        return Verdict(f"Move “{name}” behind “{node.name}”.", do)

    def move_section(self, moved: SectionId, parent: Node, before: Node | None) -> None:
        """Move a section before another one, or to the end of a section or a list."""
        list_id, beside = parent.list_id, _section_id(before)
        if list_id is None or beside == moved:  # it is there
            return
        # A list's own sections stand below its title, where it has one.
        above = _section_id(parent) or title_section(self._library, list_id)
        self._run(MoveSection(list_id, moved, above, beside))

    # ---- among the rows

    def _judge_in_rows(self, _: QMimeData, spot: Spot) -> Verdict:
        bench, number = self._bench, spot.at.row()
        if not bench.is_in_own_order:
            return Verdict(_OWN_ORDER)
        behind, list_id = spot.where is Where.BELOW, bench.list_id
        if list_id is None:
            words = f"Move {self._counted_works()} here in what to read next."
            return Verdict(words, lambda: self._queue_at(number + behind))
        count = bench.entries.selected_count()
        if count > MOST_SENT:
            return Verdict(f"At most {MOST_SENT} entries are moved in a list at a time.")
        words = f"Move {counted(count, 'entry', 'entries')} here."
        return Verdict(words, lambda: self._move_at(list_id, number, behind=behind))

    def _queue_at(self, number: int) -> None:
        """Before the first work from a row on that is not among the chosen ones."""
        works = self._bench.entries.selected_works()
        moved, behind = set(works), islice(self._rows.works, number, None)
        before = next((WorkId(work) for work in behind if work not in moved), None)
        self._run(PutInQueue(works, before))

    def _move_at(self, list_id: ListId, number: int, *, behind: bool) -> None:
        """To where a row is: before it, or behind it in its section."""
        beside_this = EntryId(self._rows.ids[number])
        beside, section = self._library.entries.beside(beside_this)
        chosen = self._entries_chosen()
        moved = set(chosen)
        place = beside.index(beside_this) + behind
        before = next((entry for entry in beside[place:] if entry not in moved), None)
        if _is_there(beside, chosen, before):
            return
        self.move_to(list_id, section, before)

    # ---- small parts

    def _entries_chosen(self) -> list[EntryId]:
        return [EntryId(row) for row in self._bench.entries.selected_row_ids()]

    def _counted_works(self) -> str:
        return counted(self._bench.entries.selected_count(), "work")

    def _section(self, node: Node) -> SectionId | None:
        section = _section_id(node)
        if section is None and node.list_id is not None:
            return beginning(self._library, node.list_id)
        return section

    def _run(self, deed: Run) -> None:
        def say(outcome: Outcome) -> None:
            if outcome.changes.works is None or outcome.changes.works:
                self._bench.said.emit(said(outcome.label))

        try:
            self._session.acts.run(deed, done=say)
        except AppError as problem:
            self._bench.failed.emit(problem)


def _section_id(node: Node | None) -> SectionId | None:
    scope = node.scope if node is not None else None
    return scope.section_id if isinstance(scope, SectionScope) else None


def _has_ctrl(spot: Spot) -> bool:
    return bool(spot.modifiers & Qt.KeyboardModifier.ControlModifier)


def _is_there(beside: Sequence[EntryId], chosen: Sequence[EntryId], before: EntryId | None) -> bool:
    """Whether entries stand right before another one, or at the end, already."""
    end = len(beside) if before is None else beside.index(before)
    return list(beside[max(end - len(chosen), 0) : end]) == list(chosen)
