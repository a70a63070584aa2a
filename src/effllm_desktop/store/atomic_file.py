"""Files are replaced, never rewritten; and what another program wrote meanwhile is noticed."""

import errno
import hashlib
import os
import stat
import tempfile
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
    try:
        _require_file(path, path)
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failed(path, error) from error
    return Fingerprint(len(data), hashlib.sha256(data).hexdigest())


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file in one step: beside, flush, fsync, rename.

    A link is followed, the file's mode is kept. Raises BadInput where a folder stands, and
    StorageFailed for what the disk or the file's mode refuses; then the old file is as it was.
    """
    try:
        target = Path(os.path.realpath(path))
        _require_file(target, path)
        _replace(target, data)
    except OSError as error:
        raise _failed(path, error) from error


def replace_unchanged(path: Path, data: bytes, seen: Fingerprint | None) -> None:
    """Replace a file that still looks as it did when it was `seen` (None: was not there).

    Raises FileChanged otherwise.
    """
    if fingerprint(path) != seen:
        raise FileChanged(
            f"{path.name} was changed by another program.",
            "Look at it first, or choose another name.",
        )
    replace(path, data)


def _require_file(target: Path, path: Path) -> None:
    """Refuse folders, and devices and pipes: to read one of those may wait for ever."""
    if target.exists() and not target.is_file():
        raise BadInput(f"{path} is no file that could be replaced.", "Choose another name.")


def _replace(target: Path, data: bytes) -> None:
    known = target.exists()
    if known and not os.access(target, os.W_OK):  # a new name would get around the file's mode
        raise PermissionError(errno.EACCES, "the file is read-only")
    mode = stat.S_IMODE(target.stat().st_mode) if known else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".effllm-", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(target.parent)


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
