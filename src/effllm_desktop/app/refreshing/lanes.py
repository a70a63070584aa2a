"""One thread for each service that is asked; what it says is handed over as it comes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from queue import SimpleQueue

from effllm_desktop.app.refreshing.asking import Questions
from effllm_desktop.app.service_keys import key_if_open, key_of
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.metadata import Name, PaperName, Reply, Source, Validators
from effllm_desktop.net.arxiv import ArxivCatalog
from effllm_desktop.net.citations import Citations
from effllm_desktop.net.github import GitHub
from effllm_desktop.net.line import Line
from effllm_desktop.net.visits import Network

Replies = SimpleQueue[Reply]


class Lane:
    """Asks one service about names; can be told to stop by another thread."""

    def __init__(self, title: str, source: Source, names: Iterable[Name]) -> None:
        self.title = title
        self.line = Line()
        self.reason = ""
        self.left = dict.fromkeys(names)
        self._source = source

    def waiting(self, reason: str) -> None:
        """The network says why nothing is happening."""
        self.reason = reason

    def run(self, ask: Callable[[], Iterator[Reply]], replies: Replies) -> None:
        """Hand over replies; what ends all asking is the failure of what was not answered yet.

        Raises Cancelled.
        """
        answered: set[Name] = set()
        try:
            for reply in ask():
                answered.update(reply.names)
                self.reason = ""
                replies.put(reply)
        except AppError as problem:
            rest = [name for name in self.left if name not in answered]
            replies.put(Reply(self._source, failed=dict.fromkeys(rest, problem)))


@dataclass(frozen=True, slots=True)
class Rests:
    """What earlier refreshes leave to this one: calls to GitHub, and validators of answers.

    `older`: versions of papers that were read, of which it is not known yet what they said.
    """

    github_calls: int
    github: Validators
    openalex: Validators
    older: Mapping[Name, int]


def lanes_of(
    asked: Questions, settings: Settings, network: Network, rests: Rests
) -> list[tuple[Lane, Callable[[], Iterator[Reply]]]]:
    """A lane, and what it asks, for each service that there is something to ask of."""
    arxiv = Lane("arXiv", Source.ARXIV, asked.arxiv)
    papers = Lane("Semantic Scholar", Source.SEMANTIC_SCHOLAR, asked.papers)
    github = Lane("GitHub", Source.GITHUB, asked.repositories)
    catalog = ArxivCatalog(settings.arxiv_api_url, network, arxiv.line, arxiv)
    off = settings.off

    def cited() -> Iterator[Reply]:
        citations = Citations(
            None if Source.SEMANTIC_SCHOLAR in off else settings.semantic_scholar_url,
            None if Source.OPENALEX in off else settings.openalex_url,
            network,
            papers.line,
            papers,
            rests.openalex,
            key_if_open(settings, "semantic_scholar"),
            key_if_open(settings, "openalex"),
        )
        return citations.papers(names)

    def repositories() -> Iterator[Reply]:
        token = key_of(settings, "github")  # a keyring may take its time: not before it is wanted
        hub = GitHub(settings.github_api_url, network, github.line, github, token)
        return hub.repositories(works, rests.github_calls, rests.github)

    ids = [str(name) for name in asked.arxiv]
    names = [name for name in asked.papers if isinstance(name, PaperName)]
    works = [str(name) for name in asked.repositories]
    return [
        (lane, ask)
        for lane, ask in (
            (arxiv, lambda: catalog.papers(ids, rests.older)),
            (papers, cited),
            (github, repositories),
        )
        if lane.left
    ]
