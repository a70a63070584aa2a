"""Numbers of citations: from whom they are, and what is no number."""

import dataclasses
import json
from datetime import UTC, datetime
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from effllm_desktop.domain.errors import HostPaused, Offline
from effllm_desktop.domain.metadata import Cited, PaperName, Source
from effllm_desktop.net import openalex_limits
from effllm_desktop.net.citations import Citations
from effllm_desktop.net.http import Manners
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Pacing, Rules
from effllm_desktop.net.visits import Network
from tests.net.conftest import Heard
from tests.support.misbehaving_server import nothing_said, page, said, sent_on, stalled
from tests.support.service_answers import Services, spoken

pytestmark = pytest.mark.loopback
BATCH = "/graph/v1/paper/batch"


class Asked:
    def __init__(self, server, **manners):
        self.services = Services(server)
        self.server = server
        known = {"connect_timeout": 1, "read_timeout": 0.3, "total_timeout": 2} | manners
        self.pacing = Pacing(Rules((), 0, 0))
        network = Network(Manners("test", bases=(server.base,), **known), self.pacing, 0)
        self.citations = Citations(server.base, server.base, network, Line(), Heard())

    def says(self, path, *acts):
        acts = list(acts)

        def act(talk):
            (acts.pop(0) if len(acts) > 1 else acts[0])(talk)

        self.services.others[path] = act

    def __call__(self, *names):
        """What is known, by name and source, and what is not."""
        names = [PaperName(one) if isinstance(one, str) else one for one in names]
        self.replies = list(self.citations.papers(names))
        return {
            (reply.source, name.arxiv or name.doi): cited.count
            for reply in self.replies
            for name, cited in reply.found.items()
        }

    def problems(self, source):
        return {
            problem.what
            for reply in self.replies
            if reply.source is source
            for problem in reply.failed.values()
        }


@pytest.fixture
def asked(server):
    return Asked(server)


S2, OA = Source.SEMANTIC_SCHOLAR, Source.OPENALEX


def test_what_one_does_not_know_the_other_is_asked(asked, server):
    asked.services.cited |= {"2404.00001": 5, "10.1000/x": 0}
    asked.services.counted |= {"10.48550/arxiv.2404.00002": 7}
    found = asked("2404.00001", "2404.00002", "2404.00003", PaperName(doi="10.1000/x"))
    assert found == {
        (S2, "2404.00001"): 5,
        (S2, "10.1000/x"): 0,
        (OA, "2404.00002"): 7,
    }
    scholar, *openalex = server.requests()
    assert json.loads(scholar.body) == {
        "ids": ["ARXIV:2404.00001", "ARXIV:2404.00002", "ARXIV:2404.00003", "DOI:10.1000/x"]
    }
    assert [urlsplit(one.path).path for one in openalex] == [
        "/works",
        "/works/doi:10.48550/arxiv.2404.00003",
    ]
    (missing,) = [reply.missing for reply in asked.replies if reply.source is OA and reply.missing]
    assert missing == [PaperName("2404.00003")]


def test_the_venue_comes_along(asked):
    asked.services.cited["2404.00001"] = 5
    asked("2404.00001")
    (cited,) = asked.replies[0].found.values()
    assert cited == Cited(5, "International Conference on Learning Representations")


def test_ten_thousand_papers_cost_twenty_calls(server):
    asked = Asked(server, read_timeout=20, total_timeout=20)
    ids = [f"24{m:02}.{n:05}" for m in range(1, 11) for n in range(1000)]
    asked.services.cited |= dict.fromkeys(ids, 1)
    assert len(asked(*ids)) == 10_000
    assert len(asked.server.requests()) == 20


@pytest.mark.parametrize(
    "item",
    [
        None,
        {},
        [],
        "x",
        {"citationCount": None},
        {"citationCount": -1},
        {"citationCount": "5"},
        {"citationCount": True},
        {"citationCount": 5.0},
        {"citationCount": 5, "externalIds": {"ArXiv": "2404.99999"}},
    ],
)
def test_what_is_no_number_of_this_paper_is_unknown(asked, item):
    asked.says(BATCH, spoken([item]))
    assert asked("2404.00001") == {}
    assert list(asked.replies[0].missing) == [PaperName("2404.00001")]


def test_a_number_without_ids_or_venue_is_taken(asked):
    asked.says(BATCH, spoken([{"citationCount": 5, "externalIds": None, "venue": None}]))
    assert asked("2404.00001") == {(S2, "2404.00001"): 5}
    asked.says(BATCH, spoken([{"citationCount": 5, "venue": "arXiv.org"}]))
    asked("2404.00001")
    assert list(asked.replies[0].found.values()) == [Cited(5)]


def test_no_valid_id_at_all_is_an_answer(asked):
    asked.says(BATCH, spoken({"error": "No valid paper ids given"}, 400))
    assert asked("2404.00001") == {}
    assert asked.replies[0].missing
    asked.says(BATCH, spoken({"error": "Unrecognized field"}, 400))
    asked("2404.00001")
    assert asked.problems(S2) == {"127.0.0.1 answered with the error 400."}
    asked.says(BATCH, spoken([], 400))
    asked("2404.00001")
    assert asked.problems(S2) == {"127.0.0.1 answered with the error 400."}


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (page("captcha"), "a web page instead of data"),
        (spoken({"data": []}), "damaged"),
        (spoken([1, 2]), "damaged"),
        (said(200, b"[" * 100_000, Content_Type="application/json"), "damaged"),
        (said(429, b"{}", Content_Type="application/json"), "asked too often"),
        (stalled(), "said nothing"),
        (sent_on("/elsewhere"), "sends a question on"),
    ],
)
def test_where_the_first_fails_the_second_is_asked(asked, act, words):
    asked.services.counted["10.48550/arxiv.2404.00001"] = 7
    asked.says(BATCH, act)
    assert asked("2404.00001") == {(OA, "2404.00001"): 7}
    (problem,) = asked.problems(S2)
    assert words in problem


def test_a_question_that_is_too_much_is_halved(asked):
    ids = [f"2404.{number:05}" for number in range(300)]
    asked.services.cited |= dict.fromkeys(ids, 1)

    def act(talk):
        if len(json.loads(talk.seen.body)["ids"]) > 100:
            said(504)(talk)
        else:
            asked.services._semantic_scholar(talk)

    asked.services.others[BATCH] = act
    assert len(asked(*ids)) == 300
    assert [len(json.loads(one.body)["ids"]) for one in asked.server.requests()] == [
        300, 150, 75, 75, 150, 75, 75,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "requests", "found"), [(said(429), 2, 300), (nothing_said, 2, 300), (page("?"), 1, 0)]
)
def test_a_large_question_is_asked_again_where_that_may_help(server, act, requests, found):
    asked = Asked(server)
    network = Network(asked.citations.network.manners, asked.pacing, 2)
    asked.citations = dataclasses.replace(asked.citations, network=network, openalex=None)
    ids = [f"2404.{number:05}" for number in range(300)]
    asked.services.cited |= dict.fromkeys(ids, 1)
    asked.says(BATCH, act, asked.services._semantic_scholar)
    assert len(asked(*ids)) == found
    assert len(server.requests()) == requests


def test_failures_of_the_second_are_its_own(asked):
    asked.says("/works", said(403))
    assert asked("2404.00001") == {}
    assert asked.problems(OA) == {"OpenAlex says that it was asked too fast (403)."}
    asked.says("/works", spoken({"results": 1}), spoken([]))
    assert asked("2404.00001", PaperName(doi="10.1000/a,b|c")) == {}
    assert asked.problems(OA) == {"The answer of 127.0.0.1 is damaged."}
    asked.says("/works", spoken({"results": [{"doi": None, "cited_by_count": 1}, None]}))
    assert asked("2404.00001") == {}


def test_one_by_one_only_few_are_asked(asked, server):
    asked.services.counted["10.48550/arxiv.2404.00004"] = 3

    def act(talk):
        path = urlsplit(talk.seen.path).path
        if path == "/works":
            spoken({"results": []})(talk)
        else:
            asked.services._single(talk, path.partition(":")[2])

    asked.says("/works", act)
    ids = [f"2404.{number:05}" for number in range(50)]
    assert asked(*ids) == {(OA, "2404.00004"): 3}
    assert len(server.requests()) == 1 + 1 + 20


def test_a_service_that_is_left_alone_is_not_asked(asked):
    asked.pacing.gate(asked.server.base).pause(600, "Enough.")
    asked("2404.00001")
    assert asked.problems(S2) == asked.problems(OA) == {"Enough."}
    assert all(isinstance(p, HostPaused) for r in asked.replies for p in r.failed.values())
    assert asked.server.requests() == []


def test_offline_nobody_is_asked(server):
    with pytest.raises(Offline):
        Asked(server, offline=True)("2404.00001")


KEY = "s2_secret"


def with_keys(asked):
    asked.citations = dataclasses.replace(asked.citations, scholar_key=KEY, openalex_key="oa_key")
    return asked


def test_keys_go_to_whom_they_belong(asked, server):
    asked.services.counted["10.48550/arxiv.2404.00001"] = 7
    with_keys(asked)("2404.00001", "2404.00002")
    sent = [
        (
            one.path.split("?")[0].split(":")[0],
            *map(one.headers.get, ("x-api-key", "authorization")),
        )
        for one in server.requests()
    ]
    assert sent == [
        (BATCH, KEY, None),
        ("/works", None, "Bearer oa_key"),
        ("/works/doi", None, "Bearer oa_key"),
    ]
    assert KEY not in repr(asked.citations)
    assert "oa_key" not in repr(asked.citations)
    assert all("key" not in one.path for one in server.requests())


def test_without_keys_nothing_is_sent_in_their_place(asked, server):
    asked("2404.00001")
    assert not any({"x-api-key", "authorization"} & set(one.headers) for one in server.requests())


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_not_accepted_is_said(asked, status):
    asked.says(BATCH, said(status))
    asked.says("/works", said(401))
    with_keys(asked)("2404.00001")
    assert asked.problems(S2) == {"Semantic Scholar does not accept the key."}
    assert asked.problems(OA) == {"OpenAlex does not accept the key."}


def test_too_fast_is_no_matter_of_the_key(asked):
    asked.says(BATCH, said(403, Retry_After=1))
    asked.says("/works", said(403))
    with_keys(asked)("2404.00001")
    assert not any("key" in problem for problem in asked.problems(S2) | asked.problems(OA))


def test_what_openalex_gives_in_a_day_is_used_up_until_midnight(asked, server):
    asked.services.cited["2404.00001"] = 5
    asked.says("/works", said(429))
    assert asked("2404.00001", "2404.00002", "2404.00003") == {(S2, "2404.00001"): 5}
    (problem,) = set(asked.replies[-1].failed.values())
    assert isinstance(problem, HostPaused)
    now = datetime.now(UTC).timestamp()
    assert 0 < problem.until - now <= 24 * 3600 + 1
    assert (problem.until + 1) % 86400 < 2
    asked("2404.00002")
    assert asked.services.asked("/works") == 1


@pytest.mark.parametrize(
    ("now", "wait"),
    [
        (datetime(2026, 11, 26, 23, 59, 0, tzinfo=UTC), 60),
        (datetime(2026, 12, 31, 0, 0, 0, tzinfo=UTC), 86400),
    ],
)
def test_openalex_is_waited_for_until_its_day_is_over(now, wait):
    answer = SimpleNamespace(status=429, headers={}, url="https://api.openalex.org/works")
    failure = openalex_limits.refused(answer, lambda: now)
    assert (failure.wait, failure.passing) == (wait, False)
    said_when = SimpleNamespace(status=429, headers={"Retry-After": "7"}, url=answer.url)
    assert openalex_limits.refused(said_when, lambda: now).wait == 7
    fine = SimpleNamespace(status=200, headers={}, url=answer.url)
    assert openalex_limits.refused(fine) is None


def test_openalex_that_was_asked_too_fast_is_asked_again(server):
    asked = Asked(server)
    asked.citations.network.retries = 1
    asked.services.counted["10.1000/x"] = 3
    acts = [
        said(403),
        spoken({"results": [{"doi": "https://doi.org/10.1000/x", "cited_by_count": 3}]}),
    ]
    asked.says("/works", *acts)
    assert asked(PaperName(doi="10.1000/x")) == {(OA, "10.1000/x"): 3}
