"""Entries of lists: values in, rows out, and back.

The columns are listed once, in the order in which `rows_of` fills them. Inserts are plain
`executemany`: a list of 100,000 entries goes in 1.6 times as fast as through `insert_all`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.ids import EntryId, ListId, SectionId, VersionId, WorkId
from effllm_desktop.domain.lists import EntryText, Kind, Link, Marks, ReadEntry, Role
from effllm_desktop.domain.section_paths import below
from effllm_desktop.store import search, sections
from effllm_desktop.store.database import Database, Row, in_parts
from effllm_desktop.store.text import clean, is_clean, sort_key

_MARKS = ("featured", "clapper", "huggingface", "x")
_NO_MARKS = Marks()
_TEXT = (
    "key",
    "kind",
    "title",
    "url",
    "authors",
    "authors_elided",
    "venue",
    "year",
    "arxiv_id",
    "arxiv_version",
    "doi",
    "repository",
    "description",
    "citations",
    "links",
    "notes",
    "marks",
)
TEXT_COLUMNS = ", ".join(f"e.{name}" for name in _TEXT)
_SAID = (*_TEXT[1:], "plain_title", "sort_title", "title_html", "byline", "source")
_LINES = ("line", "start", '"end"')
_WRITTEN = (*_SAID, *_LINES)
TITLE, SOURCE = (_WRITTEN.index(name) for name in ("title", "source"))
"""Where these stand in a row of `rows_of`."""


class ShownText(NamedTuple):
    """What people see of an entry that its wording does not say as it stands.

    `html` is None where it is the plain title, escaped.
    """

    title: str
    html: str | None
    byline: str


class Place(NamedTuple):
    """What an entry is in the version that is being taken in, and where it stands."""

    id: EntryId
    key: str
    section: SectionId | None
    work: WorkId
    position: int


class KnownEntry(NamedTuple):
    """An entry that the library has.

    `section` is its path below the list's title, `said` stands for its source (`fingerprint`).
    """

    id: EntryId
    work: WorkId
    key: str
    title: str
    section: str
    said: int
    removed: bool


def fingerprint(source: bytes) -> int:
    """A number that is another one for another source, within one process."""
    return hash(source)


class Rows(NamedTuple):
    """What is written of an entry wherever it comes to stand: plain values, safe to store.

    `speaking` is what a work shows that the entry speaks for, `searched` what is found of one that
    it alone mentions.
    """

    entry: Row
    speaking: Row
    searched: Row


def rows_of(entry: ReadEntry, shown: ShownText) -> Rows:
    """An entry as rows.

    A large part of the time that a large list takes goes by here: what most entries do not need
    is looked for once.
    """
    _, line, start, end, source, text = entry
    _, kind, title, url, authors, elided, venue, made, arxiv, doi, repository, about, *_ = text
    plain, html, byline = shown
    links = _json_list([_link_json(*link) for link in text.links]) if text.links else "[]"
    names = _json_list(map(encode_basestring, authors)) if authors else "[]"
    notes = _json_list(map(encode_basestring, text.notes)) if text.notes else "[]"
    if not is_clean(
        f"{title}{plain}{html}{byline}{url}{links}{names}{notes}{venue}{doi}{repository}{about}"
    ):
        return rows_of(entry._replace(text=_cleaned(text)), ShownText(*_clean_values(shown)))
    said, order = kind.value, sort_key(plain)
    row = (
        said,
        title,
        url,
        names,
        int(elided),
        venue,
        made,
        arxiv.id if arxiv else None,
        arxiv.version if arxiv else None,
        doi,
        repository,
        about,
        text.citations,
        links,
        notes,
        "" if text.marks == _NO_MARKS else " ".join(n for n in _MARKS if getattr(text.marks, n)),
        plain,
        order,
        html,
        byline,
        source.encode("utf-8", "surrogateescape"),
        line,
        start,
        end,
    )
    return Rows(row, (said, order, made, text.citations), search.columns(text, plain))


def known(database: Database, list_id: ListId) -> Iterator[KnownEntry]:
    """All entries of a list in file order, then its tombstones."""
    title = sections.title_path(database, list_id)
    rows = database.rows("SELECT id, path FROM sections WHERE list_id = ?", (list_id,))
    paths = {section: below(path, title) for section, path in rows}
    found = database.each(
        "SELECT id, work_id, key, title, section_id, source, position IS NULL FROM entries "
        "WHERE list_id = ? ORDER BY position IS NULL, position, removed_at DESC, id",
        (list_id,),
    )
    for entry, work, key, said, section, source, removed in found:
        path = paths.get(section, "")
        yield KnownEntry(entry, work, key, said, path, fingerprint(source), bool(removed))


def next_id(database: Database) -> EntryId:
    """The id of the next entry that is added."""
    return EntryId(database.value("SELECT coalesce(max(id), 0) + 1 FROM entries"))


def sources(database: Database, entries: Iterable[EntryId]) -> Iterator[tuple[EntryId, bytes]]:
    """The bytes of the spans of some entries, in no order."""
    for ids in in_parts(entries):
        yield from database.rows(
            "SELECT id, source FROM entries WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )


def add(
    database: Database,
    list_id: ListId,
    version: VersionId | None,
    new: Iterable[tuple[Place, Row]],
) -> None:
    columns = ("id", "key", "section_id", "work_id", "position", *_WRITTEN)
    database.many(
        f"INSERT INTO entries (list_id, first_version_id, {', '.join(columns)}) "
        f"VALUES ({list_id:d}, {version or 'NULL'}, {', '.join('?' for _ in columns)})",
        ((*place, *row) for place, row in new),
    )


def rewrite(database: Database, again: Sequence[tuple[Place, Row]]) -> bool:
    """Give known entries the text and place of the new version; whether some text is another one.

    What stays as it is is not written: most of a long list does.
    """
    said = len(_SAID)
    before = database.changes
    database.many(
        _update(("key", *_SAID)), ((place.id, place.key, *row[:said]) for place, row in again)
    )
    other = database.changes > before
    database.many(
        _update(("section_id", "work_id", "position", *_LINES), "removed_at = NULL"),
        ((place.id, *place[2:], *row[said:]) for place, row in again),
    )
    return other


def bury(database: Database, entries: Iterable[EntryId], now: str) -> None:
    """Make entries tombstones."""
    database.many(
        "UPDATE entries SET position = NULL, removed_at = ? WHERE id = ?",
        ((now, entry) for entry in entries),
    )


def text_of(row: Sequence[object]) -> EntryText:
    """An entry's text from the values of TEXT_COLUMNS."""
    said = dict(zip(_TEXT, row, strict=True))
    arxiv = said.pop("arxiv_id"), said.pop("arxiv_version")
    marks = str(said["marks"]).split()
    said |= {
        "kind": Kind(str(said["kind"])),
        "authors": tuple(json.loads(str(said["authors"]))),
        "authors_elided": bool(said["authors_elided"]),
        "arxiv": ArxivId(*arxiv) if arxiv[0] else None,  # type: ignore[arg-type] # as stored
        "links": tuple(_link(*link) for link in json.loads(str(said["links"]))),
        "notes": tuple(json.loads(str(said["notes"]))),
        "marks": marks_of(marks),
    }
    return EntryText(**said)  # type: ignore[arg-type] # the columns are its fields


def marks_of(names: Sequence[str]) -> Marks:
    return Marks(**{name: name in names for name in _MARKS})


def _update(columns: Sequence[str], *also: str) -> str:
    """Set columns of the entry whose id comes first, where one of them is not so already."""
    numbered = list(enumerate(columns, start=2))
    sets = ", ".join([*(f"{name} = ?{number}" for number, name in numbered), *also])
    same = " AND ".join(f"{name} IS ?{number}" for number, name in reversed(numbered))
    return f"UPDATE entries SET {sets} WHERE id = ?1 AND NOT ({same})"


def _link(label: str, url: str, role: str, owner: str | None) -> Link:
    return Link(label, url, Role(role), owner)


def _json_list(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"


def _link_json(label: str, url: str, role: str, owner: str | None) -> str:
    said = f"{encode_basestring(label)}, {encode_basestring(url)}, {encode_basestring(role)}"
    return f"[{said}, {'null' if owner is None else encode_basestring(owner)}]"


def _cleaned(text: EntryText) -> EntryText:
    """The text with everything in it safe to store."""
    safe = EntryText(*_clean_values(text))
    links = (Link(*_clean_values(link)) for link in text.links)
    return safe._replace(
        kind=text.kind,
        authors=tuple(_clean_values(text.authors)),
        links=tuple(links),
        notes=tuple(_clean_values(text.notes)),
    )


def _clean_values(values: Iterable[Any]) -> Iterator[Any]:
    return (clean(value) if isinstance(value, str) else value for value in values)
