"""How many pages a PDF has, by the page objects that stand in it (ISO 32000-1, 7.7.3.3)."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from effllm_desktop.domain.errors import BadInput, StorageFailed

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MOST_UNPACKED = 50_000_000  # bytes of one stream: a few bytes can be made to unpack to anything


def pages_of(path: Path) -> int:
    """How many pages a file has. Raises BadInput where there is none, StorageFailed."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StorageFailed(
            f"{path.name} could not be read: {error.strerror}.", "Fetch it again."
        ) from error
    pages = sum(len(_PAGE.findall(part)) for part in (data, *_unpacked(data)))
    if not pages:
        raise BadInput("The PDF has no pages.", "Open it in a browser to see what is there.")
    return pages


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The streams that objects are packed into."""
    for match in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[match.end() :], _MOST_UNPACKED)
        except zlib.error:  # damaged, or coded in another way
            continue
