"""Web addresses: which are the same, whose they are, which are only decoration."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

_SCHEMES = ("http", "https")
_ORDINARY = re.compile(
    r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(/[!-\"$->@-~]*+)?(?=[?#]|\Z)"
)
"""Most addresses: split so, they need not be taken apart by the standard library."""
_REMEMBERED = 1024  # addresses: one is asked about several times while its entry is read
_IGNORED_PARAMETERS = re.compile(r"(?:utm_[^=&]*|continueFlag)(?:=[^&]*)?", re.IGNORECASE)
_BADGE_HOSTS = (
    "shields.io",
    "badgen.net",
    "badge.fury.io",
    "badges.gitter.im",
    "badges.frapsoft.com",
    "hits.seeyoufarm.com",
    "hits.dwyl.com",
    "hits.sh",
    "visitorbadge.io",
    "visitor-badge.laobi.icu",
    "visitor-badge.glitch.me",
    "profile-counter.glitch.me",
    "komarev.com",
    "api.star-history.com",
)
_BADGE_PATH = re.compile(r"badge[^/]{0,200}\.svg|visitor[-_]?badge|/badges?(?:/|\Z)", re.IGNORECASE)
_GITHUB_RESERVED = frozenset(
    [
        "about",
        "apps",
        "collections",
        "features",
        "login",
        "marketplace",
        "orgs",
        "search",
        "settings",
        "sponsors",
        "stars",
        "topics",
        "trending",
        "users",
    ]
)
_PLAIN_REPOSITORY = re.compile(r"https?://github\.com/(([A-Za-z0-9-]+)/[A-Za-z0-9_-]+)")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ATYPON = re.compile(r"/doi/(?:[a-z]+/)?(10\.\d{4,9}/[^\s/]+)/?", re.IGNORECASE)
_DOI_IN_PATH = {
    "dl.acm.org": _ATYPON,
    "epubs.siam.org": _ATYPON,
    "journals.sagepub.com": _ATYPON,
    "onlinelibrary.wiley.com": _ATYPON,
    "pubs.acs.org": _ATYPON,
    "pubsonline.informs.org": _ATYPON,
    "science.org": _ATYPON,
    "tandfonline.com": _ATYPON,
    "link.springer.com": re.compile(
        r"/(?:article|chapter|content/pdf)/(10\.\d{4,9}/[^\s/]+?)(?:\.pdf)?/?", re.IGNORECASE
    ),
}
"""Publishers whose pages bear the DOI of what stands there."""


@lru_cache(maxsize=_REMEMBERED)
def split(url: str) -> SplitResult | None:
    """The parts of an http(s) address, or None for anything else."""
    try:
        parts = urlsplit(url.strip())
        known = parts.scheme.lower() in _SCHEMES and bool(parts.hostname)
    except ValueError:  # unbalanced brackets in the host
        return None
    return parts if known else None


def is_web(url: str) -> bool:
    """Whether this is an http(s) address with a host."""
    return _ordinary(url) is not None or split(url) is not None


@lru_cache(maxsize=_REMEMBERED)
def _ordinary(url: str) -> re.Match[str] | None:
    return _ORDINARY.match(url)


def host(url: str) -> str:
    """The host in lower case without `www.`; empty where there is none."""
    ordinary = _ordinary(url)
    if ordinary is not None:
        return ordinary[1]
    parts = split(url)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def is_on(url: str, *domains: str) -> bool:
    """Whether the address is on one of the domains or on a subdomain of one."""
    return is_below(host(url), domains)


def is_below(name: str, domains: tuple[str, ...]) -> bool:
    """Whether a host is one of the domains or a subdomain of one."""
    return name in domains or name.endswith(_subdomains(domains))


@lru_cache(maxsize=64)
def _subdomains(domains: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f".{domain}" for domain in domains)


def path_parts(url: str) -> list[str]:
    """The non-empty parts of the path."""
    return [part for part in path(url).split("/") if part]


def path(url: str) -> str:
    """The path of a web address, with its first `/`; empty where there is none."""
    ordinary = _ordinary(url)
    if ordinary is not None:
        return ordinary[2] or ""
    parts = split(url)
    return parts.path if parts else ""


def normalise(url: str) -> str:
    """The address as an identity: no scheme, no `www.`, no final `/`, no tracking parameters."""
    ordinary = _ordinary(url)
    if ordinary is not None and ordinary.end() == len(url):
        return ordinary[1] + (ordinary[2] or "").rstrip("/")
    parts = split(url)
    if parts is None:
        return url.strip()
    port = _port(parts)
    kept = [p for p in parts.query.split("&") if p and not _IGNORED_PARAMETERS.fullmatch(p)]
    text = host(url) + (f":{port}" if port else "") + parts.path.rstrip("/")
    if kept:
        text += "?" + "&".join(kept)
    if parts.fragment:
        text += f"#{parts.fragment}"
    return text


def _port(parts: SplitResult) -> int | None:
    try:
        port = parts.port
    except ValueError:  # not a number, or out of range
        return None
    return None if port in (80, 443) else port


def is_badge(url: str) -> bool:
    """Whether an address is a status picture: never an entry, never a link."""
    return may_be_badge(url.lower()) and _is_badge(url)


def may_be_badge(lowered: str) -> bool:
    """Whether an address in lower case has what a badge's has: most need no closer look."""
    return (
        "badge" in lowered
        or "shields.io" in lowered
        or "hits." in lowered
        or "komarev" in lowered
        or "visitor" in lowered
        or "counter" in lowered
        or "star-history" in lowered
    )


@lru_cache(maxsize=_REMEMBERED)
def _is_badge(url: str) -> bool:
    if host(url) == "github.com" and len(path_parts(url)) == 2:
        return False  # a repository may be about badges
    return is_on(url, *_BADGE_HOSTS) or bool(_BADGE_PATH.search(path(url)))


def plain_repository(url: str) -> str | None:
    """`owner/name` as written, for the usual address of a repository on github.com itself."""
    plain = _PLAIN_REPOSITORY.fullmatch(url)
    return plain[1] if plain and plain[2].lower() not in _GITHUB_RESERVED else None


def github_repository(url: str) -> str | None:
    """`owner/name` as written, for any page of a repository on github.com."""
    return _repository(url) if "github" in url.lower() else None


@lru_cache(maxsize=_REMEMBERED)
def _repository(url: str) -> str | None:
    if plain := plain_repository(url):
        return plain
    if host(url) != "github.com":
        return None
    parts = path_parts(url)
    if len(parts) < 2 or parts[0].lower() in _GITHUB_RESERVED:
        return None
    name = parts[1].rstrip(".").removesuffix(".git").rstrip(".")  # of the end of a sentence
    return f"{parts[0]}/{name}" if name else None


def doi(url: str) -> str | None:
    """The DOI, lower case, that an address of doi.org or of a publisher names."""
    if "10." not in url and "%" not in url:
        return None
    if "doi.org" in url.lower() and is_on(url, "doi.org"):
        match = _DOI.fullmatch(unquote(path(url)).strip("/"))
        return match[0].lower() if match else None
    publisher = _DOI_IN_PATH.get(host(url))
    match = publisher.fullmatch(unquote(path(url))) if publisher else None
    return match[1].lower() if match else None
