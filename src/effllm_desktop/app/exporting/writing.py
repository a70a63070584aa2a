"""Where an export goes: one step, and never over what another program wrote meanwhile."""

from pathlib import Path

from effllm_desktop.app.library import Library
from effllm_desktop.domain.errors import FileChanged
from effllm_desktop.store import atomic_file, lists, upstreams
from effllm_desktop.store.atomic_file import Fingerprint


def seen(path: Path) -> Fingerprint | None:
    """What stands at a path now, to be remembered until it is written."""
    return atomic_file.fingerprint(path)


def write(path: Path, data: bytes, before: Fingerprint | None) -> None:
    """Write to a path that looks as it did `before`. Raises FileChanged otherwise."""
    atomic_file.replace_unchanged(path, data, before)


def overwrite(path: Path, data: bytes) -> None:
    """Write to a path whatever stands there: the reader has said so."""
    atomic_file.replace(path, data)


def require_taken_in(library: Library, path: Path) -> None:
    """Refuse a file that a list is linked to and that holds more than was taken in.

    Raises FileChanged with what to do next.
    """
    linked = lists.by_path(library.database, path.resolve())
    upstream = upstreams.of_list(library.database, linked.id) if linked else None
    now = atomic_file.fingerprint(path)
    if linked and upstream and now and now.sha256 != upstream.sha256:
        raise FileChanged(
            f"{path.name} was changed since “{linked.name}” was taken in from it.",
            "Take in the new version first, or write to another file.",
        )
