"""Where much is found, works are asked about in stretches, which say what finding all says."""

from contextlib import closing

import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.app.readmodels import orders
from effllm_desktop.app.readmodels.orders import FIRST, Hits
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import Place, PlaceScope, Sort
from effllm_desktop.store import conditions
from tests.support.builders import page, take

ALL = PlaceScope(Place.ALL)
COUNT = 700


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    titles = [f"attention {number}" if number % 3 else f"other {number}" for number in range(COUNT)]
    take(folder, page("Long", {"S": titles, "T": [f"last {number}" for number in range(9)]}))
    with closing(open_library(folder)) as library:
        library.workspace.run(SetStar(list(range(1, COUNT, 2)), True))
        library.workspace.run(AddTags([1, 2, 3], ["attentive"]))
    return folder


@pytest.fixture
def entries(folder):
    with closing(open_library(folder)) as library:
        yield library.entries


QUERIES = (
    *("attention", "-attention", "a is:starred", "is:starred -other", "at kind:article"),
    *("no:tag", "section:T", "section:T or a", "rating:0 a", "added:<7d", "url:example a"),
)


@pytest.mark.parametrize("sort", [Sort.LIST, Sort.TITLE])
@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("common", [5, 4000])
def test_the_first_rows_are_the_first_of_all(entries, monkeypatch, text, sort, common):
    monkeypatch.setattr(orders, "_STRETCH", 40)
    monkeypatch.setattr(conditions, "_MANY", common)
    order, query = entries.order(ALL, sort, None), parse(text)
    hits = entries.found_by(query).works
    whole = order.among(hits)
    assert entries.all_in(order, query) == whole
    first = entries.first_in(order, query)
    if first is None:
        seen = order.all().rows.works[:120]  # two stretches without any
        assert whole.count < FIRST or set(hits).isdisjoint(seen)
        return
    assert first.has_more
    assert list(first.rows.ids) == list(whole.rows.ids[:FIRST])


def test_few_are_found_soon_and_of_many_nobody_knows_how_many(entries, monkeypatch):
    monkeypatch.setattr(orders, "MANY_HITS", 100)
    assert entries.found_soon(parse("last")) == entries.found_by(parse("last"))
    assert entries.found_soon(parse("attention")) is None
    assert entries.found_soon(parse("is:starred a")) is None
    assert entries.found_soon(parse("like:nothing")) == Hits([], is_ranked=True)


def test_what_fields_find_is_forgotten_when_it_is_much_and_when_somebody_writes(
    folder, monkeypatch
):
    monkeypatch.setattr(conditions, "_REMEMBERED", 1)
    with closing(open_library(folder)) as library:
        for _ in range(2):
            for text, count in (("section:T", 9), ("section:None", 0), ("section:S", COUNT)):
                assert len(library.entries.hits(parse(text))) == count
        assert library.entries.hits(parse("tag:later")) == []
        library.workspace.run(AddTags([5], ["later"]))
        assert library.entries.hits(parse("tag:later")) == [5]
        library.workspace.undo()
