"""The one way in which the reader's own changes: one transaction, one step, one announcement."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from effllm_desktop.app.clock import Clock
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.store import effects, journal
from effllm_desktop.store.database import Database
from effllm_desktop.store.journal import Step
from effllm_desktop.store.user_tables import RowChange, UserTables

Listener = Callable[[Changes], None]
_ONE_GO = timedelta(seconds=60)
"""Writing that stops for no longer is one step."""


class Operation(Protocol):
    """Something that the reader does: a frozen value with an imperative name."""

    @property
    def label(self) -> str:
        """What was done; completes "Undo …"."""
        ...

    @property
    def merge_key(self) -> str | None:
        """Steps with the same one that follow each other soon are one step."""
        ...

    def apply(self, tables: UserTables) -> None: ...


class Workspace:
    """Runs operations, takes them back, and tells listeners what changed, always after the commit.

    Changes that another connection makes are noticed by `notice_outside_changes`.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._listeners: list[Listener] = []
        self._seen = database.data_version

    def run(self, operation: Operation, *, origin: object = None) -> Changes:
        """Do it, note it as one step, tell everybody. Without any effect: none of these."""
        now = self._clock()
        with self._database.transaction():
            tables = UserTables(self._database, now)
            operation.apply(tables)
            if not tables.noted:
                return Changes(Aspect.NOTHING)
            effects.follow(self._database, tables.noted)
            self._note(operation, tables.noted, now)
        return self._announce(tables.noted, origin)

    def undo(self) -> str:
        """Take the last step back; its label. Raises NotFound or Conflict; then nothing changed."""
        return self._move(journal.last_done, journal.take_back, "undo")

    def redo(self) -> str:
        """Make the step again that was taken back last; its label."""
        return self._move(journal.first_undone, journal.make_again, "redo")

    @property
    def undo_label(self) -> str | None:
        step = journal.last_done(self._database)
        return step.label if step else None

    @property
    def redo_label(self) -> str | None:
        step = journal.first_undone(self._database)
        return step.label if step else None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear about every change from now on; the function that is returned ends it."""
        self._listeners.append(listener)

        def leave() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return leave

    def announce(self, changes: Changes) -> None:
        """Tell everybody what has changed, such as what the system did on another connection."""
        for listener in tuple(self._listeners):
            listener(changes)

    def notice_outside_changes(self) -> bool:
        """Whether somebody else has written to the library; then everybody is told."""
        version = self._database.data_version
        if version == self._seen:
            return False
        self._seen = version
        self.announce(Changes(Aspect.ANYTHING, works=None))
        return True

    def _note(self, operation: Operation, noted: Sequence[RowChange], now: datetime) -> None:
        last = journal.last_done(self._database)
        goes_on = (
            last is not None
            and operation.merge_key is not None
            and last.merge_key == operation.merge_key
            and timedelta() <= now - last.made_at <= _ONE_GO
            and journal.first_undone(self._database) is None
        )
        if goes_on and last is not None:
            journal.extend(self._database, last, noted, now)
        else:
            journal.add(self._database, operation.label, noted, now, operation.merge_key)

    def _move(
        self,
        find: Callable[[Database], Step | None],
        write: Callable[[Database, Step], list[RowChange]],
        act: str,
    ) -> str:
        with self._database.transaction():
            step = find(self._database)
            if step is None:
                raise NotFound(f"There is nothing to {act}.")
            changed = write(self._database, step)
            effects.follow(self._database, changed)
        self._announce(changed, None)
        return step.label

    def _announce(self, changed: Sequence[RowChange], origin: object) -> Changes:
        changes = replace(effects.changes(changed), origin=origin)
        self.announce(changes)
        return changes
