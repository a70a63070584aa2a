"""What services say is kept with who said it and when, and nothing good is ever overwritten."""

import json

import pytest

from effllm_desktop.app.library import Library, open_library
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.domain.queries import EVERYTHING
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, Sort
from effllm_desktop.store import identifiers, metadata
from effllm_desktop.store.identifiers import Identifiers
from effllm_desktop.store.metadata import Known, PaperVersion
from tests.support.builders import found, page, take
from tests.support.soundness import assert_sound

DAY_1, DAY_1_LATER, DAY_2 = (f"2026-03-0{at}:00:00+00:00" for at in ("1T09", "1T21", "2T09"))
PAPER = "[A paper](https://arxiv.org/abs/2404.00001v1)"
TOOL = "[tool](https://github.com/Own/Tool)"
S2, OA = Source.SEMANTIC_SCHOLAR, Source.OPENALEX


@pytest.fixture
def library(folder) -> Library:
    take(folder, page("L", {"S": [PAPER, TOOL, "plain"]}))
    opened = open_library(folder)
    yield opened
    assert_sound(opened.database)
    opened.close()


def work(library, key):
    found = library.works.find(key)
    assert found is not None
    return found


def say(library, source, facts, now=DAY_1, key="arxiv:2404.00001"):
    one = work(library, key)
    with library.database.transaction():
        return metadata.take(library.database, source, {one: facts}, now) == {one}


def missing(library, source, now, key="arxiv:2404.00001"):
    with library.database.transaction():
        metadata.take_missing(library.database, source, [work(library, key)], now)


def known(library, key="arxiv:2404.00001"):
    one = work(library, key)
    return metadata.known(library.database, [one])[one]


def not_found(library):
    return metadata.not_found(library.database, [work(library, "arxiv:2404.00001")])


def test_a_value_has_a_source_and_a_time(library):
    assert say(library, Source.ARXIV, {Fact.TITLE: "A", Fact.AUTHORS: ["X", "Y\0"]})
    assert known(library) == {
        Fact.TITLE: Known("A", Source.ARXIV, DAY_1),
        Fact.AUTHORS: Known(["X", "Y\ufffd"], Source.ARXIV, DAY_1),
    }


def test_what_is_said_again_is_as_of_now_and_no_news(library):
    say(library, S2, {Fact.CITATIONS: 5})
    assert not say(library, S2, {Fact.CITATIONS: 5}, DAY_2)
    assert known(library)[Fact.CITATIONS] == Known(5, S2, DAY_2)
    assert say(library, S2, {Fact.CITATIONS: 6}, DAY_2)


def test_what_is_not_said_stays_with_its_time(library):
    say(library, Source.ARXIV, {Fact.TITLE: "A", Fact.COMMENT: "12 pages"})
    say(library, Source.ARXIV, {Fact.TITLE: "B"}, DAY_2)
    assert known(library)[Fact.COMMENT] == Known("12 pages", Source.ARXIV, DAY_1)


def test_the_first_source_that_knows_counts(library):
    say(library, OA, {Fact.CITATIONS: 9}, DAY_2)
    say(library, S2, {Fact.CITATIONS: 5})
    assert known(library)[Fact.CITATIONS] == Known(5, S2, DAY_1)
    one = work(library, "arxiv:2404.00001")
    assert metadata.citations(library.database, [one, work(library, "github:own/tool")]) == {
        one: Known(5, S2, DAY_1)
    }


@pytest.mark.parametrize("is_list", [True, False])
def test_how_often_works_are_cited_is_shown_and_ordered_by_whoever_says_it(library, is_list):
    scope = ListScope(ListId(1)) if is_list else PlaceScope(Place.ALL)

    def shown():
        ids = library.entries.select(scope, EVERYTHING, Sort.CITATIONS).row_ids
        return [(row.key, row.citations) for row in library.entries.rows(scope, ids)]

    say(library, OA, {Fact.CITATIONS: 9})
    say(library, S2, {Fact.CITATIONS: 5}, key="github:own/tool")
    assert shown()[:2] == [("arxiv:2404.00001", 9), ("github:own/tool", 5)]
    say(library, S2, {Fact.CITATIONS: 3})
    assert shown()[:2] == [("github:own/tool", 5), ("arxiv:2404.00001", 3)]
    assert_sound(library.database)


def test_not_found_takes_two_days(library):
    say(library, Source.ARXIV, {Fact.TITLE: "A"})
    missing(library, Source.ARXIV, DAY_1)
    missing(library, Source.ARXIV, DAY_1_LATER)
    assert not_found(library) == {}
    missing(library, Source.ARXIV, DAY_2)
    assert list(not_found(library).values()) == [[Source.ARXIV]]
    assert known(library)[Fact.TITLE].value == "A"
    say(library, Source.ARXIV, {Fact.TITLE: "A"}, DAY_2)
    assert not_found(library) == {}
    missing(library, Source.ARXIV, DAY_2)
    assert not_found(library) == {}


def test_when_a_source_answered_last(library):
    say(library, Source.ARXIV, {Fact.TITLE: "A"})
    missing(library, Source.ARXIV, DAY_2)
    one = work(library, "arxiv:2404.00001")
    assert metadata.answered_at(library.database, Source.ARXIV) == {one: DAY_2}
    assert metadata.answered_at(library.database, S2) == {}


def test_versions_are_kept_as_they_come(library):
    first = {Fact.PUBLISHED: "2024-04-01", Fact.UPDATED: "2024-06-01", Fact.VERSION: 2}
    say(library, Source.ARXIV, {**first, Fact.TITLE: "A", Fact.ABSTRACT: "We."})
    later = {**first, Fact.UPDATED: "2025-05-02", Fact.VERSION: 3, Fact.COMMENT: "withdrawn"}
    say(library, Source.ARXIV, {**later, Fact.TITLE: "B"}, DAY_2)
    say(library, Source.ARXIV, {**later, Fact.TITLE: "B"}, DAY_2)
    assert metadata.versions(library.database, work(library, "arxiv:2404.00001")) == (
        PaperVersion(1, "2024-04-01", None, None, None),
        PaperVersion(2, "2024-06-01", "A", "We.", None),
        PaperVersion(3, "2025-05-02", "B", None, "withdrawn"),
    )


def test_abstract_authors_and_venue_are_searched(library):
    say(
        library,
        Source.ARXIV,
        {Fact.AUTHORS: ["Zoë Quux"], Fact.ABSTRACT: "Wombats 学习.", Fact.VENUE: "ICLR 2025"},
    )
    for words in ("zoe quux", "wombats", "学习", "iclr"):
        assert found(library, words) == ["A paper"]
    say(library, Source.ARXIV, {Fact.ABSTRACT: "Yaks."}, DAY_2)
    assert found(library, "wombats") == []


def test_a_work_that_comes_back_is_found_by_what_was_known(library, folder):
    say(library, Source.ARXIV, {Fact.ABSTRACT: "Wombats."})
    take(folder, page("L", {"S": [TOOL]}), as_list="L")
    assert found(library, "wombats") == []
    take(folder, page("L", {"S": [TOOL, PAPER]}), as_list="L")
    assert found(library, "wombats") == ["A paper"]


TELLING = "A paper with a telling title"
BLOG, ARXIV, OTHER = (
    f"[{TELLING}](https://{rest})"
    for rest in ("example.org/blog", "arxiv.org/abs/2404.00009", "arxiv.org/abs/2404.00010")
)


def test_a_work_that_proves_to_be_another_one_takes_along_what_is_known(library, folder):
    take(folder, page("A", {"S": ["[The same](https://arxiv.org/abs/2404.00009)"]}))
    take(folder, page("B", {"S": [BLOG]}))
    say(library, S2, {Fact.CITATIONS: 5, Fact.VENUE: "Wombat Days"}, key="url:example.org/blog")
    say(library, OA, {Fact.CITATIONS: 7}, key="arxiv:2404.00009")
    take(folder, page("B", {"S": [ARXIV]}), as_list="B")
    assert known(library, "arxiv:2404.00009")[Fact.CITATIONS].value == 5
    assert found(library, "wombat") == ["The same"]


def test_what_was_said_by_another_id_is_not_believed_of_the_new_one(library, folder):
    take(folder, page("B", {"S": [BLOG]}))
    say(library, S2, {Fact.CITATIONS: 5}, key="url:example.org/blog")
    take(folder, page("B", {"S": [ARXIV]}), as_list="B")
    assert known(library, "arxiv:2404.00009")[Fact.CITATIONS].value == 5
    say(library, Source.ARXIV, {Fact.ABSTRACT: "Wombats."}, key="arxiv:2404.00009")
    take(folder, page("B", {"S": [OTHER]}), as_list="B")
    assert known(library, "arxiv:2404.00010") == {}
    assert found(library, "wombats") == []


def test_by_what_works_can_be_asked_about(library, folder):
    take(
        folder,
        "# M\n\n- [A paper](https://arxiv.org/abs/2404.00001v3) "
        "[[code]](https://github.com/a/b) [[doi]](https://doi.org/10.1000/x)\n"
        "- [Journal](https://doi.org/10.1000/Y)\n- **Other** [[pdf]](http://arxiv.org/pdf/math/0309136v2)\n",
    )
    asked = identifiers.of_works(
        library.database, [work for (work,) in library.database.rows("SELECT id FROM works")]
    )
    by_key = {one.key: one for one in asked.values()}
    assert by_key["arxiv:2404.00001"] == Identifiers(
        "arxiv:2404.00001", "2404.00001", 1, by_key["arxiv:2404.00001"].doi, "a/b"
    )
    assert by_key["doi:10.1000/y"].doi == "10.1000/y"
    assert by_key["github:own/tool"].repository == "own/tool"
    assert by_key["url:example.org/plain"] == Identifiers("url:example.org/plain")
    assert by_key["arxiv:math/0309136"].version == 2


def test_only_the_code_of_a_paper_itself_is_its_repository():
    links = [
        ["site", "https://github.com/a/site", "project", None],
        ["others", "https://github.com/a/theirs", "code", "somebody"],
        ["none", "https://github.com/features/x", "code", None],
    ]
    assert identifiers._code(json.dumps(links)) is None
    links.append(["code", "https://github.com/a/ours", "code", None])
    assert identifiers._code(json.dumps(links)) == "a/ours"
