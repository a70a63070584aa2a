"""A file that is on its way: what has come of it, and what it takes to go on where it broke off.

Beside `NAME.part` stands `NAME.part.json` with the address and the validator of what has come.
Without a strong one (RFC 9110, 8.8.1) nothing can be added: it might be of another version.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from effllm_desktop.domain.errors import StorageFailed


class PartFile:
    """The beginning of what one address gives."""

    def __init__(self, path: Path, url: str) -> None:
        self.path = path
        self._url = url
        self._beside = _validator_file(path)

    @property
    def size(self) -> int:
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def validator(self) -> str | None:
        """The strong ETag of what is here; None where nothing could be added to it."""
        return _known_validator(self.path, self._url) if self.size else None

    def forget(self) -> None:
        """Begin anew. The validator goes first: alone it means nothing."""
        with _told(self.path):
            self._beside.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)

    def remember(self, etag: str | None) -> None:
        """Note what the bytes that will come belong to."""
        if etag and _is_strong(etag):
            with _told(self.path):
                self._beside.write_text(json.dumps({"url": self._url, "etag": etag}), "utf-8")

    @contextmanager
    def growing(self) -> Iterator[Callable[[bytes], None]]:
        """Takes chunks at its end; what was taken is on the disk when this ends well.

        What the disk takes no more of is let go: the library needs room to say so.
        """
        try:
            with _told(self.path), self.path.open("ab", buffering=0) as file:
                yield lambda chunk: _write(file, chunk)
                os.fsync(file.fileno())
        except StorageFailed:
            self.forget()
            raise

    def begins_with(self, start: bytes) -> bool:
        with _told(self.path), self.path.open("rb") as file:
            return file.read(len(start)) == start

    def tail(self, size: int) -> bytes:
        """Its last bytes."""
        with _told(self.path), self.path.open("rb") as file:
            file.seek(max(self.size - size, 0))
            return file.read()


def _validator_file(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _known_validator(part: Path, url: str | None = None) -> str | None:
    """The validator beside a file that came from this address, or from any."""
    try:
        known = json.loads(_validator_file(part).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(known, dict) or (url is not None and known.get("url") != url):
        return None
    etag = known.get("etag")
    return etag if isinstance(etag, str) and _is_strong(etag) else None


def _is_strong(etag: str) -> bool:
    return len(etag) > 2 and etag[0] == etag[-1] == '"'


def _write(file: BinaryIO, chunk: bytes) -> None:
    left = memoryview(chunk)
    while left:
        left = left[file.write(left) :]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFailed(
            f"The download cannot be kept in {path.parent}: {error.strerror}.",
            "Free some space or check the folder, then retry.",
        ) from error
