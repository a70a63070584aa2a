"""What waits outside the library until its lock is taken: rows and bytes in a file without a name.

A list of 100,000 entries is read before anything is written, and must not stand in memory until
then. The file lies in the library's folder, closed to others as that is, and is gone with the
process that made it.
"""

import marshal
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.store.database import Row

_BATCH = 100  # rows that are in memory at once: few enough to stay in the processor's own
_CHUNK = 2**20


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFailed(
            f"What was read could not be put aside: {error.strerror}.",
            "Free some space, then try again.",
        ) from error


class Spool:
    """The file. Used with `with`."""

    def __init__(self, folder: Path) -> None:
        with _translated():
            self._file = tempfile.TemporaryFile(prefix=".import-", dir=folder)  # noqa: SIM115
        self._end = 0

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def keep(self, data: bytes | bytearray | memoryview) -> "KeptBytes":
        """Put bytes aside."""
        with _translated():
            self._file.seek(self._end)
            self._file.write(data)
        kept = KeptBytes(self, self._end, len(data))
        self._end += len(data)
        return kept

    def read(self, start: int, size: int) -> bytes:
        with _translated():
            self._file.seek(start)
            return self._file.read(size)


class KeptBytes:
    """Bytes in a spool."""

    def __init__(self, spool: Spool, start: int, size: int) -> None:
        self._spool = spool
        self._start = start
        self.size = size

    def all(self) -> bytes:
        return self._spool.read(self._start, self.size)

    def chunks(self) -> Iterator[bytes]:
        """The bytes, a piece at a time."""
        for place in range(0, self.size, _CHUNK):
            yield self._spool.read(self._start + place, min(_CHUNK, self.size - place))


class KeptRows:
    """Rows of plain values in a spool, known by their positions."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._full: list[KeptBytes] = []
        self._last: list[Row] = []

    def add(self, row: Row) -> bool:
        """Put a row behind the others; whether that made a batch full."""
        self._last.append(row)
        if len(self._last) < _BATCH:
            return False
        self._full.append(self._spool.keep(marshal.dumps(self._last)))
        self._last = []
        return True

    def batches(self) -> Iterator[tuple[int, list[Row]]]:
        """All rows in their order; each batch with the position of its first row."""
        for number in range(len(self._full)):
            yield number * _BATCH, self._batch(number)
        if self._last:
            yield len(self._full) * _BATCH, self._last

    def at(self, positions: Iterable[int]) -> Iterator[tuple[int, Row]]:
        """The rows at these positions, in no order."""
        wanted: defaultdict[int, list[int]] = defaultdict(list)
        for position in positions:
            wanted[position // _BATCH].append(position)
        for number, places in wanted.items():
            rows = self._batch(number)
            for position in places:
                yield position, rows[position % _BATCH]

    def _batch(self, number: int) -> list[Row]:
        if number == len(self._full):
            return self._last
        rows: list[Row] = marshal.loads(self._full[number].all())  # noqa: S302 - our own rows
        return rows
