"""Searching arXiv for papers to add, with what the library has of them already."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.adding import Facts
from effllm_desktop.app.asking_beside import Call, ask_beside
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.looking_up import facts_of
from effllm_desktop.app.readmodels.works import Appearance, appearances
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain import keys
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.metadata import ArxivPaper
from effllm_desktop.net import arxiv_search
from effllm_desktop.net.arxiv import ArxivCatalog
from effllm_desktop.net.arxiv_search import MOST, Answer
from effllm_desktop.net.pacing import Pacing
from effllm_desktop.store import works
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database

__all__ = ["MOST", "USUAL", "Hit", "Hits", "Wanted", "search_arxiv"]
USUAL = 30
"""Papers that are asked for where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words, how many papers at most, and whether the newest come first or those that fit best."""

    words: str
    most: int = USUAL
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper that was found. `known`: where the library has it already."""

    key: str
    paper: ArxivPaper
    known: tuple[Appearance, ...]

    @property
    def facts(self) -> Facts:
        """What adding it needs to know, so that nobody is asked again."""
        return facts_of(self.paper)


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found. `total`: how many arXiv has; `damaged`: entries that were not complete."""

    hits: Sequence[Hit]
    total: int
    damaged: int


def search_arxiv(
    folder: Path, wanted: Wanted, settings: Settings, pacing: Pacing, progress: Progress
) -> Hits:
    """A job. Raises BadInput, FetchFailed, HostPaused, SwitchedOff, Offline, Cancelled."""

    def ask(call: Call) -> Answer:
        catalog = ArxivCatalog(settings.arxiv_api_url, call.network, call.line, call)
        return arxiv_search.search(
            catalog, wanted.words, most=min(wanted.most, MOST), newest=wanted.newest
        )

    arxiv_search.query_of(wanted.words)  # before anything is waited for
    answer = ask_beside(folder, settings, pacing, progress, ask, "Searching arXiv")
    with closing(open_database(folder)) as database:
        hits = [_hit(database, paper) for paper in answer.papers]
    return Hits(hits, answer.total, answer.damaged)


def _hit(database: Database, paper: ArxivPaper) -> Hit:
    key = keys.of_arxiv(ArxivId(paper.id))
    work = works.find(database, [key]).get(key)
    return Hit(key, paper, () if work is None else appearances(database, work))
