"""Entries as rows: plain values that SQLite can hold, whatever the bytes of a list were."""

import json

from effllm_desktop.domain.ids import EntryId, ListId, VersionId, WorkId
from effllm_desktop.domain.lists import EntryText, Kind, Link, ReadEntry, Role
from effllm_desktop.store import search
from effllm_desktop.store.entries import (
    SOURCE,
    TITLE,
    Place,
    ShownText,
    add,
    completed,
    leading,
    row_of,
    searched,
)
from effllm_desktop.store.text import sort_key

TEXT = EntryText(
    key="url:a.b",
    kind=Kind.ARTICLE,
    title='A "quoted" \\title',
    url="https://a.b",
    authors=("Ana", "Ana", "B\u00e9a"),
    links=(Link("code", "https://c.d", Role.CODE, 'o"'), Link("x", "https://e.f", Role.OTHER)),
    notes=("a\tnote",),
    description="Says more",
)


def rows(text, shown):
    return completed(row_of(ReadEntry(0, 3, 10, 20, "- source\udcff", text.values)), shown)


def test_json_in_rows_is_what_json_writes():
    made = rows(TEXT, ShownText(TEXT.title, None, "Ana, Ana, Béa"))
    for values in (TEXT.authors, [tuple(link) for link in TEXT.links], TEXT.notes):
        assert json.dumps(values, ensure_ascii=False) in made
    assert made[SOURCE] == b"- source\xff"
    assert search.columns(*searched(made)) == (TEXT.title, "Ana\nBéa", "", "a\tnote\nSays more")
    assert leading(made) == ("article", sort_key(TEXT.title), None, None, "anaquoted")


def test_what_an_entry_does_not_say_is_null_in_the_library(database):
    place = Place(EntryId(1), TEXT.key, None, WorkId(1), 0)
    made = rows(TEXT._replace(description=None), ShownText(TEXT.title, None, ""))
    database.run("PRAGMA foreign_keys = OFF")
    add(database, ListId(1), VersionId(1), [(*place, *made)])
    assert database.rows(
        "SELECT venue, year, arxiv_id, arxiv_version, doi, repository, description, citations, "
        "title_html FROM entries"
    ) == [(None,) * 9]


def test_what_cannot_be_stored_is_replaced_wherever_it_stands():
    lost = "x\0y\udcff"
    dirty = TEXT._replace(
        title=lost,
        url=lost,
        venue=lost,
        authors=(lost,),
        notes=(lost,),
        links=(Link(lost, lost, Role.CODE, lost),),
    )
    safe = "x\ufffdy\ufffd"
    made = rows(dirty, ShownText(safe, safe, safe))
    assert made[TITLE] == safe
    assert json.dumps([[safe, safe, "code", safe]], ensure_ascii=False) in made
    texts = [one for one in (*made, *search.columns(*searched(made))) if isinstance(one, str)]
    assert sum(safe in one for one in texts) >= 12
    for one in texts:
        assert "\0" not in one
        one.encode()
