"""Where an export goes: one step, and never over what another program wrote meanwhile."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.exporting.rendering import stream
from effllm_desktop.app.exporting.request import ExportRequest
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.library import Library
from effllm_desktop.domain.errors import FileChanged
from effllm_desktop.store import atomic_file, lists, upstreams
from effllm_desktop.store.atomic_file import Fingerprint


def seen(path: Path) -> Fingerprint | None:
    """What stands at a path now, to be remembered until it is written."""
    return atomic_file.fingerprint(path)


def write(path: Path, data: bytes | Iterable[bytes], before: Fingerprint | None) -> int:
    """Write to a path that looks as it did `before`; how many bytes. Raises FileChanged."""
    return atomic_file.replace_unchanged(path, data, before)


def overwrite(path: Path, data: bytes | Iterable[bytes]) -> int:
    """Write to a path whatever stands there: the reader has said so."""
    return atomic_file.replace(path, data)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. `own` says in words what of the reader's own is inside.

    `remarks` are sentences about what was left out.
    """

    size: int
    entries: int
    own: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def export_to(
    library: Library,
    request: ExportRequest,
    path: Path,
    progress: Progress | None = None,
    *,
    over: bool = False,
) -> Written:
    """Make a file and put it where it belongs, piece by piece, in one step.

    It says what the library was at one moment, whatever is imported or marked meanwhile.

    Raises FileChanged where another program wrote there, unless the reader has said that it is to
    be written `over`.
    """
    before = seen(path)
    if not over:
        require_taken_in(library, path)
    with library.database.at_one_moment():
        going_on = progress.checkpoint if progress else lambda: None
        made = stream(library, request, atomic_file.read(path), going_on, over=over)
        pieces = made.pieces if progress is None else _stoppable(made.pieces, progress)
        size = overwrite(path, pieces) if over else write(path, pieces, before)
    return Written(size, made.entries, made.own, made.remarks)


def _stoppable(pieces: Iterable[bytes], progress: Progress) -> Iterator[bytes]:
    for piece in pieces:
        progress.checkpoint()
        yield piece


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
