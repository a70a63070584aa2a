"""What the reader has switched off: nothing is sent there, whoever wants to."""

from collections.abc import Iterable
from dataclasses import dataclass

from effllm_desktop.domain import addresses
from effllm_desktop.domain.errors import SwitchedOff
from effllm_desktop.net.reach import host_and_port, origin

OTHER_HOSTS = "other_hosts"
"""All hosts that are no service: those of PDFs and pages that lists link to."""
_HINT = "To change that: Services in the Library menu, or effllm services --on {}."


@dataclass(frozen=True, slots=True)
class Party:
    """A service, and how its addresses are told: below its base, or on one of its domains.

    `paths` tell services apart that the settings put on the same base.
    """

    name: str
    title: str
    base: str
    paths: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    def owns(self, url: str) -> bool:
        """Whether an address is below the service's base."""
        base = self.base.rstrip("/")
        path = addresses.path(base)
        below = f"{addresses.path(url)}/".startswith(f"{path}/")
        return below and origin(url) == origin(base)

    def means(self, url: str) -> bool:
        """Whether an address is one that this service answers, below its base."""
        rest = addresses.path(url).removeprefix(addresses.path(self.base.rstrip("/")))
        return rest.startswith(self.paths)

    def nearness(self, url: str) -> int:
        """The length of the service's domain that an address is on; 0 where it is on none."""
        return max((len(one) for one in self.domains if addresses.is_on(url, one)), default=0)


class Switches:
    """One serves the whole program, so that what is switched off is off at once, in every thread.

    `off` holds names of services, `OTHER_HOSTS`, and hosts as `host_and_port` writes them.
    """

    def __init__(self, parties: Iterable[Party] = (), off: Iterable[str] = ()) -> None:
        self._parties = tuple(parties)
        self._off = frozenset(off)

    def turn_off(self, names: Iterable[str]) -> None:
        """From now on these are off, and no others."""
        self._off = frozenset(names)

    def is_off(self, name: str) -> bool:
        return name in self._off

    def parties(self, url: str) -> tuple[Party, ...]:
        """Whose an address is; more than one only where the settings leave that open."""
        owners = tuple(one for one in self._parties if one.owns(url))
        if len(owners) > 1:
            owners = tuple(one for one in owners if one.means(url)) or owners
        if owners:
            return owners
        near = [(one.nearness(url), one) for one in self._parties]  # its pages and files count too
        nearest = max((nearness for nearness, _ in near), default=0)
        return tuple(one for nearness, one in near if nearness and nearness == nearest)

    def require_on(self, url: str) -> None:
        """Raise SwitchedOff for what the reader wants nothing sent to, BadInput for no address."""
        if not self._off:
            return
        host = host_and_port(url)
        found = [(one.name, one.title) for one in self.parties(url)] or [(OTHER_HOSTS, host)]
        for name, title in (*found, (host, host)):
            if name in self._off:
                raise SwitchedOff(
                    f"{title} is switched off: nothing is sent there.", _HINT.format(name)
                )
