from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library
from effllm_desktop.app.refreshing.refreshing import Means, refresh
from effllm_desktop.app.refreshing.reports import RefreshReport
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.metadata import Fact
from effllm_desktop.store import metadata
from tests.support.builders import HandClock
from tests.support.misbehaving_server import MisbehavingServer
from tests.support.service_answers import Services


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as running:
        yield running


@pytest.fixture
def services(server: MisbehavingServer) -> Services:
    return Services(server)


class Refreshing:
    """Refreshes works of a library from the services of a test."""

    def __init__(self, library: Library, base: str, clock: HandClock) -> None:
        self.library = library
        self.clock = clock
        self.settings = Settings(
            arxiv_api_url=f"{base}",
            arxiv_site_url=f"{base}",
            semantic_scholar_url=base,
            openalex_url=base,
            github_api_url=base,
            arxiv_interval=0,
            host_interval=0,
            read_timeout=1,
            retries=0,
        )
        self.progress = InlineProgress()

    def __call__(self, *keys: str, days: float | None = None, **settings: object) -> RefreshReport:
        means = Means(self.settings._replace(**settings), clock=self.clock)
        older_than = None if days is None else timedelta(days=days)
        return refresh(
            self.library.folder, means, self.ids(*keys), self.progress, older_than=older_than
        )

    def ids(self, *keys: str) -> list[WorkId]:
        return [self.work(key) for key in keys]

    def work(self, key: str) -> WorkId:
        found = self.library.works.find(key)
        assert found is not None, key
        return found

    def known(self, key: str) -> dict[Fact, object]:
        work = self.work(key)
        found = metadata.known(self.library.database, [work])[work]
        return {fact: one.value for fact, one in found.items()}


@pytest.fixture
def refreshing(
    folder: Path, library: Library, server: MisbehavingServer, clock: HandClock
) -> Refreshing:
    return Refreshing(library, server.base, clock)
