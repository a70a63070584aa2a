"""The full-text index: one row for each work that is shown somewhere.

It is written by the program in the transaction of what it indexes: triggers could not call our
splitting of CJK text, and would break the library for other tools.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.database import Database, Row, in_parts
from effllm_desktop.store.words import indexed

_AMONG = "IN (SELECT value FROM json_each(?))"
_MANY_COMING = {"hashsize": 5 * 2**20, "automerge": 16}
_USUALLY = {"hashsize": 2**20, "automerge": 4}
"""How many bytes are sorted in memory, and how many sorted parts wait until they are merged
(https://sqlite.org/fts5.html#the_automerge_configuration_option); usually as FTS5 has it."""
_COLUMNS = "titles, authors, venue, about, notes"
SAID = (
    *("plain_title", "title", "authors", "venue", "notes"),
    *("description", "arxiv_id", "doi", "repository"),
)
"""The columns of entries that are indexed, as `columns` takes them."""


@dataclass(slots=True)
class _Text:
    """What the lists say of a work: each wording once, in list order."""

    titles: dict[str, None] = field(default_factory=dict)
    authors: dict[str, None] = field(default_factory=dict)
    venues: dict[str, None] = field(default_factory=dict)
    about: dict[str, None] = field(default_factory=dict)

    def column_of(self, field_name: str) -> dict[str, None] | None:
        """Where a field of the metadata goes."""
        columns = {
            "title": self.titles,
            "authors": self.authors,
            "venue": self.venues,
            "abstract": self.about,
        }
        return columns.get(field_name)

    def columns(self) -> tuple[str, ...]:
        return tuple(_joined(said) for said in (self.titles, self.authors, self.venues, self.about))


def columns(
    plain_title: str, title: str, authors: str, venue: str | None, notes: str, *about: str | None
) -> Row:
    """The row of a work that one entry alone mentions, without what is the reader's own."""
    said = [*filter(None, about)]
    if notes != entry_values.NOTHING:
        said = [*entry_values.strings(notes), *said]
    names = entry_values.strings(authors)
    return (
        indexed(title if plain_title == title else f"{plain_title}\n{title}"),
        indexed("\n".join(dict.fromkeys(names))) if names else "",
        indexed(venue) if venue else "",
        indexed("\n".join(dict.fromkeys(said)) if len(said) > 1 else said[0]) if said else "",
    )


def add(database: Database, rows: Iterable[Row]) -> None:
    """Write rows of new works that one entry alone mentions: the work, then its `columns`."""
    database.many(
        f"INSERT INTO search (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, '')",
        rows,
    )


@contextmanager
def many_coming(database: Database) -> Iterator[None]:
    """While many rows are written: more of them are sorted in memory, and merged more seldom.

    A search that looks into six parts takes no longer than one that looks into three.
    """
    configure = "INSERT INTO search (search, rank) VALUES (?, ?)"
    database.many(configure, _MANY_COMING.items())
    yield
    database.many(configure, _USUALLY.items())


def reindex(database: Database, works: Iterable[WorkId]) -> None:
    """Write the index rows of these works anew, those that are no longer what they should be."""
    for some in in_parts(works):
        ids = json.dumps(some)
        own = _of_the_reader(database, ids)
        texts = _of_the_lists(database, ids)
        _add_metadata(database, ids, texts)
        wanted = {work: (*text.columns(), own.get(work, "")) for work, text in texts.items()}
        written = {
            work: tuple(said)
            for work, *said in database.rows(
                f"SELECT rowid, {_COLUMNS} FROM search WHERE rowid {_AMONG}", (ids,)
            )
        }
        stale = [(work,) for work, said in written.items() if wanted.get(work) != said]
        database.many("DELETE FROM search WHERE rowid = ?", stale)
        database.many(
            f"INSERT INTO search (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            ((work, *said) for work, said in wanted.items() if written.get(work) != said),
        )


def _of_the_lists(database: Database, ids: str) -> dict[int, _Text]:
    """The texts of all entries that are shown of the works."""
    rows = database.rows(
        f"SELECT e.work_id, {', '.join(f'e.{name}' for name in SAID)} FROM entries e "
        f"WHERE e.position IS NOT NULL AND e.work_id {_AMONG} "
        "AND e.list_id NOT IN (SELECT list_id FROM trashed_lists) "
        "ORDER BY e.work_id, e.list_id, e.position",
        (ids,),
    )
    found: dict[int, _Text] = {}
    for work, plain_title, title, authors, venue, notes, *about in rows:
        text = found.setdefault(work, _Text())
        text.titles |= dict.fromkeys((plain_title, title))
        text.authors |= dict.fromkeys(entry_values.strings(authors))
        text.venues |= dict.fromkeys((venue,) if venue else ())
        text.about |= dict.fromkeys([*entry_values.strings(notes), *filter(None, about)])
    return found


def _add_metadata(database: Database, ids: str, texts: dict[int, _Text]) -> None:
    """Add what services say of the works, and what the reader says better."""
    said = database.rows(
        f"SELECT work_id, field, value FROM corrections WHERE work_id {_AMONG} UNION ALL "
        f"SELECT work_id, field, value FROM metadata WHERE work_id {_AMONG} "
        "AND field IN ('authors', 'venue', 'abstract') ORDER BY 1, 2, 3",
        (ids, ids),
    )
    for work, field_name, value in said:
        text, words = texts.get(work), json.loads(value)
        if text is not None and (column := text.column_of(field_name)) is not None:
            column.update(dict.fromkeys(words if isinstance(words, list) else [words]))


def _of_the_reader(database: Database, ids: str) -> dict[int, str]:
    """What the reader wrote about works or marked in them."""
    written: dict[int, list[str]] = {}
    for work, *words in (
        *database.rows(
            f"SELECT work_id, note FROM reading WHERE note <> '' AND work_id {_AMONG}", (ids,)
        ),
        *database.rows(
            f"SELECT work_id, quote, comment FROM highlights WHERE work_id {_AMONG} "
            "ORDER BY work_id, page, id",
            (ids,),
        ),
    ):
        written.setdefault(work, []).extend(filter(None, words))
    return {work: _joined(words) for work, words in written.items()}


def _joined(said: Iterable[str]) -> str:
    return indexed("\n".join(said))
