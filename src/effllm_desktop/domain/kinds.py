"""What a work is, and what a link leads to: one table of rules over addresses.

The first rule that fits decides. `path` is matched against the path without its leading `/`.
"""

import re
from dataclasses import dataclass

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.domain.lists import Kind, Role


@dataclass(frozen=True, slots=True)
class _Rule:
    domain: str
    path: re.Pattern[str]
    kind: Kind


def _rule(domain: str, path: str, kind: Kind) -> _Rule:
    return _Rule(domain, re.compile(path, re.IGNORECASE), kind)


_RULES = (
    _rule("huggingface.co", r"(?:blog|docs|learn)(?:/|$)", Kind.ARTICLE),
    _rule("huggingface.co", r"papers/.", Kind.PAPER),
    _rule("huggingface.co", r"datasets/.", Kind.DATASET),
    _rule("huggingface.co", r".", Kind.MODEL),
    _rule("x.com", r"", Kind.POST),
    _rule("twitter.com", r"", Kind.POST),
    _rule("youtube.com", r"", Kind.VIDEO),
    _rule("youtu.be", r"", Kind.VIDEO),
    _rule("bilibili.com", r"", Kind.VIDEO),
    _rule(
        "aclanthology.org", r"(?:volumes|events|venues|people|sigs|info|faq)(?:/|$)", Kind.ARTICLE
    ),
    _rule("aclanthology.org", r".", Kind.PAPER),
    _rule("openreview.net", r"(?:forum|pdf|attachment)(?:$|\?|/)", Kind.PAPER),
    _rule("proceedings.mlr.press", r"v\d+/[^/]+", Kind.PAPER),
    _rule("openaccess.thecvf.com", r".*/(?:html|papers)/.", Kind.PAPER),
)
_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org")
_PROJECT_HOSTS = ("github.io", "gitlab.io", "sites.google.com", "netlify.app", "vercel.app")
_ROLE_OF_KIND = {
    Kind.PAPER: Role.ABSTRACT,
    Kind.REPOSITORY: Role.CODE,
    Kind.VIDEO: Role.VIDEO,
    Kind.POST: Role.POST,
    Kind.MODEL: Role.MODEL,
    Kind.DATASET: Role.OTHER,
    Kind.ARTICLE: Role.ARTICLE,
    Kind.OTHER: Role.OTHER,
}


def kind_of(url: str, title: str = "") -> Kind:
    """The kind of a work from its own link and, for papers, from an arXiv id in its title."""
    parts = addresses.split(url)
    if arxiv_id.from_title(title) or arxiv_id.from_address(url):
        return Kind.PAPER
    if parts is None:
        return Kind.OTHER
    if addresses.github_repository(url):
        return Kind.REPOSITORY
    path = parts.path.lstrip("/")
    for rule in _RULES:
        if addresses.is_on(url, rule.domain) and rule.path.match(path):
            return rule.kind
    return Kind.ARTICLE


def role_of(url: str) -> Role:
    """What a link beside the title leads to."""
    parts = addresses.split(url)
    if parts is None:
        return Role.OTHER
    if addresses.is_on(url, "scholar.google.com") and "cites=" in parts.query:
        return Role.CITATIONS
    if addresses.host(url) in _CODE_HOSTS:
        return Role.CODE
    if _is_pdf(url, parts.path):
        return Role.PDF
    if addresses.is_on(url, *_PROJECT_HOSTS):
        return Role.PROJECT
    return _ROLE_OF_KIND[kind_of(url)]


def _is_pdf(url: str, path: str) -> bool:
    on_arxiv = addresses.is_on(url, "arxiv.org") and path.startswith("/pdf/")
    on_openreview = addresses.is_on(url, "openreview.net") and path.startswith("/pdf")
    return on_arxiv or on_openreview or path.lower().endswith(".pdf")
