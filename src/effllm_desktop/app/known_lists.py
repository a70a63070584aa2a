"""Which list a document is a version of, what it is called, and which file it is linked to."""

from effllm_desktop.app.import_reports import ImportRequest, Outcome
from effllm_desktop.app.sources import Document
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.store import lists, search, sections, upstreams, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.lists import StoredList
from effllm_desktop.store.upstreams import Upstream


def find(database: Database, document: Document, request: ImportRequest) -> StoredList | None:
    """The list that a document is a version of.

    The one with just its text or that was named, of the same origin, linked to the same file, or a
    copy of the very bytes that is linked to nothing.
    """
    if document.same_as is not None:
        return lists.by_id(database, document.same_as)
    if request.is_fresh:
        return None
    if request.as_list is not None:
        return lists.named(database, request.as_list)
    if document.origin is not None:
        return lists.by_origin(database, document.origin)
    linked = lists.by_path(database, document.path) if document.path else None
    if linked or (document.path and not request.copy):
        return linked
    return lists.copy_with(database, document.sha256)


def is_unchanged(database: Database, document: Document, known: StoredList | None) -> bool:
    if known is None:
        return False
    if document.same_as is not None:
        return True
    return lists.current_sha256(database, known.id) == document.sha256


def add(
    database: Database,
    document: Document,
    found: ReadList | None,
    request: ImportRequest,
    now: str,
) -> ListId:
    wanted = request.name or (found and found.name) or document.name
    name = lists.free_name(database, wanted)
    named = request.name is not None
    return lists.add(database, name, named=named, origin=document.origin, now=now)


def restore(database: Database, known: StoredList) -> Outcome | None:
    """Take the list out of the trash if it is there."""
    if not known.trashed:
        return None
    lists.take_from_trash(database, known.id)
    mentioned = works.of_list(database, known.id)
    works.choose_leads(database, mentioned)
    search.reindex(database, mentioned)
    return Outcome.RESTORED


def rename(
    database: Database,
    known: StoredList,
    document: Document,
    found: ReadList | None,
    request: ImportRequest,
) -> None:
    """A name that the reader gave stays; else the list goes by its H1."""
    if request.name is not None:
        name = lists.free_name(database, request.name, own=known.id)
        lists.rename(database, known.id, name, named=True)
    elif found is not None and not known.named and request.as_list is None:
        wanted = found.name or document.name
        if wanted != known.name.rpartition(" (")[0]:  # `Name (2)` goes on being that
            name = lists.free_name(database, wanted, own=known.id)
            lists.rename(database, known.id, name, named=False)


def follow_title(database: Database, list_id: ListId, before: str, found: ReadList) -> None:
    """The reader's edits gave a list another title: it goes by that, if it went by its title."""
    known, title = lists.by_id(database, list_id), sections.title(database, list_id)
    if known is None or known.named or title is None or title[1] == before:
        return
    name = lists.free_name(database, found.name or title[1], own=list_id)
    lists.rename(database, list_id, name, named=False)


def link(
    database: Database, list_id: ListId, document: Document, request: ImportRequest, now: str
) -> None:
    """Link the list to its file. A version that was named by hand takes no link from another."""
    if document.same_as is not None:
        return
    if request.copy:
        upstreams.unlink(database, list_id)
        return
    if document.path is None or document.stamp is None:
        return
    owner = lists.by_path(database, document.path)
    if owner is not None and owner.id != list_id:
        return
    present = upstreams.of_list(database, list_id)
    if present and present.path != document.path and present.path.exists():
        return
    size, mtime_ns = document.stamp.size, document.stamp.mtime_ns
    upstream = Upstream(document.path, size, mtime_ns, document.sha256)
    if present != upstream:
        upstreams.link(database, list_id, upstream, now)
