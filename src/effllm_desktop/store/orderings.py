"""By what rows are ordered and grouped, as SQL: for each order and each column of the table.

Entries are `e` and works `w`; where a place shows works, `e` is the entry that speaks for each.
What very many rows are ordered by stands in indexes of the entries in the order of their lists, so
that no entry itself need be looked at. A call of a function for each row would cost a third more.
"""

from typing import NamedTuple

from effllm_desktop.domain.columns import Column, Grouped, Level, Sorting, by_columns
from effllm_desktop.domain.scopes import Place, PlaceScope, WorksScope
from effllm_desktop.store.works import PLACE_BITS

_LEAD = "JOIN entries e ON e.id = w.lead_entry_id"
_LEADS = "entries e CROSS JOIN works w ON w.id = e.work_id AND w.lead_entry_id = e.id"
_WORK = "JOIN works w ON w.id = e.work_id"
_READING = "LEFT JOIN reading r ON r.work_id = {work}"
_SECTION = "LEFT JOIN sections s ON s.id = e.section_id"
_LIST = "JOIN lists l ON l.id = {list}"
_TAGS = (
    "LEFT JOIN (SELECT wt.work_id, min(t.folded) AS tag FROM work_tags wt "
    "JOIN tags t ON t.id = wt.tag_id GROUP BY wt.work_id) g ON g.work_id = {work}"
)
_TAG_SETS = (
    "LEFT JOIN (SELECT work_id, group_concat(folded, char(31)) AS tags, "
    "  group_concat(name, ', ') AS names FROM (SELECT wt.work_id, t.folded, t.name "
    "  FROM work_tags wt JOIN tags t ON t.id = wt.tag_id ORDER BY wt.work_id, t.folded) "
    "GROUP BY work_id) h ON h.work_id = {work}"
)
_STARS = (
    "LEFT JOIN (SELECT work_id, max(CAST(value AS INTEGER)) AS number FROM metadata "
    "WHERE field = 'stars' GROUP BY work_id) m ON m.work_id = {work}"
)
_PDFS = "LEFT JOIN (SELECT DISTINCT work_id FROM work_pdfs) c ON c.work_id = {work}"
_ONE_OF = 16
_BEGINNING = 25
"""Entries of which one of `_ONE_OF` is looked at: twice the rows that are shown first come before
as many, for works that have several."""
_SECTIONS = 25
"""Headings whose sections hold more than the rows that are shown first, where works are many."""
_OF_FIRST_HEADINGS = (
    "e.section_id IN (SELECT id FROM sections WHERE heading COLLATE NOCASE {sign} "
    "(SELECT heading FROM sections ORDER BY heading COLLATE NOCASE {way} "
    "LIMIT 1 OFFSET {ahead}))"
)
_VENUE = "coalesce(e.venue, '')"
_IN_TREE = f"(s.list_id << {PLACE_BITS}) + s.position"
_STATUS = "CASE r.status WHEN 'reading' THEN 1 WHEN 'read' THEN 2 WHEN 'dropped' THEN 3 ELSE 0 END"


class _Group(NamedTuple):
    """What the rows of a group have in common, where it is not what the column is ordered by.

    `named`: what a group is known by. `said`: what is written above it.
    """

    by: str = ""
    joins: tuple[str, ...] = ()
    named: str = ""
    said: str = ""


class _Value(NamedTuple):
    """What a column is ordered by: of entries, and of works where these have it themselves."""

    entry: str
    joins: tuple[str, ...] = ()
    work: str = ""
    known: str = ""  # a test of whether it is, where what is not known is no null but less
    first: str = ""  # a test of entries that only the first of very many pass
    group: _Group = _Group()


# With a plus, SQLite keeps the first rows while it looks through the index: very many works came at
# the same time, and it would sort all of those.
COLUMNS = {
    Column.TITLE: _Value("e.sort_title", work="w.sort_title"),
    Column.AUTHORS: _Value("e.byline COLLATE NOCASE", known="e.byline > ''"),
    Column.YEAR: _Value("e.year", work="w.year"),
    Column.VENUE: _Value(
        f"{_VENUE} COLLATE NOCASE", known=f"{_VENUE} > ''", group=_Group(said=f"min({_VENUE})")
    ),
    Column.SECTION: _Value(
        "s.heading COLLATE NOCASE",
        (_SECTION,),
        first=_OF_FIRST_HEADINGS,
        group=_Group(_IN_TREE, (_SECTION,), "s.id", "s.id"),
    ),
    Column.LIST: _Value(
        "l.name COLLATE NOCASE", (_LIST,), group=_Group("l.id", (_LIST,), said="l.name")
    ),
    Column.KIND: _Value("e.kind", work="w.kind"),
    Column.STATUS: _Value(_STATUS, (_READING,)),
    Column.STAR: _Value("nullif(r.starred, 0)", (_READING,)),
    Column.RATING: _Value("nullif(r.rating, 0)", (_READING,)),
    Column.TAGS: _Value("g.tag", (_TAGS,), group=_Group("h.tags", (_TAG_SETS,), said="h.names")),
    Column.NOTE: _Value("nullif(r.note <> '', 0)", (_READING,)),
    Column.PDF: _Value("c.work_id IS NOT NULL", (_PDFS,)),
    Column.ADDED: _Value("w.known_since", (_WORK,), work="+w.known_since"),
    Column.CHANGED: _Value("nullif(r.changed_at, '')", (_READING,)),
    Column.CITATIONS: _Value("coalesce(e.citations, w.citations)", (_WORK,), work="w.citations"),
    Column.STARS: _Value("m.number", (_STARS,)),
}


class Ordering(NamedTuple):
    """What comes behind ORDER BY, and the joins that it needs.

    `through_entries`: so very many works are looked through sooner, in the order of the lists:
    what goes behind FROM instead, with its joins. `beginning`: a test of entries that the first of
    very many works pass, and few others; where it is empty there is none.
    """

    by: str
    joins: str = ""
    through_entries: str = ""
    beginning: str = ""


class Grouping(NamedTuple):
    """What comes behind GROUP BY and SELECT; `order`: in which order the groups come."""

    by: str
    named: str
    said: str
    order: Ordering


def of_works(scope: WorksScope, sort: Sorting) -> Ordering:
    """By what the works of a scope are ordered; list order is the queue's own in the queue."""
    in_queue = scope == PlaceScope(Place.QUEUE)
    own = _Part("r.queue, w.shown_at", (_READING,)) if in_queue else _Part("w.shown_at")
    by, joins = _of_works([*_parts(sort, of_works=True), own])
    if "e." not in f"{by} {joins}":
        return Ordering(by, joins)
    through = f"{_LEADS} {joins}"
    return Ordering(by, f"{_LEAD} {joins}", through, _beginning(_first_level(sort)))


def groups_of_works(sort: Grouped) -> Grouping:
    """What tells the groups of works apart, and their order."""
    by, joins = _of_works(_group_parts(sort, of_works=True))
    order = Ordering(by, joins)
    if "e." in f"{by} {joins}":
        order = Ordering(by, f"{_LEAD} {joins}", f"{_LEADS} {joins}")
    return _grouping(sort, order, of_works=True)


def _of_works(parts: "list[_Part]") -> tuple[str, str]:
    by, joins = _joined(parts)
    needed = " ".join(join for join in joins if join is not _WORK)
    return by, needed.format(work="w.id", list=f"w.shown_at >> {PLACE_BITS}")


def _beginning(level: Level | None) -> str:
    """Up to what a good many entries have in the first column, told without looking at all."""
    if level is None:
        return ""
    value, is_descending = COLUMNS[level.column], level.descending
    sign, way = (">=", "DESC") if is_descending else ("<=", "")
    if value.first:
        return value.first.format(sign=sign, way=way, ahead=_SECTIONS)
    if value.joins or value.work:
        return ""
    known = "" if is_descending else f" AND {value.known}"
    last = (
        f"SELECT {value.entry} FROM entries e WHERE e.position IS NOT NULL "
        f"AND e.id % {_ONE_OF} = 0{known} "
        f"ORDER BY {value.entry} {way} LIMIT 1 OFFSET {_BEGINNING}"
    )
    return f"{value.entry} {sign} ({last}){known}"


def of_entries(sort: Sorting) -> Ordering:
    """By what the entries of a list or a section are ordered."""
    by, joins = _joined([*_parts(sort, of_works=False), _Part("e.position")])
    return Ordering(by, _of_entries(joins))


def groups_of_entries(sort: Grouped) -> Grouping:
    """What tells the groups of entries apart, and their order."""
    by, joins = _joined(_group_parts(sort, of_works=False))
    return _grouping(sort, Ordering(by, _of_entries(joins)), of_works=False)


def _of_entries(joins: list[str]) -> str:
    return " ".join(joins).format(work="e.work_id", list="e.list_id")


class _Part(NamedTuple):
    by: str
    joins: tuple[str, ...] = ()


def _levels(sort: Sorting) -> tuple[Level, ...]:
    """By which columns rows are sorted; within groups no more by what these have in common."""
    order = by_columns(sort)
    levels = () if order is None else order.levels
    grouped = sort.column if isinstance(sort, Grouped) else None
    return tuple(level for level in levels if level.column is not grouped)


def _first_level(sort: Sorting) -> Level | None:
    """The column that comes first, if one does."""
    if not isinstance(sort, Grouped):
        return next(iter(_levels(sort)), None)
    has_own = COLUMNS[sort.column].group.by and sort.sorted_by is None
    return None if has_own else Level(sort.column, sort.descending)


def _parts(sort: Sorting, *, of_works: bool) -> list[_Part]:
    groups = _group_parts(sort, of_works=of_works) if isinstance(sort, Grouped) else []
    return [*groups, *(_part(level, of_works=of_works) for level in _levels(sort))]


def _group_parts(sort: Grouped, *, of_works: bool) -> list[_Part]:
    """In which order groups come: what has an order of its own has it where all else is equal."""
    group, level = COLUMNS[sort.column].group, _first_level(sort)
    parts = [] if level is None else [_part(level, of_works=of_works)]
    if group.by:
        parts.append(_Part(f"{group.by} NULLS LAST", group.joins))
    return parts


def _grouping(sort: Grouped, order: Ordering, *, of_works: bool) -> Grouping:
    value = COLUMNS[sort.column]
    by = value.group.by or _said(value, of_works=of_works)
    said = value.group.said or by
    return Grouping(by, value.group.named or (by if value.group.by else said), said, order)


def _joined(parts: list[_Part]) -> tuple[str, list[str]]:
    """One part behind the other, and each of their joins once."""
    joins = dict.fromkeys(join for part in parts for join in part.joins)
    return ", ".join(part.by for part in parts), list(joins)


def _said(value: _Value, *, of_works: bool) -> str:
    return value.work if of_works and value.work else value.entry


def _part(level: Level, *, of_works: bool) -> _Part:
    """What is not known is last: SQLite has it so where the largest comes first."""
    value = COLUMNS[level.column]
    said = _said(value, of_works=of_works)
    if level.descending:
        return _Part(f"{said} DESC", value.joins)
    known = f"{value.known} DESC, " if value.known else ""
    return _Part(f"{known}{said} NULLS LAST", value.joins)
