"""A query as SQL: one condition on a work for each term."""

from collections.abc import Callable, Sequence

from effllm_desktop.domain import section_paths
from effllm_desktop.domain.queries import STARRED, Field, Query, Term
from effllm_desktop.domain.state import Status
from effllm_desktop.store import works
from effllm_desktop.store.database import Database
from effllm_desktop.store.words import phrase

Condition = tuple[str, list[object]]
"""SQL that selects ids of works, and its values."""

_NOTHING: Condition = ("SELECT NULL WHERE 0", [])
UNREAD = "id NOT IN (SELECT work_id FROM reading WHERE status <> 'unread')"
_SHOWN_LISTS = "SELECT id, name FROM lists WHERE id NOT IN (SELECT list_id FROM trashed_lists)"


def conditions(database: Database, query: Query, column: str) -> tuple[str, list[object]]:
    """SQL that begins with ` AND ` for each term over the column with a work's id."""
    sql, values = "", list[object]()
    for term in query.terms:
        found = _TERMS[term.field](database, term)
        if found is None:
            continue
        selected, needed = found
        sql += f" AND {column} {'NOT ' if term.negated else ''}IN ({selected})"
        values += needed
    return sql, values


def _words(_: Database, term: Term) -> Condition | None:
    asked = phrase(term.value, whole=term.phrase)
    if asked is None:  # only signs: they find nothing and exclude nothing
        return None
    return "SELECT rowid FROM search WHERE search MATCH ?", [asked]


def _is(_: Database, term: Term) -> Condition:
    if term.value == STARRED:
        return "SELECT work_id FROM reading WHERE starred = 1", []
    if term.value == Status.UNREAD:
        return f"SELECT id FROM works WHERE shown_at IS NOT NULL AND {UNREAD}", []
    return "SELECT work_id FROM reading WHERE status = ?", [term.value]


def _tag(_: Database, term: Term) -> Condition:
    return (
        "SELECT wt.work_id FROM work_tags wt JOIN tags t ON t.id = wt.tag_id WHERE t.folded = ?",
        [" ".join(term.value.split()).casefold()],
    )


def _kind(_: Database, term: Term) -> Condition:
    return "SELECT id FROM works WHERE kind = ?", [term.value]


def _list(database: Database, term: Term) -> Condition:
    """Lists by name: the one that is meant exactly, else those that look like it."""
    known = database.rows(_SHOWN_LISTS)
    wanted = term.value.casefold()
    rules: tuple[Callable[[str], bool], ...] = (
        lambda name: name == term.value,
        lambda name: name.casefold() == wanted,
        lambda name: name.casefold().startswith(wanted),
        lambda name: wanted in name.casefold(),
    )
    for rule in rules:
        found = [list_id for list_id, name in known if rule(name)]
        if found:
            marks = ", ".join("?" for _ in found)
            return (
                f"SELECT work_id FROM entries WHERE list_id IN ({marks}) AND position IS NOT NULL",
                found,
            )
    return _NOTHING


def _section(database: Database, term: Term) -> Condition:
    rows = database.rows(
        "SELECT path, list_id, first_entry, after_entry FROM sections "
        "WHERE position IS NOT NULL AND list_id NOT IN (SELECT list_id FROM trashed_lists) "
        "ORDER BY list_id, position"
    )
    found = [rows[place] for place in section_paths.find(term.value, (row[0] for row in rows))]
    return _spans([row[1:] for row in found])


def _spans(spans: Sequence[tuple[int, int, int]]) -> Condition:
    """The works of runs of entries."""
    if not spans:
        return _NOTHING
    one = "SELECT work_id FROM entries WHERE list_id = ? AND position >= ? AND position < ?"
    return " UNION ".join(one for _ in spans), [value for span in spans for value in span]


def _key(database: Database, term: Term) -> Condition | None:
    """The work of a key; what is no known key may still be words."""
    found = works.find(database, [term.value]).get(term.value)
    if found is not None:
        return "SELECT ?", [found]
    prefix, _, rest = term.value.partition(":")
    return _words(database, Term(Field.WORDS, rest or prefix))


_TERMS: dict[Field, Callable[[Database, Term], Condition | None]] = {
    Field.WORDS: _words,
    Field.IS: _is,
    Field.TAG: _tag,
    Field.LIST: _list,
    Field.SECTION: _section,
    Field.KIND: _kind,
    Field.KEY: _key,
}
