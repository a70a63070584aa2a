"""An open library file: one connection, its transactions, its errors in our words.

Plain `sqlite3`, because it stands on the way to the first window and to every key press: importing
sqlite-utils alone takes longer than opening the library and reading all that the window shows.
`benchmarks/` has the numbers. Everything off that way goes through `Database.utils`.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from effllm_desktop.store import errors

if TYPE_CHECKING:
    import sqlite_utils

BUSY_SECONDS = 5.0
PART = 500
"""How many values one question is asked about, and one batch of rows holds."""
MANY = 2000
"""The same of rows with a few short values."""
_STEPS = 50_000
"""After so many steps of its machine, a few milliseconds, a statement asks whether to go on."""
_MUCH_CACHE = 8 * 2**10
"""kB of pages that a connection for writing much keeps: else several tables that are filled in
turns push each other's pages out, to be written and read again."""
_LOG_BYTES = 4 * 2**20
"""When the log is written into the library, whatever the size of its pages, and what it is cut to
when it begins anew."""
APPLICATION_ID = 0x45664C4D  # "EfLM" in a file's header: a library of ours
Row = tuple[Any, ...]
T = TypeVar("T")

# The module asks each None and all bytes whether they can make themselves another value, and looks
# in vain for a way: ten times as long as a number takes to bind. Told one that changes nothing,
# it takes a third of that.
_NOTHING: dict[None, None] = {}
sqlite3.register_adapter(type(None), _NOTHING.get)
sqlite3.register_adapter(bytes, bytes.__bytes__)


def in_parts(values: Iterable[T], size: int = PART) -> Iterator[list[T]]:
    """The values in lists of `PART` and less: what is asked at once stays small and short."""
    waiting = iter(values)
    while part := list(islice(waiting, size)):
        yield part


class _Patience:
    """Ends a copy that waits for a writer, which SQLite's own would do for ever."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._until = time.monotonic() + BUSY_SECONDS

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        if status in errors.BUSY and time.monotonic() > self._until:
            raise errors.busy(self._file)


class Database:
    """One connection, used on the thread that opened it, or on one after the other."""

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._connection = connection
        self.file = file
        self._utils: sqlite_utils.Database | None = None
        self.write_patience = BUSY_SECONDS
        self._taught: set[str] = set()
        self._is_one = False
        self._remembered: dict[str, tuple[tuple[int, int], Any]] = {}

    @classmethod
    def connect(cls, file: Path, *, durable: bool, handed_over: bool = False) -> "Database":
        """Open a file that is there. Each commit is on the disk when it returns.

        `handed_over`: another thread will use it, and then this one again.

        Connections that are not `durable` are for writing much: SQLite does not look up what each
        row refers to, a third of the time that an entry takes. Such rows refer to what was written
        just before them. Their commits reach the disk all the same: else the next star on the main
        thread would wait until all that an import wrote is there.
        """
        with errors.translated(file):
            connection = sqlite3.connect(
                f"{file.absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=not handed_over,
            )
        try:
            with errors.translated(file):
                connection.execute(f"PRAGMA foreign_keys = {'ON' if durable else 'OFF'}")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute(f"PRAGMA journal_size_limit = {_LOG_BYTES}")
                ((page,),) = connection.execute("PRAGMA page_size")
                connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_BYTES // page}")
                if not durable:
                    connection.execute(f"PRAGMA cache_size = -{_MUCH_CACHE}")
        except BaseException:
            connection.close()
            raise
        return cls(connection, file)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        with errors.translated(self.file):
            return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """The rows one by one, for more of them than are to be in memory at once."""
        with errors.translated(self.file):
            yield from self._connection.execute(sql, values)

    def batches(
        self, sql: str, values: Sequence[object] = (), size: int = MANY
    ) -> Iterator[list[Row]]:
        """The rows many at a time, for those who have no time for one after the other."""
        with errors.translated(self.file):
            found = self._connection.execute(sql, values)
            while rows := found.fetchmany(size):
                yield rows

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        with errors.translated(self.file):
            found: Row | None = self._connection.execute(sql, values).fetchone()
        return found

    def value(self, sql: str, values: Sequence[object] = ()) -> Any:
        """The first value of the first row; None where there is no row."""
        row = self.row(sql, values)
        return row[0] if row else None

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Execute a statement; the id of the row that it inserted, if it was an insert."""
        with errors.translated(self.file):
            return self._connection.execute(sql, values).lastrowid or 0

    def many(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        with errors.translated(self.file):
            self._connection.executemany(sql, values)

    def fill(self, table: str, column: str, row: int, chunks: Iterable[bytes]) -> None:
        """Write the bytes of a value that has been made large enough (`zeroblob`), in pieces."""
        with (
            errors.translated(self.file),
            self._connection.blobopen(table, column, row) as value,
        ):
            for chunk in chunks:
                value.write(chunk)

    def remembered(self, name: str, read: Callable[[], T]) -> T:
        """What is read, as it was read last unless somebody has written since."""
        state = self.data_version, self.changes
        known = self._remembered.get(name)
        if known is not None and known[0] == state:
            kept: T = known[1]
            return kept
        found = read()
        if not self._connection.in_transaction:  # what is rolled back was never so
            self._remembered[name] = state, found
        return found

    def teach(self, name: str, function: Callable[..., bool]) -> None:
        """Let SQL on this connection call a function, which gives the same for the same values."""
        if name not in self._taught:
            with errors.translated(self.file):
                self._connection.create_function(name, -1, function, deterministic=True)
            self._taught.add(name)

    @property
    def changes(self) -> int:
        """How many rows this connection has written."""
        return self._connection.total_changes

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. The lock is taken at the start, so that nothing read can grow stale.

        Raises LibraryInUse when another writer keeps it for longer than `write_patience` seconds.
        """
        if self._is_one:
            yield
            return
        self._begin()
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk has already rolled it back
                self.run("ROLLBACK")
            raise

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Meanwhile all transactions of this connection are parts of one: all of them, or none."""
        with self.transaction():
            self._is_one = True
            try:
                yield
            finally:
                self._is_one = False

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Meanwhile all that is read is as it was at the first reading, whatever others write."""
        self.run("BEGIN")
        try:
            yield
        finally:
            self.run("ROLLBACK")  # nothing was written

    def _begin(self) -> None:
        if self.write_patience == BUSY_SECONDS:
            self.run("BEGIN IMMEDIATE")
            return
        self.run(f"PRAGMA busy_timeout = {self.write_patience * 1000:.0f}")
        try:
            self.run("BEGIN IMMEDIATE")
        finally:
            self.run(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")

    @contextmanager
    def stopped_by(self, checkpoint: Callable[[], None]) -> Iterator[None]:
        """Meanwhile long statements ask now and then whether to go on.

        What `checkpoint` raises ends the statement and is raised here. The statement's changes are
        undone, and with them the transaction that it stands in.
        """
        stop: list[BaseException] = []

        def ask() -> bool:
            try:
                checkpoint()
            except BaseException as error:  # noqa: BLE001 - raised below: SQLite would swallow it
                stop.append(error)
            return bool(stop)

        self._connection.set_progress_handler(ask, _STEPS)
        try:
            yield
        except sqlite3.OperationalError:
            if stop:
                raise stop[0] from None
            raise
        finally:
            self._connection.set_progress_handler(None, 0)

    @property
    def data_version(self) -> int:
        """A number that moves when another connection has committed."""
        version: int = self.value("PRAGMA data_version")
        return version

    @property
    def log_bytes(self) -> int:
        """How long the log is, which whoever writes when it has been tidied up begins anew."""
        try:
            return self.file.with_name(f"{self.file.name}-wal").stat().st_size
        except FileNotFoundError:
            return 0

    def leave_tidying(self) -> None:
        """Let commits not write what the log has gathered into the library: `tidy_up` does."""
        self.run("PRAGMA wal_autocheckpoint = 0")

    def tidy_up(self) -> None:
        """Write what the log has gathered into the library, as far as nobody reads it still.

        Nobody waits for that, and to nobody it looks as if something had been written.
        """
        self.rows("PRAGMA wal_checkpoint(PASSIVE)")

    @property
    def utils(self) -> "sqlite_utils.Database":
        """The same connection through sqlite-utils."""
        if self._utils is None:
            import sqlite_utils

            self._utils = sqlite_utils.Database(self._connection, execute_plugins=False)
        return self._utils

    @contextmanager
    def guarded(self) -> "Iterator[sqlite_utils.Database]":
        """sqlite-utils over this connection, with its errors in our words."""
        with errors.translated(self.file):
            yield self.utils

    def copy_to(self, file: Path) -> None:
        """Copy everything into a file that is there, while others may be reading and writing."""
        with errors.translated(file), closing(sqlite3.connect(file)) as copy:
            self._connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it

    def fill_from(self, file: Path) -> None:
        """Let everything be as in another file: one transaction, which other connections see.

        The other file is written anew where its pages have another size: SQLite copies only pages.
        """
        size = self.value("PRAGMA page_size")
        with errors.translated(self.file), closing(sqlite3.connect(file)) as source:
            if source.execute("PRAGMA page_size").fetchone() != (size,):
                source.execute("PRAGMA journal_mode = DELETE")  # else the size stays as it is
                source.execute(f"PRAGMA page_size = {size:d}")
                source.execute("VACUUM")
            source.backup(self._connection, progress=_Patience(self.file))

    def close(self) -> None:
        self._connection.close()
