"""A list with the reader's edits, saved to its file: one step, and never over another's work."""

from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.library import Library
from effllm_desktop.app.sources import sha256
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import BadInput, FileChanged, NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.store import atomic_file, list_edits, lists, upstreams
from effllm_desktop.store.upstreams import Upstream


@dataclass(frozen=True, slots=True)
class Saving:
    """What saving a list would do. `path` is None for a list that has no file yet.

    `repaired`: the file is damaged, and repaired text would be written to it.
    """

    list_id: ListId
    name: str
    path: Path | None
    edited: bool
    repaired: bool
    waiting: int


def saving(library: Library, list_id: ListId) -> Saving:
    """What saving a list would do now. Raises NotFound for no list."""
    database = library.database
    stored = lists.by_id(database, list_id)
    if stored is None:
        raise NotFound("That list is not in the library.")
    upstream = upstreams.of_list(database, list_id)
    return Saving(
        list_id,
        stored.name,
        upstream.path if upstream else None,
        list_edits.edited(database, list_id) is not None,
        lists.version_facts(database, list_id).repair is not None,
        len(list_edits.waiting(database, list_id)),
    )


def save(library: Library, list_id: ListId, path: Path | None = None) -> Path:
    """Write a list's text to its file, or to another one, which it is then linked to.

    Raises FileChanged where the file holds what was not taken in, BadInput without any file.
    """
    asked = saving(library, list_id)
    target = path or asked.path
    if target is None:
        raise BadInput(f"“{asked.name}” has no file yet.", "Say where to save it.")
    target = target.resolve()
    before = atomic_file.fingerprint(target)
    _require_ours(library, asked, target, before)
    data = list_edits.shown(library.database, list_id)
    atomic_file.replace_unchanged(target, data, before)
    _note(library, list_id, target, data)
    library.workspace.announce(Changes(Aspect.CATALOG, works=None))
    return target


def _require_ours(
    library: Library, asked: Saving, target: Path, before: atomic_file.Fingerprint | None
) -> None:
    owner = lists.by_path(library.database, target)
    if owner is not None and owner.id != asked.list_id:
        raise BadInput(f"{target.name} is the file of “{owner.name}”.", "Save to another file.")
    upstream = upstreams.of_list(library.database, asked.list_id)
    known = upstream.sha256 if upstream and upstream.path == target else None
    if before is None or before.sha256 == known:
        return
    if known is None:
        raise FileChanged(f"{target} is there already.", "Save to a file of another name.")
    raise FileChanged(
        f"{target.name} was changed since “{asked.name}” was taken in from it.",
        "Take in the new version first: your edits stay.",
    )


def _note(library: Library, list_id: ListId, target: Path, data: bytes) -> None:
    """Let the library know that the file now holds what it shows."""
    database, now = library.database, library.clock().isoformat()
    status, digest = target.stat(), sha256(data)
    with database.transaction():
        if lists.current_sha256(database, list_id) != digest:
            lists.add_saved_version(database, list_id, data, digest, now)
        list_edits.keep_text(database, list_id, None)
        upstream = Upstream(target, status.st_size, status.st_mtime_ns, digest)
        upstreams.link(database, list_id, upstream, now)
