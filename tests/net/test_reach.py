"""Which machines may be asked."""

import socket
from ipaddress import ip_address

import pytest

from effllm_desktop.domain.errors import BadInput, FetchFailed
from effllm_desktop.net.http import Manners, Web
from effllm_desktop.net.line import Line
from effllm_desktop.net.reach import Origin, Reach, is_open, origin


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0",
     "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
     "fc00::1", "ff02::1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1"],
)  # fmt: skip
def test_addresses_that_are_nobody_elses_are_closed(address):
    assert not is_open(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_of_the_internet_are_open(address):
    assert is_open(ip_address(address))


def test_a_base_of_the_settings_may_be_anywhere_but_only_it():
    reach = Reach(["http://127.0.0.1:8000/x"])
    reach.require("http://127.0.0.1:8000/a.pdf")
    reach.require("https://example.org/a.pdf")
    for other in ("http://127.0.0.1:8001/", "https://127.0.0.1:8000/", "http://[::1]:8000/"):
        with pytest.raises(FetchFailed, match="private network"):
            reach.require(other)


@pytest.mark.loopback
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_name_is_looked_at_when_it_is_connected_to(host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(FetchFailed, match="private network"):
            Web(Manners("x", 1, 1, 1, ()), Line()).connect(Origin("http", host, port), 1)
        base = f"http://{host}:{port}"
        line = Line()
        Web(Manners("x", 1, 1, 1, (base,)), line).connect(origin(base), 1).close()
        line.hang_up()


@pytest.mark.loopback
def test_a_request_to_a_private_name_sends_nothing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        url = f"http://localhost:{server.getsockname()[1]}/"
        web = Web(Manners("x", 1, 1, 1, ()), Line())
        with pytest.raises(FetchFailed, match="private network"), web.ask(url, {}):
            pass
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.loopback
def test_a_name_that_no_machine_can_have_is_told():
    reach = Reach([])
    with pytest.raises(BadInput, match="no name of a machine"):
        reach.targets(Origin("http", f"{'a' * 70}.org", 80), Line())
    web = Web(Manners("x", 1, 1, 1, ()), Line())
    with pytest.raises(BadInput), web.ask(f"http://{'a' * 70}.org/", {}):
        pass


def test_a_long_address_is_not_repeated():
    with pytest.raises(BadInput, match="“data:…” is no web address"):
        origin("data:" + "x" * 500)
