"""What follows from changed rows of the reader's: search index, leads, counts, who must be told."""

from collections.abc import Sequence

from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.store import counts, search, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.user_tables import UNTOUCHED_ROW, RowChange

_NO_NEWS = frozenset(("changed_at", "last_page"))


def follow(database: Database, changed: Sequence[RowChange]) -> None:
    """Bring what is derived from the changed rows up to date, in the same transaction."""
    said = [c for c in changed if _aspect(c) & (Aspect.NOTE | Aspect.TAGS)]
    search.reindex(database, _works(said))
    for change in changed:
        if change.table == "trashed_lists":
            mentioned = works.of_list(database, ListId(change.row_id))
            works.choose_leads(database, mentioned)
            search.reindex(database, mentioned)
    counts.follow(database, changed)


def changes(changed: Sequence[RowChange]) -> Changes:
    """What listeners are told of changed rows."""
    aspects = Aspect.HISTORY
    for change in changed:
        aspects |= _aspect(change)
    everywhere = Aspect.CATALOG in aspects
    return Changes(aspects, None if everywhere else frozenset(_works(changed)))


def _aspect(change: RowChange) -> Aspect:
    if change.table == "trashed_lists":
        return Aspect.CATALOG
    if change.table in ("tags", "work_tags"):
        return Aspect.TAGS
    before = UNTOUCHED_ROW if change.before is None else change.before
    after = UNTOUCHED_ROW if change.after is None else change.after
    names = {name for name in {*before, *after} if before.get(name) != after.get(name)} - _NO_NEWS
    aspect = Aspect.NOTE if "note" in names else Aspect.NOTHING
    return aspect | (Aspect.STATE if names - {"note"} else Aspect.NOTHING)


def _works(changed: Sequence[RowChange]) -> set[WorkId]:
    """The works that rows of the reader's belong to."""
    found: set[WorkId] = set()
    for change in changed:
        if change.table == "reading":
            found.add(WorkId(change.row_id))
        elif change.table == "work_tags":
            row = change.after or change.before or {}
            found.add(WorkId(int(row["work_id"] or 0)))
    return found
