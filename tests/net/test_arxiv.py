"""What is learned of papers from arXiv, and what is not believed."""

from urllib.parse import unquote

import pytest

from effllm_desktop.domain.errors import BadInput, Cancelled, HostPaused, Offline
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.net import feeds
from effllm_desktop.net.arxiv import ArxivCatalog
from effllm_desktop.net.http import Manners
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import ARXIV, Pacing, Rules
from effllm_desktop.net.visits import Network
from tests.net.conftest import Heard
from tests.support.misbehaving_server import (
    cut,
    gaps,
    most_at_once,
    page,
    said,
    sent_on,
    stalled,
)
from tests.support.service_answers import ATOM, Paper, Services, atom, error_feed, feed

pytestmark = pytest.mark.loopback
QUERY = "/api/query"


class Catalog:
    """arXiv on the test's server, with short times."""

    def __init__(self, server, retries=1, **manners):
        self.services = Services(server)
        known = {"connect_timeout": 1, "read_timeout": 0.3, "total_timeout": 2} | manners
        manners = Manners("effllm-desktop/test", bases=(server.base,), **known)
        self.pacing = Pacing(Rules((server.base,), 0.02, 0.02))
        self.line = Line()
        self.catalog = ArxivCatalog(
            server.base, Network(manners, self.pacing, retries), self.line, Heard()
        )

    def knows(self, *papers):
        self.services.papers |= {paper.id: paper for paper in papers}
        return self

    def says(self, *acts):
        acts = list(acts)

        def act(talk):
            (acts.pop(0) if len(acts) > 1 else acts[0])(talk)

        self.services.others[QUERY] = act
        return self

    def __call__(self, *ids):
        return list(self.catalog.papers(ids))


@pytest.fixture
def arxiv(server):
    return Catalog(server)


def test_everything_that_arxiv_says_of_a_paper_is_there(arxiv):
    arxiv.knows(
        Paper(
            "2404.14897",
            "Beyond the\n  Speculative Game",
            2,
            ("Chen Zhang", "Dawei  Song"),
            "R&D <of>\n  models.",
            "Accepted at ICLR 2025",
            "Proc. 1 (2024) 2",
            "10.1000/ABC",
            updated="2025-05-02T10:00:00Z",
        )
    )
    (reply,) = arxiv("2404.14897")
    assert reply.source is Source.ARXIV
    facts = dict(reply.found["2404.14897"].facts)
    assert facts == {
        Fact.TITLE: "Beyond the Speculative Game",
        Fact.AUTHORS: ["Chen Zhang", "Dawei Song"],
        Fact.ABSTRACT: "R&D <of> models.",
        Fact.CATEGORIES: ["cs.CL", "cs.LG"],
        Fact.COMMENT: "Accepted at ICLR 2025",
        Fact.JOURNAL_REF: "Proc. 1 (2024) 2",
        Fact.DOI: "10.1000/abc",
        Fact.VENUE: "ICLR 2025",
        Fact.PUBLISHED: "2024-04-23T01:02:03+00:00",
        Fact.UPDATED: "2025-05-02T10:00:00+00:00",
        Fact.VERSION: 2,
        Fact.WITHDRAWN: False,
    }


def test_174_papers_cost_two_polite_requests(arxiv, server):
    ids = [f"2404.{number:05}" for number in range(1, 175)]
    arxiv.knows(*(Paper(one) for one in ids))
    replies = arxiv(*ids, ids[0])
    assert [len(reply.found) for reply in replies] == [100, 74]
    log = server.requests()
    assert len(log) == 2
    assert most_at_once(log) == 1
    assert min(gaps(log)) >= 0.02
    assert {one.headers["user-agent"] for one in log} == {"effllm-desktop/test"}


def test_answers_belong_to_their_ids_whatever_their_order(arxiv):
    arxiv.knows(*(Paper(f"2404.0000{n}", f"Paper {n}") for n in range(1, 6)))
    arxiv.knows(Paper("math/0309136", "An old one", 3))
    (reply,) = arxiv("2404.00003", "math/0309136", "2404.00001", "2404.09999")
    assert {name: paper.title for name, paper in reply.found.items()} == {
        "2404.00003": "Paper 3",
        "math/0309136": "An old one",
        "2404.00001": "Paper 1",
    }
    assert list(reply.missing) == ["2404.09999"]
    assert not reply.failed


def test_what_is_no_id_never_leaves_the_house(arxiv, server):
    arxiv.knows(Paper("2404.00001"))
    bad, good = arxiv("2404.00001", "2413.00001", "2404.00001v2", "x", "math.GT/0309136")
    assert {name: type(problem) for name, problem in bad.failed.items()} == dict.fromkeys(
        ["2413.00001", "2404.00001v2", "x", "math.GT/0309136"], BadInput
    )
    assert list(good.found) == ["2404.00001"]
    assert "2413" not in server.requests()[0].path


def test_an_id_that_arxiv_objects_to_does_not_spoil_the_others(arxiv):
    error = error_feed("incorrect id format for foo/0309136")
    for status in (200, 400):
        arxiv.says(atom(error, status), atom(feed([Paper("2404.00001").entry()])))
        (reply,) = arxiv("2404.00001", "foo/0309136")
        assert list(reply.found) == ["2404.00001"]
        assert isinstance(reply.failed["foo/0309136"], BadInput)


def test_an_objection_to_nothing_that_was_asked_is_told(arxiv):
    arxiv.says(atom(error_feed("start must be an integer"), 400))
    (reply,) = arxiv("2404.00001")
    assert "start must be an integer" in reply.failed["2404.00001"].what


def test_nothing_but_objections_end(arxiv, server):
    arxiv.says(
        *(atom(error_feed(f"incorrect id format for 2404.0000{n}"), 400) for n in range(1, 9))
    )
    (reply,) = arxiv(*(f"2404.0000{n}" for n in range(1, 9)))
    assert len(reply.failed) == 8
    assert len(server.requests()) == 4
    arxiv.says(atom(error_feed("incorrect id format for 2404.00001"), 400))
    (reply,) = arxiv("2404.00001")
    assert list(reply.failed) == ["2404.00001"]


def test_an_empty_feed_is_asked_for_once_more_after_the_others(arxiv, server):
    ids = [f"2404.{number:05}" for number in range(1, 102)]
    arxiv.knows(*(Paper(one) for one in ids))
    empty = atom(feed([]))
    arxiv.says(empty, arxiv.services._arxiv)
    replies = arxiv(*ids)
    assert [len(reply.found) for reply in replies] == [1, 100]
    arxiv.says(empty)
    (reply,) = arxiv("2404.00001")
    assert list(reply.missing) == ["2404.00001"]
    assert len(server.requests()) == 5


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><feed>&a;</feed>'


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (page("Are you a person?"), "a web page instead of data"),
        (said(200, b"{}", Content_Type="application/json"), "“application/json” instead"),
        (said(200, b"x"), "something instead of data"),
        (said(200, feed([]), Content_Type=ATOM, Content_Encoding="gzip"), "packed"),
        (atom(BOMB), "damaged"),
        (atom(b"<feed>"), "damaged"),
        (atom(b"<html/>"), "damaged"),
        (atom(feed(["<entry><id>http://example.org/1</id></entry>"])), "damaged"),
        (atom(feed([Paper("2404.00001").entry()]).replace(b"show", b"R&D show")), "damaged"),
        (atom(b"no feed", 400), "error 400"),
        (atom(feed([]), 400), "error 400"),
        (said(429, b"Rate exceeded.", Content_Type="text/plain"), "asked too often"),
        (said(503), "fault of its own"),
        (stalled(), "said nothing"),
        (cut(feed([Paper("2404.00001").entry()]), 300), "instead of data"),
        (sent_on("/elsewhere"), "404"),
    ],
)
def test_what_is_no_answer_is_said_in_a_sentence(arxiv, act, words):
    arxiv.says(act)
    (reply,) = arxiv("2404.00001")
    assert words in reply.failed["2404.00001"].what
    assert not reply.found
    assert not reply.missing


def test_what_passes_is_asked_again_and_not_too_early(arxiv, server):
    arxiv.knows(Paper("2404.00001"))
    arxiv.says(said(503), arxiv.services._arxiv)
    (reply,) = arxiv("2404.00001")
    assert list(reply.found) == ["2404.00001"]
    assert min(gaps(server.requests())) >= 0.02


def test_a_refusal_stops_everything_that_asks_arxiv(arxiv):
    arxiv.says(said(403))
    with pytest.raises(HostPaused, match="robot"):
        arxiv("2404.00001")
    with pytest.raises(HostPaused):
        arxiv("2404.00002")
    assert arxiv.pacing.gate_of(ARXIV).standing.paused_until


def test_an_endless_answer_ends(arxiv, monkeypatch):
    def act(talk):
        talk.head(200, Content_Type=ATOM)
        while not talk.closing.is_set():
            talk.send(b"<feed>" * 10_000)

    monkeypatch.setattr("effllm_desktop.net.api_answers.LARGEST", 100_000)
    arxiv.says(act)
    (reply,) = arxiv("2404.00001")
    assert reply.failed


def test_pages_without_an_end_end(arxiv, server):
    arxiv.says(atom(feed([Paper("2404.00001").entry()], total=10**6)))
    ids = [f"2404.{number:05}" for number in range(1, 20)]
    (reply,) = arxiv(*ids)
    assert "has no end" in reply.failed["2404.00001"].what
    assert len(server.requests()) == 3


def test_a_feed_that_counts_more_than_it_has_gives_what_it_has(arxiv):
    arxiv.says(atom(feed([Paper("2404.00001").entry()], total=2)), atom(feed([], total=2)))
    (reply,) = arxiv("2404.00001", "2404.00002")
    assert list(reply.found) == ["2404.00001"]
    assert list(reply.missing) == ["2404.00002"]


@pytest.mark.expect_log("Skipping entry")
def test_an_entry_that_is_not_whole_is_not_missing(arxiv):
    whole, broken = Paper("2404.00001").entry(), Paper("2404.00002", authors=()).entry()
    without = Paper("2404.00003").entry().replace("<published>", "<x>")
    without = without.replace("</published>", "</x>")
    arxiv.says(atom(feed([whole, broken, without])))
    (reply,) = arxiv("2404.00001", "2404.00002", "2404.00003")
    assert list(reply.found) == ["2404.00001"]
    assert sorted(map(str, reply.failed)) == ["2404.00002", "2404.00003"]
    assert not reply.missing


def test_older_versions_are_asked_about_where_there_are_newer_ones(arxiv, server):
    arxiv.services.papers |= {
        "2404.00001": Paper("2404.00001", "New", 3),
        "2404.00001v1": Paper("2404.00001", "Old", 1),
        "2404.00002": Paper("2404.00002", "Only", 1),
        "2404.00003": Paper("2404.00003", "Lost", 2),
    }
    ids = ["2404.00001", "2404.00002", "2404.00003", "2404.00004"]
    older = dict.fromkeys(ids, 1)
    first, second = arxiv.catalog.papers(ids, older)
    assert {name: one.version for name, one in first.found.items()} == {
        "2404.00001": 3, "2404.00002": 1, "2404.00003": 2,
    }  # fmt: skip
    assert [(name, one.title) for name, one in second.older.items()] == [("2404.00001", "Old")]
    assert second.names == ()
    asked = [unquote(one.path) for one in server.requests()]
    assert len(asked) == 2
    assert "id_list=2404.00001v1,2404.00003v1&" in asked[1]


def test_older_versions_that_are_not_to_be_had_are_no_failure(arxiv, server):
    server.on("*", atom(feed([Paper("2404.00001", "New", 3).entry()])), said(404))
    (reply,) = arxiv.catalog.papers(["2404.00001"], {"2404.00001": 1})
    assert reply.found
    assert len(server.requests()) == 2


def test_a_stranger_in_the_answer_is_not_taken_in(arxiv):
    arxiv.says(atom(feed([Paper("2404.00009").entry(), Paper("2404.00001").entry()])))
    (reply,) = arxiv("2404.00001")
    assert list(reply.found) == ["2404.00001"]


def test_offline_and_cancelled_are_no_failures_of_a_batch(server):
    offline = Catalog(server, offline=True)
    with pytest.raises(Offline):
        offline("2404.00001")
    cancelled = Catalog(server)
    cancelled.line.stop()
    with pytest.raises(Cancelled):
        cancelled("2404.00001")
    assert server.requests() == []


def test_the_package_has_what_we_put_our_own_in_the_place_of():
    import arxiv

    client = arxiv.Client()
    assert "{}" in client.query_url_format
    client._session.close()


def test_feeds_are_read_strictly():
    assert [one.id for one in feeds.look(feed([Paper("2404.1" + "0001").entry()])).ids] == [
        "2404.10001"
    ]
    for data in (b"", b"<feed/>", BOMB, b"<feed xmlns='http://www.w3.org/2005/Atom'>&x;</feed>"):
        with pytest.raises(feeds.Malformed):
            feeds.look(data)
