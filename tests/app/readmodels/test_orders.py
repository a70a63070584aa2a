"""What is shown in two steps is what one question to the library gives."""

from array import array

import pytest

from effllm_desktop.app.operations.marking import SetStar, SetStatus
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.readmodels import orders
from effllm_desktop.app.readmodels.orders import AT_A_TIME, Order, Rows, read_order
from effllm_desktop.domain.columns import Column, ColumnSort, Level
from effllm_desktop.domain.errors import NotFound, StorageFailed
from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SectionScope, Sort
from effllm_desktop.domain.state import Status
from effllm_desktop.store import orderings
from effllm_desktop.store import orders as stored_orders
from effllm_desktop.store.opening import open_to_read
from tests.support.builders import page, take, work

WORDS = [
    "alpha one",
    "beta",
    "alpha two",
    "gamma",
    "机器学习方法",
    "alpha three",
    "delta",
    "beta two",
]
QUERIES = [
    *("alpha", "beta", "-alpha", "nothing", "is:starred", "alpha is:read", "tag:t", "学习", "学"),
    *("list:B", "-is:read alpha", 'section:"S"', "器学", "is:unread"),
]


def entries(words):
    return [f"[{word}](https://example.org/{word.replace(' ', '-')})" for word in words]


@pytest.fixture
def stocked(folder, library):
    take(folder, page("A", {"S": entries(WORDS[:5]), "T": entries([*WORDS[3:], *WORDS[:2]])}))
    take(folder, page("B", {"S": entries([WORDS[0], "epsilon alpha"])}))
    take(folder, page("B", {"S": entries([WORDS[0], "epsilon alpha", "zeta"])}), as_list="B")
    run = library.workspace.run
    run(SetStatus([work(library, "alpha one"), work(library, "gamma")], Status.READ))
    run(SetStatus([work(library, "beta")], Status.READING))
    run(SetStar([work(library, "alpha two"), work(library, "gamma")], True))
    run(AddTags([work(library, "delta")], ["t"]))
    return library


def scopes(library):
    sections = [
        one.id for listed in library.lists.all() for one in library.lists.sections(listed.id)
    ]
    return [
        *(PlaceScope(place) for place in Place),
        *(ListScope(listed.id) for listed in library.lists.all()),
        *(SectionScope(section) for section in sections),
    ]


@pytest.mark.parametrize("sort", Sort)
def test_the_whole_order_is_what_one_question_gives(stocked, sort):
    for scope in scopes(stocked):
        asked = stocked.entries.select(scope, sort=sort)
        found = read_order(stocked.folder, scope, sort).all()
        assert (found.rows.ids, found.distinct_works) == (asked.row_ids, asked.distinct_works)
        assert found.is_whole
        size = stocked.entries.size(scope)
        assert (size.rows, size.works) == (len(asked.row_ids), asked.distinct_works)


@pytest.mark.parametrize("first", [2, 200])
def test_the_first_rows_begin_the_whole_order(stocked, monkeypatch, first):
    monkeypatch.setattr(orders, "FIRST", first)
    for scope in scopes(stocked):
        asked = stocked.entries.select(scope)
        found = stocked.entries.first(scope)
        assert found.rows.ids == asked.row_ids[:first]
        assert (found.count, found.distinct_works) == (len(asked.row_ids), asked.distinct_works)
        assert found.is_whole == (len(asked.row_ids) <= first)


@pytest.mark.parametrize(("ahead", "one_of"), [(0, 1), (3, 1), (0, 2), (400, 1)])
@pytest.mark.parametrize("column", [Column.VENUE, Column.AUTHORS, Column.YEAR, Column.SECTION])
@pytest.mark.parametrize("down", [False, True])
def test_the_first_of_very_many_are_the_first(
    folder, library, monkeypatch, ahead, one_of, column, down
):
    said = [("ICLR", "Bo Berg"), ("AAAI", ""), ("", "Ann Adams"), ("ICLR", "cy Cole"), ("", "")]
    items = [
        f"**T {number}**, `{venue}, 2404.0000{number}`, [arxiv](https://arxiv.org/abs/2404.0000{number})"
        + (f"\n\n\t *{names}*" if names else "")
        for number, (venue, names) in enumerate(said)
    ]
    sections = {"S": items[:2], "b": items[2:4], "C": items[4:], "again": items[:2]}
    take(folder, page("A", sections))
    monkeypatch.setattr(orderings, "_SECTIONS", ahead)
    monkeypatch.setattr(orderings, "_BEGINNING", ahead)
    monkeypatch.setattr(orderings, "_ONE_OF", one_of)
    for levels in ((Level(column, down),), (Level(column, down), Level(Column.TITLE, True))):
        order = ColumnSort(*levels)
        whole = stored_orders.whole(library.database, PlaceScope(Place.ALL), order)
        assert len(whole.ids) == len(said)
        for limit in (1, 2, 5, 9):
            first = stored_orders.first(library.database, PlaceScope(Place.ALL), order, limit)
            assert first.ids == whole.ids[:limit]


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_finds_the_same_in_every_way(stocked, monkeypatch, query):
    monkeypatch.setattr(orders, "FIRST", 2)
    hits = stocked.entries.hits(parse(query))
    assert len(hits) == len(set(hits))
    for scope in scopes(stocked):
        for sort in (Sort.LIST, Sort.TITLE, Sort.CHANGED):
            asked = stocked.entries.select(scope, parse(query), sort)
            order = stocked.entries.order(scope, sort, None)
            for found in (order.among(hits), stocked.entries.among(scope, sort, hits)):
                assert found.rows.ids == asked.row_ids
                assert found.distinct_works == asked.distinct_works
                assert list(dict.fromkeys(found.rows.works)) == stocked.entries.works_of(
                    scope, asked.row_ids
                )
            begun = order.first(hits)
            assert begun.rows.ids == asked.row_ids[:2]
            assert begun.count == len(asked.row_ids)
            assert begun.distinct_works == asked.distinct_works


@pytest.mark.parametrize("query", QUERIES)
def test_a_glimpse_is_where_what_is_found_begins_or_too_late(stocked, monkeypatch, query):
    monkeypatch.setattr(orders, "FIRST", 2)
    monkeypatch.setattr(orders, "_GLIMPSE_SECONDS", 60)
    for scope in scopes(stocked):
        asked = stocked.entries.select(scope, parse(query))
        found = orders.read_glimpse(stocked.folder, scope, parse(query))
        assert found is not None
        assert found.rows.ids == asked.row_ids[:2]
        assert found.has_more == (len(found.rows.ids) == 2)


def test_parts_of_chinese_words_are_found(stocked):
    for part in ("机器", "学习", "学", "习方", "方法", "机器学习方法"):
        assert stocked.entries.hits(parse(part)) == [work(stocked, "机器学习方法")]
    assert stocked.entries.hits(parse("法机")) == []


def test_titles_and_unread_works(stocked):
    for scope in (PlaceScope(Place.ALL), ListScope(ListId(1))):
        ids = stocked.entries.select(scope).row_ids
        rows = stocked.entries.rows(scope, ids)
        assert stocked.entries.titles(scope, ids) == [row.title for row in rows]
        unread = [row.status is Status.UNREAD for row in rows]
        assert stocked.entries.unread([row.work_id for row in rows]) == unread
        works = {row.work_id for row in rows if row.status is Status.UNREAD}
        assert sorted(stocked.entries.unread_works(scope)) == sorted(works)


def test_a_section_that_is_gone_has_no_size(library):
    with pytest.raises(NotFound):
        library.entries.size(SectionScope(SectionId(99)))


def test_a_connection_for_reading_writes_nothing(library):
    database = open_to_read(library.folder)
    with pytest.raises(StorageFailed):
        database.run("DELETE FROM works")
    database.close()


def test_states_of_several_works(stocked):
    works = [work(stocked, one) for one in ("gamma", "delta", "beta two")]
    assert stocked.works.states(works) == [stocked.works.details(one).state for one in works]


@pytest.mark.parametrize("distinct", [1, 3, 10])
def test_works_that_stand_in_several_rows_are_counted_wherever_they_stand(distinct):
    works = array("q", [number % distinct for number in range(2 * AT_A_TIME + 3)])
    order = Order(Rows(array("q", range(len(works))), works))
    assert order.all().distinct_works == distinct
    assert order.first([0, 99]).count == order.among([0, 99]).count == works.count(0)
    assert order.first([0, 99]).distinct_works == 1


def test_works_that_come_again_in_a_later_part_alone_are_counted():
    works = array("q", [*range(AT_A_TIME), *range(AT_A_TIME)])
    order = Order(Rows(array("q", range(len(works))), works))
    assert order.all().distinct_works == AT_A_TIME
    assert order.first([7]).count == 2
