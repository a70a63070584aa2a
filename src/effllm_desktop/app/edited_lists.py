"""What the reader's edits of a list come to, and the list's entries brought up to date with it."""

from collections.abc import Iterable, Sequence
from functools import partial

from effllm_desktop.app import known_lists
from effllm_desktop.app.gathering import Merge, gather_edited
from effllm_desktop.app.jobs import InlineProgress, Stretch
from effllm_desktop.app.taking_in import write
from effllm_desktop.domain.errors import Conflict
from effllm_desktop.domain.ids import ListId, VersionId
from effllm_desktop.markdown.carrying import carry
from effllm_desktop.markdown.source import decode, encode
from effllm_desktop.store import counts, list_edits, sections
from effllm_desktop.store.database import Database
from effllm_desktop.store.list_edits import Merged, StoredEdit, Waiting
from effllm_desktop.store.spool import Spool


def merge_of(database: Database, list_id: ListId) -> Merge | None:
    """How the reader's edits get into a new version's text; None where there are none."""
    first = list_edits.first_version(database, list_id)
    return None if first is None else partial(_merged, database, list_id, first)


def _merged(database: Database, list_id: ListId, first: VersionId, coming: bytes) -> Merged:
    replay = _Replay(database, list_id, first)
    replay.take(decode(coming), saved=False)
    return replay.merged()


def recompute(database: Database, list_id: ListId) -> None:
    """Make the text from the edits anew. Raises Conflict where they no longer fit."""
    first = list_edits.first_version(database, list_id)
    if first is None:
        list_edits.keep(database, list_id, None, ())
        return
    merged = _Replay(database, list_id, first).merged()
    data = None if merged.data == list_edits.base(database, list_id) else merged.data
    list_edits.keep(database, list_id, data, merged.waiting)


def has_said(database: Database, list_id: ListId, text: str) -> bool:
    """Whether a list has said this before, as one of its versions or between edits that hold."""
    first = list_edits.first_version(database, list_id)
    return first is not None and _Replay(database, list_id, first, text).is_found


def take_in(database: Database, lists: Iterable[ListId], now: str) -> None:
    """Bring sections and entries up to date with the texts of lists, inside a transaction."""
    some = list(lists)
    for list_id in some:
        stretch = Stretch(InlineProgress(), 0, 1, "")
        title = sections.title(database, list_id)
        with Spool(database.file.parent) as spool:
            new = gather_edited(list_edits.shown(database, list_id), spool, stretch)
            write(database, list_id, new, None, now, stretch)
        if title is not None:
            known_lists.follow_title(database, list_id, title[1], new.found)
    if some:
        counts.recount(database)


class _Replay:
    """The edits made again, version by version. `is_found`: `sought` was the text meanwhile."""

    def __init__(
        self, database: Database, list_id: ListId, begin: VersionId, sought: str | None = None
    ) -> None:
        self._sought = sought
        self._made_on = list_edits.mark(database, list_id)
        self._waiting: list[Waiting] = []
        self._settled: set[int] = set()
        edits = list_edits.of_list(database, list_id)
        first, *later = list_edits.versions(database, list_id, begin)
        self._base = self._text = decode(first.data)
        self.is_found = self._text == sought
        self._make(edits, first.id)
        for version in later:
            self.take(decode(version.data), saved=version.saved)
            self._make(edits, version.id)

    def take(self, version: str, *, saved: bool) -> None:
        """Go on to a version: our own goes on as it is, in another what fits is carried over."""
        if not saved:
            carried = carry(self._base, self._text, version)
            self._text = carried.text
            for clash in carried.clashes:
                self._waiting.append(Waiting(len(self._waiting), *clash))
            self.is_found |= self._text == self._sought
        self._base = version

    def merged(self) -> Merged:
        waits = tuple(one for one in self._waiting if one.number not in self._settled)
        return Merged(encode(self._text), waits, self._made_on)

    def _make(self, edits: Iterable[StoredEdit], version: int) -> None:
        """Edits of which each stands before the one that was made last are made in one go."""
        waiting: list[StoredEdit] = []
        length = len(self._text)
        for edit in edits:
            if edit.version != version:
                continue
            if waiting and edit.start + len(edit.removed) > waiting[-1].start:
                self._text, waiting = _made(self._text, waiting), []
            waiting.append(edit)
            length += len(edit.inserted) - len(edit.removed)
            if self._sought is not None and length == len(self._sought):
                self._text, waiting = _made(self._text, waiting), []
                self.is_found |= self._text == self._sought
            if edit.settles is not None:
                self._settled.add(edit.settles)
        self._text = _made(self._text, waiting)


def _made(text: str, edits: Sequence[StoredEdit]) -> str:
    """Make edits, the last one of the text first."""
    pieces: list[str] = []
    stop = len(text)
    for edit in edits:
        end = edit.start + len(edit.removed)
        if text[edit.start : end] != edit.removed:
            raise Conflict(
                "The list has changed since, so that was not done.",
                "Make the change by hand, or put the list back to its file.",
            )
        pieces += (text[end:stop], edit.inserted)
        stop = edit.start
    return "".join((text[:stop], *reversed(pieces)))
