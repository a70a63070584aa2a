"""The one way in which the reader's own changes: one transaction, one step, one announcement."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from effllm_desktop.app.clock import Clock
from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.store import journal, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.journal import Step

if TYPE_CHECKING:  # what writes is not needed to open a library
    from effllm_desktop.store.user_rows import RowChange
    from effllm_desktop.store.user_tables import UserTables

Listener = Callable[[Changes], None]
NOTHING = Changes(Aspect.NOTHING)
_ONE_GO = timedelta(seconds=60)
"""Writing that stops for no longer is one step."""
_READ_ANEW = 10
"""So many times as long as changing a work's state it takes to read and write an entry anew."""
_LONG_LOG = 16 * 2**20
"""Bytes: to cut one of 250 MB takes a tenth of a second."""


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

    def apply(self, tables: "UserTables") -> None: ...


class Undo:
    """Take the last step back."""


class Redo:
    """Make the step again that was taken back last."""


class Planned(NamedTuple):
    """An operation that is made, where it is done, of what is there then.

    `works`: how many it may touch.
    """

    works: int
    plan: Callable[[EntryReader], Operation]


Run = Operation | Planned
Deed = Run | Undo | Redo


class Outcome(NamedTuple):
    """What became of a deed: its label, and what is different now."""

    label: str
    changes: Changes


class Runner(Protocol):
    """Runs operations: at once, or when their turn comes."""

    def run(self, operation: Operation, *, origin: object = None) -> object: ...


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
        from effllm_desktop.store import effects
        from effllm_desktop.store.user_tables import UserTables

        now, told, step = self._clock(), NOTHING, None
        with self._database.transaction():
            for part in _parts(self._database, operation):
                tables = UserTables(self._database, now)
                part.apply(tables)
                if tables.noted:
                    effects.follow(self._database, tables.noted)
                    self._take_in(effects.edited_lists(tables.noted), now, anew=False)
                    step = self._note(operation, tables.noted, now, step)
                    told = effects.together(told, effects.changes(tables.noted))
                if tables.aside:
                    effects.follow(self._database, tables.aside)
                    told = effects.together(told, effects.changes(tables.aside, is_step=False))
                if tables.passing:
                    passed = Changes(Aspect.LAST_PLACE, frozenset(tables.passing))
                    told = effects.together(told, passed)
        return NOTHING if told is NOTHING else self._announce(told, origin)

    def undo(self) -> str:
        """Take the last step back; its label. Raises NotFound or Conflict; then nothing changed."""
        return self.do(Undo()).label

    def redo(self) -> str:
        """Make the step again that was taken back last; its label."""
        return self.do(Redo()).label

    def do(self, deed: Deed, *, origin: object = None) -> Outcome:
        """Run an operation, undo or redo."""
        if isinstance(deed, Undo):
            return self._move(journal.last_done, journal.take_back, "undo")
        if isinstance(deed, Redo):
            return self._move(journal.first_undone, journal.make_again, "redo")
        operation = deed.plan(EntryReader(self._database)) if isinstance(deed, Planned) else deed
        return Outcome(operation.label, self.run(operation, origin=origin))

    def reach(self, deed: Deed) -> int:
        """How many works a deed touches, so that whoever starts it knows if it takes long."""
        from effllm_desktop.app.operations.trash import RestoreList, TrashList

        if isinstance(deed, Undo | Redo):
            find = journal.last_done if isinstance(deed, Undo) else journal.first_undone
            step = find(self._database)
            return journal.reach(self._database, step, read_anew=_READ_ANEW) if step else 0
        if isinstance(deed, Planned):
            return deed.works
        if isinstance(deed, TrashList | RestoreList):
            return works.count_of_list(self._database, deed.list_id)
        list_id = getattr(deed, "list_id", None)
        lists = getattr(deed, "list_ids", ()) if list_id is None else (list_id,)
        if lists:  # a text is read as a whole
            return _READ_ANEW * sum(works.count_of_list(self._database, one) for one in lists)
        return len(getattr(deed, "works", ()))

    @property
    def is_commit_slow(self) -> bool:
        """Whether the next commit may have to cut a log that others have made long."""
        return self._database.log_bytes > _LONG_LOG

    def set_patience(self, seconds: float) -> None:
        """How long to wait for others that write to the library, before LibraryInUse is raised."""
        self._database.write_patience = seconds

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

    def heed(self, is_ours: Callable[[], bool]) -> None:
        """Take what was written until now for our own, on another connection, if it is.

        `notice_outside_changes` has nothing to tell of it then.
        """
        version = self._database.data_version  # before it is asked: nothing slips in between
        if is_ours():
            self._seen = version

    def notice_outside_changes(self) -> bool:
        """Whether somebody else has written to the library; then everybody is told."""
        version = self._database.data_version
        if version == self._seen:
            return False
        self._seen = version
        self.announce(Changes(Aspect.ANYTHING, works=None))
        return True

    def _note(
        self, operation: Operation, noted: "Sequence[RowChange]", now: datetime, step: int | None
    ) -> int | None:
        """The number of the step that further parts of the operation belong to."""
        if step is not None:
            journal.go_on(self._database, step, noted)
            return step
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
            return None
        return journal.add(self._database, operation.label, noted, now, operation.merge_key)

    def _take_in(self, edited: "Iterable[ListId]", now: datetime, *, anew: bool) -> None:
        """Bring edited lists up to date. `anew`: their texts are not written yet."""
        lists = list(dict.fromkeys(edited))
        if not lists:
            return
        from effllm_desktop.app import edited_lists  # the engine: not needed to open a library

        if anew:
            for list_id in lists:
                edited_lists.recompute(self._database, list_id)
        edited_lists.take_in(self._database, lists, now.isoformat())

    def _move(
        self,
        find: Callable[[Database], Step | None],
        write: "Callable[[Database, Step], Iterator[list[RowChange]]]",
        act: str,
    ) -> Outcome:
        from effllm_desktop.store import effects

        with self._database.transaction():
            step = find(self._database)
            if step is None:
                raise NotFound(f"There is nothing to {act}.")
            told, edited = NOTHING, list[ListId]()
            for changed in write(self._database, step):
                effects.follow(self._database, changed)
                edited += effects.edited_lists(changed)
                told = effects.together(told, effects.changes(changed))
            self._take_in(edited, self._clock(), anew=True)  # a text is read as a whole: once
        return Outcome(step.label, self._announce(told, None))

    def _announce(self, changes: Changes, origin: object) -> Changes:
        changes = changes._replace(origin=origin)
        self.announce(changes)
        return changes


def _parts(database: Database, operation: Operation) -> Iterator[Operation]:
    """An operation on very many works as several on some of them, which are one step.

    What an operation says in `then` follows it, once what it did is there to be found.
    """
    works = getattr(operation, "works", ())
    if len(works) <= journal.AT_A_TIME:
        yield operation
    else:
        for begin in range(0, len(works), journal.AT_A_TIME):
            some = works[begin : begin + journal.AT_A_TIME]
            yield replace(operation, works=some)  # type: ignore[type-var] # they are dataclasses
    then = getattr(operation, "then", None)
    following = None if then is None else then(database)
    if following is not None:
        yield from _parts(database, following)
