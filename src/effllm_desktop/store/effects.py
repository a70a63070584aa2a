"""What follows from changed rows of the reader's: search index, leads, counts, who must be told."""

from collections.abc import Sequence
from functools import cache
from typing import cast

from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.duplicates import Verdict
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.store import counts, folding, search, tag_names, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.user_rows import BY_WORK, OF_WORKS, UNTOUCHED_ROW, RowChange

_NO_NEWS = frozenset(("changed_at", "last_page"))
_WHOSE = ("work_id", "other_id")
_BY_COLUMNS = ("reading", "highlights")
_WHATEVER: frozenset[str] = frozenset()
_ASPECTS = {
    "trashed_lists": Aspect.CATALOG,
    "list_edits": Aspect.CATALOG,
    "saved_searches": Aspect.SEARCHES,
    "recipes": Aspect.RECIPES,
    "tags": Aspect.TAGS,
    "work_tags": Aspect.TAGS,
    "pins": Aspect.PDFS,
    "corrections": Aspect.METADATA,
    "highlights": Aspect.HIGHLIGHTS,
    "verdicts": Aspect.VERDICTS,
    "seen": Aspect.STATE,
}
"""What rows of a table are about, whichever of their columns changed."""


def follow(database: Database, changed: Sequence[RowChange]) -> None:
    """Bring what is derived from the changed rows up to date, in the same transaction."""
    said = [c for c in changed if _is_said(*_kind(c))]
    search.reindex(database, _works(said))
    for change in changed:
        if change.table == "trashed_lists":
            for row in change.rows:
                mentioned = works.of_list(database, ListId(row))
                works.choose_leads(database, mentioned)
                search.reindex(database, mentioned)
        elif change.table == "tags":
            tag_names.follow(database, change.rows)
    counts.follow(database, changed)
    for change in changed:
        if change.table == "verdicts":
            _follow_verdict(database, change)


def changes(changed: Sequence[RowChange], *, is_step: bool = True) -> Changes:
    """What listeners are told of changed rows."""
    aspects = Aspect.HISTORY if is_step else Aspect.NOTHING
    for kind in {_kind(change) for change in changed}:
        aspects |= _aspect(*kind)
    if any(_is_merge(change) for change in changed):
        aspects |= Aspect.CATALOG
    everywhere = Aspect.CATALOG in aspects or any(map(_is_of_a_tag, changed))
    return Changes(aspects, None if everywhere else frozenset(_works(changed)))


def edited_lists(changed: Sequence[RowChange]) -> list[ListId]:
    """The lists whose texts were edited, each once."""
    rows = [one.after or one.before or {} for one in changed if one.table == "list_edits"]
    return list(dict.fromkeys(ListId(int(row["list_id"] or 0)) for row in rows))


def together(one: Changes, other: Changes) -> Changes:
    """What listeners are told of two parts of one step."""
    works = None if one.works is None or other.works is None else one.works | other.works
    return Changes(one.aspects | other.aspects, works)


def _follow_verdict(database: Database, change: RowChange) -> None:
    """Let two works be one from now on, or no longer."""
    if not _is_merge(change):
        return
    row = change.after or change.before or {}
    kept, gone = (WorkId(int(row[name] or 0)) for name in ("work_id", "other_id"))
    if change.after is None:
        folding.unfold(database, gone)
    else:
        folding.fold(database, gone, kept)


def _is_merge(change: RowChange) -> bool:
    row = change.after or change.before or {}
    return change.table == "verdicts" and row["verdict"] == Verdict.SAME


def _is_of_a_tag(change: RowChange) -> bool:
    """Whether a tag is called or looks otherwise now, wherever it is shown."""
    return change.table == "tags" and change.before is not None and change.after is not None


def _kind(change: RowChange) -> tuple[str, frozenset[str]]:
    """The table, and where they matter the columns that have another value now."""
    if change.table not in _BY_COLUMNS:
        return change.table, _WHATEVER
    before = UNTOUCHED_ROW if change.before is None else change.before
    after = UNTOUCHED_ROW if change.after is None else change.after
    names = before if change.after is None else after
    return change.table, frozenset([n for n in names if before.get(n) != after.get(n)])


@cache
def _is_said(table: str, columns: frozenset[str]) -> bool:
    """Whether the search index knows it."""
    if table == "highlights":
        return bool(columns & {"quote", "comment", "work_id"})
    return bool(_aspect(table, columns) & (Aspect.NOTE | Aspect.METADATA))


@cache
def _aspect(table: str, columns: frozenset[str]) -> Aspect:
    if table in _ASPECTS:
        return _ASPECTS[table]
    names = columns - _NO_NEWS
    aspect = Aspect.NOTE if "note" in names else Aspect.NOTHING
    aspect |= Aspect.QUEUE if "queue" in names else Aspect.NOTHING
    return aspect | (Aspect.STATE if names - {"note", "queue"} else Aspect.NOTHING)


def _works(changed: Sequence[RowChange]) -> set[WorkId]:
    """The works that rows of the reader's belong to."""
    found: set[WorkId] = set()
    for change in changed:
        if change.table in BY_WORK:
            found.update(cast("Sequence[WorkId]", change.rows))
        elif change.works:
            found.update(cast("Sequence[WorkId]", change.works))
        elif change.table in OF_WORKS:
            for row in (change.before, change.after):  # a highlight may have gone to another one
                found |= {WorkId(int(row[name] or 0)) for name in _WHOSE if row and name in row}
    return found
