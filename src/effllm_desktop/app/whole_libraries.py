"""Documents of whole libraries among what is to be imported: most imports have none of them.

What they say is read by `library_json`, which few imports have to load.
"""

from collections.abc import Iterator
from pathlib import Path

from effllm_desktop.app.sources import Bundled, BytesSource, FileSource, Source, read_file
from effllm_desktop.domain.errors import AppError

_SIGN = b'{"format": "effllm-library"'


def among(
    sources: tuple[Source, ...],
) -> Iterator[tuple[FileSource | BytesSource, bytes]]:
    """Those of the sources that are such documents, with their bytes."""
    for source in sources:
        if isinstance(source, Bundled):
            continue
        data = _bytes(source)
        if data is not None and data.lstrip().startswith(_SIGN):
            yield source, data


def _bytes(source: FileSource | BytesSource) -> bytes | None:
    if isinstance(source, BytesSource):
        return source.data
    if source.path.suffix.lower() != ".json":
        return None
    try:
        return read_file(Path(source.path)).data
    except AppError:
        return None  # it is told when the source is read as a list
