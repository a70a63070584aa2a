"""Where and when a work was published, where words beside its title say so: `(ICML 2023 Oral)`."""

import re
from typing import NamedTuple

from effllm_desktop.markdown.dialects import labels
from effllm_desktop.markdown.dialects.wording import bare

_NEED_A_YEAR = (
    "3DV|ACCV|ACM Multimedia|ACML|AISTAT|ASE|ASRU|CAV|CCS|CGO|CIDR|COLT|CSCW|DATE|DEEM|EDBT|FAST"
    "|FSE|HotNets|HotOS|HotStorage|ICDM|ICIP|ICME|ICPR|ICS|ICSE|IEEE VIS|IJCNN|IJRR|IPDPS|ISMAR"
    "|ISSTA|ITSC|IUI|IV|L4DC|LREC|LREC-COLING|MM|MobiCom|MobiSys|NeurIPSW|OOPSLA|PACT|PNAS|POPL|PPoPP"
    "|PRL|RA-L|RAL|RLC|SC|SDM|SIGCOMM|SIGMETRICS|SLT|SODA|STOC|Science|SoCC|TCSVT|TIP|TMM|TNNLS|TPDS"
    "|TVCG|UIST|USENIX ATC|USENIX Security|VIS|VTC|WMT|aiDM"
)
"""What may be anything where no year stands behind it."""
_ANY = rf"{labels.VENUES}|[Aa]r[Xx][Ii][Vv]|(?:ICCV|CVPR|ECCV|ICML|ICLR|NeurIPS|ACL|EMNLP|ICRA)W"
_MONTH = r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?[ ])?+"
_WHEN = rf"{_MONTH}(?P<year>(?:19|20)\d\d)(?:[./-]\d{{1,2}})?+|(?P<short>(?<=['’A-Za-z])\d\d(?!\d))"
_MANNER = (
    r"(?:(?:[Bb]est|Outstanding)[ ](?:[Ss]tudent[ ])?+[Pp]aper(?:[ ]Award)?+|[Oo]ral|[Ss]potlight"
    r"|[Pp]oster|[Hh]ighlight|[Ww]orkshop|Findings|Demo|Survey)(?![^\W\d_])"
)
_HOW = rf"(?:[ ,]{{0,2}}(?:{_MANNER}|\({_MANNER}\)|\[{_MANNER}\]))"
_SAID = re.compile(
    rf"(?P<opened>[\[(])?+(?:[Ii]n[ ])?+(?:(?P<venue>{_ANY})|(?P<other>{_NEED_A_YEAR}))"
    rf"(?![^\W\d_])(?:[ ,’'@-]{{0,3}}(?:{_WHEN}))?+(?P<how>{_HOW}*+)(?(opened)[\])])"
    r"(?=\Z|[\s.,;:|/)\]])"
)
_BEFORE = re.compile(
    rf"(?:(?P<venue>{_ANY}|{_NEED_A_YEAR})(?![^\W\d_])[ ’'-]{{0,3}})?+(?:{_WHEN})"
    rf"(?P<how>{_HOW}*+),[ ](?=[^\W_])"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATED = re.compile(r"(?P<venue>[^\W\d_].{1,60}?)[ ,’'(\[]++(?P<year>(?:19|20)\d\d)[)\]]?")
_FEWEST_BLANKS = 1  # in a title behind a place and a year
_THIS_CENTURY = 2000
_ARXIV = "arXiv"


class Publication(NamedTuple):
    """A venue, the year, and the words that are left."""

    venue: str | None
    year: int | None
    rest: str


def behind(words: str) -> Publication | None:
    """What words behind a title begin with: `(ICLR 2024 Oral)`, `In ICML 2018`, `CVPR`.

    A venue without a year stands alone, or in brackets: others may only be named.
    """
    found = _SAID.match(words)
    if found is None:
        return None
    rest = bare(words[found.end() :])
    year = _year(found)
    if year is None and (found["other"] or (rest and not found["opened"])):
        return None
    return Publication(
        _venue(found["venue"] or found["other"]), year, f"{bare(found['how'])} {rest}".strip()
    )


def said_by(words: str) -> Publication | None:
    """What words say that say nothing else: `AAAI2022`, `[ICML 2024]`."""
    said = behind(words)
    return said if said is not None and not said.rest else None


def in_cell(words: str) -> tuple[str, int | None]:
    """The venue and the year that words of their own name, whatever venue it is."""
    dated = _DATED.fullmatch(words)
    if dated is not None:
        return dated["venue"], int(dated["year"])
    said = said_by(words)
    if said is None or said.venue is None:
        return words, year_in(words)
    return said.venue, said.year


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
    return Publication(_venue(found["venue"]), _year(found), title[found.end() :])


def year_in(words: str) -> int | None:
    """The first year that words name."""
    found = _YEAR.search(words)
    return int(found[0]) if found else None


def _venue(venue: str | None) -> str | None:
    return _ARXIV if venue is not None and venue.lower() == _ARXIV.lower() else venue


def _year(found: re.Match[str]) -> int | None:
    if found["short"]:
        return _THIS_CENTURY + int(found["short"])
    return int(found["year"]) if found["year"] else None
