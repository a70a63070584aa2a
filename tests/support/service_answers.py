"""What services answer, in their documented shapes, and acts of the misbehaving server that say it.

The feeds are made here from the manual of arXiv's API, with what it says of ids, links and order.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from tests.support.misbehaving_server import Act, MisbehavingServer, Talk, said

ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as arXiv would have it."""

    id: str
    title: str = "A paper"
    version: int = 1
    authors: tuple[str, ...] = ("Ada Adams", "Bo Berg")
    abstract: str = "We show something."
    comment: str = ""
    journal_ref: str = ""
    doi: str = ""
    published: str = "2024-04-23T01:02:03Z"
    updated: str = "2024-04-23T01:02:03Z"
    categories: tuple[str, ...] = ("cs.CL", "cs.LG")

    def entry(self) -> str:
        """Its entry: the id is http and versioned, links are https."""
        optional = (("comment", self.comment), ("journal_ref", self.journal_ref), ("doi", self.doi))
        authors = "".join(f"<author><name>{escape(one)}</name></author>" for one in self.authors)
        here = f"{self.id}v{self.version}"
        return (
            f"<entry><id>http://arxiv.org/abs/{here}</id>"
            f"<title>{escape(self.title)}</title><updated>{self.updated}</updated>"
            f'<link href="https://arxiv.org/abs/{here}" rel="alternate" type="text/html"/>'
            f'<link href="https://arxiv.org/pdf/{here}" rel="related" title="pdf" '
            'type="application/pdf"/>'
            f"<summary>{escape(self.abstract)}</summary>"
            + "".join(f'<category term="{one}"/>' for one in self.categories)
            + f"<published>{self.published}</published>"
            + "".join(f"<arxiv:{n}>{escape(text)}</arxiv:{n}>" for n, text in optional if text)
            + f'<arxiv:primary_category term="{self.categories[0]}"/>{authors}</entry>'
        )


def feed(entries: Iterable[str], total: int | None = None) -> bytes:
    """A whole feed of arXiv's."""
    entries = list(entries)
    count = len(entries) if total is None else total
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">'
        "<id>https://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>"
        "<title>arXiv Query: search_query=&amp;id_list=&amp;start=0</title>"
        "<updated>2026-11-25T00:00:00Z</updated>"
        '<link href="https://arxiv.org/api/query?id_list=" type="application/atom+xml"/>'
        f"<opensearch:itemsPerPage>{count}</opensearch:itemsPerPage>"
        f"<opensearch:totalResults>{count}</opensearch:totalResults>"
        f"<opensearch:startIndex>0</opensearch:startIndex>{''.join(entries)}</feed>"
    ).encode()


def error_feed(words: str) -> bytes:
    """How arXiv says that it does not understand."""
    entry = (
        "<entry><id>https://arxiv.org/api/errors#incorrect_id_format</id><title>Error</title>"
        f"<summary>{escape(words)}</summary><updated>2026-11-25T00:00:00Z</updated>"
        "<author><name>arXiv api core</name></author></entry>"
    )
    return feed([entry])


def atom(data: bytes, status: int = 200) -> Act:
    return said(status, data, Content_Type=ATOM)


def spoken(document: Any, status: int = 200, **headers: object) -> Act:
    return said(status, json.dumps(document).encode(), Content_Type=JSON, **headers)


def validated(document: Any, etag: str = "", modified: str = "") -> Act:
    """What a server says that knows its answers again: all of it, or that nothing has changed."""
    headers = {name: one for name, one in (("ETag", etag), ("Last_Modified", modified)) if one}

    def act(talk: Talk) -> None:
        asked = talk.seen.headers.get("if-none-match")
        since = talk.seen.headers.get("if-modified-since")
        if (asked or since) and (asked or "", since or "") in ((etag, ""), ("", modified)):
            said(304, **headers)(talk)
        else:
            spoken(document, **headers)(talk)

    return act


@dataclass(slots=True)
class Services:
    """arXiv, Semantic Scholar, OpenAlex and GitHub on one server, with what each of them knows.

    Papers by id; numbers by DOI or arXiv id; repositories by name. `moved` are old names.
    """

    server: MisbehavingServer
    papers: dict[str, Paper] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    repositories: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    others: dict[str, Callable[[Talk], None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.server.on("*", self.answer)

    def answer(self, talk: Talk) -> None:
        path = unquote(urlsplit(talk.seen.path).path)
        act = next((act for start, act in self.others.items() if path.startswith(start)), None)
        if act is not None:
            act(talk)
        elif path == "/api/query":
            self._arxiv(talk)
        elif path == "/graph/v1/paper/batch":
            self._semantic_scholar(talk)
        elif path == "/works":
            self._openalex(talk)
        elif path.startswith("/works/doi:"):
            self._single(talk, path.removeprefix("/works/doi:").lower())
        elif path.startswith("/repos/"):
            self._repository(talk, path.removeprefix("/repos/"))
        elif path == "/graphql":
            self._graphql(talk)
        else:
            said(404)(talk)

    def asked(self, path: str) -> int:
        """How many requests came for a path."""
        return sum(urlsplit(one.path).path == path for one in self.server.requests())

    def _arxiv(self, talk: Talk) -> None:
        """Entries in no order of the request; unknown ids are left out without a word."""
        ids = parse_qs(urlsplit(talk.seen.path).query)["id_list"][0].split(",")
        known = [self.papers[one] for one in sorted(ids, reverse=True) if one in self.papers]
        atom(feed(paper.entry() for paper in known))(talk)

    def _semantic_scholar(self, talk: Talk) -> None:
        ids = json.loads(talk.seen.body)["ids"]
        spoken([self._scholar(one) for one in ids])(talk)

    def _scholar(self, name: str) -> Any:
        prefix, _, one = name.partition(":")
        if one not in self.cited:
            return None
        ids = {"ArXiv": one} if prefix == "ARXIV" else {"DOI": one}
        return {"paperId": "f" * 40, "externalIds": ids, "citationCount": self.cited[one]} | {
            "venue": "International Conference on Learning Representations"
        }

    def _openalex(self, talk: Talk) -> None:
        asked = parse_qs(urlsplit(talk.seen.path).query)["filter"][0].removeprefix("doi:")
        known = [one for one in asked.split("|") if one.lower() in self.counted]
        spoken({"meta": {"count": len(known)}, "results": [self._work(one) for one in known]})(talk)

    def _single(self, talk: Talk, doi: str) -> None:
        if doi in self.counted:
            spoken(self._work(doi))(talk)
        else:
            said(404)(talk)

    def _work(self, doi: str) -> dict[str, Any]:
        return {
            "id": "https://openalex.org/W1",
            "doi": f"https://doi.org/{doi.lower()}",
            "cited_by_count": self.counted[doi.lower()],
        }

    def _repository(self, talk: Talk, name: str) -> None:
        if name in self.moved:
            said(301, Location=f"/repos/{self.moved[name]}")(talk)
        elif name in self.repositories:
            spoken({"full_name": name, **self.repositories[name]})(talk)
        else:
            spoken({"message": "Not Found"}, 404)(talk)

    def _graphql(self, talk: Talk) -> None:
        data: dict[str, Any] = {}
        errors = []
        query = json.loads(talk.seen.body)["query"]
        for alias, owner, name in re.findall(
            r'(\w+): repository\(owner: "([^"]+)", name: "([^"]+)"', query
        ):
            asked = f"{owner}/{name}"
            now = self.moved.get(asked, asked)
            facts = self.repositories.get(now)
            data[alias] = facts and {
                "nameWithOwner": now,
                "stargazerCount": facts["stargazers_count"],
                "isArchived": facts["archived"],
                "pushedAt": facts["pushed_at"],
            }
            if facts is None:
                errors.append({"type": "NOT_FOUND", "path": [alias], "message": "Not there."})
        spoken({"data": data} | ({"errors": errors} if errors else {}))(talk)
