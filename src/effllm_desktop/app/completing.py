"""What services know and a list leaves out: as edits of its text, to be looked at before."""

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from effllm_desktop.app.jobs import InlineProgress, Progress
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.completing import BringIn, ListEdits
from effllm_desktop.domain.ids import EntryId, ListId, WorkId
from effllm_desktop.domain.lists import ReadEntry
from effllm_desktop.domain.metadata import Fact, Source, place_and_year
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown import completing
from effllm_desktop.markdown.completing import Completed, Wanted
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.edits import apply
from effllm_desktop.markdown.source import decode
from effllm_desktop.store import entries as stored_entries
from effllm_desktop.store import list_edits, metadata
from effllm_desktop.store.database import Database, in_parts
from effllm_desktop.store.metadata import Known

_SHOWN_AROUND = 1  # lines before and behind those that change


class Part(StrEnum):
    """What of services' knowledge can be brought into a list."""

    TITLE = "title"
    AUTHORS = "authors"
    CITATIONS = "citations"
    STARS = "stars"


ALL_PARTS = frozenset(Part)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would change in one entry. `edits` are spans of the list's text, `start` its begin."""

    entry: EntryId
    key: str
    title: str
    before: str
    start: int
    edits: tuple[Edit, ...]
    parts: frozenset[Part]

    @property
    def after(self) -> str:
        """The entry as it would be written."""
        inside = [
            Edit(edit.start - self.start, edit.end - self.start, edit.replacement)
            for edit in self.edits
        ]
        return apply(self.before, inside)

    @property
    def spans(self) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
        """Where what changes stands in `before`, and in `after`."""
        old: list[tuple[int, int]] = []
        new: list[tuple[int, int]] = []
        shift = -self.start
        for start, end, words in self.edits:
            old.append((start - self.start, end - self.start))
            new.append((start + shift, start + shift + len(words)))
            shift += len(words) - (end - start)
        return tuple(old), tuple(new)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would change in a list.

    `unknown`: so many entries leave authors out of whom no service has said who they are. `others`
    are titles of entries that name other people than services do: nothing is written there.
    """

    list_id: ListId
    text: str
    proposals: tuple[Proposal, ...]
    unknown: int
    others: tuple[str, ...]

    def edits_of(self, chosen: Collection[EntryId]) -> ListEdits:
        """The edits of some of the entries."""
        edits = [edit for one in self.proposals if one.entry in chosen for edit in one.edits]
        was = tuple(self.text[edit.start : edit.end] for edit in edits)
        return ListEdits(self.list_id, tuple(edits), was)

    def difference(self, name: str) -> Iterator[str]:
        """The lines of a unified diff, for people."""
        edits = [edit for one in self.proposals for edit in one.edits]
        return difflib.unified_diff(
            self.text.splitlines(), apply(self.text, edits).splitlines(), name, name, lineterm="",
            n=_SHOWN_AROUND,
        )  # fmt: skip


def bringing(plans: Sequence[Plan], chosen: Collection[EntryId] | None = None) -> BringIn:
    """The step that makes the edits of some entries; of all of them where none are named."""
    if chosen is None:
        chosen = {one.entry for each in plans for one in each.proposals}
    parts = tuple(edits for each in plans if (edits := each.edits_of(chosen)).edits)
    return BringIn(parts, len(chosen))


def plan(
    database: Database,
    list_id: ListId,
    entries: Collection[EntryId],
    parts: Collection[Part] = ALL_PARTS,
    progress: Progress | None = None,
) -> Plan:
    """What of services' knowledge some entries of a list leave out."""
    told = progress or InlineProgress()
    document = Document(decode(list_edits.shown(database, list_id)))
    wanted_entries = set(entries)
    places = [
        (place, entry, work)
        for entry, place, work in stored_entries.placed(database, list_id)
        if entry in wanted_entries and place < len(document.entries)
    ]
    known = _known(database, [work for _, _, work in places], parts)
    found: dict[int, Completed] = {}
    unknown, others, titles = 0, list[str](), completing.Titles(document)
    for place, _, work in places:
        told.checkpoint()
        text, wanted = document.entry(place).text, known[work]
        made = completing.completed(document, place, wanted, titles)
        unknown += Part.AUTHORS in parts and not wanted.authors and completing.leaves_out(text)
        if made.other_names:
            others.append(text.title)
        if made.edits:
            found[place] = made
    told.checkpoint()
    proved = completing.proved(document, found)
    proposals = tuple(
        _proposal(entry, document.entry(place), proved[place])
        for place, entry, _ in places
        if place in proved
    )
    return Plan(list_id, document.text, proposals, unknown, tuple(others))


def planned(
    folder: Path, list_id: ListId, scope: Scope, parts: Collection[Part], progress: Progress
) -> Plan:
    """A job's work: the plan for a list or a section of it, from the library in a folder."""
    progress.checkpoint()
    library = open_library(folder)
    try:
        entries = [EntryId(row) for row in library.entries.select(scope).row_ids]
        return plan(library.database, list_id, entries, parts, progress)
    finally:
        library.close()


def _known(
    database: Database, works: Sequence[WorkId], parts: Collection[Part]
) -> dict[WorkId, Wanted]:
    found: dict[WorkId, Wanted] = {}
    for some in in_parts(dict.fromkeys(works)):
        for work, facts in metadata.known(database, some).items():
            said = {part: facts[Fact(part)].value for part in parts if Fact(part) in facts}
            names = said.get(Part.AUTHORS)
            citations, stars = said.get(Part.CITATIONS), said.get(Part.STARS)
            title = _titled(facts) if Part.TITLE in said else ()
            found[work] = Wanted(
                tuple(names) if isinstance(names, list) else (),
                citations if isinstance(citations, int) else None,
                stars if isinstance(stars, int) else None,
                *title,
            )
    return found


def _titled(facts: Mapping[Fact, Known]) -> tuple[str, str | None, int | None, int | None]:
    """The title of a work, where it came out, when, and its newest version.

    The venue is arXiv's or the reader's: of what others name nobody says in which year it was.
    """
    title, published = (
        str(one.value) if (one := facts.get(fact)) else "" for fact in (Fact.TITLE, Fact.PUBLISHED)
    )
    where, newest, gone = (facts.get(one) for one in (Fact.VENUE, Fact.VERSION, Fact.WITHDRAWN))
    says_when = where is not None and where.source in (Source.ARXIV, Source.READER)
    year = int(published[:4]) if published[:4].isdigit() else None
    place, year = place_and_year(str(where.value) if where and says_when else "", year)
    holds = newest is not None and not (gone and gone.value)
    version = newest.value if newest and holds and isinstance(newest.value, int) else None
    return title, place or None, year, version


def _proposal(entry: EntryId, read: ReadEntry, made: Completed) -> Proposal:
    text = read.text
    done = {
        Part.TITLE: made.title,
        Part.AUTHORS: made.authors,
        Part.CITATIONS: made.citations,
        Part.STARS: made.stars,
    }
    parts = frozenset(part for part, is_done in done.items() if is_done)
    return Proposal(entry, text.key, text.title, read.source, read.start, made.edits, parts)
