"""How often papers are cited: Semantic Scholar first, OpenAlex for what it does not know.

Semantic Scholar: https://api.semanticscholar.org/api-docs/graph, OpenAlex:
https://developers.openalex.org. Their numbers differ: each keeps its source. A number that is
missing, or is none, is unknown and never 0.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from effllm_desktop.domain.errors import FetchFailed, HostPaused, KeyRefused
from effllm_desktop.domain.metadata import (
    Cited,
    Name,
    PaperName,
    Reply,
    Source,
    Validator,
    Validators,
)
from effllm_desktop.net import api_answers, openalex_limits
from effllm_desktop.net.conditional import is_unchanged, validator_of
from effllm_desktop.net.http import Answer
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Listener
from effllm_desktop.net.visits import Network, Question, refusal

SCHOLAR_BATCH = 500
OPENALEX_BATCH = 100
MOST_SINGLE = 20
"""Papers that OpenAlex is asked about one by one, because its list left them out."""
_SPLIT_ABOVE = 125
"""Larger questions are halved when Semantic Scholar has a fault: some are too much for it."""
_SCHOLAR_FIELDS = "citationCount,externalIds,venue"
_OPENALEX_FIELDS = "id,doi,cited_by_count"
_ARXIV_DOI = "10.48550/arxiv."
_FAILURES = (FetchFailed, HostPaused)
_NOT_IN_A_LIST = frozenset("|,")


class _TooMuch(Exception):  # noqa: N818 - named for the situation
    """A service has a fault of its own over a question that may be too large for it."""


@dataclass(frozen=True, slots=True)
class Citations:
    """The two services at their base addresses, asked over one line; one of None is not asked."""

    scholar: str | None
    openalex: str | None
    network: Network
    line: Line
    listener: Listener
    known: Validators = field(default_factory=dict)
    """Validators of what OpenAlex answered about single papers; lists of them give none to keep."""
    scholar_key: str = field(default="", repr=False)
    openalex_key: str = field(default="", repr=False)

    def papers(self, names: Sequence[PaperName]) -> Iterator[Reply]:
        """What the services say of papers; what the first one does not, the second one is asked.

        Raises Cancelled, Offline, NoNetwork; other failures are those of the names they concern.
        """
        if self.scholar is None:
            yield from self._openalexes(names)
            return
        unknown: list[PaperName] = []
        for begin in range(0, len(names), SCHOLAR_BATCH):
            for reply in self._scholars(list(names[begin : begin + SCHOLAR_BATCH])):
                not_said = (*reply.missing, *reply.failed)
                unknown += [one for one in not_said if isinstance(one, PaperName)]
                yield reply
        if self.openalex is not None:
            yield from self._openalexes(unknown)

    def _scholars(self, names: list[PaperName]) -> Iterator[Reply]:
        """Semantic Scholar's replies about some names, in halves where all at once is too much."""
        try:
            yield self._scholar(names)
        except _TooMuch:
            half = len(names) // 2
            yield from self._scholars(names[:half])
            yield from self._scholars(names[half:])
        except _FAILURES as problem:
            yield Reply(Source.SEMANTIC_SCHOLAR, failed=dict.fromkeys(names, problem))

    def _scholar(self, names: list[PaperName]) -> Reply:
        url = f"{self.scholar}/graph/v1/paper/batch?fields={_SCHOLAR_FIELDS}"
        body = json.dumps({"ids": [_scholar_id(name) for name in names]}).encode()
        headers = {**api_answers.headers(api_answers.JSON), "Content-Type": api_answers.JSON}
        key = self.scholar_key
        question = Question(body, {"x-api-key": key} if key else {})

        def attempt() -> list[Any]:
            asked = self.network.visit(url, headers, self.line, self.listener, question=question)
            try:
                with asked as answer:
                    if key and answer.status in (401, 403) and "Retry-After" not in answer.headers:
                        raise _key_refused("Semantic Scholar", "semantic_scholar", answer.status)
                    return _scholar_answer(answer, len(names))
            except FetchFailed as problem:
                if len(names) > _SPLIT_ABOVE and (problem.status or 0) >= 500:
                    raise _TooMuch from problem
                raise

        items = self.network.persistently(url, attempt, self.line)
        pairs = zip(names, items, strict=True)
        return _reply(Source.SEMANTIC_SCHOLAR, names, ((n, _scholar_said(n, i)) for n, i in pairs))

    def _openalexes(self, names: Sequence[PaperName]) -> Iterator[Reply]:
        """OpenAlex's replies: a hundred at once, then the few that its list leaves out."""
        listed = [name for name in names if not _NOT_IN_A_LIST & set(_doi(name))]
        left = [name for name in names if _NOT_IN_A_LIST & set(_doi(name))]
        for begin in range(0, len(listed), OPENALEX_BATCH):
            some = listed[begin : begin + OPENALEX_BATCH]
            try:
                reply = self._openalex(some)
            except _FAILURES as problem:
                yield Reply(Source.OPENALEX, failed=dict.fromkeys(some, problem))
                continue
            left += [name for name in some if name not in reply.found]
            yield Reply(Source.OPENALEX, reply.found)
        for name in left[:MOST_SINGLE]:
            yield self._single(name)
        if left[MOST_SINGLE:]:
            yield Reply(Source.OPENALEX, missing=left[MOST_SINGLE:])

    def _openalex(self, names: Sequence[PaperName]) -> Reply:
        dois = quote("|".join(map(_doi, names)), safe="")
        url = f"{self.openalex}/works?filter=doi:{dois}&per-page={OPENALEX_BATCH}"
        document, _ = self._document(f"{url}&select={_OPENALEX_FIELDS}")
        works = _works(document)
        return _reply(Source.OPENALEX, names, ((n, works.get(_doi(n))) for n in names))

    def _single(self, name: PaperName) -> Reply:
        """A paper that is merged with another record is only found on its own, if at all."""
        path = quote(_doi(name), safe="/")
        url = f"{self.openalex}/works/doi:{path}?select={_OPENALEX_FIELDS}"
        try:
            item, validator = self._document(url, self.known.get(name))
        except _FAILURES as problem:
            if isinstance(problem, FetchFailed) and problem.missing:
                return Reply(Source.OPENALEX, missing=[name])
            return Reply(Source.OPENALEX, failed={name: problem})
        if item is None:
            return Reply(Source.OPENALEX, unchanged=[name])
        cited = _count(item, "cited_by_count")
        if cited is None:
            return Reply(Source.OPENALEX, missing=[name])
        kept: Validators = {} if validator is None else {name: validator}
        return Reply(Source.OPENALEX, {name: cited}, validators=kept)

    def _document(
        self, url: str, known: Validator | None = None
    ) -> tuple[dict[str, Any] | None, Validator | None]:
        """What stands at an address, and its validator; None where that is what was known."""
        key = self.openalex_key
        secrets = {"Authorization": f"Bearer {key}"} if key else {}
        question = Question(secrets=secrets, known=known)

        def attempt() -> tuple[dict[str, Any] | None, Validator | None]:
            headers = api_answers.headers(api_answers.JSON)
            asked = self.network.visit(url, headers, self.line, self.listener, question=question)
            with asked as answer:
                if is_unchanged(answer, known):
                    return None, known
                if key and answer.status == 401:  # 403 says that it was asked too fast
                    raise _key_refused("OpenAlex", "openalex", answer.status)
                failure = openalex_limits.refused(answer)
                if failure is not None:
                    raise failure
                document = api_answers.document(answer)
                if not isinstance(document, dict):
                    raise api_answers.damaged(answer)
                return document, validator_of(answer)

        return self.network.persistently(url, attempt, self.line)


def _key_refused(name: str, service: str, status: int) -> KeyRefused:
    return KeyRefused(
        f"{name} does not accept the key.",
        f"Keep another one: Services in the Library menu, or effllm services --key {service}; "
        "without one it works too.",
        status=status,
    )


def _scholar_answer(answer: Answer, asked: int) -> list[Any]:
    """One item for each paper asked, in order. A 400 that knows no id knows none of them."""
    failure = refusal(answer)
    if failure is not None and failure.status != 400:
        raise failure
    document = api_answers.document(answer)
    if failure is not None:
        said = str(document.get("error", "")) if isinstance(document, dict) else ""
        if "no valid paper ids" in said.lower():
            return [None] * asked
        raise failure
    if not isinstance(document, list) or len(document) != asked:
        raise api_answers.damaged(answer)
    return document


def _scholar_id(name: PaperName) -> str:
    return f"ARXIV:{name.arxiv}" if name.arxiv else f"DOI:{name.doi}"


def _scholar_said(name: PaperName, item: Any) -> Cited | None:
    """What an item says, unless it is about another paper: records are merged now and then."""
    cited = _count(item, "citationCount")
    if cited is None:
        return None
    ids = item.get("externalIds")
    known = ids.get("ArXiv") if isinstance(ids, dict) else None
    if name.arxiv and known is not None and str(known) != name.arxiv:
        return None
    return Cited(cited.count, _venue(item.get("venue")))


def _venue(said: Any) -> str:
    """Where a paper came out; a preprint server is no such place."""
    venue = " ".join(said.split()) if isinstance(said, str) else ""
    return "" if venue.lower() in ("arxiv", "arxiv.org") else venue


def _works(document: Any) -> dict[str, Cited]:
    """The numbers of a list, by DOI."""
    results = document.get("results")
    found: dict[str, Cited] = {}
    for item in results if isinstance(results, list) else ():
        cited = _count(item, "cited_by_count")
        if cited is not None:
            found[str(item.get("doi") or "").lower().removeprefix("https://doi.org/")] = cited
    return found


def _count(item: Any, field: str) -> Cited | None:
    number = item.get(field) if isinstance(item, dict) else None
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        return None
    return Cited(number)


def _doi(name: PaperName) -> str:
    return (name.doi or f"{_ARXIV_DOI}{name.arxiv}").lower()


def _reply(
    source: Source, names: Sequence[PaperName], said: Iterable[tuple[PaperName, Cited | None]]
) -> Reply:
    found: dict[Name, Cited] = {name: cited for name, cited in said if cited is not None}
    return Reply(source, found, [name for name in names if name not in found])
