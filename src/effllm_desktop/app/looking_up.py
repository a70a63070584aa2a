"""What works are called that somebody is about to add: services and pages are asked.

Nothing is written: the answer is for whoever adds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from effllm_desktop.app.adding import Facts
from effllm_desktop.app.asking_beside import Call, ask_beside
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.library import Library
from effllm_desktop.app.network import pacing_of
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.errors import AppError, FetchFailed
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.metadata import ArxivPaper, Described, accepted_at, place_and_year
from effllm_desktop.net.arxiv import ArxivCatalog
from effllm_desktop.net.descriptions import Descriptions
from effllm_desktop.net.pacing import Pacing
from effllm_desktop.net.visits import Network

MOST = 100
"""Works that are asked about one by one in one go."""
PAGE_SECONDS = 15.0
"""No page is waited for longer: somebody sits there who can write a title."""
PAGE_SILENCE = 8.0
PAGE_RETRIES = 1


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was found, by the keys of entries, and what went wrong, each sentence once."""

    facts: Mapping[str, Facts]
    problems: tuple[AppError, ...]


class _Asking:
    """Asks about one after the other, over one line."""

    def __init__(self, settings: Settings, call: Call) -> None:
        self._call = call
        self._arxiv = ArxivCatalog(settings.arxiv_api_url, call.network, call.line, call)
        self._others = Descriptions(settings.openalex_url, _hasty(call.network), call.line, call)
        self._facts: dict[str, Facts] = {}
        self._problems: dict[str, AppError] = {}

    def ask(self, entries: Sequence[EntryText]) -> LookedUp:
        """Raises Cancelled when the line is stopped."""
        papers = {one.arxiv.id: one.key for one in entries if one.arxiv is not None}
        self._ask_arxiv(papers)
        for entry in [one for one in entries if one.arxiv is None][:MOST]:
            self._call.reason = ""
            try:
                said = self._said(entry)
            except AppError as problem:
                self._problems.setdefault(problem.what, problem)
            else:
                venue, year = place_and_year(said.venue, said.year)
                self._facts[entry.key] = Facts(said.title, said.authors, venue or None, year)
        return LookedUp(self._facts, tuple(self._problems.values()))

    def _ask_arxiv(self, papers: Mapping[str, str]) -> None:
        try:
            for reply in self._arxiv.papers(list(papers)) if papers else ():
                for name, said in reply.found.items():
                    if isinstance(said, ArxivPaper):
                        self._facts[papers[str(name)]] = facts_of(said)
                for problem in reply.failed.values():
                    self._problems.setdefault(problem.what, problem)
                for name in reply.missing:
                    what = f"arXiv has said nothing of a paper {name}."
                    problem = FetchFailed(what, "Look at its number, or ask again another day.")
                    self._problems.setdefault(problem.what, problem)
        except AppError as problem:
            self._problems.setdefault(problem.what, problem)

    def _said(self, entry: EntryText) -> Described:
        if entry.doi is not None:
            return self._others.of_doi(entry.doi)
        return self._others.of_page(page_of(entry))


def _hasty(network: Network) -> Network:
    """The same network for whoever does not wait long."""
    manners = network.manners
    manners = replace(
        manners,
        read_timeout=min(manners.read_timeout, PAGE_SILENCE),
        total_timeout=min(manners.total_timeout, PAGE_SECONDS),
    )
    return Network(manners, network.pacing, min(network.retries, PAGE_RETRIES), network.diary)


def page_of(entry: EntryText) -> str:
    """The page that says what a work is called: of a paper's PDF, the one that it hangs on."""
    prefix, _, place = entry.key.partition(":")
    on_a_page = place.startswith(("openreview.net/forum?", "aclanthology.org/"))
    return f"https://{place}" if prefix == "url" and on_a_page else entry.url


def look_up(
    folder: Path,
    entries: Sequence[EntryText],
    settings: Settings,
    pacing: Pacing,
    progress: Progress,
) -> LookedUp:
    """A job: what works are called. Raises Offline before anything is asked, and Cancelled."""

    def ask(call: Call) -> LookedUp:
        return _Asking(settings, call).ask(entries)

    return ask_beside(folder, settings, pacing, progress, ask, "Looking up titles")


def look_up_once(
    library: Library, entries: Sequence[EntryText], settings: Settings, progress: Progress
) -> LookedUp:
    """The same for a program that ends soon."""
    pacing = pacing_of(settings, library.database)
    return look_up(library.folder, entries, settings, pacing, progress)


def facts_of(said: ArxivPaper) -> Facts:
    """What whoever adds a paper needs to know of it."""
    venue, year = place_and_year(accepted_at(said.comment) or "", said.published.year)
    version = None if said.withdrawn else said.version
    return Facts(said.title, said.authors, venue or None, year, version=version)
