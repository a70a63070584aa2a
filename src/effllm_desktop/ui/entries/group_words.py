"""What the headers of groups say: to the eye, to the ear, and where the mouse rests."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from effllm_desktop.app.readmodels.groups import Group, Groups
from effllm_desktop.domain.columns import Column
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.words import GROUPED_BY, KINDS, STATUSES, counted

NO_GROUPS = "Nothing"
"""What a table without groups is grouped by."""
_STATUSES = list(Status)
_SAID: dict[Column, Callable[[Any], str]] = {
    Column.KIND: lambda said: KINDS[Kind(said)].name,
    Column.STATUS: lambda said: STATUSES[_STATUSES[said]].name,
    Column.STAR: lambda _: "Starred",
    Column.RATING: lambda said: "★" * said,
    Column.NOTE: lambda _: "With a note",
    Column.PDF: lambda said: "PDF on this machine" if said else "No PDF on this machine",
}
"""Of columns that have words of their own; all others say what there is."""
_NOTHING = {
    Column.STAR: "Not starred",
    Column.RATING: "Not rated",
    Column.TAGS: "No tags",
    Column.NOTE: "Without a note",
}


def words_of(column: Column, said: str | int | None) -> str:
    """What is written above the rows of which a column says this."""
    if said is None:
        return _NOTHING.get(column) or f"No {GROUPED_BY[column]}"
    return _SAID.get(column, str)(said)


def count_of(groups: Groups, group: Group) -> str:
    """How many rows a group has, once they are counted."""
    return f"{group.rows:,}" if groups.counted else ""


def said_of_header(groups: Groups, group: Group, role: int, *, folded: bool) -> object:
    """What Qt asks of a header."""
    words = words_of(groups.column, group.said)
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        return words
    if role != Qt.ItemDataRole.AccessibleTextRole:
        return None
    if groups.column is Column.RATING and isinstance(group.said, int):
        words = counted(group.said, "star")
    count = [counted(group.rows, "entry", "entries")] if groups.counted else []
    return ", ".join(["Group " + words, *count, "folded" if folded else "unfolded"])


def offered() -> dict[Column, str]:
    """By which columns rows can be grouped, and what these are called."""
    return {column: name[:1].upper() + name[1:] for column, name in GROUPED_BY.items()}
