"""What works are called that somebody is about to add: services and pages are asked.

Nothing is written: the answer is for whoever adds them.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from effllm_desktop.app.adding import Facts
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.library import Library
from effllm_desktop.app.network import keep_standings, network_of, pacing_of
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.errors import AppError, FetchFailed, Offline
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.metadata import ArxivPaper, Described, accepted_at
from effllm_desktop.net.arxiv import ArxivCatalog
from effllm_desktop.net.descriptions import Descriptions
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Pacing
from effllm_desktop.net.visits import Network

MOST = 100
"""Works that are asked about one by one; a longer list is completed by a refresh."""
_TICK = 0.05  # seconds between two looks at whether it is still wanted


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was found, by the keys of entries, and what went wrong, each sentence once."""

    facts: Mapping[str, Facts]
    problems: tuple[AppError, ...]


class _Asking:
    """Asks in a thread of its own, so that it can be stopped whatever it waits for."""

    def __init__(self, settings: Settings, network: Network) -> None:
        self.line = Line()
        self.reason = ""
        self._arxiv = ArxivCatalog(settings.arxiv_api_url, network, self.line, self)
        self._others = Descriptions(settings.openalex_url, network, self.line, self)
        self._facts: dict[str, Facts] = {}
        self._problems: dict[str, AppError] = {}

    def waiting(self, reason: str) -> None:
        self.reason = reason

    def ask(self, entries: Sequence[EntryText]) -> LookedUp:
        """Raises Cancelled when the line is stopped."""
        papers = {one.arxiv.id: one.key for one in entries if one.arxiv is not None}
        self._ask_arxiv(papers)
        for entry in [one for one in entries if one.arxiv is None][:MOST]:
            self.reason = ""
            try:
                said = self._said(entry)
            except AppError as problem:
                self._problems.setdefault(problem.what, problem)
            else:
                venue = said.venue or None
                self._facts[entry.key] = Facts(said.title, said.authors, venue, said.year)
        return LookedUp(self._facts, tuple(self._problems.values()))

    def _ask_arxiv(self, papers: Mapping[str, str]) -> None:
        try:
            for reply in self._arxiv.papers(list(papers)) if papers else ():
                for name, said in reply.found.items():
                    if isinstance(said, ArxivPaper):
                        self._facts[papers[str(name)]] = _of_arxiv(said)
                for problem in reply.failed.values():
                    self._problems.setdefault(problem.what, problem)
                for name in reply.missing:
                    problem = FetchFailed(f"arXiv knows no paper {name}.", "Look at its number.")
                    self._problems.setdefault(problem.what, problem)
        except AppError as problem:
            self._problems.setdefault(problem.what, problem)

    def _said(self, entry: EntryText) -> Described:
        if entry.doi is not None:
            return self._others.of_doi(entry.doi)
        return self._others.of_page(entry.url)


def look_up(
    entries: Sequence[EntryText], settings: Settings, pacing: Pacing, progress: Progress
) -> LookedUp:
    """A job: what works are called. Raises Offline before anything is asked, and Cancelled."""
    if settings.offline:
        raise Offline("The program is set to stay offline.", "To change that: offline = false.")
    asking = _Asking(settings, network_of(settings, pacing))
    with ThreadPoolExecutor(1, thread_name_prefix="lookup") as pool:
        answer = pool.submit(asking.ask, entries)
        try:
            for _ in _ticks(answer):
                progress.checkpoint()
                progress.report(None, asking.reason or "Looking up titles")
                asking.line.hurry()
        finally:
            if not answer.done():
                asking.line.stop()
    return answer.result()


def look_up_once(
    library: Library, entries: Sequence[EntryText], settings: Settings, progress: Progress
) -> LookedUp:
    """The same for a program that ends soon: the next one is as polite as if it were this one."""
    database = library.database
    pacing = pacing_of(settings, database)
    try:
        return look_up(entries, settings, pacing, progress)
    finally:
        with database.transaction():
            keep_standings(database, pacing)


def _ticks(answer: "Future[LookedUp]") -> Iterator[None]:
    while not wait([answer], timeout=_TICK).done:
        yield


def _of_arxiv(said: ArxivPaper) -> Facts:
    return Facts(said.title, said.authors, accepted_at(said.comment), said.published.year)
