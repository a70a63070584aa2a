"""A refresh asks nobody who is switched off, and the others in their place."""

from datetime import timedelta

import pytest

from effllm_desktop.domain.metadata import Fact
from tests.support.builders import take
from tests.support.service_answers import Paper

pytestmark = pytest.mark.loopback
ONE, TOOL = "arxiv:2404.00001", "github:own/tool"
TEXT = "# L\n\n## S\n\n- [One](https://arxiv.org/abs/2404.00001)\n- [tool](https://github.com/own/tool)\n"


@pytest.fixture
def asked(folder, library, services, refreshing):
    take(folder, TEXT)
    services.papers["2404.00001"] = Paper("2404.00001", "One")
    services.cited["2404.00001"] = 5
    services.counted["10.48550/arxiv.2404.00001"] = 3
    services.repositories["own/tool"] = {
        "stargazers_count": 7,
        "archived": False,
        "pushed_at": "2026-01-02T03:04:05Z",
    }
    return refreshing


def test_openalex_is_asked_where_semantic_scholar_is_off(asked, services):
    report = asked(ONE, services_off="semantic_scholar")
    assert report.failures == ()
    assert services.asked("/graph/v1/paper/batch") == 0
    assert asked.known(ONE)[Fact.CITATIONS] == 3


def test_openalex_that_is_off_is_not_asked_for_what_is_missing(asked, services):
    services.cited.clear()
    report = asked(ONE, services_off="openalex")
    assert report.failures == ()
    assert services.asked("/works") == 0
    assert Fact.CITATIONS not in asked.known(ONE)


def test_with_both_off_only_arxiv_is_asked(asked, services):
    asked(ONE, TOOL, services_off="openalex, semantic_scholar, github")
    assert {one.path.partition("?")[0] for one in services.server.requests()} == {"/api/query"}


def test_a_work_that_only_those_know_who_are_off_is_nameless(asked, services):
    report = asked(TOOL, services_off="github")
    assert report.nameless == tuple(asked.ids(TOOL))
    report = asked(TOOL, days=timedelta(days=1).days, services_off="github")
    assert report.nameless == tuple(asked.ids(TOOL))
    assert services.server.requests() == []
