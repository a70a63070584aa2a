"""A query as SQL: conditions on a work. No query is too long or too odd to be asked."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice

from effllm_desktop.domain import section_paths
from effllm_desktop.domain.queries import STARRED, Field, Query, Term
from effllm_desktop.domain.state import Status
from effllm_desktop.store import works
from effllm_desktop.store.database import Database
from effllm_desktop.store.text import clean
from effllm_desktop.store.user_tables import folded
from effllm_desktop.store.words import is_picture, phrase

Condition = tuple[str, list[object]]
"""SQL that selects ids of works, and its values."""

_MOST_FIELDS = 100  # SQLite limits how deep conditions nest; words are asked for all at once
_MATCHING = "SELECT rowid FROM search WHERE search MATCH ?"
_NOTHING: Condition = ("SELECT NULL WHERE 0", [])
_SHOWN_LISTS = "SELECT id, name FROM lists WHERE id NOT IN (SELECT list_id FROM trashed_lists)"
_OF_LISTS = (
    "SELECT work_id FROM entries WHERE position IS NOT NULL "
    "AND list_id IN (SELECT value FROM json_each(?))"
)
_OF_SPANS = (
    "SELECT e.work_id FROM json_each(?) s JOIN entries e "
    "ON e.list_id = json_extract(s.value, '$[0]') "
    "AND e.position >= json_extract(s.value, '$[1]') "
    "AND e.position < json_extract(s.value, '$[2]')"
)
NOT_UNREAD = "SELECT work_id FROM reading WHERE status <> 'unread'"


def conditions(database: Database, query: Query, column: str) -> Condition:
    """SQL that begins with ` AND ` for each condition on the column with a work's id."""
    return _joined(_asked(database, query), column)


def matching(database: Database, query: Query) -> Condition:
    """SQL that selects the works which a query finds, each once; shown or not."""
    asked = _asked(database, query)
    if len(asked) == 1 and asked[0] == (False, (_MATCHING, asked[0][1][1])):
        return asked[0][1]  # words alone: the index knows, and need not be asked work by work
    limits, values = _joined(asked, "w.id")
    return f"SELECT w.id FROM works w WHERE 1{limits}", values


def _asked(database: Database, query: Query) -> list[tuple[bool, Condition]]:
    """Each condition, and whether it must not hold."""
    terms = [_resolved(database, term) for term in dict.fromkeys(query.terms)]
    return [*_of_words(terms), *_of_fields(database, terms)]


def _joined(asked: Iterable[tuple[bool, Condition]], column: str) -> Condition:
    asked = list(asked)
    sql = "".join(f" AND {column} {'NOT ' * negated}IN ({one})" for negated, (one, _) in asked)
    return sql, [value for _, (_, values) in asked for value in values]


def _resolved(database: Database, term: Term) -> Term:
    """The term in text that can be stored; what is no known key may still be words."""
    term = replace(term, value=clean(term.value))
    if term.field is not Field.KEY or works.find(database, [term.value]):
        return term
    prefix, _, rest = term.value.partition(":")
    return replace(term, field=Field.WORDS, value=rest or prefix)


def _of_words(terms: Iterable[Term]) -> Iterable[tuple[bool, Condition]]:
    """All words that must be there in one question, all that must not in another.

    Punctuation alone is passed over, as while somebody types; pictures are in no index, so that
    asking for one finds nothing.
    """
    terms = list(terms)
    if any(t.field is Field.WORDS and not t.negated and is_picture(t.value) for t in terms):
        yield False, _NOTHING
    words = [(t.negated, phrase(t.value, whole=t.phrase)) for t in terms if t.field is Field.WORDS]
    for negated, how in ((False, " AND "), (True, " OR ")):
        asked = how.join(one for sign, one in words if one and sign is negated)
        if asked:
            yield negated, (_MATCHING, [asked])


def _of_fields(database: Database, terms: Iterable[Term]) -> Iterable[tuple[bool, Condition]]:
    fields = (term for term in terms if term.field is not Field.WORDS)
    for term in islice(fields, _MOST_FIELDS):
        yield term.negated, _FIELDS[term.field](database, term.value)


def _is(_: Database, value: str) -> Condition:
    if value == STARRED:
        return "SELECT work_id FROM reading WHERE starred = 1", []
    if value == Status.UNREAD:
        return f"SELECT id FROM works WHERE id NOT IN ({NOT_UNREAD})", []
    return "SELECT work_id FROM reading WHERE status = ?", [value]


def _tag(_: Database, value: str) -> Condition:
    return (
        "SELECT wt.work_id FROM work_tags wt JOIN tags t ON t.id = wt.tag_id WHERE t.folded = ?",
        [folded(value)],
    )


def _kind(_: Database, value: str) -> Condition:
    return "SELECT id FROM works WHERE kind = ?", [value]


def _list(database: Database, value: str) -> Condition:
    """Lists by name: the one that is meant exactly, else those that look like it."""
    known = database.rows(_SHOWN_LISTS)
    wanted = value.casefold()
    rules: tuple[Callable[[str], bool], ...] = (
        lambda name: name == value,
        lambda name: name.casefold() == wanted,
        lambda name: name.casefold().startswith(wanted),
        lambda name: wanted in name.casefold(),
    )
    for rule in rules:
        found = [list_id for list_id, name in known if rule(name)]
        if found:
            return _OF_LISTS, [json.dumps(found)]
    return _NOTHING


def _section(database: Database, value: str) -> Condition:
    """All sections that the path may mean, with the sections below them."""
    rows = database.rows(
        "SELECT path, list_id, first_entry, after_entry FROM sections "
        "WHERE position IS NOT NULL AND list_id NOT IN (SELECT list_id FROM trashed_lists) "
        "ORDER BY list_id, position"
    )
    spans = [rows[place][1:] for place in section_paths.find(value, (row[0] for row in rows))]
    return _OF_SPANS, [json.dumps(spans)]


def _key(database: Database, value: str) -> Condition:
    return "SELECT ?", [works.find(database, [value])[value]]


_FIELDS: dict[Field, Callable[[Database, str], Condition]] = {
    Field.IS: _is,
    Field.TAG: _tag,
    Field.LIST: _list,
    Field.SECTION: _section,
    Field.KIND: _kind,
    Field.KEY: _key,
}
