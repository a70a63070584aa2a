"""How the entries of each place are shown: as rows or a table, its columns, groups and order.

A list's look is that of its sections, too. What was never chosen is as the program has it.
"""

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from effllm_desktop.domain.columns import GROUPING, Column, ColumnSort, Grouped, Level, Sorting
from effllm_desktop.domain.scopes import Scope, Sort
from effllm_desktop.ui.runtime.window_state import WindowState, scope_name

if TYPE_CHECKING:
    from effllm_desktop.ui.entries.columns import Shown


class PlaceLook(NamedTuple):
    """`columns` are remembered while rows are shown as they are; none: there never was a table.

    So is `group`: by which column the table is grouped.
    """

    is_table: bool = False
    columns: "tuple[Shown, ...]" = ()
    sort: Sort | ColumnSort = Sort.LIST
    group: Column | None = None

    @property
    def is_grouped(self) -> bool:
        """Whether headers stand between the rows."""
        return self.is_table and self.group is not None

    @property
    def order(self) -> Sorting:
        """In which order rows are read."""
        if self.group is None or not self.is_table:
            return self.sort
        return Grouped(self.group, self.sort)


AS_THE_PROGRAM_HAS_IT = PlaceLook()


class PlaceLooks:
    """What the window remembers between two runs of the program."""

    def __init__(self, state: WindowState) -> None:
        self._state = state
        self._known: dict[Scope, PlaceLook] = {}

    def of(self, place: Scope) -> PlaceLook:
        if place not in self._known:
            self._known[place] = _read(self._state.text(_key(place)))
        return self._known[place]

    def set(self, place: Scope, look: PlaceLook) -> None:
        self._known[place] = look
        self._state.set(_key(place), _written(look))


def _key(place: Scope) -> str:
    return f"looks/{scope_name(place).replace(':', '-')}"


def _written(look: PlaceLook) -> str:
    if look == AS_THE_PROGRAM_HAS_IT:
        return ""
    sort: object = look.sort
    if isinstance(look.sort, ColumnSort):
        sort = [[level.column.value, level.descending] for level in look.sort.levels]
    columns = [[one.column.value, one.width] for one in look.columns]
    said = {"table": look.is_table, "columns": columns, "sort": sort}
    if look.group is not None:
        said["group"] = look.group.value
    return json.dumps(said)


def _read(text: str) -> PlaceLook:
    """What was written; anything else was never set."""
    if not text:
        return AS_THE_PROGRAM_HAS_IT
    from effllm_desktop.ui.entries.columns import known

    try:
        said = json.loads(text)
        columns = tuple(known((str(name), int(width)) for name, width in said["columns"]))
        group = _group(said.get("group"))
        return PlaceLook(said["table"] is True, columns, _sort(said["sort"]), group)
    except (ValueError, TypeError, KeyError, OverflowError):
        return AS_THE_PROGRAM_HAS_IT


def _group(said: Any) -> Column | None:
    """By which column; what cannot be grouped by is no reason to forget all else."""
    return next((column for column in GROUPING if column.value == said), None)


def _sort(said: Any) -> Sort | ColumnSort:
    if isinstance(said, str):
        return Sort(said)
    levels = [Level(Column(name), down is True) for name, down in said]
    return ColumnSort(*levels[:2])
