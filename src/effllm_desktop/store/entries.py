"""Entries of lists: values in, rows out, and back.

The columns are listed once, in the order in which `row_of` fills them. Inserts are plain
`executemany`: a list of 100,000 entries goes in 1.6 times as fast as through `insert_all`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from effllm_desktop.domain import citation_words
from effllm_desktop.domain.entry_values import EntryValues
from effllm_desktop.domain.ids import EntryId, ListId, SectionId, VersionId, WorkId
from effllm_desktop.domain.lists import EntryText, Link, ReadEntry
from effllm_desktop.domain.section_paths import below
from effllm_desktop.store import numbers, search, sections
from effllm_desktop.store.database import Database, Row, in_parts
from effllm_desktop.store.text import clean, is_clean, sort_key

_TEXT = EntryValues._fields
TEXT_COLUMNS = ", ".join(f"e.{name}" for name in _TEXT)
_SAID = (*_TEXT[1:], "source")
_LINES = ("line", "start", '"end"')
_FOLLOWING = ("plain_title", "title_html", "byline", "sort_title", "citation_key")
_WRITTEN = (*_SAID, *_LINES, *_FOLLOWING)
_LEADING = ("kind", "sort_title", "year", "citations", "citation_key")
TITLE, SOURCE = (_WRITTEN.index(name) for name in ("title", "source"))
"""Where these stand in the row of an entry."""
leading: Callable[[Row], Row] = itemgetter(*map(_WRITTEN.index, _LEADING))
"""What a work shows that an entry speaks for, out of the entry's `completed` row."""
searched: Callable[[Row], Row] = itemgetter(*map(_WRITTEN.index, search.SAID))
"""What the index of `search` is made of, out of the entry's row."""
told: Callable[[Row], Row] = itemgetter(
    *map(_WRITTEN.index, ("title", "authors", "authors_elided", "source"))
)
"""What is shown of an entry is made of these values of its row."""
_cited: Callable[[Row], Row] = itemgetter(
    *map(_WRITTEN.index, ("title", "authors", "year", "repository"))
)


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


def row_of(entry: ReadEntry) -> Row:
    """What an entry says, wherever it comes to stand: plain values, safe to store.

    What follows from them is added before they are written (`completed`): whoever reads a long list
    has more to do than whoever writes it. What most entries do not need is looked for once.
    """
    _, line, start, end, source, said = entry
    # All that an entry says stands in its source, but for what an address says in numbers.
    written = _bytes_of_clean(source)
    if written is None or not (said.doi is None or is_clean(said.doi)):
        written = source.encode("utf-8", "surrogateescape")
        said = _cleaned(entry.text).values
    return *said[1:], written, line, start, end


def completed(row: Row, shown: ShownText) -> Row:
    """An entry's row with what follows from it: how it is shown, put in order, cited."""
    plain, html, byline = shown
    return *row, plain, html, byline, sort_key(plain), citation_words.usual(*_cited(row))


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


def placed(database: Database, list_id: ListId) -> list[tuple[EntryId, int, WorkId]]:
    """The entries that stand in a list, in order: each with its position and its work."""
    rows = database.rows(
        "SELECT id, position, work_id FROM entries WHERE list_id = ? AND position IS NOT NULL "
        "ORDER BY position",
        (list_id,),
    )
    return [(EntryId(entry), place, WorkId(work)) for entry, place, work in rows]


def next_id(database: Database) -> EntryId:
    """The id of the next entry that is added."""
    return EntryId(numbers.next_of(database, "entries"))


def sources(database: Database, entries: Iterable[EntryId]) -> Iterator[tuple[EntryId, bytes]]:
    """The bytes of the spans of some entries, in no order."""
    for ids in in_parts(entries):
        yield from database.rows(
            "SELECT id, source FROM entries WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )


def add(database: Database, list_id: ListId, version: VersionId | None, new: Iterable[Row]) -> None:
    """Write new entries: of each the values of its `Place`, then its `completed` row."""
    columns = ("id", "key", "section_id", "work_id", "position", *_WRITTEN)
    database.many(
        f"INSERT INTO entries (list_id, first_version_id, {', '.join(columns)}) "
        f"VALUES ({list_id:d}, {version or 'NULL'}, {', '.join('?' for _ in columns)})",
        new,
    )


def rewrite(database: Database, again: Sequence[tuple[Place, Row]]) -> bool:
    """Give known entries the text and place of the new version; whether some text is another one.

    Their rows are `completed`. What stays as it is is not written: most of a long list does.
    """
    said, lines = len(_SAID), len(_SAID) + len(_LINES)
    before = database.changes
    database.many(
        _update(("key", *_SAID, *_FOLLOWING)),
        ((place.id, place.key, *row[:said], *row[lines:]) for place, row in again),
    )
    other = database.changes > before
    database.many(
        _update(("section_id", "work_id", "position", *_LINES), "removed_at = NULL"),
        ((place.id, *place[2:], *row[said:lines]) for place, row in again),
    )
    return other


def note_changed(
    database: Database, list_id: ListId, version: VersionId, changed: Iterable[EntryId]
) -> None:
    """Remember which entries a version of their list words in another way."""
    _forget_changed(database, list_id)
    database.many(
        f"INSERT INTO changed_entries VALUES (?, {version:d})", ((entry,) for entry in changed)
    )


def _forget_changed(database: Database, list_id: ListId) -> None:
    """Let no entry of a list be one that was changed."""
    database.run(
        "DELETE FROM changed_entries WHERE entry_id IN (SELECT id FROM entries WHERE list_id = ?)",
        (list_id,),
    )


def give_keys(database: Database, to: Iterable[tuple[str, WorkId, int]]) -> None:
    """Give entries, by their ids, other keys and works."""
    database.many("UPDATE entries SET key = ?, work_id = ? WHERE id = ?", to)


def bury(database: Database, entries: Iterable[EntryId], now: str) -> None:
    """Make entries tombstones."""
    database.many(
        "UPDATE entries SET position = NULL, removed_at = ? WHERE id = ?",
        ((now, entry) for entry in entries),
    )


def entry_text(database: Database, entry: EntryId) -> Row:
    """HTML title, plain title, source and the text columns of an entry that is there."""
    (row,) = database.rows(
        f"SELECT e.title_html, e.plain_title, e.source, {TEXT_COLUMNS} "
        "FROM entries e WHERE e.id = ?",
        (entry,),
    )
    return row


def text_of(row: Iterable[Any]) -> EntryText:
    """An entry's text from the values of TEXT_COLUMNS."""
    return EntryText.of(EntryValues(*row))


def _update(columns: Sequence[str], *also: str) -> str:
    """Set columns of the entry whose id comes first, where one of them is not so already."""
    numbered = list(enumerate(columns, start=2))
    sets = ", ".join([*(f"{name} = ?{number}" for number, name in numbered), *also])
    same = " AND ".join(f"{name} IS ?{number}" for number, name in reversed(numbered))
    return f"UPDATE entries SET {sets} WHERE id = ?1 AND NOT ({same})"


def _bytes_of_clean(source: str) -> bytes | None:
    """The bytes of a text that `is_clean`, which is found out while they are made."""
    try:
        written = source.encode()
    except UnicodeEncodeError:
        return None
    return None if b"\0" in written else written


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
