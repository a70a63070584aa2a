"""Backups, going back to one, and looking whether everything is sound."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.foreign import foreign
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import Problem
from effllm_desktop.store import backup, library_files, lists, problems, restoring
from effllm_desktop.store.database import Database
from effllm_desktop.store.lists import StoredList
from effllm_desktop.store.opening import open_database


@dataclass(frozen=True, slots=True)
class ListCheck:
    """What was not understood of a list. `foreign` says in a sentence that it is none at all."""

    list_id: ListId
    name: str
    problems: tuple[Problem, ...]
    foreign: str | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """`damage` is empty for a sound library."""

    damage: tuple[str, ...]
    lists: tuple[ListCheck, ...]

    @property
    def sound(self) -> bool:
        return not self.damage


def tidy_up(folder: Path) -> None:
    """A job: keep the library's log short."""
    with closing(open_database(folder)) as database:
        database.tidy_up()


def backup_now(folder: Path, *, clock: Clock = system_clock) -> Path:
    """A verified backup of the library; where it is."""
    with closing(open_database(folder)) as database:
        return backup.back_up(database, clock())


def daily_backup(folder: Path, *, clock: Clock = system_clock) -> Path | None:
    """A backup, unless there is one of this day. Backups are verified, the last ten are kept."""
    now = clock()
    newest = library_files.latest_backup(folder)
    if newest is not None and library_files.day_of(newest) == now.date():
        return None
    return backup_now(folder, clock=clock)


def latest_backup(folder: Path) -> Path | None:
    """The newest backup in the library's folder."""
    return library_files.latest_backup(folder)


def restore(folder: Path, file: Path, *, clock: Clock = system_clock) -> Path | None:
    """Put a backup in the library's place; where the replaced library is kept beside it."""
    return restoring.restore(folder, file, clock())


def check(folder: Path) -> CheckReport:
    """Whether the library is sound, and what of its lists was not understood."""
    damage = restoring.damage(library_files.library_file(folder))
    if damage:
        return CheckReport(tuple(damage), ())
    with closing(open_database(folder)) as database:
        found = [_checked(database, one) for one in lists.all_lists(database) if not one.trashed]
    return CheckReport((), tuple(found))


def _checked(database: Database, one: StoredList) -> ListCheck:
    found = problems.of_list(database, one.id)
    entries, _ = lists.counts(database, one.id)
    return ListCheck(one.id, one.name, found, foreign(database, one.id, entries, found))
