"""A network that can be unplugged: names stop to be known, and no way leads out.

Names of a test (`papers.test`) stand for this machine while it is plugged in. Nothing is patched
but what asks the system: its resolver, and its table of routes.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from effllm_desktop.net import http, outage


class Plug:
    """What a machine knows of the world around it."""

    def __init__(self) -> None:
        self.plugged_in = True
        self.leads_out = True
        self.known = {"papers.test": "127.0.0.1", "more.test": "127.0.0.1"}
        self.looked_up: list[str] = []
        self._resolve = socket.getaddrinfo

    def pull(self) -> None:
        """No cable, no radio: no name is known, no packet leaves."""
        self.plugged_in = self.leads_out = False

    def put_in(self) -> None:
        self.plugged_in = self.leads_out = True

    def getaddrinfo(self, host: Any, *rest: Any, **more: Any) -> Any:
        """The resolver."""
        name = str(host)
        if name.replace(".", "").isdigit():
            return self._resolve(host, *rest, **more)
        self.looked_up.append(name)
        if not self.plugged_in:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if name not in self.known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        port = rest[0] if rest else 0
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (self.known[name], port or 0))]

    def has_way_out(self) -> bool:
        """The routes."""
        return self.leads_out


@contextmanager
def plug() -> Iterator[Plug]:
    """While this holds, the machine is on a network that a test can take away."""
    made = Plug()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", made.getaddrinfo)
        for module in (outage, http):
            patch.setattr(module, "has_way_out", made.has_way_out)
        yield made
