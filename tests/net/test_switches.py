"""What is switched off is sent nothing; whatever is sent is noted, without secrets."""

from contextlib import contextmanager

import pytest

from effllm_desktop.domain.errors import BadInput, Cancelled, FetchFailed, Offline, SwitchedOff
from effllm_desktop.net.diary import shown_address
from effllm_desktop.net.http import Manners
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Pacing, Rules
from effllm_desktop.net.switches import OTHER_HOSTS, Party, Switches
from effllm_desktop.net.visits import Network, Question
from tests.net.conftest import Heard
from tests.support.misbehaving_server import MisbehavingServer, cut, said, sent_on

PARTIES = (
    Party("api", "The API", "https://api.example.org/v1", ("/query",), ("api.example.org",)),
    Party("site", "The site", "https://example.org", ("/pdf",), ("example.org",)),
)
SAME = (
    Party("one", "One", "http://x.org", ("/a/",)),
    Party("two", "Two", "http://x.org", ("/b/",)),
)


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://api.example.org/v1/query?q=1", ["api"]),
        ("https://api.example.org/v1", ["api"]),
        ("https://api.example.org/v10/query", ["api"]),  # its host, if not its base
        ("http://api.example.org/v1/query", ["api"]),
        ("https://example.org/anything", ["site"]),
        ("https://www.example.org/pdf/1", ["site"]),
        ("https://static.example.org/x.pdf", ["site"]),
        ("https://notexample.org/", []),
        ("https://example.org.evil.net/", []),
    ],
)
def test_whose_an_address_is(url, names):
    assert [one.name for one in Switches(PARTIES).parties(url)] == names


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("http://x.org/a/1", ["one"]),
        ("http://x.org/b/1", ["two"]),
        ("http://x.org/c", ["one", "two"]),  # either of them off keeps it from being asked
    ],
)
def test_services_on_one_base_are_told_apart_by_what_they_answer(url, names):
    assert [one.name for one in Switches(SAME).parties(url)] == names


def test_hosts_are_switched_off_one_by_one_or_all(monkeypatch):
    switches = Switches(PARTIES, ["other.net", "else.net:8000"])
    for url in ("https://other.net/x", "http://else.net:8000/", "http://OTHER.net./"):
        with pytest.raises(SwitchedOff, match="switched off"):
            switches.require_on(url)
    switches.require_on("http://else.net/")
    switches.turn_off([OTHER_HOSTS])
    with pytest.raises(SwitchedOff, match=r"else\.net") as refused:
        switches.require_on("http://else.net/")
    assert OTHER_HOSTS in refused.value.hint
    switches.require_on("https://example.org/pdf/1")
    with pytest.raises(BadInput):
        switches.require_on("ftp://else.net/")
    assert switches.is_off(OTHER_HOSTS)


class Kept:
    """Keeps what was noted."""

    def __init__(self):
        self.asked = []

    def note(self, asked):
        self.asked.append(asked)


class Visiting:
    """Visits the server; what it answers is the service `ours`, whatever else is a host."""

    def __init__(self, server, tmp_path):
        self.server = server
        self.kept = Kept()
        self.line = Line()
        party = Party("ours", "Ours", server.base)
        self.pacing = Pacing(Rules((), 0, 0), switches=Switches([party]))

    def network(self, **manners):
        given = Manners("effllm-desktop/test", 1, 0.3, 2, (self.server.base,))
        from dataclasses import replace

        return Network(replace(given, **manners), self.pacing, 0, self.kept)

    def read(self, url, question=None, **manners):
        visit = self.network(**manners).visit(url, {}, self.line, Heard(), question=question)
        with visit as answer:
            return b"".join(answer.chunks())


@pytest.fixture
def visiting(server, tmp_path):
    return Visiting(server, tmp_path)


pytestmark = pytest.mark.loopback


def test_nothing_is_sent_to_what_is_off_and_nothing_noted(visiting, server):
    url = server.on("/x", said(200, b"body"))
    visiting.pacing.switches.turn_off(["ours"])
    with pytest.raises(SwitchedOff, match="Ours is switched off"):
        visiting.read(url)
    with pytest.raises(Offline):
        visiting.read(url, offline=True)
    assert server.requests() == []
    assert visiting.kept.asked == []
    assert all(one.asked_at == 0 for one in visiting.pacing.standings())
    visiting.pacing.switches.turn_off([])
    assert visiting.read(url) == b"body"


def test_a_redirect_does_not_lead_to_what_is_off(visiting, server):
    with MisbehavingServer() as other:
        other.on("/y", said(200, b"body"))
        url = server.on("/x", sent_on(f"{other.base}/y"))
        visiting.pacing.switches.turn_off([OTHER_HOSTS])
        with pytest.raises(SwitchedOff):
            visiting.read(url)
        assert other.requests() == []
    assert [one.outcome for one in visiting.kept.asked] == ["302"]


def test_what_is_switched_off_while_it_waits_for_its_turn_is_not_asked(visiting, server):
    url = server.on("/x", said(200, b"body"))
    gate = visiting.pacing.gate(url)
    turn = gate.turn

    @contextmanager
    def late(*arguments):
        with turn(*arguments) as taken:
            visiting.pacing.switches.turn_off(["ours"])
            yield taken

    visiting.pacing.gate = lambda _: type("Late", (), {"turn": staticmethod(late)})
    with pytest.raises(SwitchedOff):
        visiting.read(url)
    assert server.requests() == []


def test_every_request_is_noted_with_its_outcome_and_its_bytes(visiting, server):
    server.on("/x?id=1", sent_on("/y"))
    server.on("/y", said(200, b"body"))
    visiting.read(f"{server.base}/x?id=1")
    visiting.read(f"{server.base}/y", Question(b"asked", {"Authorization": "Bearer geheim"}))
    first, second, third = visiting.kept.asked
    assert (first.method, first.address, first.outcome) == ("GET", f"{server.base}/x?id=1", "302")
    assert (second.outcome, second.received, second.sent) == ("200", 4, 0)
    assert (third.method, third.sent, third.received) == ("POST", 5, 4)
    assert "geheim" not in repr(visiting.kept.asked)
    assert 0 <= second.seconds < 5
    assert second.at > 1.7e9


def test_failures_are_noted_in_words(visiting, server):
    with pytest.raises(FetchFailed):
        visiting.read(server.on("/cut", cut(b"0123456789", 5, hard=True)))
    (asked,) = visiting.kept.asked
    assert asked.outcome.startswith("200 · The connection to 127.0.0.1 broke")
    assert asked.received <= 5
    visiting.line.stop()
    with pytest.raises(Cancelled):
        visiting.read(f"{server.base}/cut")
    assert len(visiting.kept.asked) == 1  # it was not even begun


def test_what_the_reader_ends_is_noted_as_that(visiting, server):
    url = server.on("/x", said(200, b"body"))

    def stop_and_read():
        with visiting.network().visit(url, {}, visiting.line, Heard()) as answer:
            visiting.line.stop()
            list(answer.chunks())

    with pytest.raises(Cancelled):
        stop_and_read()
    assert visiting.kept.asked[0].outcome == "200 · cancelled"


@pytest.mark.parametrize(
    ("url", "whole", "shown"),
    [
        ("https://me:geheim@e.org/x?a=1#part", True, "https://e.org/x?a=1"),
        ("https://e.org/x.pdf?X-Amz-Signature=geheim", False, "https://e.org/x.pdf?…"),
        ("https://e.org/x.pdf", False, "https://e.org/x.pdf"),
        (f"https://e.org/{'x' * 500}", True, f"https://e.org/{'x' * 385}…"),
    ],
)
def test_an_address_is_shown_without_secrets(url, whole, shown):
    assert shown_address(url, whole=whole) == shown
