"""What regular expressions in the fields of a query find."""

import json
from collections.abc import Callable, Mapping

from effllm_desktop.domain import section_paths
from effllm_desktop.domain.queries.fields import Field
from effllm_desktop.store import patterns, sections, tag_names
from effllm_desktop.store.database import Database
from effllm_desktop.store.field_tests import OF_LISTS, OF_SPANS, SECTIONS, SHOWN_LISTS, Works

_INDEXED: Mapping[Field, str] = {
    Field.TITLE: "c0",
    Field.AUTHOR: "c1",
    Field.VENUE: "c2",
    Field.NOTE: "c4",
}
"""Columns of the table in which FTS5 keeps the texts of its index."""
_OF_INDEX = (
    "EXISTS (SELECT 1 FROM search_content t WHERE t.id = {{work}} "
    "AND t.{0} <> '' AND fits(?, t.{0}))"
)
_OF_WORDS = (
    f"({{work}} IN ({tag_names.WORKS}) OR EXISTS (SELECT 1 FROM search_content t "
    "WHERE t.id = {work} AND fits(?, t.c0, t.c1, t.c2, t.c4, t.c5)))"
)
_OF_ENTRIES = (
    "EXISTS (SELECT 1 FROM entries p WHERE p.work_id = {{work}} AND p.position IS NOT NULL "
    "AND p.list_id NOT IN (SELECT list_id FROM trashed_lists) AND fits(?, {0}))"
)
_ADDRESSES = (
    "p.url, (SELECT group_concat(json_extract(link.value, '$[1]'), char(10)) "
    "FROM json_each(p.links) link)"
)
_OF_KEY = "fits(?, (SELECT k.key FROM works k WHERE k.id = {work}))"
_OF_ABSTRACT = (
    "EXISTS (SELECT 1 FROM metadata m WHERE m.work_id = {work} AND m.field = 'abstract' "
    "AND fits(?, json_extract(m.value, '$')))"
)
_EACH: Mapping[Field, str] = {
    **{field: _OF_INDEX.format(column) for field, column in _INDEXED.items()},
    Field.URL: _OF_ENTRIES.format(_ADDRESSES),
    Field.REPO: _OF_ENTRIES.format("p.repository"),
    Field.KEY: _OF_KEY,
    Field.ABSTRACT: _OF_ABSTRACT,
}
"""A test of one work for each field, so that what finds works sooner is asked before."""


def found(database: Database, field: Field, pattern: str) -> Works:
    """The works that a pattern in a field finds."""
    patterns.teach(database)
    if field in _EACH:
        return Works("", (pattern,), each=_EACH[field])
    return _OTHERS[field](database, pattern)


def _words(database: Database, pattern: str) -> Works:
    return Works("", (_fitting_tags(database, pattern), pattern), each=_OF_WORDS)


def _tags(database: Database, pattern: str) -> Works:
    return Works(tag_names.WORKS, (_fitting_tags(database, pattern),))


def _fitting_tags(database: Database, pattern: str) -> str:
    known = database.rows("SELECT id, name FROM tags")
    return json.dumps([tag for tag, name in known if patterns.fits(pattern, name)])


def _lists(database: Database, pattern: str) -> Works:
    known = database.rows(SHOWN_LISTS)
    ids = [list_id for list_id, name in known if patterns.fits(pattern, name)]
    return Works(OF_LISTS, (json.dumps(ids),))


def _sections(database: Database, pattern: str) -> Works:
    """Sections by their path below the list's title, which is what `list:` asks about."""
    found = database.rows(SECTIONS)
    titles = {row[1]: sections.title_path(database, row[1]) for row in found}
    spans = [
        span
        for path, *span in found
        if (below := section_paths.below(path, titles[span[0]])) and patterns.fits(pattern, below)
    ]
    return Works(OF_SPANS, (json.dumps(spans),))


_OTHERS: Mapping[Field, Callable[[Database, str], Works]] = {
    Field.WORDS: _words,
    Field.TAG: _tags,
    Field.LIST: _lists,
    Field.SECTION: _sections,
}
"""Of tags, lists and sections, which are few."""
