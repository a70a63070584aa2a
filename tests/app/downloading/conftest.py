from collections.abc import Iterator
from pathlib import Path

import pytest

from effllm_desktop.app.downloading import asking
from effllm_desktop.app.downloading.queue import Means, work_queue
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.readmodels.pdfs import NO_PDF, pdfs_of
from effllm_desktop.app.settings import Settings
from tests.support.builders import HandClock, take
from tests.support.misbehaving_server import MisbehavingServer


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as running:
        yield running


class Listening:
    """Remembers what the queue said."""

    def __init__(self) -> None:
        self.progress = []
        self.changes = []

    def progressed(self, progress) -> None:
        self.progress.append(progress)

    def changed(self, changes) -> None:
        self.changes.append(changes)


class Downloads:
    """A library whose papers come from the server, with times that tests can wait for."""

    def __init__(self, folder: Path, server: MisbehavingServer) -> None:
        self.folder = folder
        self.server = server
        self.settings = Settings(
            arxiv_site_url=server.base,
            github_raw_url=server.base,
            arxiv_interval=0.02,
            host_interval=0.02,
            connect_timeout=1,
            read_timeout=0.5,
            total_timeout=3,
            retries=1,
        )
        self.checked: list[Path] = []
        self.listening = Listening()
        self.progress = InlineProgress()
        self.library: Library = open_library(folder, clock=HandClock())

    def papers(self, count: int, *, also: str = "") -> list[int]:
        """A list of so many papers on arXiv; their works."""
        lines = [f"- [Paper {n}](https://arxiv.org/abs/2401.{n:05}v1)" for n in range(1, count + 1)]
        take(self.folder, "# L\n\n" + "\n".join(lines) + "\n" + also)
        return [self.work(f"arxiv:2401.{n:05}") for n in range(1, count + 1)]

    def work(self, key: str) -> int:
        found = self.library.works.find(key)
        assert found
        return found

    def check(self, path: Path) -> int:
        self.checked.append(path)
        return 3

    def change(self, **settings: object) -> None:
        self.settings = self.settings._replace(**settings)

    def ask(self, works, *, first=False):
        return asking.request(self.library, self.settings, works, first=first)

    def run(self, only=None, **means):
        means = Means(self.settings, means.pop("checker", self.check), **means)
        return work_queue(self.folder, means, self.progress, self.listening, only=only)

    def status(self, work):
        return pdfs_of(self.library.database, [work]).get(work, NO_PDF)


@pytest.fixture
def downloading(tmp_path: Path, server: MisbehavingServer) -> Iterator[Downloads]:
    made = Downloads(tmp_path / "library", server)
    yield made
    made.library.close()
