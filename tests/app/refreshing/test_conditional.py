"""A service may say that nothing has changed: then what it said is as of now, and no news."""

from contextlib import closing

import pytest

from effllm_desktop.app.refreshing import asking
from effllm_desktop.domain.metadata import Fact, PaperName, Source
from effllm_desktop.store import metadata, validators
from effllm_desktop.store.opening import open_database
from tests.support.builders import take
from tests.support.misbehaving_server import said
from tests.support.service_answers import Paper, validated
from tests.support.soundness import assert_sound

pytestmark = pytest.mark.loopback
PAPER, TOOL = "arxiv:2404.00001", "github:own/tool"
TEXT = (
    "# L\n\n## S\n\n- [One](https://arxiv.org/abs/2404.00001)\n"
    "- [tool](https://github.com/own/tool)\n"
)
FACTS = {
    "full_name": "own/tool",
    "stargazers_count": 7,
    "archived": False,
    "pushed_at": "2026-01-02T03:04:05Z",
}


@pytest.fixture
def asked(folder, library, services, refreshing):
    take(folder, TEXT)
    services.papers["2404.00001"] = Paper("2404.00001", "One")
    services.others["/repos/own/tool"] = validated(FACTS, etag='W/"1"')
    yield refreshing
    assert_sound(library.database)


def as_of(asked, key, fact=Fact.STARS):
    """The day that a value is of."""
    work = asked.work(key)
    return metadata.known(asked.library.database, [work])[work][fact].as_of[:10]


def conditions(server, path="/repos/own/tool"):
    return [one.headers.get("if-none-match") for one in server.requests(path)]


def test_what_has_not_changed_is_as_of_now(asked, server, clock):
    assert list(asked(TOOL).updated) == asked.ids(TOOL)
    clock.wait(days=1)
    report = asked(TOOL)
    assert list(report.unchanged) == asked.ids(TOOL)
    assert not report.updated
    assert conditions(server) == [None, 'W/"1"']
    assert asked.known(TOOL)[Fact.STARS] == 7
    assert as_of(asked, TOOL) == clock().date().isoformat()
    assert list(asked(TOOL, days=0.5).unchanged) == []  # it has answered a moment ago


def test_what_older_answers_said_beside_it_keeps_its_time(asked, services, clock):
    asked(TOOL)
    first = clock().date().isoformat()
    clock.wait(days=1)
    services.others["/repos/own/tool"] = validated({**FACTS, "pushed_at": None}, etag='"2"')
    asked(TOOL)
    clock.wait(days=1)
    asked(TOOL)
    assert as_of(asked, TOOL) == clock().date().isoformat()
    assert as_of(asked, TOOL, Fact.PUSHED_AT) == first


def test_a_304_that_was_not_asked_for_changes_nothing(asked, services, clock):
    services.others["/repos/own/tool"] = said(304, ETag='W/"1"')
    report = asked(TOOL)
    assert list(report.failed) == asked.ids(TOOL)
    assert asked.known(TOOL) == {}


def test_a_damaged_answer_does_not_vouch_for_the_old_value(asked, services, server):
    asked(TOOL)
    services.others["/repos/own/tool"] = validated({"full_name": "own/tool"}, etag='"2"')
    assert list(asked(TOOL).failed) == asked.ids(TOOL)
    services.others["/repos/own/tool"] = validated({**FACTS, "stargazers_count": 9}, etag='"2"')
    assert list(asked(TOOL).updated) == asked.ids(TOOL)
    assert conditions(server) == [None, 'W/"1"', 'W/"1"']
    assert asked.known(TOOL)[Fact.STARS] == 9


def test_an_answer_that_is_gone_is_asked_for_whole(asked, services, server):
    asked(TOOL)
    services.others["/repos/own/tool"] = said(404)
    asked(TOOL)
    services.others["/repos/own/tool"] = validated(FACTS, etag='W/"1"')
    asked(TOOL)
    assert conditions(server) == [None, 'W/"1"', None]


def test_an_answer_to_another_question_takes_the_validator_away(asked, services, server):
    asked(TOOL)
    services.repositories["own/tool"] = {**FACTS, "stargazers_count": 8}
    asked(TOOL, github_token="x")
    assert asked.known(TOOL)[Fact.STARS] == 8
    asked(TOOL)
    assert conditions(server) == [None, None]
    assert asked.known(TOOL)[Fact.STARS] == 7


def test_a_validator_without_its_value_is_not_sent(asked, server):
    asked(TOOL)
    asked.library.database.run("DELETE FROM metadata")
    assert list(asked(TOOL).updated) == asked.ids(TOOL)
    assert conditions(server) == [None, None]


def test_a_value_that_goes_while_it_is_asked_about_is_a_failure(asked, services):
    asked(TOOL)
    same = services.others["/repos/own/tool"]

    def forgotten(talk):
        with closing(open_database(asked.library.folder)) as database:
            database.run("DELETE FROM metadata")
        same(talk)

    services.others["/repos/own/tool"] = forgotten
    report = asked(TOOL)
    assert list(report.failed) == asked.ids(TOOL)
    assert "Refresh it again" in report.failures[0].problem.hint


def test_single_papers_at_openalex_are_asked_the_same_way(asked, services, server, clock):
    path = "/works/doi:10.48550/arxiv.2404.00001"
    document = {"doi": "https://doi.org/10.48550/arxiv.2404.00001", "cited_by_count": 4}
    services.others[path] = validated(document, etag='"o"')
    asked(PAPER)
    clock.wait(days=1)
    asked(PAPER)
    asks = [one for one in server.requests() if one.path.startswith(path)]
    assert [one.headers.get("if-none-match") for one in asks] == [None, '"o"']
    assert as_of(asked, PAPER, Fact.CITATIONS) == clock().date().isoformat()
    of_openalex = validators.of_source(asked.library.database, Source.OPENALEX)
    assert list(of_openalex) == asked.ids(PAPER)


def test_works_of_one_name_that_know_different_answers_are_asked_whole(asked, library):
    asked(TOOL)
    work, other = asked.work(TOOL), asked.work(PAPER)
    found = asking.conditions(library.database, Source.GITHUB, {"own/tool": [work]})
    assert [one.etag for one in found.values()] == ['W/"1"']
    both = {"own/tool": [work, other], PaperName("x"): [other]}
    assert asking.conditions(library.database, Source.GITHUB, both) == {}
