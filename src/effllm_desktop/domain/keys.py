"""What identifies a work: the title's own link first, never the section, never the wording.

Forms, first that fits: `arxiv:` `doi:` `github:` `hf:` `url:` `title:`.
"""

import re
import unicodedata

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.domain.arxiv_id import ArxivId

TITLE_MARK = "#title="
"""Stands in a key between an address and the title that tells its works apart."""
_PREFIXES = ("arxiv:", "doi:", "github:", "hf:", "url:", "title:")
_HF_RESERVED = frozenset(
    [
        "api",
        "blog",
        "chat",
        "collections",
        "datasets",
        "docs",
        "join",
        "learn",
        "models",
        "organizations",
        "papers",
        "posts",
        "pricing",
        "settings",
        "spaces",
        "tasks",
    ]
)
_GITHUB_SAME_REPOSITORY = frozenset(("issues", "issue", "pull", "pulls"))
_SUBMISSION = ("/forum", "/pdf", "/attachment")
_SUBMISSION_ID = re.compile(r"[?&]id=([\w-]+)")
_ANTHOLOGIES = ("aclanthology.org", "aclanthology.info", "aclweb.org")
_ANTHOLOGY = re.compile(
    r"(?:aclanthology\.(?:org|info)|aclweb\.org/anthology)/(?:papers/(?:\w/\w+/)?)?"
    r"([A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+)(?:v\d+)?(?:\.(?:pdf|bib|xml|endf))?",
    re.IGNORECASE,
)
_BARE_DOI = re.compile(r"(?:doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^\w]+|_+")
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_][\w-]+/\S*")
"""Its last part begins with a letter and has more: `3.5/10` and `e.g./i.e.` are no addresses."""


def of_address(url: str) -> str:
    """The key of the work at an address."""
    if repository := addresses.plain_repository(url):
        return f"github:{repository.lower()}"
    if arxiv := arxiv_id.from_address(url):
        return of_arxiv(arxiv)
    host = addresses.host(url)
    if host == "github.com":
        key = _github(url)
    elif host in ("huggingface.co", "hf.co"):
        key = _huggingface(url)
    elif doi := addresses.doi(url):
        key = f"doi:{doi}"
    elif host == "openreview.net":
        key = _openreview(url)
    elif host in _ANTHOLOGIES:
        key = _anthology(url)
    else:
        key = None
    return key or f"url:{addresses.normalise(url)}"


def of_arxiv(arxiv: ArxivId) -> str:
    """The key of an arXiv paper, whatever its version."""
    return f"arxiv:{arxiv.id}"


def with_title(key: str, title: str) -> str:
    """The key of one of several works that a list has under one address."""
    return f"{key}{TITLE_MARK}{normalise_title(title)}"


def normalise_title(title: str) -> str:
    """A title without case, accents' encoding and punctuation: words with one space between."""
    if title.isascii():
        return " ".join(title.translate(_ASCII_WORDS).split())
    text = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(_NOT_WORD.sub(" ", text).split())


def from_argument(text: str) -> str | None:
    """The key that a person's word means: a key, an arXiv id, a DOI, an address. Else None."""
    word = text.strip()
    prefix, colon, rest = word.partition(":")
    if arxiv := arxiv_id.parse(word):
        return of_arxiv(arxiv)
    if colon and f"{prefix.lower()}:" in _PREFIXES and rest:
        return _from_key(prefix.lower(), rest)
    if addresses.is_web(word):
        return of_address(word)
    if doi := _BARE_DOI.fullmatch(word):
        return of_address(f"https://doi.org/{doi[1]}")
    return of_address(f"https://{word}") if _BARE_HOST.fullmatch(word) else None


def _from_key(prefix: str, rest: str) -> str:
    if prefix == "doi":
        return of_address(f"https://doi.org/{rest}")
    if prefix in ("arxiv", "github", "hf"):
        return f"{prefix}:{rest.lower()}"
    return f"{prefix}:{rest}"


def _github(url: str) -> str | None:
    repository = addresses.github_repository(url)
    if repository is None:
        return None
    if addresses.path(url)[1:] == repository:
        return f"github:{repository.lower()}"
    below = addresses.path_parts(url)[2:]
    if below and below[0].lower() not in _GITHUB_SAME_REPOSITORY:
        return None
    return f"github:{repository.lower()}"


def _huggingface(url: str) -> str | None:
    parts = addresses.path_parts(url)
    if len(parts) != 2 or parts[0].lower() in _HF_RESERVED:
        return None
    return f"hf:{parts[0]}/{parts[1]}".lower()


def _openreview(url: str) -> str | None:
    """A submission's page, for the page itself, its PDF and what was said about it."""
    if addresses.path(url) not in _SUBMISSION:
        return None
    found = _SUBMISSION_ID.search(url)
    return f"url:openreview.net/forum?id={found[1]}" if found else None


def _anthology(url: str) -> str | None:
    """A paper's page in the ACL Anthology, for the page itself, its PDF and its BibTeX."""
    found = _ANTHOLOGY.fullmatch(addresses.host(url) + addresses.path(url).rstrip("/"))
    return f"url:aclanthology.org/{found[1]}" if found else None


def as_address(key: str) -> str:
    """The `url:` form of a key that names a repository or a model."""
    prefix, _, rest = key.partition(":")
    sites = {"github": "github.com/", "hf": "huggingface.co/"}
    return f"url:{sites[prefix]}{rest}" if prefix in sites else key
