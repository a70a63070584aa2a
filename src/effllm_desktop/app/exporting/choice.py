"""Which entries of which lists a request means."""

from effllm_desktop.app.exporting.request import ExportRequest
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.scopes import ListScope, Scope, Sort, WorksScope
from effllm_desktop.store import lists, pages, selection, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.lists import StoredList


def entry_ids(database: Database, request: ExportRequest) -> list[tuple[StoredList, list[int]]]:
    """Each list outside the trash with the entries chosen from it, in file order."""
    known = [one for one in lists.all_lists(database) if not one.trashed]
    chosen = [(one, _of_list(database, one.id, request)) for one in known]
    if not request.works:
        return chosen
    by_hand = set(works.find(database, request.works).values())
    return [(one, _mentioning(database, ids, by_hand)) for one, ids in chosen]


def _mentioning(database: Database, ids: list[int], by_hand: set[WorkId]) -> list[int]:
    mentioned = pages.works_of(database, ids)
    return [entry for entry in ids if mentioned[entry] in by_hand]


def _of_list(database: Database, list_id: ListId, request: ExportRequest) -> list[int]:
    whole = selection.select(database, ListScope(list_id), request.query, Sort.LIST).row_ids
    if not request.scopes or ListScope(list_id) in request.scopes:
        return list(whole)
    found: set[int] = set()
    for scope in request.scopes:
        found |= _of_scope(database, list_id, scope, request)
    return [entry for entry in whole if entry in found]


def _of_scope(
    database: Database, list_id: ListId, scope: Scope, request: ExportRequest
) -> set[int]:
    """The entries of one list that a scope holds; a place holds all mentions of its works."""
    if isinstance(scope, WorksScope):
        held = set(selection.select(database, scope, request.query, Sort.LIST).row_ids)
        mine = selection.select(database, ListScope(list_id), request.query, Sort.LIST).row_ids
        mentioned = pages.works_of(database, mine)
        return {entry for entry, work in mentioned.items() if work in held}
    if selection.span_of(database, scope).list_id != list_id:
        return set()
    return set(selection.select(database, scope, request.query, Sort.LIST).row_ids)
