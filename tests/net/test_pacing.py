"""Whose turn it is, and when."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier
from time import monotonic

import pytest

from effllm_desktop.domain.errors import Cancelled, FetchFailed, HostPaused
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import ARXIV, LONGEST_PAUSE, Clocks, Pacing, Rules, Standing
from effllm_desktop.net.switches import Party, Switches
from effllm_desktop.net.visits import retry_after


class Hands:
    """Clocks that only a test moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    @property
    def clocks(self) -> Clocks:
        return Clocks(monotonic=lambda: self.now, wall=lambda: self.now)


class Heard:
    def __init__(self) -> None:
        self.reasons: list[str] = []

    def waiting(self, reason: str) -> None:
        self.reasons.append(reason)


@pytest.fixture
def hands():
    return Hands()


def pass_through(gate, failure=None):
    with gate.turn(Line(), Heard()):
        if failure:
            raise failure


def test_all_hosts_of_arxiv_are_one_service():
    pacing = Pacing(Rules(("http://127.0.0.1:8000", "http://mirror.example")))
    for url in (
        "https://arxiv.org/pdf/1",
        "https://export.arxiv.org/x",
        "http://rss.arxiv.org/",
        "http://127.0.0.1:8000/pdf/2",
        "http://mirror.example/pdf/2",
    ):
        assert pacing.gate(url) is pacing.gate_of(ARXIV)
    assert pacing.service("https://Example.org:443/") == "example.org"
    assert pacing.service("http://127.0.0.1:8001/") == "127.0.0.1:8001"
    assert pacing.gate("http://a.org/").interval == 1.0
    assert pacing.gate_of(ARXIV).interval == 3.0


def test_others_on_the_base_of_arxiv_have_a_gate_of_their_own():
    base = "http://127.0.0.1:8000"
    parties = (
        Party("arxiv", "arXiv", base, ("/api/",), ("export.arxiv.org",)),
        Party("github", "GitHub", base, ("/repos/",), ("github.com",)),
    )
    pacing = Pacing(Rules((base,)), switches=Switches(parties))
    assert pacing.service(f"{base}/api/query") == ARXIV
    assert pacing.service(f"{base}/repos/a/b") == "127.0.0.1:8000"
    assert pacing.service(f"{base}/1.pdf") == ARXIV  # it may be anybody's


def test_requests_to_one_service_never_overlap_and_are_apart():
    gate = Pacing(Rules(host_interval=0.02)).gate("http://a.org/")
    spans, ready = [], Barrier(4)

    def ask():
        ready.wait()
        for _ in range(3):
            with gate.turn(Line(), Heard()):
                begun = monotonic()
                gate.answered()
                spans.append((begun, monotonic()))

    with ThreadPoolExecutor(4) as pool:
        for one in [pool.submit(ask) for _ in range(4)]:
            one.result()
    spans.sort()
    assert len(spans) == 12
    assert all(later[0] - earlier[0] >= 0.02 for earlier, later in pairwise(spans))
    assert all(later[0] >= earlier[1] for earlier, later in pairwise(spans))


def test_a_403_stops_arxiv_for_an_hour_even_over_restarts(hands):
    pacing = Pacing(Rules(), clocks=hands.clocks)
    gate = pacing.gate_of(ARXIV)
    with pytest.raises(HostPaused):
        pass_through(gate, FetchFailed("No.", status=403))
    hands.now += 3599
    again = Pacing(Rules(), pacing.standings(), hands.clocks).gate_of(ARXIV)
    for one in (gate, again):
        with pytest.raises(HostPaused, match="takes the program for a robot") as raised:
            pass_through(one)
        assert raised.value.until == 1_003_600
        assert "arXiv is left alone until" in raised.value.hint
    hands.now += 2
    pass_through(again)


def test_a_clock_that_is_set_back_makes_no_pause_longer():
    wall, ticking = [1_000_000.0], [0.0]
    clocks = Clocks(monotonic=lambda: ticking[0], wall=lambda: wall[0])
    pacing = Pacing(Rules(), clocks=clocks)
    gate = pacing.gate_of(ARXIV)
    gate.pause(3600, "No.")
    wall[0] -= 500_000
    ticking[0] += 3599
    with pytest.raises(HostPaused):
        gate.require_open()
    after_a_start = Pacing(Rules(), pacing.standings(), clocks).gate_of(ARXIV)
    ticking[0] += 1
    gate.require_open()
    with pytest.raises(HostPaused):
        after_a_start.require_open()
    ticking[0] += LONGEST_PAUSE
    after_a_start.require_open()
    gate.pause(60, "Once more.")
    with pytest.raises(HostPaused, match="Once more"):
        gate.require_open()


def test_nobody_is_left_alone_for_more_than_a_day(hands):
    gate = Pacing(Rules(), clocks=hands.clocks).gate("http://a.org/")
    with pytest.raises(HostPaused):
        pass_through(gate, FetchFailed("No.", passing=True, wait=10.0**9, status=503))
    hands.now += LONGEST_PAUSE
    pass_through(gate)


def test_who_is_asked_too_often_is_left_alone_longer(hands):
    gate = Pacing(Rules(), clocks=hands.clocks).gate("http://a.org/")
    for status, least in ((429, 5.0), (429, 10.0), (503, 4.0)):
        with pytest.raises(FetchFailed):
            pass_through(gate, FetchFailed("No.", passing=True, status=status))
        assert gate._not_before - hands.now == least
        hands.now += 100


def test_a_403_of_another_host_is_only_a_no(hands):
    gate = Pacing(Rules(), clocks=hands.clocks).gate("http://a.org/")
    with pytest.raises(FetchFailed):
        pass_through(gate, FetchFailed("No.", status=403))
    hands.now += 1
    pass_through(gate)


def test_the_interval_holds_over_restarts(hands):
    standing = Standing("a.org", asked_at=hands.now - 0.4)
    gate = Pacing(Rules(), [standing], hands.clocks).gate("http://a.org/")
    line = Line()
    line.stop()
    heard = Heard()
    with pytest.raises(Cancelled):
        gate._wait_for_time(line, heard)
    assert heard.reasons == ["waiting 1 s for a.org"]


def test_a_paused_host_can_be_resumed(hands):
    gate = Pacing(Rules(), clocks=hands.clocks).gate("http://a.org/")
    gate.pause(60, "It rests.")
    gate.pause(10, "A shorter one changes nothing.")
    with pytest.raises(HostPaused, match="It rests"):
        pass_through(gate)
    gate.resume()
    pass_through(gate)


def test_a_success_ends_a_row_of_losses(hands):
    gate = Pacing(Rules(), clocks=hands.clocks).gate("http://a.org/")
    for _ in range(4):
        gate.lost()
    gate.succeeded()
    for _ in range(4):
        gate.lost()
    gate.require_open()
    gate.lost()
    with pytest.raises(HostPaused):
        gate.require_open()


def test_waiting_for_another_request_can_be_stopped():
    gate = Pacing(Rules()).gate("http://a.org/")
    line, heard = Line(), Heard()
    heard.waiting = lambda reason: (heard.reasons.append(reason), line.stop())
    with gate.turn(Line(), Heard()), pytest.raises(Cancelled), gate.turn(line, heard):
        pass
    assert heard.reasons == ["waiting for a.org"]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("30", 30.0),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60.0),
        ("Sun, 01 Mar 2026 11:00:00 -0000", 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    from datetime import UTC, datetime

    assert retry_after(value, datetime(2026, 3, 1, 12, tzinfo=UTC)) == seconds


def test_how_long_it_still_is_is_counted_down(hands):
    gate = Pacing(Rules(), clocks=hands.clocks).gate("http://a.org/")
    with pytest.raises(FetchFailed):
        pass_through(gate, FetchFailed("Later.", passing=True, wait=3.0, status=503))
    line, heard = Line(), Heard()
    waited = []

    def wait(seconds):
        waited.append(seconds)
        hands.now += seconds

    line.wait = wait
    with gate.turn(line, heard):
        assert heard.reasons == [f"waiting {left} s for a.org" for left in (3, 2, 1)]
    assert waited == [1, 1, 1]
