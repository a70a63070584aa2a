"""`effllm arxiv`: papers found by words, and which of them the library has."""

import json
import re

import pytest

from tests.cli.test_documentation import SECTIONS
from tests.support.misbehaving_server import MisbehavingServer, said
from tests.support.service_answers import Paper, atom, feed

pytestmark = pytest.mark.loopback
MANY = ("Ada Adams", "Bo Berg", "Cy Cole", "Di Dorn")


@pytest.fixture
def server(monkeypatch):
    with MisbehavingServer() as running:
        for name in ("ARXIV_API", "ARXIV_SITE"):
            monkeypatch.setenv(f"EFFLLM_{name}_URL", running.base)
        for name in ("ARXIV_INTERVAL", "HOST_INTERVAL", "RETRIES"):
            monkeypatch.setenv(f"EFFLLM_{name}", "0")
        papers = [Paper("2404.00001", "One", authors=MANY), Paper("2404.00002", "Two")]
        running.on("*", atom(feed([one.entry() for one in papers], total=1234)))
        yield running


@pytest.fixture
def works(effllm, list_file, server):
    effllm.done("import", list_file("# L\n\n## S\n\n- [Two](https://arxiv.org/abs/2404.00002)\n"))
    return effllm


def test_each_paper_in_two_lines_and_where_the_library_has_it(works):
    result = works("arxiv", "one", "two")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2404.00001  One",
        "  Ada Adams, Bo Berg, Cy Cole, … · 2024",
        "2404.00002  Two",
        "  Ada Adams, Bo Berg · 2024",
        "  In your library: L / S",
    ]
    assert "2 papers of 1,234." in result.stderr


def test_as_a_document(works):
    told = works.json("arxiv", "one", "--limit", "5", "--newest")
    assert (told["total"], told["damaged"]) == (1234, 0)
    assert [one["key"] for one in told["papers"]] == ["arxiv:2404.00001", "arxiv:2404.00002"]
    assert told["papers"][1]["places"] == ["L / S"]
    (block,) = re.findall(r"```json\n(.*?)```", SECTIONS["arxiv"], re.DOTALL)
    documented = json.loads(block)
    assert list(documented) == list(told)
    assert list(documented["papers"][0]) == list(told["papers"][0])


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (["a b", "c"], "all%3A%22a+b%22+AND+all%3Ac"),
        (["author:Ada Adams"], "au%3A%22Ada+Adams%22"),
    ],
)
def test_quotes_of_the_shell_are_a_phrase(works, server, words, query):
    works.done("arxiv", *words)
    assert f"search_query={query}&" in server.requests()[-1].path


def test_entries_that_came_incomplete_are_said(works, server):
    papers = [Paper("2404.00001", "One").entry(), Paper("2404.00003", "X", authors=()).entry()]
    server.on("*", atom(feed(papers)))
    assert "1 entry came incomplete." in works("arxiv", "one").stderr


def test_what_goes_wrong_is_said_in_words(works, server):
    assert "no word" in works.refused("arxiv", "--", "-x")
    server.on("*", said(503))
    assert "a fault of its own" in works.refused("arxiv", "one")
    assert works("arxiv", "one", "--limit", "1000").exit_code == 2
