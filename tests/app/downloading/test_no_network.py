"""A machine without a network: downloads wait for one, and nobody is blamed."""

import time

import pytest

from effllm_desktop.app.downloading import asking
from effllm_desktop.app.network import look_again, pacing_of, rules_of
from effllm_desktop.app.readmodels.downloads import waiting_works
from effllm_desktop.app.readmodels.pdfs import PdfStatus
from effllm_desktop.app.waiting import PAUSED, joined, why_waiting
from effllm_desktop.domain.errors import FetchFailed, HostPaused, NoNetwork
from effllm_desktop.net.pacing import ARXIV, Clocks, Pacing
from effllm_desktop.store import downloads, services
from tests.support import misbehaving_server as ms
from tests.support.misbehaving_server import pdf
from tests.support.networks import plug
from tests.support.soundness import assert_sound

pytestmark = pytest.mark.loopback
ELSEWHERE = ("arxiv_api_url", "semantic_scholar_url", "openalex_url", "github_api_url")


@pytest.fixture
def network():
    with plug() as made:
        yield made


class Hands:
    """Clocks that only a test moves, beside the real time of the day."""

    now = 1_000.0

    @property
    def clocks(self):
        return Clocks(monotonic=lambda: self.now)


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def away(downloading, server, network):
    """The papers are on a host with a name; a second one has reports."""
    base = f"http://papers.test:{server.port}"
    downloading.change(
        arxiv_site_url=base,
        **dict.fromkeys(ELSEWHERE, "https://far.test"),
        github_raw_url=f"http://more.test:{server.port}",
        arxiv_interval=0,
        host_interval=0,
        retries=5,
    )
    return downloading


def pacing(away, hands=None):
    return Pacing(rules_of(away.settings), (), hands.clocks if hands else None)


def serve(server, count):
    for number in range(1, count + 1):
        server.on(f"/pdf/2401.{number:05}v1", ms.whole(pdf(4_000, str(number))))


def states(away, works):
    return {away.status(work).status for work in works}


def test_without_a_network_all_waits_and_nothing_is_used_up(away, server, network):
    also = f"- [R](http://more.test:{server.port}/r.pdf)\n"
    works = [*away.papers(8, also=also), away.work(f"url:more.test:{server.port}/r.pdf")]
    away.ask(works)
    network.pull()
    said = []
    away.progress._progressed = lambda fraction, message: said.append((fraction, message))
    shared = pacing(away)
    rest = away.run(pacing=shared)
    assert rest.no_network
    assert [str(one) for one in rest.why] == [
        "This machine has no network. What waits is fetched as soon as there is one."
    ]
    assert states(away, works) == {PdfStatus.QUEUED}
    assert waiting_works(away.library.database) == works  # in their order
    assert sorted(network.looked_up) == ["more.test", "papers.test"]  # each service once
    # nothing counts against the services, which `services` would remember over restarts
    known = services.all_known(away.library.database)
    assert {(row[2], row[4]) for row in known} == {(0, 0)}
    waiting = why_waiting(away.library.database, works, away.settings, rest)
    assert {(one.reason, one.no_network) for one in waiting.values()} == {
        ("This machine has no network.", True)
    }
    server.on("/r.pdf", ms.whole(pdf(4_000, "r")))
    serve(server, 8)
    network.put_in()
    look_again(shared)
    assert away.run(pacing=shared) is None
    assert states(away, works) == {PdfStatus.CACHED}
    assert_sound(away.library.database)


def test_what_the_reader_paused_stays_so(away, network):
    works = away.papers(2, also="- [R](http://gone.test/r.pdf)\n")
    away.ask(works)
    asking.pause(away.library, works[:1])
    network.pull()
    rest = away.run()
    gone = away.work("url:gone.test/r.pdf")
    away.ask([gone])
    with away.library.database.transaction():
        downloads.fail(away.library.database, "url:gone.test/r.pdf", FetchFailed("It is gone."))
    assert why_waiting(away.library.database, [gone], away.settings, rest) == {}
    waiting = why_waiting(away.library.database, works, away.settings, rest)
    assert [waiting[work].reason for work in works] == [
        "The download is paused.",
        "This machine has no network.",
    ]


def test_it_is_looked_for_with_one_request_and_not_before_it_is_time(away, server, network, hands):
    also = f"- [R](http://more.test:{server.port}/r.pdf)\n"
    works = [*away.papers(3, also=also), away.work(f"url:more.test:{server.port}/r.pdf")]
    away.ask(works)
    network.pull()
    shared = pacing(away, hands)
    pauses = []
    for _ in range(4):
        network.looked_up.clear()
        away.run(pacing=shared)
        asked = list(network.looked_up)
        pauses.append(shared.outage.seconds_left)
        network.looked_up.clear()
        assert away.run(pacing=shared).no_network  # too early: nobody is asked
        assert network.looked_up == []
        hands.now += shared.outage.seconds_left
    assert asked == ["papers.test"]  # one, and not one for each service
    assert pauses == [5, 10, 20, 40]
    network.put_in()
    serve(server, 3)
    server.on("/r.pdf", ms.whole(pdf(4_000, "r")))
    assert away.run(pacing=shared) is None
    assert states(away, works) == {PdfStatus.CACHED}
    assert shared.outage.seconds_left == 0


def test_a_rest_tells_when_it_is_worth_looking(away, network, hands):
    away.ask(away.papers(1))
    network.pull()
    rest = away.run(pacing=pacing(away, hands))
    assert 4 < rest.until - time.time() <= 5


def test_a_network_that_goes_away_in_the_middle(away, server, network):
    """What has come stays and is gone on with; what is on its way to other hosts is not hurt."""
    works = away.papers(3)
    data = pdf(30_000)

    def cut_and_pull(talk):
        ms.cut(data, 9_000)(talk)
        network.pull()

    serve(server, 3)
    server.on("/pdf/2401.00002v1", cut_and_pull, ms.whole(data))
    away.ask(works)
    rest = away.run()
    assert rest.no_network
    assert [away.status(work).status for work in works] == [
        PdfStatus.CACHED,
        PdfStatus.QUEUED,
        PdfStatus.QUEUED,
    ]
    assert away.status(works[1]).size == 9_000
    network.put_in()
    assert away.run() is None
    assert server.requests("/pdf/2401.00002v1")[1].headers["range"] == "bytes=9000-"
    assert states(away, works) == {PdfStatus.CACHED}


def test_while_a_network_is_missing_the_line_of_the_queue_says_so(away, server, network):
    """A download that is stuck may still hang on its line: the queue tells why nothing begins."""
    also = f"- [R](http://more.test:{server.port}/r.pdf)\n"
    works = [*away.papers(2, also=also), away.work(f"url:more.test:{server.port}/r.pdf")]
    away.change(read_timeout=0.7)

    def stall_and_pull(talk):
        network.pull()
        ms.stalled()(talk)

    server.on("/r.pdf", stall_and_pull)
    server.on("/pdf/2401.00001v1", ms.dripping(pdf(40), 0.002))
    away.ask(works)
    said = []
    away.progress._progressed = lambda fraction, message: said.append(message)
    assert away.run().no_network
    assert states(away, works[1:]) == {PdfStatus.QUEUED}
    assert any(message.endswith(f"to go · {PAUSED}") for message in said)
    assert any(told.pause == PAUSED for told in away.listening.progress)


def test_a_host_that_is_down_is_none_and_the_others_go_on(away, server, network):
    also = "- [R](http://gone.test/r.pdf)\n"
    works = [*away.papers(2, also=also), away.work("url:gone.test/r.pdf")]
    network.known["far.test"] = "1.1.1.1"
    away.change(retries=0)
    serve(server, 2)
    away.ask(works)
    assert away.run() is None
    assert away.status(works[2]).error == "gone.test cannot be reached."
    assert states(away, works[:2]) == {PdfStatus.CACHED}


def test_offline_is_not_a_missing_network(away, network):
    works = away.papers(1)
    away.change(offline=True)
    away.ask(works)
    network.pull()
    assert away.run() is None
    assert network.looked_up == []
    (why,) = why_waiting(away.library.database, works, away.settings).values()
    assert why.reason == "The program is set to stay offline."


def test_services_that_are_left_alone_are_told_together():
    first = HostPaused("A rests.", "", 200)
    rest = joined(joined(None, first), HostPaused("B rests.", "", 100))
    assert (rest.until, [one.what for one in rest.why]) == (100, ["A rests.", "B rests."])
    assert not rest.no_network
    assert rest._replace(why=(*rest.why, NoNetwork("None."))).no_network


def test_the_program_starts_without_remembering_an_outage(away, network):
    away.ask(away.papers(1))
    network.pull()
    away.run()
    again = pacing_of(away.settings, away.library.database)
    assert not again.outage.is_on
    assert again.gate_of(ARXIV).standing.losses == 0
