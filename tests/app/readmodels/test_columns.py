"""An order by columns is what plain Python makes of what the rows say."""

from itertools import product

import pytest

from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.readmodels import orders
from effllm_desktop.app.readmodels.orders import read_first, read_order
from effllm_desktop.domain.columns import Column, ColumnSort, Level, by_columns
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SectionScope, Sort
from effllm_desktop.domain.state import Status
from effllm_desktop.store import metadata, pdf_cache
from effllm_desktop.store.pdf_cache import WholePdf
from tests.support.builders import take

FIRST_LIST = """# Zebras

## Methods

- **gamma**, `ICML, 2023`, [arxiv](http://arxiv.org/abs/2304.00001v1), cication: [**12**](x)

\t *Ada Lovelace*
- **alpha**, `arXiv, 2404.00002`, [arxiv](http://arxiv.org/abs/2404.00002), cication: [**3**](x)

\t *bob the builder*
- **beta**, `ICML, 2023`, [arxiv](http://arxiv.org/abs/2304.00003), cication: [**3**](x)
- [a video](https://youtu.be/x)

## again

- [repo one](https://github.com/a/one)
- **gamma**, `ICML, 2023`, [arxiv](http://arxiv.org/abs/2304.00001v1), cication: [**12**](x)

\t *Ada Lovelace*
"""
SECOND_LIST = """# apes

## Methods

- [repo two](https://github.com/a/two)
- [repo three](https://github.com/a/three)
- **delta**, `acl, 2021`, [arxiv](http://arxiv.org/abs/2104.00009)
"""
STATUSES = list(Status)
SAID = {
    Column.TITLE: lambda row: row.title.casefold(),
    Column.AUTHORS: lambda row: row.authors.casefold() or None,
    Column.YEAR: lambda row: row.year,
    Column.VENUE: lambda row: (row.venue or "").casefold() or None,
    Column.SECTION: lambda row: row.section.casefold(),
    Column.LIST: lambda row: row.list_name.casefold(),
    Column.KIND: lambda row: row.kind.value,
    Column.STATUS: lambda row: STATUSES.index(row.status),
    Column.STAR: lambda row: row.starred or None,
    Column.RATING: lambda row: row.rating or None,
    Column.TAGS: lambda row: min((tag.casefold() for tag in row.tags), default=None),
    Column.NOTE: lambda row: row.has_note or None,
    Column.PDF: lambda row: row.pdf == "cached",
    Column.ADDED: lambda row: row.added,
    Column.CHANGED: lambda row: row.changed or None,
    Column.CITATIONS: lambda row: row.citations,
    Column.STARS: lambda row: row.stars,
}
LEVELS = [Level(column, down) for column in Column for down in (False, True)]


@pytest.fixture
def stocked(folder, library, clock):
    take(folder, FIRST_LIST)
    clock.wait(days=2)
    take(folder, SECOND_LIST)
    scope = PlaceScope(Place.ALL)
    works = {row.title: row.work_id for row in shown(library, scope)}
    run = library.workspace.run
    run(SetStatus([works["alpha"], works["repo two"]], Status.READ))
    run(SetStatus([works["beta"]], Status.DROPPED))
    run(SetStatus([works["delta"]], Status.READING))
    run(SetStar([works["a video"], works["gamma"]], True))
    run(SetRating([works["gamma"], works["repo one"]], 4))
    run(SetRating([works["delta"]], 2))
    run(SetNote(works["repo three"], "a note"))
    run(AddTags([works["gamma"], works["repo two"]], ["b", "Z"]))
    run(AddTags([works["alpha"]], ["A", "c"]))
    run(PutInQueue([works["delta"], works["alpha"]]))
    stars = {works["repo one"]: {Fact.STARS: 900}, works["repo two"]: {Fact.STARS: 10_000}}
    file = folder / "some.pdf"
    file.write_bytes(b"%PDF")
    whole = WholePdf(file, "a" * 64, 4, 1, None, None)
    with library.database.transaction():
        metadata.take(library.database, Source.GITHUB, stars, "2026-03-01T09:00:00")
        pdf_cache.take_in(
            library.database, folder, whole, [(works["beta"], None)], "arxiv 1", "2026-03-01"
        )
    return library


def shown(library, scope, sort=Sort.LIST, query=""):
    ids = library.entries.select(scope, parse(query), sort).row_ids
    return library.entries.rows(scope, ids)


def scopes(library):
    lists = library.lists.all()
    sections = library.lists.sections(lists[0].id)
    return [
        *(PlaceScope(place) for place in Place),
        *(ListScope(listed.id) for listed in lists),
        *(SectionScope(section.id) for section in sections),
    ]


def ordered(rows, sort):
    """What is not known comes last either way; ties stay as they are."""
    for level in reversed(sort.levels):
        said = SAID[level.column]
        known = [row for row in rows if said(row) is not None]
        unknown = [row for row in rows if said(row) is None]
        rows = [*sorted(known, key=said, reverse=level.descending), *unknown]
    return rows


@pytest.mark.parametrize("first", LEVELS, ids=str)
def test_rows_come_in_the_order_of_two_columns(stocked, first):
    plain = {scope: shown(stocked, scope) for scope in scopes(stocked)}
    for scope, rows in plain.items():
        for second in (None, *LEVELS):
            sort = ColumnSort(first, second)
            found = [row.row_id for row in shown(stocked, scope, sort)]
            expected = [row.row_id for row in ordered(rows, sort)]
            assert found == expected, (scope, sort)


def test_every_column_says_something_different_of_some_rows(stocked):
    rows = shown(stocked, PlaceScope(Place.ALL))
    for column in Column:
        assert len({SAID[column](row) for row in rows}) > 1, column


@pytest.mark.parametrize(
    "sort", [one for one in (*Sort, ColumnSort(LEVELS[0], LEVELS[3])) if by_columns(one)]
)
def test_in_several_steps_the_order_is_the_same(stocked, monkeypatch, sort):
    monkeypatch.setattr(orders, "FIRST", 3)
    for scope, query in product(scopes(stocked), ("", "is:unread", "a")):
        asked = stocked.entries.select(scope, parse(query), sort).row_ids
        order = read_order(stocked.folder, scope, sort)
        if not query:
            first = read_first(stocked.folder, scope, sort)
            assert order.all().rows.ids == asked
            assert (first.rows.ids, first.count) == (asked[:3], len(asked))
            assert first == stocked.entries.first(scope, sort)
            continue
        hits = stocked.entries.hits(parse(query))
        assert order.among(hits).rows.ids == asked
        assert stocked.entries.among(scope, sort, hits).rows.ids == asked


def test_the_orders_of_the_menu_are_those_of_their_columns(stocked):
    for scope in scopes(stocked):
        for sort in (Sort.TITLE, Sort.YEAR, Sort.CITATIONS, Sort.CHANGED):
            assert shown(stocked, scope, sort) == shown(stocked, scope, by_columns(sort))
