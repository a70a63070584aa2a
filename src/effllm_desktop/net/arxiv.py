"""Asking arXiv about papers, a hundred at a time.

The `arxiv` package makes the queries and reads the answers; talking is left to our own layer: the
package's has no time limit, hurries after failures and shows them as no results. Rules and shapes:
https://info.arxiv.org/help/api/user-manual.html, https://info.arxiv.org/help/api/tou.html
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from effllm_desktop.domain import arxiv_id
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.errors import AppError, BadInput, FetchFailed
from effllm_desktop.domain.metadata import ArxivPaper, Name, Reply, Source
from effllm_desktop.net import api_answers, feeds
from effllm_desktop.net.http import Answer
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Listener
from effllm_desktop.net.reach import host_of
from effllm_desktop.net.visits import Network, refusal

if TYPE_CHECKING:
    import arxiv

BATCH = 100
"""Ids in one question: with more of them its address grows too long for arXiv."""
ATOM = "application/atom+xml"
NO_OLDER: Mapping[Name, int] = MappingProxyType({})
_MOST_PAGES = 3
_MOST_REFUSALS = 3
_LATER = "Try again later."
_BAD_ID = "arXiv does not take “{}” for an id of its own."
_BAD_HINT = "Look at the link in the list."
_NAMED = re.compile(r"\bfor\s+(\S+)")


class Refused(Exception):  # noqa: N818 - named for the situation
    """arXiv says that something is wrong with the question."""

    def __init__(self, said: str, host: str) -> None:
        super().__init__(said)
        self.said = said
        self.host = host


class PageEnded(Exception):  # noqa: N818 - named for the situation
    """Everything of the one page that is wanted was read."""


@dataclass(frozen=True, slots=True)
class ArxivCatalog:
    """arXiv's metadata, asked at one base address over one line."""

    base: str
    network: Network
    line: Line
    listener: Listener

    def papers(self, ids: Sequence[str], older: Mapping[Name, int] = NO_OLDER) -> Iterator[Reply]:
        """What arXiv says of papers, by their ids without versions, some hundred after the other.

        An answer without a single paper is not believed: that batch is asked once more after all
        others. `older`: versions of papers that are asked about, too, where there are newer ones.
        Raises HostPaused, NoNetwork, Offline, Cancelled; else a failure is that of a batch.
        """
        good, bad = _sorted(ids)
        if bad:
            yield Reply(Source.ARXIV, failed=bad)
        doubtful: list[list[str]] = []
        newest: dict[Name, int] = {}
        for some in _batches(good):
            reply = self._batch(some)
            newest |= _newest(reply)
            if reply.found or reply.failed:
                yield reply
            else:
                doubtful.append(some)
        for some in doubtful:
            reply = self._batch(some)
            newest |= _newest(reply)
            yield reply
        yield from self._older(
            [f"{name}v{one}" for name, one in older.items() if newest.get(name, 0) > one]
        )

    def _older(self, names: list[str]) -> Iterator[Reply]:
        """What papers said in older versions; where that is not to be had now, it is asked again.

        Nothing is said of failures: everything that is of now has come.
        """
        for some in _batches(names):
            papers = self._batch(some).found.values()
            said: dict[Name, ArxivPaper] = {
                one.id: one for one in papers if isinstance(one, ArxivPaper)
            }
            if said:
                yield Reply(Source.ARXIV, older=said)

    def _batch(self, ids: Sequence[str]) -> Reply:
        """The reply about some ids; those that arXiv objects to are taken out one by one."""
        asked, bad = list(ids), dict[Name, AppError]()
        while asked:
            try:
                reply = self._asked(asked)
            except Refused as refused:
                name = _named(refused.said, asked)
                if name is None or len(bad) == _MOST_REFUSALS:
                    problem = FetchFailed(f"{refused.host} says: {refused.said[:200]}", _LATER)
                    return Reply(Source.ARXIV, failed={**dict.fromkeys(asked, problem), **bad})
                bad[name] = BadInput(_BAD_ID.format(name), _BAD_HINT)
                asked.remove(name)
            except FetchFailed as problem:
                return Reply(Source.ARXIV, failed={**dict.fromkeys(asked, problem), **bad})
            else:
                return Reply(Source.ARXIV, reply.found, reply.missing, {**reply.failed, **bad})
        return Reply(Source.ARXIV, failed=bad)

    def _asked(self, ids: list[str]) -> Reply:
        import arxiv

        session = Session(self)
        client = session.client(BATCH)
        found: dict[Name, ArxivPaper] = {}
        try:
            for result in client.results(arxiv.Search(id_list=ids, max_results=None)):
                paper = read_paper(result)
                if paper is None:
                    continue
                name = _asked_as(ArxivId(paper.id, paper.version), ids)
                if name is not None:
                    found[name] = paper
                if len(found) == len(ids):
                    break
        except arxiv.UnexpectedEmptyPageError:  # it counts more than it has; what came holds
            pass
        damaged = FetchFailed("What arXiv sent about it is not complete.", _LATER)
        seen = {_asked_as(one, ids) for one in session.seen} - found.keys()
        return Reply(
            Source.ARXIV,
            found,
            [one for one in ids if one not in found and one not in seen],
            {one: damaged for one in ids if one in seen},
        )


class Session:
    """What the package takes for its connection: each page goes through our own layer."""

    def __init__(self, catalog: ArxivCatalog, *, one_page: bool = False) -> None:
        """`one_page`: the package is not to go on to the next where entries are missing."""
        self._catalog = catalog
        self._one_page = one_page
        self._pages = 0
        self.seen: list[arxiv_id.ArxivId] = []
        self.total: int | None = None

    def client(self, page_size: int) -> "arxiv.Client":
        """The package's client, which talks through this."""
        import arxiv

        client = arxiv.Client(page_size=page_size, delay_seconds=0, num_retries=0)
        client._session.close()  # noqa: SLF001 - ours takes its place, there is no other way
        client._session = cast("Any", self)  # noqa: SLF001
        base = self._catalog.base.replace("{", "{{").replace("}", "}}")
        client.query_url_format = f"{base}/api/query?{{}}"
        return client

    def get(self, url: str, headers: Mapping[str, str]) -> "_Page":  # noqa: ARG002 - we have ours
        """A page that was looked at. Raises what the network layer does, Refused, PageEnded."""
        catalog, network = self._catalog, self._catalog.network
        self._pages += 1
        if self._one_page and self._pages > 1:
            raise PageEnded
        if self._pages > _MOST_PAGES:
            raise FetchFailed(f"The answer of {host_of(url)} has no end.", _LATER)

        def attempt() -> bytes:
            asked = network.visit(url, api_answers.headers(ATOM), catalog.line, catalog.listener)
            with asked as answer:
                return self._looked_at(answer)

        return _Page(network.persistently(url, attempt, catalog.line))

    def _looked_at(self, answer: Answer) -> bytes:
        failure = refusal(answer)
        if failure is not None and failure.status != 400:
            raise failure
        data = api_answers.body(answer, ATOM)
        try:
            sight = feeds.look(data)
        except feeds.Malformed as error:
            raise failure or api_answers.damaged(answer) from error
        if sight.error is not None:
            raise Refused(sight.error, host_of(answer.url))
        if failure is not None:
            raise failure
        self.seen += sight.ids
        self.total = sight.total
        return data


@dataclass(frozen=True, slots=True)
class _Page:
    """As much of an answer as the package looks at."""

    content: bytes
    status_code: int = 200


def _sorted(ids: Iterable[str]) -> tuple[list[str], dict[Name, AppError]]:
    """Ids that can be asked about, each once, and what is none: one of those spoils a batch."""
    good: list[str] = []
    bad: dict[Name, AppError] = {}
    for one in dict.fromkeys(ids):
        read = arxiv_id.parse(one)
        if read is not None and read.id == one:
            good.append(one)
        else:
            bad[one] = BadInput(_BAD_ID.format(one[:60]), _BAD_HINT)
    return good, bad


def _asked_as(said: ArxivId, ids: Sequence[str]) -> str | None:
    """By what a paper was asked for: its id, or that and its version."""
    versioned = f"{said.id}v{said.version}"
    return said.id if said.id in ids else versioned if versioned in ids else None


def _newest(reply: Reply) -> dict[Name, int]:
    return {name: one.version for name, one in reply.found.items() if isinstance(one, ArxivPaper)}


def _batches(ids: list[str]) -> Iterator[list[str]]:
    for begin in range(0, len(ids), BATCH):
        yield ids[begin : begin + BATCH]


def _named(said: str, asked: Sequence[str]) -> str | None:
    """The id that an error is about: `incorrect id format for 1234.1234567`."""
    match = _NAMED.search(said)
    return match[1] if match and match[1] in asked else None


def read_paper(result: "arxiv.Result") -> ArxivPaper | None:
    """A result in our words; None for one without an id, a title or an author: it is damaged."""
    named = arxiv_id.from_address(result.entry_id)
    authors = tuple(filter(None, (_line(author.name) for author in result.authors)))
    title = _line(result.title)
    if named is None or named.version is None or not title or not authors:
        return None
    categories = dict.fromkeys(filter(None, (result.primary_category, *result.categories)))
    return ArxivPaper(
        id=named.id,
        version=named.version,
        title=title,
        authors=authors,
        abstract=_line(result.summary),
        categories=tuple(categories),
        published=result.published,
        updated=result.updated,
        comment=_line(result.comment),
        journal_ref=_line(result.journal_ref),
        doi=_line(result.doi).lower(),
    )


def _line(text: Any) -> str:
    """Text that arXiv may have broken into lines, as one."""
    return " ".join((text or "").split())
