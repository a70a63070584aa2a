"""Words become a question to arXiv; its answer is looked at as strictly as any other."""

from urllib.parse import parse_qs, urlsplit

import pytest

from effllm_desktop.domain.errors import BadInput, FetchFailed
from effllm_desktop.net.arxiv import ArxivCatalog
from effllm_desktop.net.arxiv_search import query_of, search
from effllm_desktop.net.http import Manners
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Pacing, Rules
from effllm_desktop.net.visits import Network
from tests.net.conftest import Heard
from tests.support.misbehaving_server import gaps, page, said
from tests.support.service_answers import Paper, atom, error_feed, feed

ONE = Paper("2404.00001", "The first")
TWO = Paper("2404.00002", "The second")


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("Speculative decoding", "all:Speculative AND all:decoding"),
        ('"one shot" pruning', 'all:"one shot" AND all:pruning'),
        ("state-of-the-art", 'all:"state of the art"'),
        ("author:Frantar title:GPTQ", "au:Frantar AND ti:GPTQ"),
        ('au:"Elias Frantar" cat:cs.LG', 'au:"Elias Frantar" AND cat:cs.LG'),
        ("pruning -survey -author:Doe", "all:pruning ANDNOT all:survey ANDNOT au:Doe"),
        ("foo:bar", 'all:"foo bar"'),  # arXiv would look for something else without a word
        ("AND OR (x) & %20", 'all:"AND" AND all:"OR" AND all:x AND all:20'),
        ('an "open phrase', 'all:an AND all:"open phrase"'),
        ("注意力 机制", "all:注意力 AND all:机制"),
    ],
)
def test_words_are_a_query(words, query):
    assert query_of(words) == query


@pytest.mark.parametrize("words", ["", "  ", "-only -these", '"" : -', "()"])
def test_nothing_to_look_for_is_said(words):
    with pytest.raises(BadInput, match="no word"):
        query_of(words)


pytestmark = pytest.mark.loopback


@pytest.fixture
def ask(server):
    pacing = Pacing(Rules((server.base,), 0.05, 0.05))
    manners = Manners("effllm-desktop/test", 1, 0.3, 2, (server.base,))

    def asked(words, most=10, **options):
        catalog = ArxivCatalog(server.base, Network(manners, pacing, 0), Line(), Heard())
        return search(catalog, words, most=most, **options)

    return asked


def asked_of(server):
    return [parse_qs(urlsplit(one.path).query) for one in server.requests()]


def test_papers_in_the_order_of_the_answer(server, ask):
    server.on("*", atom(feed([TWO.entry(), ONE.entry()], total=4321)))
    answer = ask("first second", most=2)
    assert [one.title for one in answer.papers] == ["The second", "The first"]
    assert (answer.total, answer.damaged) == (4321, 0)
    (query,) = asked_of(server)
    assert query["search_query"] == ["all:first AND all:second"]
    assert query["max_results"] == ["2"]
    assert query["sortBy"] == ["relevance"]


def test_the_newest_first(server, ask):
    server.on("*", atom(feed([ONE.entry()])))
    ask("first", newest=True)
    assert asked_of(server)[0]["sortBy"] == ["submittedDate"]
    assert asked_of(server)[0]["sortOrder"] == ["descending"]


def test_a_page_that_lacks_entries_is_one_request(server, ask):
    server.on("*", atom(feed([ONE.entry(), TWO.entry(), ONE.entry()], total=50)))
    answer = ask("first", most=10)
    assert [one.id for one in answer.papers] == ["2404.00001", "2404.00002"]
    assert len(server.requests()) == 1


def test_entries_that_are_not_complete_are_counted(server, ask):
    broken = Paper("2404.00003", "No authors", authors=()).entry()
    server.on("*", atom(feed([ONE.entry(), broken])))
    answer = ask("first")
    assert [one.id for one in answer.papers] == ["2404.00001"]
    assert answer.damaged == 1


def test_an_empty_answer_is_asked_for_once_more_and_in_turn(server, ask):
    server.on("*", atom(feed([])), atom(feed([ONE.entry()])))
    assert [one.id for one in ask("first").papers] == ["2404.00001"]
    assert len(server.requests()) == 2
    assert min(gaps(server.requests())) >= 0.045


def test_nothing_found_is_nothing_found(server, ask):
    server.on("*", atom(feed([])))
    assert ask("first").papers == ()
    assert len(server.requests()) == 2


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (atom(error_feed("malformed query")), "says: malformed query"),
        (page("Please log in"), "a web page instead of data"),
        (atom(b"<!DOCTYPE feed [<!ENTITY a 'b'>]>" + feed([ONE.entry()])[38:]), "damaged"),
        (atom(feed([ONE.entry()])[:-40]), "damaged"),
        (atom(feed([ONE.entry().replace("The first", "R&D")])), "damaged"),
        (said(503), "a fault of its own"),
        (said(429, b"Rate exceeded."), "asked too often"),
    ],
)
def test_what_is_no_answer_is_said(server, ask, act, words):
    server.on("*", act)
    with pytest.raises(FetchFailed, match=words):
        ask("first")
    assert len(server.requests()) == 1
