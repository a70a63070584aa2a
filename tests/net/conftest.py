from collections.abc import Iterator
from pathlib import Path

import pytest

from effllm_desktop.net.http import Manners
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Pacing, Rules
from effllm_desktop.net.pdf_fetch import Fetched, Wanted, fetch
from effllm_desktop.net.visits import Network
from tests.support.misbehaving_server import MisbehavingServer


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as running:
        yield running


class Heard:
    """Remembers what a download said."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.bytes: list[tuple[int, int | None]] = []

    def waiting(self, reason: str) -> None:
        self.reasons.append(reason)

    def received(self, done: int, total: int | None) -> None:
        self.bytes.append((done, total))


class Fetching:
    """Fetches from the server, with times that tests can wait for."""

    def __init__(self, server: MisbehavingServer, part: Path) -> None:
        self.manners = Manners("effllm-desktop/test", 1, 0.3, 2, (server.base,))
        self.rules = Rules((), 0.02, 0.02)
        self.retries = 2
        self.largest = 100_000
        self.part = part
        self.line = Line()
        self.heard = Heard()
        self.pacing = Pacing(self.rules)

    def __call__(self, url: str) -> Fetched:
        network = Network(self.manners, self.pacing, self.retries)
        return fetch(Wanted(url, self.part, self.largest), network, self.line, self.heard)


@pytest.fixture
def fetching(server: MisbehavingServer, tmp_path: Path) -> Fetching:
    return Fetching(server, tmp_path / "one.part")
