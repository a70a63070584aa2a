"""A machine without a network is told from a host that is down."""

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Timer
from time import monotonic

import pytest

from effllm_desktop.domain.errors import Cancelled, FetchFailed, HostPaused, NoNetwork
from effllm_desktop.net import outage
from effllm_desktop.net.line import Line
from effllm_desktop.net.outage import FIRST_LOOK, LONGEST_LOOK, Outage, has_way_out, is_cut_off
from effllm_desktop.net.reach import Reach, Target, origin
from tests.support import misbehaving_server as ms
from tests.support.misbehaving_server import pdf
from tests.support.networks import plug
from tests.support.own_network import CUT_OFF

ROOT = Path(__file__).parents[2]
UNREACHABLE = OSError(errno.ENETUNREACH, "Network is unreachable")
NO_HOST = OSError(errno.EHOSTUNREACH, "No route to host")
REFUSED = ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
UNANSWERED = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
UNKNOWN = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
DATA = pdf(20_000)


@pytest.fixture
def network():
    with plug() as made:
        made.known["near.test"] = "127.0.0.1"
        made.known["far.test"] = "1.1.1.1"
        yield made


@pytest.mark.parametrize(
    ("problems", "near", "cut_off"),
    [
        ([UNANSWERED], False, True),
        ([UNKNOWN], False, True),
        ([UNREACHABLE, UNREACHABLE], False, True),
        ([NO_HOST], False, True),
        ([TimeoutError("timed out")], False, True),
        ([UNREACHABLE, REFUSED], False, False),
        ([UNREACHABLE], True, True),
        ([NO_HOST], True, False),  # a machine of one's own network, which may have no way out
        ([TimeoutError("timed out")], True, False),
    ],
)
def test_where_no_way_leads_out_nobody_can_be_reached(network, problems, near, cut_off):
    network.pull()
    assert is_cut_off(problems, ["far.test"], Line(), near=near) is cut_off
    assert network.looked_up == []


@pytest.mark.parametrize("problem", [UNREACHABLE, NO_HOST, REFUSED, TimeoutError("timed out")])
def test_where_a_way_leads_out_it_is_the_host(network, problem):
    assert not is_cut_off([problem], ["nobody.test"], Line(), near=False)
    assert network.looked_up == []


@pytest.mark.loopback
@pytest.mark.parametrize("problem", [UNANSWERED, UNKNOWN])
def test_a_name_is_unknown_or_all_of_them_are(network, problem):
    assert not is_cut_off([problem], ["nobody.test", "far.test"], Line(), near=False)
    assert is_cut_off([problem], ["nobody.test", "no.test", "far.test"], Line(), near=False)
    assert network.looked_up.count("far.test") == 1  # two names are enough
    # a name of the reader's own network is known without the internet
    assert is_cut_off([problem], ["near.test"], Line(), near=False)
    network.plugged_in = False
    assert is_cut_off([problem], ["far.test"], Line(), near=False)


def test_where_there_is_no_other_name_a_resolver_that_nobody_answers_tells(network):
    assert is_cut_off([UNANSWERED], [], Line(), near=False)
    assert not is_cut_off([UNKNOWN], [], Line(), near=False)


def test_the_names_of_the_settings_are_those_to_compare_with():
    reach = Reach(["https://b.test", "https://a.test/x", "http://127.0.0.1:9", "https://a.test:8"])
    assert reach.names_beside(origin("https://b.test/pdf")) == ["a.test"]
    assert reach.names_beside(origin("https://elsewhere.test/")) == ["a.test", "b.test"]


def test_what_is_near():
    assert Target(socket.AF_INET, ("192.168.0.7", 80)).is_near
    assert Target(socket.AF_INET6, ("fe80::1%eth0", 80, 0, 2)).is_near
    assert not Target(socket.AF_INET, ("1.1.1.1", 80)).is_near


@pytest.mark.loopback
def test_a_way_out_is_looked_for_and_nothing_is_sent(monkeypatch):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as heard:
        heard.bind(("127.0.0.1", 0))
        heard.settimeout(0)
        monkeypatch.setattr(outage, "_ROOTS", ((socket.AF_INET, heard.getsockname()),))
        assert has_way_out()
        with pytest.raises(BlockingIOError):
            heard.recv(1)
    with_no_such_family = ((socket.AF_INET6, ("127.0.0.1", 9)),)
    monkeypatch.setattr(outage, "_ROOTS", with_no_such_family)
    assert not has_way_out()


# --- when it is looked for again ----------------------------------------------------------------


class Hand:
    now = 0.0

    def __call__(self):
        return self.now


def test_looks_are_further_and_further_apart():
    clock = Hand()
    found = Outage(clock)
    assert not found.is_on
    assert found.seconds_left == 0
    pauses = []
    for _ in range(9):
        found.note()
        found.note()  # another lane finds it out as well
        pauses.append(found.seconds_left)
        clock.now += found.seconds_left
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert (pauses[0], pauses[-1]) == (FIRST_LOOK, LONGEST_LOOK)
    found.note()
    found.look_now()
    assert found.is_on
    assert found.seconds_left == 0
    found.note()
    assert found.seconds_left == 2 * FIRST_LOOK
    found.end()
    assert not found.is_on
    assert found.seconds_left == 0


def test_what_fails_tells_whether_there_is_a_network():
    found = Outage(Hand())
    with pytest.raises(NoNetwork), found.watched():
        raise NoNetwork("None.")
    for says_nothing in (Cancelled(), HostPaused("It rests.", "", 0)):
        with suppress(Cancelled, HostPaused), found.watched():
            raise says_nothing
        assert found.is_on
    with pytest.raises(FetchFailed), found.watched():
        raise FetchFailed("That host is down.")
    assert not found.is_on


# --- a request ----------------------------------------------------------------------------------


@pytest.fixture
def away(server, fetching, network):
    """A file on a host with a name, in a network that can be taken away."""
    base = f"http://papers.test:{server.port}"
    fetching.manners = replace(fetching.manners, bases=(base, "https://far.test"))
    server.on("/a.pdf", ms.whole(DATA))
    return f"{base}/a.pdf"


@pytest.mark.loopback
def test_without_a_network_a_download_is_tried_once_and_costs_nothing(
    away, server, fetching, network
):
    network.pull()
    for _ in range(7):
        with pytest.raises(NoNetwork, match=r"This machine has no network\. Try again when"):
            fetching(away)
    assert network.looked_up == ["papers.test"] * 7  # once each, whatever `retries` says
    (standing,) = fetching.pacing.standings()
    assert (standing.losses, standing.paused_until) == (0, 0)
    assert fetching.pacing.outage.is_on
    network.put_in()
    fetching(away)
    assert fetching.part.read_bytes() == DATA
    assert not fetching.pacing.outage.is_on


@pytest.mark.loopback
def test_one_name_that_is_not_known_is_that_hosts_failure(away, fetching, network):
    fetching.retries = 0
    del network.known["papers.test"]
    with pytest.raises(FetchFailed, match=r"papers\.test cannot be reached"):
        fetching(away)
    (standing,) = fetching.pacing.standings()
    assert standing.losses == 1


@pytest.mark.loopback
def test_a_network_that_goes_away_in_the_middle_keeps_what_has_come(
    away, server, fetching, network
):
    def cut_and_pull(talk):
        ms.cut(DATA, 9_000)(talk)
        network.pull()

    server.on("/a.pdf", cut_and_pull, ms.whole(DATA))
    with pytest.raises(NoNetwork):
        fetching(away)
    assert fetching.part.stat().st_size == 9_000
    network.put_in()
    fetching(away)
    assert fetching.part.read_bytes() == DATA
    assert server.log[-1].headers["range"] == "bytes=9000-"


@pytest.mark.loopback
def test_stopping_is_no_outage(away, fetching, network, monkeypatch):
    def stopped(*_, **__):
        fetching.line.stop()
        raise UNANSWERED

    network.pull()
    monkeypatch.setattr(socket, "getaddrinfo", stopped)
    with pytest.raises(Cancelled):
        fetching(away)
    assert not fetching.pacing.outage.is_on


@pytest.mark.loopback
def test_stopping_does_not_wait_for_a_resolver_that_nobody_answers(away, fetching, monkeypatch):
    answered = Event()

    def silent(*_, **__):
        answered.wait(20)
        raise UNANSWERED

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    stop = Timer(0.1, fetching.line.stop)
    stop.start()
    begun = monotonic()
    with pytest.raises(Cancelled):
        fetching(away)
    assert monotonic() - begun < 2
    answered.set()  # the thread that was left to itself ends with the resolver's answer
    stop.join()


@pytest.mark.loopback
def test_stopping_ends_the_comparing_of_names(away, fetching, network, monkeypatch):
    """A resolver may take its time about each name."""
    asked = []

    def slow(host, *_, **__):
        asked.append(host)
        if len(asked) == 2:
            fetching.line.stop()
        raise UNANSWERED

    base = fetching.manners.bases[0]
    bases = (base, "https://far.test", "https://further.test")
    fetching.manners = replace(fetching.manners, bases=bases)
    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(Cancelled):
        fetching(away)
    assert asked == ["papers.test", "far.test"]
    assert not fetching.pacing.outage.is_on


@pytest.mark.loopback
def test_a_proxy_that_cannot_be_reached_without_a_network_is_not_blamed(
    away, fetching, network, monkeypatch
):
    monkeypatch.setenv("http_proxy", "http://proxy.test:3128")
    fetching.retries = 0
    with pytest.raises(FetchFailed, match=r"The proxy on the way to papers\.test does not work"):
        fetching(away)
    network.pull()
    with pytest.raises(NoNetwork):
        fetching(away)


IN_A_NETWORK_OF_ITS_OWN = """
import json
from pathlib import Path
from effllm_desktop.domain.errors import AppError
from effllm_desktop.net.http import Manners
from effllm_desktop.net.line import Line
from effllm_desktop.net.outage import has_way_out
from effllm_desktop.net.pacing import Pacing, Rules
from effllm_desktop.net.pdf_fetch import Wanted, fetch
from effllm_desktop.net.visits import Network

class Heard:
    def waiting(self, reason): ...
    def received(self, done, total): ...

def problem(url):
    manners = Manners("x", 2, 2, 4, ("http://127.0.0.1:9", "https://arxiv.org"))
    network = Network(manners, Pacing(Rules((), 0, 0)), 0)
    try:
        fetch(Wanted(url, Path("none.part"), 100), network, Line(), Heard())
    except AppError as error:
        return type(error).__name__

urls = ("https://example.org/a.pdf", "http://1.1.1.1/a.pdf", "http://[2606:4700::1111]/a.pdf",
        "http://127.0.0.1:9/a.pdf")
print(json.dumps([has_way_out(), *map(problem, urls)]))
"""


@pytest.mark.skipif(CUT_OFF is None, reason="this system makes no networks of their own")
@pytest.mark.skipif(shutil.which("ip") is None, reason="no program here starts the loopback")
@pytest.mark.parametrize("loopback", [False, True])
def test_in_a_network_of_its_own(loopback, tmp_path):
    """The real resolver and the real routes; with a loopback the host there says no itself."""
    up = ["sh", "-c", 'ip link set lo up; exec "$@"', "up"] if loopback else []
    done = subprocess.run(
        [*CUT_OFF, *up, sys.executable, "-c", IN_A_NETWORK_OF_ITS_OWN],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    here = "FetchFailed" if loopback else "NoNetwork"
    assert json.loads(done.stdout) == [False, "NoNetwork", "NoNetwork", "NoNetwork", here]


@pytest.mark.skipif(CUT_OFF is None, reason="this system makes no networks of their own")
@pytest.mark.skipif(shutil.which("ip") is None, reason="no program here makes a network card")
def test_a_way_out_behind_which_nobody_answers(tmp_path):
    """The router has lost its line: packets find a way, names are known no more."""
    router = (
        "ip link set lo up && ip link add v0 type veth peer name v1 && ip link set v1 up && "
        "ip addr add 10.9.0.2/24 dev v0 && ip link set v0 up && "
        'ip route add default via 10.9.0.1 || exit 77; exec "$@"'
    )
    done = subprocess.run(
        [*CUT_OFF, "sh", "-c", router, "sh", sys.executable, "-c", IN_A_NETWORK_OF_ITS_OWN],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "RES_OPTIONS": "timeout:1 attempts:1",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode == 77:
        pytest.skip("this system makes no network cards for a test")
    assert done.returncode == 0, done.stderr
    leads_out, by_name, by_number, _, here = json.loads(done.stdout)
    assert leads_out
    assert by_name == "NoNetwork"
    assert by_number == "FetchFailed"  # a single host that does not answer may be down
    assert here == "FetchFailed"
