"""What addresses of proceedings say: at which conference, in which journal, and when.

Each site has one rule over paths. Volumes without a year in their address say nothing here.
"""

import re
from typing import NamedTuple

from effllm_desktop.domain import addresses


class Published(NamedTuple):
    """A venue and a year, as far as an address tells them."""

    venue: str | None = None
    year: int | None = None


_UNKNOWN = Published()
_NAMES = {
    name.lower(): name
    for name in (
        *("AACL", "ACL", "COLING", "CoNLL", "CVPR", "EACL", "ECCV", "EMNLP", "ICCV", "LREC"),
        *("NAACL", "TACL", "WACV", "WMT"),
    )
} | {"cl": "Computational Linguistics"}
_LETTERS = {
    "c": "COLING",
    "d": "EMNLP",
    "e": "EACL",
    "j": "Computational Linguistics",
    "k": "CoNLL",
    "l": "LREC",
    "n": "NAACL",
    "p": "ACL",
    "q": "TACL",
}
"""What the old ids of the ACL Anthology begin with (https://aclanthology.org/info/ids/)."""
_ANTHOLOGY = (
    r"(?:(?P<year>(?:19|20)\d\d)\.(?P<venue>(?:findings-)?[a-z]+)[.-]"
    r"|(?P<letter>[a-z])(?P<short>\d\d)-\d)"
)
_NEURIPS = re.compile(r"/(?:paper|paper_files/paper)/(?P<year>(?:19|20)\d\d)/")
_FINDINGS = "findings-"
_MOST_BEFORE = 60  # two digits of a year above this are of the century before

_RULES: dict[str, tuple[str | None, re.Pattern[str]]] = {
    "openaccess.thecvf.com": (
        None,
        re.compile(r"/content[_/](?P<venue>[A-Za-z]+)_?(?P<year>(?:19|20)\d\d)", re.IGNORECASE),
    ),
    "cv-foundation.org": (
        None,
        re.compile(r"/openaccess/content_(?P<venue>[a-z]+)_(?P<year>20\d\d)", re.IGNORECASE),
    ),
    "ecva.net": ("ECCV", re.compile(r"/papers/eccv_(?P<year>20\d\d)/", re.IGNORECASE)),
    "aclanthology.org": (None, re.compile(f"/{_ANTHOLOGY}", re.IGNORECASE)),
    "aclweb.org": (None, re.compile(f"/anthology/{_ANTHOLOGY}", re.IGNORECASE)),
    "proceedings.mlr.press": (
        None,
        re.compile(r"/v\d+/[a-z-]+(?P<short>\d\d)[a-z]{0,3}(?:[./]|\Z)"),
    ),
    "proceedings.neurips.cc": ("NeurIPS", _NEURIPS),
    "papers.neurips.cc": ("NeurIPS", _NEURIPS),
    "papers.nips.cc": ("NeurIPS", _NEURIPS),
}


def published_at(url: str) -> Published:
    """What an address tells of where and when what stands there came out."""
    rule = _RULES.get(addresses.host(url))
    found = rule[1].match(addresses.path(url)) if rule is not None else None
    if rule is None or found is None:
        return _UNKNOWN
    said = found.groupdict()
    venue = _LETTERS.get((said.get("letter") or "").lower()) or _venue(said.get("venue") or "")
    return Published(rule[0] or venue, _year(said))


def _venue(name: str) -> str | None:
    of = name.lower().removeprefix(_FINDINGS)
    known = _NAMES.get(of)
    return f"{known} Findings" if known and len(of) < len(name) else known


def _year(said: dict[str, str | None]) -> int:
    if year := said.get("year"):
        return int(year)
    short = int(said["short"] or 0)
    return short + (1900 if short > _MOST_BEFORE else 2000)
