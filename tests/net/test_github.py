"""What GitHub says of repositories, with a token and without."""

import json

import pytest

from effllm_desktop.domain.errors import BadInput, HostPaused
from effllm_desktop.domain.metadata import Repository
from effllm_desktop.net.github import GitHub
from effllm_desktop.net.http import Manners
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Pacing, Rules
from effllm_desktop.net.visits import Network, Question
from tests.net.conftest import Heard
from tests.support.misbehaving_server import MisbehavingServer, page, said, sent_on
from tests.support.service_answers import Services, spoken

pytestmark = pytest.mark.loopback
TOKEN = "ghp_secret"
FACTS = {"stargazers_count": 7, "archived": False, "pushed_at": "2026-01-02T03:04:05Z"}
FOUND = Repository("a/b", 7, archived=False, pushed_at="2026-01-02T03:04:05Z")


class Asked:
    def __init__(self, server, *others):
        self.server = server
        self.services = Services(server)
        self.services.repositories["a/b"] = FACTS
        bases = tuple(one.base for one in (server, *others))
        self.pacing = Pacing(Rules((), 0, 0))
        self.network = Network(Manners("test", 1, 0.3, 2, bases), self.pacing, 0)

    def says(self, path, act):
        self.services.others[path] = act

    def __call__(self, *names, token="", most=50):
        self.found, self.missing, self.failed = {}, [], {}
        github = GitHub(self.server.base, self.network, Line(), Heard(), token, lambda: 1000.0)
        assert TOKEN not in repr(github)
        for reply in github.repositories(names, most):
            self.found |= reply.found
            self.missing += reply.missing
            self.failed |= reply.failed
        return self.found


@pytest.fixture
def asked(server):
    return Asked(server)


@pytest.mark.parametrize("token", ["", TOKEN])
def test_what_github_knows(asked, token):
    asked.services.moved["old/name"] = "a/b"
    found = asked("a/b", "old/name", "x/gone", "a/b.", "a/b.git", token=token)
    assert found == dict.fromkeys(["a/b", "old/name", "a/b.", "a/b.git"], FOUND)
    assert asked.missing == ["x/gone"]
    assert not asked.failed


def test_with_a_token_a_hundred_are_one_call(asked, server):
    names = [f"o/r{number}" for number in range(120)]
    asked.services.repositories |= {name: {**FACTS, "archived": True} for name in names}
    assert len(asked(*names, token=TOKEN)) == 120
    assert [one.path for one in server.requests()] == ["/graphql", "/graphql"]
    assert {one.headers["authorization"] for one in server.requests()} == {f"Bearer {TOKEN}"}
    assert all(one.archived for one in asked.found.values())


def test_without_a_token_only_so_many_are_asked(asked, server):
    asked.services.repositories["c/d"] = FACTS
    assert list(asked("a/b", "c/d", "e/f", "g/h", most=2)) == ["a/b", "c/d"]
    assert len(server.requests()) == 2
    assert all("authorization" not in one.headers for one in server.requests())
    assert {name: type(one) for name, one in asked.failed.items()} == {
        "e/f": HostPaused,
        "g/h": HostPaused,
    }


def test_the_last_calls_of_an_hour_are_left_to_others(asked, server):
    facts = {"full_name": "a/b", **FACTS}
    asked.says("/repos/", spoken(facts, x_ratelimit_remaining="10"))
    asked("a/b", "a/c", "a/d")
    assert len(server.requests()) == 1
    assert list(asked.failed) == ["a/c", "a/d"]
    asked.says("/repos/", spoken(facts, x_ratelimit_remaining="11"))
    asked("a/b", "a/c")
    assert not asked.failed


def test_a_limit_that_is_used_up_is_waited_for(asked, server):
    headers = {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "2800"}
    asked.says("/repos/", spoken({"message": "rate limit"}, 403, **headers))
    asked("a/b", "a/c")
    assert len(server.requests()) == 1
    assert {type(one) for one in asked.failed.values()} == {HostPaused}
    assert "30 minutes" in asked.failed["a/b"].what


def test_a_limit_that_is_used_up_is_waited_for_with_a_token(asked, server):
    document = {"data": None, "errors": [{"type": "RATE_LIMITED", "message": "limit exceeded"}]}
    asked.says("/graphql", spoken(document, x_ratelimit_reset="2800"))
    asked("a/b", "a/c", token=TOKEN)
    assert len(server.requests()) == 1
    assert {type(one) for one in asked.failed.values()} == {HostPaused}
    other = Asked(server)
    other.says("/graphql", spoken(document))
    other("a/b", token=TOKEN)
    assert "as often as it does" in other.failed["a/b"].what


@pytest.mark.parametrize("token", ["", TOKEN])
@pytest.mark.parametrize(
    ("act", "words"),
    [
        (said(403), "refuses"),
        (said(401), "does not accept the token"),
        (said(502), "fault of its own"),
        (page("login"), "a web page instead of data"),
        (spoken([]), "damaged"),
        (spoken({"message": "no"}), "damaged"),
        (spoken({"full_name": "a/b", "stargazers_count": -1}), "damaged"),
        (spoken({"full_name": "../x", "stargazers_count": 1}), "damaged"),
        (spoken({"data": {"r0": {"nameWithOwner": "a/b", "stargazerCount": True}}}), "damaged"),
        (spoken({"data": {"r0": None}, "errors": [{"type": "X", "path": ["r0"]}]}), "damaged"),
        (spoken({"data": {"r0": None}, "errors": [{"type": "NOT_FOUND"}, None]}), "damaged"),
        (spoken({"data": {"r0": None}, "errors": "no"}), "damaged"),
    ],
)
def test_what_is_no_answer_is_said_in_a_sentence(asked, token, act, words):
    asked.says("/", act)
    assert asked("a/b", token=token) == {}
    assert not asked.missing
    assert words in asked.failed["a/b"].what
    assert TOKEN not in str(asked.failed["a/b"])


def test_a_token_that_is_not_enough_is_said_to_be(asked):
    asked.services.others["/"] = said(403)
    for token, hint in ((TOKEN, "Keep another one"), ("", "Open it in a browser")):
        asked("a/b", token=token)
        assert asked.failed["a/b"].hint.startswith(hint)


def test_names_that_cannot_be_are_not_asked(asked, server):
    asked("a/b/c", "a", "../x y", '"){x}/y')
    assert {type(one) for one in asked.failed.values()} == {BadInput}
    assert server.requests() == []


def test_the_token_is_for_nobody_else(asked, server):
    with MisbehavingServer() as other:
        asked = Asked(server, other)
        other.on("*", spoken({"data": {}}))
        asked.says("/graphql", sent_on(other.base + "/graphql"))
        asked("a/b", token=TOKEN)
        assert other.requests() == []
        assert "sends a question on" in asked.failed["a/b"].what


def test_a_secret_stays_with_the_service_that_it_is_meant_for():
    question = Question(None, {"Authorization": TOKEN})
    here = "http://127.0.0.1:8000/repos/a/b"
    assert question.secrets_for("http://127.0.0.1:8000/repositories/1", here)
    for there in ("http://127.0.0.1:8001/x", "https://127.0.0.1:8000/x", "http://example.org/x"):
        assert question.secrets_for(there, here) == {}
    assert TOKEN not in repr(question)


def test_a_repository_that_was_never_pushed_to(asked):
    asked.services.repositories["a/new"] = {**FACTS, "pushed_at": None}
    assert asked("a/new")["a/new"].pushed_at == ""
    assert json.dumps(dict(asked.found["a/new"].facts))
