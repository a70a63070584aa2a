"""What works are called: OpenAlex is asked by DOI, or the page that an address leads to."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from effllm_desktop.domain import sizes
from effllm_desktop.domain.errors import FetchFailed
from effllm_desktop.domain.metadata import Described
from effllm_desktop.net import api_answers, openalex_limits, page_heads
from effllm_desktop.net.http import Answer
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Listener
from effllm_desktop.net.reach import host_of
from effllm_desktop.net.visits import Network, refusal

READ = 512 * sizes.KB
"""So much of a page is read: its head is at the beginning."""
_PAGES = ("text/html", "application/xhtml+xml")
_FIELDS = "title,authorships,publication_year,primary_location"
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]{1,40})", re.IGNORECASE)
_BY_HAND = "Write its title yourself."
_NO_SUCH_DOI = "Look at it again, or write its title yourself."
_DOORKEEPERS = re.compile(
    r"""just\ a\ moment\W* | attention\ required\b.* | access\ denied\b.* | robot\ check
    | are\ you\ a\ (?:robot|human)\W* | checking\ your\ browser\b.* | ddos-guard
    | (?:please\ )?verify(?:ing)?\ (?:that\ )?you(?:r\ browser|\ are\ (?:a\ )?human)\b.*
    | security\ check(?:point)?\b.* | (?:bot|human)\ verification | one\ more\ step\W*
    | [45]\d\d (?:\W+(?:forbidden|not\ found|error|bad\ gateway|service\ unavailable)\b.*)?
    | (?:page\ )?not\ found | error | redirecting\W* | loading\W* | untitled
    | (?:log|sign)\ ?in(?:\ portal)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Titles of pages that stand in the place of the page: of doors, not of rooms."""


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Asks one after the other, over one line. `openalex` is a base address."""

    openalex: str
    network: Network
    line: Line
    listener: Listener

    def of_doi(self, doi: str) -> Described:
        """What OpenAlex says of a DOI. Raises FetchFailed, HostPaused, Offline, Cancelled."""
        url = f"{self.openalex}/works/doi:{quote(doi, safe='/')}?select={_FIELDS}"

        def attempt() -> Described:
            headers = api_answers.headers(api_answers.JSON)
            with self.network.visit(url, headers, self.line, self.listener) as answer:
                failure = openalex_limits.refused(answer)
                if failure is not None:
                    raise failure
                said = _of_openalex(api_answers.document(answer))
                if said is None:
                    raise api_answers.damaged(answer)
                return said

        try:
            return self.network.persistently(url, attempt, self.line)
        except FetchFailed as problem:
            if not problem.missing:
                raise
            what = f"OpenAlex knows no DOI {doi}."
            raise FetchFailed(what, _NO_SUCH_DOI, missing=True, status=problem.status) from problem

    def of_page(self, url: str) -> Described:
        """What a page says of itself; no more than its first half megabyte is read.

        Raises FetchFailed, HostPaused, BadInput, Offline, Cancelled.
        """

        def attempt() -> Described:
            headers = api_answers.headers(", ".join(_PAGES))
            with self.network.visit(url, headers, self.line, self.listener) as answer:
                failure = refusal(answer)
                if failure is not None:
                    raise failure
                return _of_page(answer)

        return self.network.persistently(url, attempt, self.line)


def _of_page(answer: Answer) -> Described:
    host = host_of(answer.url)
    kind, _, rest = answer.headers.get("Content-Type", "").partition(";")
    if kind.strip().lower() not in _PAGES:
        raise FetchFailed(f"What {host} has there is no web page.", _BY_HAND)
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise FetchFailed(f"{host} sent its page packed, which nobody asked for.", _BY_HAND)
    data = bytearray()
    for chunk in answer.chunks():
        data += chunk
        if len(data) >= READ or b"</head>" in data[-len(chunk) - 7 :]:
            break
    charset = _CHARSET.search(rest)
    said = page_heads.described(bytes(data[:READ]), charset[1] if charset else None)
    if said is None:
        raise FetchFailed(f"The page at {host} has no title.", _BY_HAND)
    if _DOORKEEPERS.fullmatch(said.title):
        raise FetchFailed(f"{host} shows “{said.title}” in the page's place.", _BY_HAND)
    return said


def _of_openalex(item: Any) -> Described | None:
    """A record as OpenAlex documents it (https://developers.openalex.org); None for any other."""
    if not isinstance(item, dict) or not isinstance(item.get("title"), str):
        return None
    title = " ".join(item["title"].split())
    year = item.get("publication_year")
    place = _inside(item.get("primary_location"), "source", "display_name")
    people = item.get("authorships")
    people = people if isinstance(people, list) else []
    names = (_inside(one, "author", "display_name") for one in people)
    if not title:
        return None
    return Described(
        title,
        tuple(name for name in names if name),
        place if "arxiv" not in place.lower() else "",
        year if isinstance(year, int) and 1000 < year < 3000 else None,
    )


def _inside(item: Any, *names: str) -> str:
    """A text some levels down; empty where there is none."""
    for name in names:
        item = item.get(name) if isinstance(item, dict) else None
    return " ".join(item.split()) if isinstance(item, str) else ""
