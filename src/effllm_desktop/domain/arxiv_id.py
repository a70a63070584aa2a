"""arXiv identifiers: recognise, normalise, print.

Forms: https://info.arxiv.org/help/arxiv_identifier.html. New ones are YYMM.NNNN (to 1412) or
YYMM.NNNNN; old ones are archive/YYMMNNN, with a subject class after the archive that is not part
of the identity (`math.GT/0309136` is `math/0309136`).
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

_NEW = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_OLD = r"[a-z][a-z-]*(?:\.[A-Za-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}"
_ID = rf"(?P<id>{_NEW}|{_OLD})(?:v(?P<version>[1-9]\d{{0,2}}))?"
_WHOLE = rf"(?:arxiv:)?{_ID}"
_ADDRESS = (
    r"(?:https?://)?(?:"
    r"(?:[a-z0-9-]+\.)*arxiv\.org/+(?:abs|pdf|html|ps|format|e-print|src|pdf_v1|ftp)/+(?:arxiv:)?"
    r"|(?:[a-z0-9-]+\.)*arxiv\.org/+(?:abs|pdf|html|format)/arxiv/"
    r"|(?:www\.)?ar5iv\.org/(?:abs|html|pdf)/"
    r"|(?:www\.)?alphaxiv\.org/(?:[a-z]{2}/)?(?:abs|pdf|overview)/"
    r"|(?:www\.)?huggingface\.co/papers/"
    r"|(?:www\.)?papers\.cool/arxiv/"
    r"|(?:www\.)?scirate\.com/arxiv/"
    r"|(?:www\.)?semanticscholar\.org/arxiv/"
    r"|(?:[a-z0-9-]+\.)*arxiv\.org/+ftp/(?:arxiv/)?papers/\d{4}/"
    r"|(?:www\.)?arxiv-vanity\.com/papers/"
    r"|(?:www\.)?hf\.co/papers/"
    r"|(?:dx\.|www\.)?doi\.org/10\.48550/arxiv\."
    rf"){_ID}(?>(?:\.pdf)*)(?![0-9a-z]|/[^/\s?#])\S*"
)
_USUAL = re.compile(
    r"https?://arxiv\.org/(?:abs|pdf)/(\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v([1-9]\d{0,2}))?(?:\.pdf)?"
)
"""Nine of ten addresses with an identifier, for which `_ADDRESS` need not be asked."""
_IN_TEXT = (
    r"(?<![0-9a-z])(?:arxiv(?:\.org)?(?:\s+(?:pre|e-?)prints?)?"
    r"(?:[\s:：,/(\[\\-]+(?:(?:19|20)\d\d[\s,.:;()]+)?(?:abs/|pdf/|arxiv:)?)"
    rf"|corr\W{{1,3}}abs/|arxiv\.){_ID}(?![0-9a-z]|\.\d)"
)
_DIGITS = re.compile(r"\d{4}")  # every identifier has some
_SIGNS = ("arxiv", "corr")  # with which an identifier in running text begins
_IN_TITLE = rf"\[(?:arxiv:)?{_ID}\]"
_FIRST_CENTURY_YEAR = 91  # arXiv opened in August 1991


class ArxivId(NamedTuple):
    """An arXiv identifier without its version, and the version that was named, if any."""

    id: str
    version: int | None = None

    @property
    def year(self) -> int:
        """The year of first submission, from the identifier's own digits."""
        digits = self.id.rpartition("/")[2]
        short = int(digits[:2])
        return (1900 if short >= _FIRST_CENTURY_YEAR else 2000) + short


def parse(text: str) -> ArxivId | None:
    """The identifier that the whole of `text` is (`2404.14897v1`, `arXiv:math.GT/0309136`)."""
    return _from(_compiled(_WHOLE).fullmatch(text.strip()))


@lru_cache(maxsize=1024)  # an entry's addresses are asked about several times
def from_address(url: str) -> ArxivId | None:
    """The identifier that an address names: arXiv's own pages, mirrors that carry its ids."""
    usual = _USUAL.fullmatch(url)
    if usual is not None:
        return ArxivId(usual[1], int(usual[2]) if usual[2] else None)
    lowered = url.lower()
    is_named = "xiv" in lowered or "ar5iv" in lowered
    if not is_named and "/papers/" not in lowered:
        return None
    if "%" in url:
        url = unquote(url)
    elif not is_named and "co/papers/" not in lowered:  # as those of conferences
        return None
    return _from(_compiled(_ADDRESS).fullmatch(url.strip()))


def in_text(text: str) -> ArxivId | None:
    """The first identifier that running text names (`arXiv preprint arXiv:1506.02640`)."""
    if _DIGITS.search(text) is None:  # as in most
        return None
    lowered = text.lower()
    places = [place for sign in _SIGNS if (place := lowered.find(sign)) >= 0]
    if not places:
        return None
    start = min(places) if len(lowered) == len(text) else 0
    return _from(_compiled(_IN_TEXT).search(text, start))


def all_in_text(text: str) -> list[ArxivId]:
    """All identifiers that running text names, each as often as it does."""
    found = _compiled(_IN_TEXT).finditer(text) if in_text(text) else ()
    return [one for match in found if (one := _from(match))]


def from_title(title: str) -> ArxivId | None:
    """The identifier in square brackets that arXiv's page titles begin with."""
    return _from(_compiled(_IN_TITLE).search(title)) if "[" in title else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first used: they are on the way to the first window."""
    return re.compile(pattern, re.IGNORECASE)


def _from(match: re.Match[str] | None) -> ArxivId | None:
    if match is None:
        return None
    name = match["id"]
    if "/" in name:
        archive, _, number = name.partition("/")
        name = f"{archive.partition('.')[0].lower()}/{number}"
    version = match["version"]
    return ArxivId(name, int(version) if version else None)
