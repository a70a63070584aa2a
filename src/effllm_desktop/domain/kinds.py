"""What a work is, and what a link leads to: one table of rules over addresses.

Of a domain's rules the first one that fits the path, without its first `/`, decides.
"""

import re
from functools import lru_cache

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.domain.lists import Kind, Role

_Rule = tuple[re.Pattern[str], Kind]


def _rules(*rules: tuple[str, Kind]) -> tuple[_Rule, ...]:
    return tuple((re.compile(path, re.IGNORECASE), kind) for path, kind in rules)


_RULES: dict[str, tuple[_Rule, ...]] = {
    "huggingface.co": _rules(
        (r"(?:blog|docs|learn)(?:/|$)", Kind.ARTICLE),
        (r"papers/.", Kind.PAPER),
        (r"datasets/.", Kind.DATASET),
        (r".", Kind.MODEL),
    ),
    "aclanthology.org": _rules(
        (r"(?:volumes|events|venues|people|sigs|info|faq)(?:/|$)", Kind.ARTICLE), (r".", Kind.PAPER)
    ),
    "openreview.net": _rules((r"(?:forum|pdf|attachment)(?:$|/)", Kind.PAPER)),
    "proceedings.mlr.press": _rules((r"v\d+/[^/]+", Kind.PAPER)),
    "openaccess.thecvf.com": _rules((r".*/(?:html|papers)/.", Kind.PAPER)),
    "papers.nips.cc": _rules((r"paper", Kind.PAPER)),
    "papers.neurips.cc": _rules((r"paper", Kind.PAPER)),
    "proceedings.neurips.cc": _rules((r"paper", Kind.PAPER)),
    "semanticscholar.org": _rules((r"paper/.", Kind.PAPER)),
    "doi.org": _rules((r"10\.\d", Kind.PAPER)),
    "dl.acm.org": _rules((r"doi/", Kind.PAPER)),
    "ieeexplore.ieee.org": _rules((r"(?:abstract/)?document/\d", Kind.PAPER)),
    "link.springer.com": _rules((r"(?:article|chapter)/", Kind.PAPER)),
    "nature.com": _rules((r"articles/.", Kind.PAPER)),
    "sciencedirect.com": _rules((r"science/article/", Kind.PAPER)),
    "biorxiv.org": _rules((r"content/", Kind.PAPER)),
    "medrxiv.org": _rules((r"content/", Kind.PAPER)),
    "jmlr.org": _rules((r"papers/.", Kind.PAPER)),
}
_RULES |= dict.fromkeys(("x.com", "twitter.com"), _rules((r"", Kind.POST)))
_RULES |= dict.fromkeys(("youtube.com", "youtu.be", "bilibili.com"), _rules((r"", Kind.VIDEO)))
_RULES["hf.co"] = _RULES["huggingface.co"]
_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org")
_PROJECT_HOSTS = ("github.io", "gitlab.io", "sites.google.com", "netlify.app", "vercel.app")
_USUAL = re.compile(
    r"https?://(?:(github\.com/)|arxiv\.org/(?:(pdf/)|(abs/\d{4}\.\d{4,5}(?:v\d+)?\Z)))"
)
_USUAL_ROLES = (Role.OTHER, Role.CODE, Role.PDF, Role.ABSTRACT)  # three of four links
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


@lru_cache(maxsize=1024)
def kind_of(url: str, title: str = "") -> Kind:
    """The kind of a work from its own link and, for papers, from an arXiv id in its title."""
    if arxiv_id.from_title(title) or arxiv_id.from_address(url):
        return Kind.PAPER
    if not addresses.is_web(url):
        return Kind.OTHER
    if addresses.github_repository(url):
        return Kind.REPOSITORY
    return _by_rules(addresses.host(url), addresses.path(url))


def _by_rules(domain: str, path: str) -> Kind:
    for fits, kind in _rules_of(domain):
        if fits.match(path.lstrip("/")):
            return kind
    return Kind.ARTICLE


@lru_cache(maxsize=1024)
def _rules_of(domain: str) -> tuple[_Rule, ...]:
    """The rules of a domain, or of the nearest one that it belongs to."""
    while domain:
        if domain in _RULES:
            return _RULES[domain]
        domain = domain.partition(".")[2]
    return ()


def role_of(url: str) -> Role:
    """What a link beside the title leads to."""
    usual = _USUAL.match(url)
    return _USUAL_ROLES[usual.lastindex or 0] if usual else _role_of(url)


@lru_cache(maxsize=1024)
def _role_of(url: str) -> Role:
    domain = addresses.host(url)
    if domain in _CODE_HOSTS:
        return Role.CODE
    if not addresses.is_web(url):
        return Role.OTHER
    if "cites=" in url and addresses.is_on(url, "scholar.google.com"):
        return Role.CITATIONS
    path = addresses.path(url)
    if _is_pdf(domain, path):
        return Role.PDF
    if addresses.is_below(domain, _PROJECT_HOSTS):
        return Role.PROJECT
    return _ROLE_OF_KIND[Kind.PAPER if arxiv_id.from_address(url) else _by_rules(domain, path)]


def _is_pdf(domain: str, path: str) -> bool:
    if path.startswith("/pdf"):
        on_arxiv = addresses.is_below(domain, ("arxiv.org",)) and path.startswith("/pdf/")
        if on_arxiv or addresses.is_below(domain, ("openreview.net",)):
            return True
    return path.lower().endswith(".pdf")
