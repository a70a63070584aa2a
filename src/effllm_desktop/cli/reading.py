"""The entries that a call asks for, read page by page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from effllm_desktop.cli.choosing import Part
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.queries import Query
from effllm_desktop.domain.scopes import ListScope

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library
    from effllm_desktop.app.readmodels.entries import EntryRow
    from effllm_desktop.app.readmodels.records import Record

T = TypeVar("T")
_PAGE = 500
_ANY_LIST = ListScope(ListId(0))  # rows of entries read alike in every list


class Shown(NamedTuple):
    """An entry to be printed: its row, and its record for the headings above it."""

    row: "EntryRow"
    record: "Record"


def selected_entries(library: "Library", part: Part, queries: Sequence[Query]) -> list[int]:
    """The ids of the entries that any of the queries selects, in list order.

    A single query that asks for what is like a work gives the most alike first.
    """
    ids: list[int] = []
    for scope in part.scopes:
        found = [library.entries.select(scope, query).row_ids for query in queries]
        if len(found) == 1:
            ids += found[0]
        else:
            union = set().union(*found)
            ids += [one for one in library.entries.select(scope).row_ids if one in union]
    return library.entries.by_likeness(queries[0], ids) if len(queries) == 1 else ids


def works_of(library: "Library", ids: Sequence[int]) -> list[WorkId]:
    """The works of entries, each once, in their order."""
    return library.entries.works_of(_ANY_LIST, ids)


def records(library: "Library", ids: Sequence[int]) -> Iterator["Record"]:
    """The records of entries, in their order."""
    from effllm_desktop.app.readmodels.records import entry_records

    for page in _pages(ids):
        yield from entry_records(library.database, page)


def rows(library: "Library", ids: Sequence[int]) -> list["EntryRow"]:
    """The rows of entries, in their order."""
    return library.entries.rows(_ANY_LIST, ids)


def shown_entries(library: "Library", ids: Sequence[int]) -> Iterator[Shown]:
    """The rows and records of entries, in their order."""
    for page in _pages(ids):
        yield from map(Shown, rows(library, page), records(library, page))


def each_work_once(items: Iterable[T], key: Callable[[T], str]) -> Iterator[T]:
    """The first item of each work."""
    seen: set[str] = set()
    for item in items:
        if key(item) not in seen:
            seen.add(key(item))
            yield item


def _pages(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _PAGE):
        yield ids[start : start + _PAGE]
