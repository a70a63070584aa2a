"""Where and when a work was published, where words beside its title say so: `(ICML 2023 Oral)`."""

import re
from functools import lru_cache
from typing import NamedTuple

from effllm_desktop.markdown.dialects import labels
from effllm_desktop.markdown.dialects.wording import bare

_NAME = (
    r"(?>(?P<findings>Findings[ ]of[ ])?)(?P<name>(?:3DV|L4DC|[A-Za-z][A-Za-z-]{1,11})"
    r"(?>(?:[ ](?:MM|Multimedia|ATC|Security|VIS)(?![A-Za-z]))?))(?![A-Za-z])"
    r"(?>(?P<part>[ ](?:Findings|Workshops?))?)"
)  # looked up: an alternative for each name compiles slowly, and so does a set with a ’
_MONTH = r"(?>(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?[ ])?)"
_WHEN = rf"{_MONTH}(?P<year>(?:19|20)\d\d)(?>(?:[./-]\d{{1,2}})?)|(?P<short>(?<![ ,@-])\d\d(?!\d))"
_APART = r"(?>(?:[ ,'@-]|’){0,3})"
_MANNER = (
    r"(?:(?:[Bb]est|[Oo]utstanding|[Ss]hort)[ ](?>(?:[Ss]tudent[ ])?)"
    r"[Pp]aper(?>(?:[ ]Award)?)|[Oo]ral"
    r"|[Ss]potlight|[Pp]oster|[Hh]ighlight|[Ww]orkshop|Findings|Demo|Survey)(?![^\W\d_])"
)
_HOW = rf"(?P<how>(?>(?:[ ,]{{0,2}}(?:{_MANNER}|\({_MANNER}\)|\[{_MANNER}\]))*))"
_SAID = re.compile(
    rf"(?>(?P<opened>[\[(])?)(?>(?:[Ii]n[ ])?)"
    rf"{_NAME}(?>(?:{_APART}(?:{_WHEN}))?){_HOW}(?(opened)[\])])"
    r"(?=\Z|[\s.,;:|/)\]])"
)
_TURNED = re.compile(rf"[\[(](?P<year>(?:19|20)\d\d),? {_NAME}(?P<how>)(?P<short>)[\])]")
_BEFORE = re.compile(rf"(?>(?:{_NAME}{_APART})?)(?:{_WHEN}){_HOW},[ ](?=[^\W_])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATED = re.compile(r"(?P<venue>[^\W\d_].{1,60}?)[ ,’'(\[]++(?P<year>(?:19|20)\d\d)[)\]]?")
_YEAR_ALONE = re.compile(r"[\[(](?P<year>(?:19|20)\d\d)[\])]")
_FEWEST_BLANKS = 1  # in a title behind a place and a year
_THIS_CENTURY = 2000
_ARXIV = "arXiv"
_BRACKETS = "(["


class Publication(NamedTuple):
    """A venue, the year, and the words that are left."""

    venue: str | None
    year: int | None
    rest: str


def behind(words: str) -> Publication | None:
    """What words behind a title begin with: `(ICLR 2024 Oral)`, `In ICML 2018`, `CVPR`.

    A venue without a year stands alone, or in brackets: others may only be named.
    """
    found = _SAID.match(words) or _TURNED.match(words)
    said = None if found is None else _said(found)
    if found is None or said is None:
        return None
    rest = bare(words[found.end() :])
    if rest and said.year is None and words[0] not in _BRACKETS:
        return None
    return said._replace(rest=f"{said.rest} {rest}".strip())


def said_by(words: str) -> Publication | None:
    """What words say that say nothing else: `AAAI2022`, `[ICML 2024 Oral]`."""
    found = _SAID.fullmatch(words)
    return None if found is None else _said(found)


def in_cell(words: str) -> tuple[str, int | None]:
    """The venue and the year that words of their own name, whatever venue it is."""
    dated = _DATED.fullmatch(words)
    if dated is not None:
        return dated["venue"], int(dated["year"])
    said = said_by(words)
    if said is None or said.venue is None:
        return words, year_in(words)
    return said.venue, said.year


def ending(words: str, *, is_paper: bool) -> tuple[str, Publication] | None:
    """What words say in brackets at their end, behind other words: `A title (ICML 2024 Oral)`.

    A year alone is told of papers only, as others may be called so. Returns those other words, too.
    """
    opened = max(words.rfind("("), words.rfind("["))
    found = _SAID.fullmatch(words, opened) or _TURNED.fullmatch(words, opened)
    said = None if found is None else _said(found)
    if said is None and is_paper and (when := _YEAR_ALONE.fullmatch(words, opened)):
        said = Publication(None, int(when["year"]), "")
    before = words[: max(opened, 0)].rstrip(" ,;:–—-")
    if said is None or said.year is None or not before or labels.is_role(before):
        return None
    return before, said


@lru_cache(maxsize=256)  # few labels make up most of a list
def of_label(label: str) -> Publication | None:
    """The same of a link's label. `arXiv` alone says where a link leads, and no more."""
    said = said_by(label) if label else None
    return said if said is not None and (said.year or said.venue != _ARXIV) else None


def before(title: str) -> Publication | None:
    """What stands before a title with a comma: `NeurIPS 2020 (spotlight), A title of words`.

    `rest` is the title.
    """
    found = _BEFORE.match(title)
    if found is None or title.count(" ", found.end()) < _FEWEST_BLANKS:
        return None
    year = _year(found)
    venue = _venue(found, year)
    is_said = venue is not None or not found["name"]
    return Publication(venue, year, title[found.end() :]) if is_said else None


def year_in(words: str) -> int | None:
    """The first year that words name."""
    found = _YEAR.search(words)
    return int(found[0]) if found else None


def _said(found: re.Match[str]) -> Publication | None:
    year = _year(found)
    venue = _venue(found, year)
    return None if venue is None else Publication(venue, year, bare(found["how"]))


def _venue(found: re.Match[str], year: int | None) -> str | None:
    """The venue that is named, as it is written; None where it is none that is known."""
    name = found["name"] or ""
    if name.lower() == _ARXIV.lower():
        return _ARXIV
    is_known = name in labels.VENUES or (year is not None and name in labels.WITH_A_YEAR)
    part = " Findings" if found["findings"] else found["part"] or ""
    return name + part if is_known else None


def _year(found: re.Match[str]) -> int | None:
    if found["short"]:
        return _THIS_CENTURY + int(found["short"])
    return int(found["year"]) if found["year"] else None
