"""The columns of the table of entries: what each is called, how wide it is, what it says of a row.

Adding one: its name in `domain.columns`, a line here, and by what it is ordered in
`store.orderings`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import Qt

from effllm_desktop.app.readmodels.entries import EntryRow
from effllm_desktop.domain.columns import (
    Column,
    ColumnSort,
    Grouped,
    Level,
    Sorting,
    by_columns,
)
from effllm_desktop.domain.scopes import Sort
from effllm_desktop.ui import icons
from effllm_desktop.ui.entries.table_header import NARROWEST
from effllm_desktop.ui.entries.wording import PDF_ICONS, PDF_WORDS
from effllm_desktop.ui.words import GROUPED_BY, KINDS, SORTS, STATUSES

WIDTHS = (NARROWEST, 1200)
SIGN = 40  # the width of a column of icons


class Shown(NamedTuple):
    """A column that is shown, and its width."""

    column: Column
    width: int


class ColumnLook(NamedTuple):
    """`icon`: what is painted instead of words, and `sign` above them.

    `down`: the first click sorts from the largest down.
    """

    name: str
    width: int
    text: Callable[[EntryRow], str]
    icon: Callable[[EntryRow], str] | None = None
    is_number: bool = False
    down: bool = False
    sign: str = ""


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _day(time: str) -> str:
    """The local day of a time, or nothing."""
    return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d}" if time else ""


def _mark(
    name: str, has: Callable[[EntryRow], bool], said: str, icon: str, otherwise: str = ""
) -> ColumnLook:
    """A column that says by an icon whether rows have something, or lack it."""
    return ColumnLook(
        name,
        SIGN,
        lambda row: said if has(row) else "",
        lambda row: icon if has(row) else otherwise,
        down=True,
        sign=otherwise or icon,
    )


COLUMNS = {
    Column.STATUS: ColumnLook(
        "Status",
        SIGN,
        lambda row: STATUSES[row.status].name,
        lambda row: STATUSES[row.status].icon,
        sign="status-unread",
    ),
    Column.KIND: ColumnLook(
        "Kind",
        SIGN,
        lambda row: KINDS[row.kind].name,
        lambda row: KINDS[row.kind].icon,
        sign="kind-paper",
    ),
    Column.TITLE: ColumnLook("Title", 232, lambda row: row.title),
    Column.AUTHORS: ColumnLook("Authors", 110, lambda row: row.authors),
    Column.YEAR: ColumnLook("Year", 72, lambda row: str(row.year or ""), is_number=True, down=True),
    Column.VENUE: ColumnLook("Venue", 80, lambda row: row.venue or ""),
    Column.SECTION: ColumnLook("Section", 140, lambda row: row.section),
    Column.LIST: ColumnLook("List", 140, lambda row: row.list_name),
    Column.TAGS: ColumnLook("Tags", 96, lambda row: ", ".join(row.tags)),
    Column.RATING: ColumnLook("Rating", 92, lambda row: "★" * row.rating, down=True),
    Column.NOTE: _mark("Note", lambda row: row.has_note, "With a note", "note"),
    Column.PDF: ColumnLook(
        "PDF",
        SIGN,
        lambda row: PDF_WORDS.get(row.pdf or "", ""),
        lambda row: PDF_ICONS.get(row.pdf or "", ""),
        down=True,
        sign="offline",
    ),
    Column.CITATIONS: ColumnLook(
        "Cited", 76, lambda row: _number(row.citations), is_number=True, down=True
    ),
    Column.STARS: ColumnLook(
        "Stars", 76, lambda row: _number(row.stars), is_number=True, down=True
    ),
    Column.ADDED: ColumnLook("Added", 92, lambda row: _day(row.added), down=True),
    Column.CHANGED: ColumnLook("Changed", 92, lambda row: _day(row.changed), down=True),
    Column.STAR: _mark("Star", lambda row: row.starred, "Starred", "star-filled", "star"),
}
"""In the order in which they are offered."""
_USUAL = (Column.STATUS, Column.STAR, Column.TITLE, Column.AUTHORS, Column.YEAR, Column.TAGS)


def usual(room: int) -> tuple[Shown, ...]:
    """What a table shows where nobody has chosen columns: the titles get what room is left."""
    widths = {column: COLUMNS[column].width for column in _USUAL}
    left = room - sum(widths.values())
    widths[Column.TITLE] += max(left, 0)
    return tuple(Shown(column, width) for column, width in widths.items())


def heading(column: Column, sort: Sorting) -> str:
    """What stands above a column: its name, an arrow, and of two levels which one it is.

    A column of signs has a sign there instead of its name, and nothing beside an arrow.
    """
    look = COLUMNS[column]
    name = "" if look.sign else look.name
    order = by_columns(sort)
    level = None if order is None else order.level_of(column)
    if order is None or level is None:
        return name
    number = "" if order.second is None else "1" if level is order.first else "2"
    return f"{name} {'↓' if level.descending else '↑'}{number}".strip()


def above(column: Column, sort: Sorting, role: int) -> object:
    """What Qt asks of a heading."""
    look, text = COLUMNS[column], heading(column, sort)
    if role == Qt.ItemDataRole.DisplayRole:
        return text
    if role == Qt.ItemDataRole.DecorationRole and look.sign and not text:
        return icons.icon(look.sign)
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        return look.name + _sorted(column, sort)
    if role == Qt.ItemDataRole.TextAlignmentRole and look.is_number:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    return None


def _sorted(column: Column, sort: Sorting) -> str:
    order = by_columns(sort)
    level = None if order is None else order.level_of(column)
    if order is None or level is None:
        return ""
    way = "largest first" if level.descending else "smallest first"
    return f", sorted, {way}" if level is order.first else f", sorted second, {way}"


def clicked(sort: Sorting, column: Column, *, second: bool) -> ColumnSort | None:
    """The order after a click on a heading; None: the list's own again.

    A click sorts by the column, once more the other way round, and a third one no longer. With
    `second` the first level stays.
    """
    order = by_columns(sort)
    if second and order is not None and order.first.column is not column:
        return ColumnSort(order.first, _after(order.second, column))
    level = _after(None if order is None else order.first, column)
    return None if level is None else ColumnSort(level)


def _after(level: Level | None, column: Column) -> Level | None:
    down = COLUMNS[column].down
    if level is None or level.column is not column:
        return Level(column, down)
    return Level(column, not down) if level.descending is down else None


def in_words(sort: ColumnSort | Grouped) -> str:
    """`year, newest first`-like: what an order is, for a tooltip."""
    if isinstance(sort, Grouped):
        within = sort.within
        order = SORTS[within].lower() if isinstance(within, Sort) else in_words(within)
        return f"{order}; grouped by {GROUPED_BY[sort.column]}"
    said = [
        f"{COLUMNS[level.column].name.lower()} {'down' if level.descending else 'up'}"
        for level in sort.levels
    ]
    return ", then ".join(said)


def known(columns: Iterable[tuple[str, int]]) -> Iterator[Shown]:
    """Those of stored columns that there are, each once, in widths that can be."""
    left = {column.value for column in COLUMNS}
    for name, width in columns:
        if name in left:
            left.remove(name)
            yield Shown(Column(name), min(max(width, WIDTHS[0]), WIDTHS[1]))


def moved(columns: Sequence[Shown], place: int, to: int) -> tuple[Shown, ...]:
    """The columns with one of them at another place."""
    rest = [one for number, one in enumerate(columns) if number != place]
    return (*rest[:to], columns[place], *rest[to:])
