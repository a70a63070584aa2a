"""What is most like a work: by rare words, the best first."""

import pytest

from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.app.operations.searching import SaveSearch
from effllm_desktop.app.readmodels.entries import LOOKED_AT
from effllm_desktop.app.readmodels.orders import Hits
from effllm_desktop.domain.ids import ListId, SearchId
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.domain.queries import EVERYTHING, parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SearchScope, Sort
from effllm_desktop.domain.state import Status
from effllm_desktop.store import metadata
from tests.support.builders import page, take, titles, work
from tests.support.soundness import assert_sound

ALL = PlaceScope(Place.ALL)
FIRST = "Speculative decoding with draft models"
CLOSE = "Draft models for speculative decoding"
NEAR = "Decoding in parallel"
PRUNING = "Pruning of networks"
CHINESE = "[深度学习模型](https://x.org/cn)"
OTHER_CHINESE = "[学习笔记](https://x.org/cn2)"
KEY = "url:x.org/1"


@pytest.fixture
def stocked(folder, library):
    said = [FIRST, NEAR, PRUNING, CLOSE]
    entries = [f"[{title}](https://x.org/{number})" for number, title in enumerate(said, 1)]
    entries.append(CHINESE)
    take(folder, page("L", {"S": entries, "T": [OTHER_CHINESE, "Alone"]}))
    return library


def shown(library, query):
    works = library.entries.found_by(parse(query)).works
    names = titles(library, ALL)
    return [names[work] for work in works]


def test_the_most_alike_come_first_and_never_the_work_itself(stocked):
    assert shown(stocked, f"like:{KEY}") == [CLOSE, NEAR]
    assert shown(stocked, "like:https://x.org/1") == [CLOSE, NEAR]
    assert shown(stocked, "like:url:x.org/cn") == ["学习笔记"]
    assert stocked.entries.hits(parse("like:nothing")) == []


def test_a_word_that_nobody_shares_is_like_nothing(stocked):
    alone = stocked.works.details(work(stocked, "Alone")).key
    assert shown(stocked, f'like:"{alone}"') == []


def test_a_work_that_no_list_shows_any_more_is_like_nothing(folder, stocked):
    take(folder, page("L", {"S": [NEAR]}), as_list="L")
    assert stocked.entries.hits(parse(f"like:{KEY}")) == []


def test_words_that_say_nothing_and_signs_alone_do_not_count(folder, stocked):
    also = [f"[{title}](https://y.org/{n})" for n, title in enumerate(["About the", "The 学"])]
    take(folder, page("Also", {"S": also}))
    assert shown(stocked, "like:url:y.org/0") == shown(stocked, "like:url:y.org/1") == []


def test_words_of_the_abstract_count_less(stocked):
    facts = {Fact.ABSTRACT: "Speculative decoding, a draft."}
    with stocked.database.transaction():
        wid = work(stocked, PRUNING)
        metadata.take(stocked.database, Source.ARXIV, {wid: facts}, "2026")
    assert shown(stocked, f"like:{KEY}") == [CLOSE, PRUNING, NEAR]
    assert_sound(stocked.database)


def test_words_beside_it_limit_it_and_the_order_stays(stocked):
    stocked.workspace.run(SetStatus([work(stocked, CLOSE)], Status.READ))
    assert shown(stocked, f"like:{KEY} -is:read") == [NEAR]
    assert shown(stocked, f"decoding like:{KEY}") == [CLOSE, NEAR]
    ranked = stocked.entries.found_by(parse(f"(like:{KEY} decoding)"))
    assert ranked.is_ranked
    assert not stocked.entries.found_by(parse(f"like:{KEY} or is:read")).is_ranked
    assert not stocked.entries.found_by(parse(f"-like:{KEY}")).is_ranked
    assert len(stocked.entries.hits(parse(f"-like:{KEY}"))) == 5


def test_entries_of_a_list_are_put_in_that_order(stocked):
    query = parse(f"like:{KEY}")
    ids = stocked.entries.select(ListScope(ListId(1)), query).row_ids
    assert list(ids) != stocked.entries.by_likeness(query, ids)
    assert stocked.entries.by_likeness(query, ids) == list(reversed(ids))
    assert stocked.entries.by_likeness(EVERYTHING, ids) == list(ids)


def test_a_saved_search_keeps_the_order_unless_another_is_chosen(stocked):
    stocked.workspace.run(SaveSearch("Alike", f"like:{KEY}"))
    stocked.workspace.run(SaveSearch("Nested", "search:alike decoding"))
    close, near = work(stocked, CLOSE), work(stocked, NEAR)
    for number in (5, 6):
        scope = SearchScope(SearchId(number))
        first = stocked.entries.first(scope)
        whole = stocked.entries.order(scope, Sort.LIST, None).all()
        among = stocked.entries.among(scope, Sort.LIST, [near, close])
        assert [list(one.rows.ids) for one in (first, whole, among)] == [[close, near]] * 3
        assert list(stocked.entries.first(scope, Sort.TITLE).rows.ids) == [near, close]


def test_rows_are_put_in_the_order_of_what_was_found(stocked):
    close, near = work(stocked, CLOSE), work(stocked, NEAR)
    found = stocked.entries.among(ALL, Sort.LIST, [close, near])
    assert list(found.rows.ids) == [near, close]
    assert list(found.in_order_of(Hits([close, near], is_ranked=True)).rows.ids) == [close, near]
    assert found.in_order_of(Hits([close, near])) == found


def test_a_job_asks_where_very_many_works_must_be_looked_at(folder, stocked):
    asks = stocked.entries
    stocked.workspace.run(SaveSearch("Slow", "/a/"))
    scope = SearchScope(SearchId(5))
    assert not asks.is_slow(parse("/a/"))
    assert not asks.is_slow_scope(scope)
    many = [f"[n{number}](https://y.org/{number})" for number in range(LOOKED_AT)]
    take(folder, page("Many", {"S": many}))
    for query in ("/a/", "like:x", "search:slow", "url:y.org"):
        assert asks.is_slow(parse(query))
    assert not asks.is_slow(parse("a is:read"))
    assert asks.is_slow_scope(scope)
    assert not asks.is_slow_scope(SearchScope(SearchId(1)))
    assert not asks.is_slow_scope(ALL)
    assert asks.most_works(scope) == asks.most_works(ALL) == asks.size(ALL).works
    assert asks.most_works(PlaceScope(Place.STARRED)) == 0
