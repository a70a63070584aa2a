"""By what rows are ordered, as SQL: for each order and each column of the table.

Entries are `e` and works `w`; where a place shows works, `e` is the entry that speaks for each.
What very many rows are ordered by stands in indexes of the entries in the order of their lists, so
that no entry itself need be looked at. A call of a function for each row would cost a third more.
"""

from typing import NamedTuple

from effllm_desktop.domain.columns import Column, Level, Sorting, by_columns
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
_STARS = (
    "LEFT JOIN (SELECT work_id, max(CAST(value AS INTEGER)) AS number FROM metadata "
    "WHERE field = 'stars' GROUP BY work_id) m ON m.work_id = {work}"
)
_PDFS = "LEFT JOIN (SELECT DISTINCT work_id FROM work_pdfs) c ON c.work_id = {work}"
_CITED = "coalesce(e.citations, (SELECT c.citations FROM works c WHERE c.id = e.work_id))"
"""Works are looked at only where the list does not say it: they have what services say."""
_ONE_OF = 16
_BEGINNING = 25
"""Entries of which one of `_ONE_OF` is looked at: twice the rows that are shown first come before
as many, for works that have several."""
_VENUE = "coalesce(e.venue, '')"
_STATUS = "CASE r.status WHEN 'reading' THEN 1 WHEN 'read' THEN 2 WHEN 'dropped' THEN 3 ELSE 0 END"


class _Value(NamedTuple):
    """What a column is ordered by: of entries, and of works where these have it themselves."""

    entry: str
    joins: tuple[str, ...] = ()
    work: str = ""
    known: str = ""  # a test of whether it is, where what is not known is no null but less


# With a plus, SQLite keeps the first rows while it looks through the index: very many works came at
# the same time, and it would sort all of those.
COLUMNS = {
    Column.TITLE: _Value("e.sort_title", work="w.sort_title"),
    Column.AUTHORS: _Value("e.byline COLLATE NOCASE", known="e.byline > ''"),
    Column.YEAR: _Value("e.year", work="w.year"),
    Column.VENUE: _Value(f"{_VENUE} COLLATE NOCASE", known=f"{_VENUE} > ''"),
    Column.SECTION: _Value("s.heading COLLATE NOCASE", (_SECTION,)),
    Column.LIST: _Value("l.name COLLATE NOCASE", (_LIST,)),
    Column.KIND: _Value("e.kind", work="w.kind"),
    Column.STATUS: _Value(_STATUS, (_READING,)),
    Column.STAR: _Value("nullif(r.starred, 0)", (_READING,)),
    Column.RATING: _Value("nullif(r.rating, 0)", (_READING,)),
    Column.TAGS: _Value("g.tag", (_TAGS,)),
    Column.NOTE: _Value("nullif(r.note <> '', 0)", (_READING,)),
    Column.PDF: _Value("c.work_id IS NOT NULL", (_PDFS,)),
    Column.ADDED: _Value("w.known_since", (_WORK,), work="+w.known_since"),
    Column.CHANGED: _Value("nullif(r.changed_at, '')", (_READING,)),
    Column.CITATIONS: _Value(_CITED, work="w.citations"),
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


def of_works(scope: WorksScope, sort: Sorting) -> Ordering:
    """By what the works of a scope are ordered; list order is the queue's own in the queue."""
    in_queue = scope == PlaceScope(Place.QUEUE)
    own = _Part("r.queue, w.shown_at", (_READING,)) if in_queue else _Part("w.shown_at")
    parts = [*(_part(level, of_works=True) for level in _levels(sort)), own]
    by, joins = _joined(parts)
    needed = " ".join(join for join in joins if join is not _WORK)
    needed = needed.format(work="w.id", list=f"w.shown_at >> {PLACE_BITS}")
    if "e." not in f"{by} {needed}":
        return Ordering(by, needed)
    return Ordering(by, f"{_LEAD} {needed}", f"{_LEADS} {needed}", _beginning(_levels(sort)))


def _beginning(levels: tuple[Level, ...]) -> str:
    """Up to what a good many entries have in the first column, which one index tells alone."""
    if not levels or (value := COLUMNS[levels[0].column]).joins or value.work:
        return ""
    if levels[0].descending:
        known, sign, way = "", ">=", "DESC"
    else:
        known, sign, way = f" AND {value.known}", "<=", ""
    last = (
        f"SELECT {value.entry} FROM entries e WHERE e.position IS NOT NULL "
        f"AND e.id % {_ONE_OF} = 0{known} "
        f"ORDER BY {value.entry} {way} LIMIT 1 OFFSET {_BEGINNING}"
    )
    return f"{value.entry} {sign} ({last}){known}"


def of_entries(sort: Sorting) -> Ordering:
    """By what the entries of a list or a section are ordered."""
    parts = [*(_part(level, of_works=False) for level in _levels(sort)), _Part("e.position")]
    by, joins = _joined(parts)
    return Ordering(by, " ".join(joins).format(work="e.work_id", list="e.list_id"))


class _Part(NamedTuple):
    by: str
    joins: tuple[str, ...] = ()


def _levels(sort: Sorting) -> tuple[Level, ...]:
    order = by_columns(sort)
    return () if order is None else order.levels


def _joined(parts: list[_Part]) -> tuple[str, list[str]]:
    """One part behind the other, and each of their joins once."""
    joins = dict.fromkeys(join for part in parts for join in part.joins)
    return ", ".join(part.by for part in parts), list(joins)


def _part(level: Level, *, of_works: bool) -> _Part:
    """What is not known is last: SQLite has it so where the largest comes first."""
    value = COLUMNS[level.column]
    said = value.work if of_works and value.work else value.entry
    if level.descending:
        return _Part(f"{said} DESC", value.joins)
    known = f"{value.known} DESC, " if value.known else ""
    return _Part(f"{known}{said} NULLS LAST", value.joins)
