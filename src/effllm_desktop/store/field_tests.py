"""What fields of a query find: works, as SQL and its values."""

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from effllm_desktop.domain import keys, section_paths
from effllm_desktop.domain.letters import plain
from effllm_desktop.domain.queries.fields import Field, Mark, Thing
from effllm_desktop.domain.queries.ranges import AgeRange, Range, ages, numbers
from effllm_desktop.domain.state import Status
from effllm_desktop.store import tag_names, works
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.words import holds, phrase


class Works(NamedTuple):
    """SQL that selects ids of works; `outside`: all others are meant; `once`: no id comes twice.

    `direct` is the same as a test of a row `w` of works, with the same values, never null. Where
    works are looked through anyway it spares a list of very many ids. `each` is a test of the work
    with the id `{work}`, for what nothing but a look at each of them finds.
    """

    sql: str
    values: tuple[object, ...] = ()
    outside: bool = False
    direct: str = ""
    each: str = ""
    once: bool = False

    @property
    def is_soon(self) -> bool:
        """Whether the first ids come at once, however many there are."""
        return not self.outside and (self.once or bool(self.direct))


NOTHING = Works("SELECT NULL WHERE 0")
NOT_UNREAD = "SELECT work_id FROM reading WHERE status <> 'unread'"
UNREAD = "NOT EXISTS (SELECT 1 FROM reading u WHERE u.work_id = w.id AND u.status <> 'unread')"
NEWCOMERS = (
    "w.first_version_id IN (SELECT v.id FROM lists l JOIN versions v ON v.id = l.version_id "
    "WHERE v.number > 1 AND l.id NOT IN (SELECT list_id FROM trashed_lists))"
)
UNSEEN = "NOT EXISTS (SELECT 1 FROM seen s WHERE s.work_id = w.id)"
NEW_WORKS = f"{NEWCOMERS} AND {UNREAD} AND {UNSEEN}"
"""What came with the latest version of a list that is not its first, unread and not seen yet."""

SHOWN_LISTS = "SELECT id, name FROM lists WHERE id NOT IN (SELECT list_id FROM trashed_lists)"
_IN_SHOWN_LISTS = "list_id NOT IN (SELECT list_id FROM trashed_lists)"
OF_LISTS = (
    "SELECT work_id FROM entries WHERE position IS NOT NULL "
    "AND list_id IN (SELECT value FROM json_each(?))"
)
OF_SPANS = (
    "SELECT e.work_id FROM json_each(?) s JOIN entries e "
    "ON e.list_id = json_extract(s.value, '$[0]') "
    "AND e.position >= json_extract(s.value, '$[1]') "
    "AND e.position < json_extract(s.value, '$[2]')"
)
_OF_STATUS = "SELECT work_id FROM reading WHERE status = ?"
SECTIONS = (
    "SELECT path, list_id, first_entry, after_entry FROM sections "
    f"WHERE position IS NOT NULL AND {_IN_SHOWN_LISTS} ORDER BY list_id, position"
)
_LEFT_A_LIST = (
    "SELECT work_id FROM entries WHERE position IS NULL AND list_id IN "
    f"(SELECT id FROM ({SHOWN_LISTS}))"
)
_WITH_CODE = (
    f"SELECT DISTINCT work_id FROM entries WHERE position IS NOT NULL AND {_IN_SHOWN_LISTS} "
    "AND (repository IS NOT NULL OR instr(links, ', \"code\", ') > 0)"
)
"""An index has these entries alone, so that not all of them need be looked at."""
_AT_ADDRESS = (
    "EXISTS (SELECT 1 FROM entries u WHERE u.work_id = {work} AND u.position IS NOT NULL "
    "AND u.list_id NOT IN (SELECT list_id FROM trashed_lists) "
    "AND (instr(lower(u.url), lower(?)) > 0 OR instr(lower(u.links), lower(?)) > 0 "
    "AND EXISTS (SELECT 1 FROM json_each(u.links) link "
    "  WHERE instr(lower(json_extract(link.value, '$[1]')), lower(?)) > 0)))"
)
_WITH_REPOSITORY = (
    f"SELECT work_id FROM entries WHERE position IS NOT NULL AND {_IN_SHOWN_LISTS} "
    "AND work_id IN (SELECT rowid FROM search WHERE search MATCH ?) "
    "AND instr(lower(repository), lower(?)) > 0"
)
_IN_PDFS = (
    "SELECT w.work_id FROM page_texts p JOIN pdf_texts t ON t.id = p.rowid >> 20 "
    "JOIN pdfs f ON f.sha256 = t.sha256 JOIN work_pdfs w ON w.pdf_id = f.id "
    "WHERE page_texts MATCH ?"
)
_IN_ABSTRACTS = (
    "SELECT m.work_id FROM search s "
    "JOIN metadata m ON m.work_id = s.rowid AND m.field = 'abstract' "
    "WHERE search MATCH ? AND (instr(lower(m.value), ?) > 0 "
    "OR holds(json_extract(m.value, '$'), ?, ?))"
)
_WITH_NEWER_VERSION = (
    "SELECT m.work_id FROM metadata m JOIN entries e ON e.work_id = m.work_id "
    "WHERE m.field = 'version' AND e.position IS NOT NULL AND e.arxiv_version IS NOT NULL "
    "AND CAST(m.value AS INTEGER) > e.arxiv_version"
)
_CHANGED = (
    "SELECT e.work_id FROM changed_entries c CROSS JOIN entries e ON e.id = c.entry_id "
    "WHERE e.position IS NOT NULL AND e.list_id IN "
    f"(SELECT id FROM ({SHOWN_LISTS}))"
)
_STATES: Mapping[str, Works] = {
    Status.UNREAD: Works(NOT_UNREAD, outside=True),
    Status.READING: Works(_OF_STATUS, (Status.READING.value,)),
    Status.READ: Works(_OF_STATUS, (Status.READ.value,)),
    Status.DROPPED: Works(_OF_STATUS, (Status.DROPPED.value,)),
    Mark.STARRED: Works("SELECT work_id FROM reading WHERE starred = 1"),
    Mark.QUEUED: Works("SELECT work_id FROM reading WHERE queue IS NOT NULL"),
    Mark.NEW: Works(f"SELECT w.id FROM works w WHERE {NEW_WORKS}"),
    Mark.CHANGED: Works(_CHANGED),
    Mark.REMOVED: Works(_LEFT_A_LIST),
    Mark.WITHDRAWN: Works(
        "SELECT work_id FROM metadata WHERE field = 'withdrawn' AND value = 'true'"
    ),
}
"""What works can be. Marks that are neither here nor duplicates are known of no work yet."""
_THINGS: Mapping[str, Works] = {
    Thing.NOTE: Works("SELECT work_id FROM reading WHERE note <> ''"),
    Thing.HIGHLIGHT: Works("SELECT work_id FROM highlights"),
    Thing.TAG: Works("SELECT work_id FROM work_tags"),
    Thing.PDF: Works("SELECT work_id FROM work_pdfs"),
    Thing.NEWER_VERSION: Works(_WITH_NEWER_VERSION),
    Thing.CODE: Works(_WITH_CODE, once=True),
}
"""What works can have; as above."""
_SAID_OF_WORKS: Mapping[str, str] = {
    Mark.WITHDRAWN: "withdrawn",
    Thing.NEWER_VERSION: "version",
}
_SAID_IN_FIELDS: Mapping[Field, str] = {Field.ABSTRACT: "abstract", Field.STARS: "stars"}
_AGO = "coalesce(strftime('%Y-%m-%dT%H:%M:%S', 'now', ?), '')"
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_LAST_LETTER = "\U0010ffff"


def fact_of(field: Field, value: str) -> str | None:
    """The fact that a condition asks for, where nobody but services can say it."""
    if field in (Field.IS, Field.HAS, Field.NO):
        return _SAID_OF_WORKS.get(value)
    return _SAID_IN_FIELDS.get(field)


def state(database: Database, value: str) -> Works:
    if value == Mark.DUPLICATE:
        from effllm_desktop.store import duplicates  # not for the first picture of the window

        pairs = duplicates.all_pairs(database)
        found = {work for pair in pairs for work in (pair.work, pair.other)}
        return Works("SELECT value FROM json_each(?)", (json.dumps(sorted(found)),))
    return _STATES.get(value, NOTHING)


def thing(_: Database, value: str) -> Works:
    return _THINGS.get(value, NOTHING)


def no_thing(_: Database, value: str) -> Works:
    return _THINGS.get(value, NOTHING)._replace(outside=True)


def tag(database: Database, value: str) -> Works:
    """The tag of this name, neither case nor accents counting."""
    wanted = _folded(value)
    found = [one for one, name in database.rows("SELECT id, name FROM tags")
             if _folded(name) == wanted]  # fmt: skip
    return Works(tag_names.WORKS, (json.dumps(found),))


def like(database: Database, value: str) -> Works:
    """Works that are most like one."""
    from effllm_desktop.store import likeness  # not for the first picture of the window

    found = likeness.alike(database, value)
    return Works("SELECT value FROM json_each(?)", (json.dumps(found),))


def kind(_: Database, value: str) -> Works:
    return Works("SELECT id FROM works WHERE kind = ?", (value,), direct="w.kind = ?")


def in_list(database: Database, value: str) -> Works:
    """Lists by name: the one that is meant exactly, else those that look like it."""
    known = database.rows(SHOWN_LISTS)
    wanted = plain(value)
    rules: tuple[Callable[[str], bool], ...] = (
        lambda name: name == value,
        lambda name: plain(name) == wanted,
        lambda name: plain(name).startswith(wanted),
        lambda name: wanted in plain(name),
    )
    for rule in rules:
        found = [list_id for list_id, name in known if rule(name)]
        if found:
            return Works(OF_LISTS, (json.dumps(found),))
    return NOTHING


def section(database: Database, value: str) -> Works:
    """All sections that the path may mean, with the sections below them."""
    paths, plain_paths, spans = database.remembered("sections", lambda: _sections(database))
    places = section_paths.find(value, paths) or section_paths.find(plain(value), plain_paths)
    if not places:
        return NOTHING
    return Works(OF_SPANS, (json.dumps([spans[place] for place in places]),))


def _sections(database: Database) -> tuple[list[str], list[str], list[Row]]:
    """The paths of all sections, the same without case and accents, and where their entries are."""
    rows = database.rows(SECTIONS)
    paths = [row[0] for row in rows]
    return paths, list(map(plain, paths)), [row[1:] for row in rows]


def url(_: Database, value: str) -> Works:
    """Works with a link whose address holds the text."""
    part = _SCHEME.sub("", value, count=1)
    as_stored = json.dumps(part, ensure_ascii=False)[1:-1]
    return Works("", (part, as_stored, part), each=_AT_ADDRESS)


def repository(_: Database, value: str) -> Works:
    """Works with a repository whose owner or name, or a word in them, begins so."""
    words = phrase(value, whole=False)
    return Works(_WITH_REPOSITORY, (f"about : {words}", value)) if words else NOTHING


def in_pdf(_: Database, value: str, *, whole: bool) -> Works:
    """Works with a page in their PDF that has the words side by side."""
    asked = phrase(value, whole=whole, in_pages=True)
    return Works(_IN_PDFS, (asked,)) if asked else NOTHING


def key(database: Database, value: str) -> Works:
    """The work that goes, or went, by a key; else all whose keys begin so."""
    wanted = keys.from_argument(value) or value
    found = works.find(database, [wanted])
    if found:
        return Works("SELECT ?", tuple(found.values()))
    begin = value.lower()
    return Works("SELECT id FROM works WHERE key >= ? AND key < ?", (begin, begin + _LAST_LETTER))


def year(_: Database, value: str) -> Works:
    return _of_works("year", numbers(value) or Range())


def stars(_: Database, value: str) -> Works:
    test, values = _in_range("CAST(value AS INTEGER)", numbers(value) or Range())
    return Works(f"SELECT work_id FROM metadata WHERE field = 'stars' AND {test}", values)


def in_abstract(database: Database, value: str, *, whole: bool) -> Works:
    """Works whose abstract has the words side by side.

    The index has it among what else is said about works. Most that is found stands there as it was
    typed, so that nothing else need be asked.
    """
    asked = phrase(value, whole=whole)
    if not asked:
        return NOTHING
    database.teach("holds", holds)
    typed = f" {value.lower()}{' ' if whole else ''}"
    return Works(_IN_ABSTRACTS, (f"about : {asked}", typed, value, whole))


def citations(_: Database, value: str) -> Works:
    return _of_works("citations", numbers(value) or Range())


def rating(_: Database, value: str) -> Works:
    """No rating is not a low one, so that only `0` finds works without."""
    wanted = numbers(value) or Range()
    if wanted.high == 0:
        return Works("SELECT work_id FROM reading WHERE rating > 0", outside=True)
    test, values = _in_range("rating", wanted._replace(low=wanted.low or 1))
    return Works(f"SELECT work_id FROM reading WHERE {test}", values)


def added(_: Database, value: str) -> Works:
    test, values = _in_time("known_since", value)
    direct = _in_time("w.known_since", value)[0]
    return Works(f"SELECT id FROM works WHERE {test}", values, direct=f"({direct})")


def touched(_: Database, value: str) -> Works:
    test, values = _in_time("changed_at", value)
    return Works(f"SELECT work_id FROM reading WHERE {test}", values)


def _of_works(column: str, wanted: Range) -> Works:
    """By a number that works have themselves; it may not be known."""
    test, values = _in_range(column, wanted)
    direct, _ = _in_range(f"w.{column}", wanted)
    sql = f"SELECT id FROM works WHERE {test}"
    return Works(sql, values, direct=f"(w.{column} IS NOT NULL AND {direct})")


def _in_range(column: str, wanted: Range) -> tuple[str, tuple[int, ...]]:
    """A test and its values. An end that is none is not looked at: that takes half the time."""
    low = 0 if wanted.low is None else wanted.low
    if low == wanted.high:
        return f"{column} = ?", (low,)
    if wanted.high is None:
        return f"{column} >= ?", (low,)
    return f"{column} >= ? AND {column} <= ?", (low, wanted.high)


def _in_time(column: str, value: str) -> tuple[str, tuple[str, ...]]:
    """A test of a column that holds a time, and its values; time passes by SQLite's clock."""
    wanted = ages(value) or AgeRange()
    ends = ((wanted.within, ">="), (wanted.beyond, "<="))
    known = [(f"{column} {sign} {_AGO}", age) for age, sign in ends if age]
    tests = [test for test, _ in known] or [f"{column} IS NOT NULL"]
    return " AND ".join(tests), tuple(f"-{age.number} {age.unit}" for _, age in known)


def _folded(name: str) -> str:
    return plain(" ".join(name.split()))
