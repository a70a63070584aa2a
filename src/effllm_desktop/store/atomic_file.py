"""Files are replaced, never rewritten; and what another program wrote meanwhile is noticed."""

import errno
import filecmp
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.domain.errors import BadInput, FileChanged, StorageFailed

_CAN_SYNC_FOLDERS = os.name != "nt"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file looked like; two of them are equal when its bytes are."""

    size: int
    sha256: str


def fingerprint(path: Path) -> Fingerprint | None:
    """What a file looks like now; None where there is none.

    Raises BadInput where something stands that is no file, StorageFailed where it cannot be read.
    """
    data = read(path)
    return None if data is None else Fingerprint(len(data), hashlib.sha256(data).hexdigest())


def read(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none. Raises as `fingerprint` does."""
    try:
        _require_file(path, path)
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failed(path, error) from error


def replace(path: Path, data: bytes | Iterable[bytes]) -> int:
    """Put `data` in the place of a file in one step: beside, flush, fsync, rename.

    Data may come in pieces; an error on the way leaves the old file as it was. So does data that
    the file already has: nothing is written then. A link is followed, the file's mode is kept.
    Raises BadInput where a folder stands, and StorageFailed for what the disk or the file's mode
    refuses. The size of the file is returned.
    """
    try:
        target = Path(os.path.realpath(path))
        _require_file(target, path)
        return _replace(target, (data,) if isinstance(data, bytes) else data)
    except OSError as error:
        raise _failed(path, error) from error


def replace_unchanged(path: Path, data: bytes | Iterable[bytes], seen: Fingerprint | None) -> int:
    """Replace a file that still looks as it did when it was `seen` (None: was not there).

    Raises FileChanged otherwise.
    """
    return replace(path, _while_unchanged(path, data, seen))


def _while_unchanged(
    path: Path, data: bytes | Iterable[bytes], seen: Fingerprint | None
) -> Iterator[bytes]:
    """The data, once it is known before and behind it that nobody else wrote there."""
    _require_unchanged(path, seen)
    if isinstance(data, bytes):
        yield data
        return
    yield from data
    _require_unchanged(path, seen)


def _require_unchanged(path: Path, seen: Fingerprint | None) -> None:
    if fingerprint(path) != seen:
        raise FileChanged(
            f"{path.name} was changed by another program.",
            "Look at it first, or choose another name.",
        )


def _require_file(target: Path, path: Path) -> None:
    """Refuse folders, and devices and pipes: to read one of those may wait for ever."""
    if target.exists() and not target.is_file():
        raise BadInput(f"{path} is no file that could be replaced.", "Choose another name.")


def _replace(target: Path, pieces: Iterable[bytes]) -> int:
    known = target.exists()
    if known and not os.access(target, os.W_OK):  # a new name would get around the file's mode
        raise PermissionError(errno.EACCES, "the file is read-only")
    mode = stat.S_IMODE(target.stat().st_mode) if known else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".effllm-", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        if known and filecmp.cmp(beside, target, shallow=False):
            return size
        beside.chmod(mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(target.parent)
    return size


def sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system can open folders."""
    if not _CAN_SYNC_FOLDERS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _failed(path: Path, error: OSError) -> StorageFailed:
    return StorageFailed(
        f"{path} could not be read or written: {error.strerror}.",
        "Choose another place, or check the disk and the permissions.",
    )
