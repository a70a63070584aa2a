"""Which machines may be asked: those of the open internet, and those that the settings name.

An address in a list, or one that a server sends us on to, must not lead into the reader's own
network. What counts is the address that a name stands for when the connection is made: exactly the
one that was looked at is connected to, so that a name cannot change its mind in between.
"""

import ipaddress
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from effllm_desktop.domain import addresses
from effllm_desktop.domain.errors import BadInput, FetchFailed
from effllm_desktop.net.line import Line

_PORTS = {"http": 80, "https": 443}
_HINT = "Open it in a browser if you trust it."
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Origin(NamedTuple):
    """A service on a machine."""

    scheme: str
    host: str
    port: int


class Target(NamedTuple):
    """One address of a machine, as sockets take it."""

    family: int
    address: tuple[object, ...]

    @property
    def is_near(self) -> bool:
        """Whether it is on this machine or in a network of the reader's."""
        return not is_open(ipaddress.ip_address(str(self.address[0])))


class Reach:
    """Knows the bases of the settings, which may be anywhere."""

    def __init__(self, bases: Iterable[str]) -> None:
        self._configured = frozenset(origin(base) for base in bases)

    def require(self, url: str) -> None:
        """Raise BadInput for what is no web address, FetchFailed for one in a private network."""
        place = origin(url)
        try:
            literal = ipaddress.ip_address(place.host)
        except ValueError:
            return  # a name: looked at when it is connected to
        self._require_open(place, literal)

    def targets(self, place: Origin, line: Line) -> list[Target]:
        """The addresses that a machine's name stands for now.

        Raises FetchFailed, BadInput, OSError, Cancelled.
        """
        try:
            found = line.addresses(place.host, place.port)
        except UnicodeError as error:
            raise BadInput(f"“{place.host}” is no name of a machine.") from error
        for *_, address in found:
            self._require_open(place, ipaddress.ip_address(str(address[0])))
        return [Target(family, address) for family, *_, address in found]

    def names_beside(self, place: Origin) -> list[str]:
        """The names of other machines that the settings speak of."""
        hosts = sorted({one.host for one in self._configured} - {place.host})
        return [host for host in hosts if host and not _is_literal(host)]

    def _require_open(self, place: Origin, address: Address) -> None:
        if place not in self._configured and not is_open(address):
            raise FetchFailed(f"{place.host} is in a private network, so it is not asked.", _HINT)


def origin(url: str) -> Origin:
    """The service that an address belongs to. Raises BadInput unless it is http or https."""
    parts = addresses.split(url)
    try:
        port = parts.port if parts else None
    except ValueError:
        parts = None
    if parts is None:
        raise BadInput(f"“{_shown(url)}” is no web address.", "Only http and https are followed.")
    scheme = parts.scheme.lower()
    return Origin(scheme, (parts.hostname or "").rstrip("."), port or _PORTS[scheme])


def host_of(url: str) -> str:
    return origin(url).host


def host_and_port(url: str) -> str:
    """The host of an address, with its port where that is an unusual one."""
    place = origin(url)
    return place.host if place.port in _PORTS.values() else f"{place.host}:{place.port}"


def is_open(address: Address) -> bool:
    """Whether an address is on the open internet, also when it only wraps another one."""
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_open(wrapped)
    return address.is_global and not address.is_multicast


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _shown(url: str) -> str:
    return urlsplit(url).scheme + ":…" if len(url) > 200 and ":" in url else url
