"""Lists that have been in the trash for long, removed for good: a job each, and no step."""

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.ids import ListId
from effllm_desktop.store import lists, removal
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database

KEPT = timedelta(days=30)
REMOVED = Changes(Aspect.CATALOG | Aspect.HISTORY, works=None)
"""What is different when lists were removed."""


def remove_expired(folder: Path, *, clock: Clock = system_clock) -> tuple[str, ...]:
    """Remove the lists whose days are over; their names."""
    with closing(open_database(folder, durable=False)) as database:
        return _remove(database, _expired(database, clock()))


def remove_for_good(folder: Path, list_id: ListId) -> str:
    """Remove one list now; its name. Raises NotFound where it is not in the trash."""
    with closing(open_database(folder, durable=False)) as database:
        (name,) = _remove(database, [list_id])
    return name


def _expired(database: Database, now: datetime) -> list[ListId]:
    """The lists in the trash whose days are over."""
    since = removal.counted_from(database)
    return [one for one, _, _ in lists.trashed(database) if now - since[one] >= KEPT]


def _remove(database: Database, some: Iterable[ListId]) -> tuple[str, ...]:
    """Each in a transaction of its own: others wait no longer than they must."""
    names = []
    for list_id in some:
        with database.transaction():
            names.append(removal.remove(database, list_id))
    return tuple(names)
