"""An order by columns, and groups by one, are what plain Python makes of what the rows say."""

from itertools import groupby, product

import pytest

from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.readmodels import orders
from effllm_desktop.app.readmodels.orders import read_first, read_order
from effllm_desktop.domain.columns import GROUPING, Column, ColumnSort, Grouped, Level, by_columns
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


WITHIN = [
    Sort.LIST,
    Sort.TITLE,
    ColumnSort(Level(Column.TITLE, descending=True)),
    ColumnSort(Level(Column.STATUS), Level(Column.YEAR, descending=True)),
]
GROUPED = [
    Grouped(column, within)
    for column in GROUPING
    for within in (*WITHIN, *(ColumnSort(Level(column, down)) for down in (False, True)))
]


def headings(library):
    """Lists and sections as they stand in the tree."""
    return [
        (listed.name, section.path.rsplit(" / ", 1)[-1])
        for listed in library.lists.all()
        for section in library.lists.sections(listed.id)
    ]


def group_of(library, column):
    """What the rows of a group have in common; None where it is not known."""
    if column is Column.SECTION:
        known = headings(library)
        return lambda row: known.index((row.list_name, row.section))
    if column is Column.LIST:
        names = [listed.name for listed in library.lists.all()]
        return lambda row: names.index(row.list_name)
    if column is Column.TAGS:
        return lambda row: tuple(sorted(tag.casefold() for tag in row.tags)) or None
    return SAID[column]


def grouped(library, rows, sort):
    """The rows in order, and the groups that they stand in, one after the other."""
    said = group_of(library, sort.column)
    order = by_columns(sort.within)
    rows = rows if order is None else ordered(rows, order)
    own = sort.column in (Column.SECTION, Column.LIST, Column.TAGS)
    down = sort.descending and not own
    known = sorted((row for row in rows if said(row) is not None), key=said, reverse=down)
    rows = [*known, *(row for row in rows if said(row) is None)]
    if own and order is not None and order.first.column is sort.column:
        rows = ordered(rows, ColumnSort(order.first))
    return rows, [(key, len(list(some))) for key, some in groupby(rows, said)]


@pytest.mark.parametrize("sort", GROUPED, ids=str)
def test_rows_come_in_groups(stocked, sort):
    for scope in scopes(stocked):
        plain = shown(stocked, scope)
        rows, runs = grouped(stocked, plain, sort)
        found = read_order(stocked.folder, scope, sort).all()
        assert list(found.rows.ids) == [row.row_id for row in rows], scope
        assert [group.rows for group in found.groups.all] == [count for _, count in runs], scope
        assert (found.groups.column, found.groups.counted) == (sort.column, True)
        names = [group.name for group in found.groups.all]
        assert len(set(names)) == len(names)
        unknown = [group.said is None for group in found.groups.all]
        assert unknown == [key is None for key, _ in runs], scope


def test_groups_say_what_their_rows_have_in_common(stocked):
    everything = PlaceScope(Place.ALL)

    def said(column, scope=everything):
        return [one.said for one in stocked.entries.first(scope, Grouped(column)).groups.all]

    assert said(Column.YEAR) == [2024, 2023, 2021, None]
    assert said(Column.VENUE) == ["acl", "arXiv", "ICML", None]
    assert said(Column.STATUS) == [0, 1, 2, 3]
    assert said(Column.KIND) == ["paper", "repository", "video"]
    assert said(Column.RATING) == [4, 2, None]
    assert said(Column.STAR) == said(Column.NOTE) == [1, None]
    assert said(Column.PDF) == [1, 0]
    assert said(Column.TAGS) == ["A, c", "b, Z", None]
    assert said(Column.LIST) == ["Zebras", "apes"]
    assert said(Column.SECTION) == ["Zebras / Methods", "Zebras / again", "apes / Methods"]
    first = ListScope(stocked.lists.all()[0].id)
    assert said(Column.SECTION, first) == ["Methods", "again"]


def test_entries_above_the_first_heading_are_in_no_section(folder, library):
    take(folder, "- [one](https://example.org/1)\n\n# Title\n\n- [two](https://example.org/2)\n")
    scope = ListScope(library.lists.all()[0].id)
    found = library.entries.first(scope, Grouped(Column.SECTION))
    assert [group.said for group in found.groups.all] == [library.lists.all()[0].name, None]


def names_of_rows(found):
    """The group of each row, by the row's id."""
    names = [group.name for group in found.groups.all for _ in range(group.rows)]
    assert len(names) == len(found.rows.ids)
    return dict(zip(found.rows.ids, names, strict=True))


@pytest.mark.parametrize("sort", [Grouped(column, Sort.TITLE) for column in GROUPING], ids=str)
def test_in_several_steps_the_groups_are_the_same(stocked, monkeypatch, sort):
    monkeypatch.setattr(orders, "FIRST", 3)
    for scope in scopes(stocked):
        order = read_order(stocked.folder, scope, sort)
        whole = names_of_rows(order.all())
        first = read_first(stocked.folder, scope, sort)
        assert first.groups.counted == (len(whole) <= 3)
        some = [first]
        for query in ("is:unread", "a"):
            hits = stocked.entries.hits(parse(query))
            some += [order.among(hits), stocked.entries.among(scope, sort, hits)]
            some.append(order.first(hits))
            assert some[-1].groups.counted == some[-1].is_whole
            glimpse = order.first_of(lambda works, hits=hits: [w for w in works if w in hits])
            if glimpse is not None:
                assert not glimpse.groups.counted
                some.append(glimpse)
        for found in some:
            assert names_of_rows(found).items() <= whole.items()


def test_rows_without_groups_have_none(stocked):
    scope = PlaceScope(Place.ALL)
    order = read_order(stocked.folder, scope, Sort.TITLE)
    assert order.all().groups is order.among([1]).groups is order.first([1]).groups is None
    assert stocked.entries.among(scope, Sort.TITLE, [1]).groups is None
    assert stocked.entries.first(scope, Sort.TITLE).groups is None
