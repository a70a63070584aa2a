"""Linked files that are no longer what was taken in."""

from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.library import Library
from effllm_desktop.app.sources import read_file
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import ListId
from effllm_desktop.store import lists, upstreams
from effllm_desktop.store.upstreams import Upstream


@dataclass(frozen=True, slots=True)
class UpstreamChange:
    """A list whose file has changed, or cannot be read any more (`problem`)."""

    list_id: ListId
    name: str
    path: Path
    problem: AppError | None = None


def changed_upstreams(library: Library) -> tuple[UpstreamChange, ...]:
    """The lists whose files differ from the version that was last taken in.

    Size and time of a file are compared first; only where they differ is the file read.
    """
    found: list[UpstreamChange] = []
    for list_id, upstream in upstreams.all_linked(library.database):
        stored = lists.by_id(library.database, list_id)
        name = stored.name if stored else ""
        try:
            changed = _has_changed(upstream)
        except AppError as problem:
            found.append(UpstreamChange(list_id, name, upstream.path, problem))
            continue
        if changed:
            found.append(UpstreamChange(list_id, name, upstream.path))
    return tuple(found)


def _has_changed(upstream: Upstream) -> bool:
    try:
        status = upstream.path.stat()
    except OSError:
        return read_file(upstream.path).data != b""  # says in words what is wrong
    if (status.st_size, status.st_mtime_ns) == (upstream.size, upstream.mtime_ns):
        return False
    return read_file(upstream.path).sha256 != upstream.sha256
