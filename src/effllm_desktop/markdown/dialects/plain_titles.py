"""The title that the plain words of a line tell, whether they are read as pieces or in brief."""

import re
from functools import lru_cache

from effllm_desktop.markdown.dialects import bylines, labels, wording
from effllm_desktop.markdown.dialects.wording import Named, bare, one_line
from effllm_desktop.markdown.source import printable

_GLUED_NUMBER = re.compile(r"\A\d{1,3}[.)、](?=[^\W\d_a-z])")  # `3.A title` is no item
_BREAK = re.compile(r"\\\r?\n")
_NUMBERED = re.compile(r"\A\d{1,4}[.)]\s+(?=\S)")
_NUMBER = re.compile(r"\A\W{0,9}\d{1,4}[.)]\s+")  # `12. ` before a heading
_FEWEST_BLANKS = 2  # in a heading that is a title
_NOT_FOLLOWING = (" by ", " et al", " - ")
_FEWEST_SIGNS = 10  # of scripts that put few blanks between words
_SORTED_BY = re.compile(
    r"\s*+(?:[\[(【（](?P<inside>[^\[\]()【】（）]{1,30})[\])】）]\s*"
    r"|(?=[^.:：|\[\]()]{2,31}+[.|])(?P<before>[^.:：|\[\]()]{2,30})(?:\.\s+|\s\|\s+)"
    r"|(?P<label>[^.:：|\[\]()]{2,30}+)(?::\s+|：\s*))"
)  # what sorts a line before its title: `[2023/02] `, `ICML | `, `ICML 2020: `
_MOST_SORTS = 4
_MOST_PIECES = 50  # of a line that are asked what they say
_FEW = 120  # characters of words that are asked about again
_LONGEST_LINE = 200  # characters of a title that stands alone
_LEADS = re.compile(r"[\r\n\v｜|;；,，。][ \t]*([^\r\n\v｜|;；,，。:：]{1,20})[:：]\s*\Z")


def tells(words: str) -> bool:
    """Whether words may be a title, more than a date or `[ICML 2024]`."""
    return _few_tell(words) if len(words) <= _FEW else _tell(words)


def _tell(words: str) -> bool:
    words = bare(words)
    return any(map(str.isalpha, words)) and not labels.is_heading_of_line(words)


_few_tell = lru_cache(maxsize=1024)(_tell)


def is_short(words: str) -> bool:
    """Whether a link has few words: then one behind links to paper and code is no title either."""
    return words.count(" ") <= _FEWEST_BLANKS


def is_stressed(before: str, words: str, behind: str) -> bool:
    """Whether bold words are but stressed in the title around them: `The **first** of many`."""
    leads = before[-1:].isspace() and before.rstrip()[-1:].isalpha() and tells(before)
    follows = behind[:1] == " " and behind[1:2].islower() and not behind.startswith(_NOT_FOLLOWING)
    return leads and follows and is_short(words)


def is_longer(title: str, name: str) -> bool:
    """Whether words behind a short name have more of them, as a title has."""
    return title.count(" ") >= max(_FEWEST_BLANKS, name.count(" "))


def told_by(said: list[str]) -> str:
    """What words say by now: the first pieces of a line tell, however many it has."""
    return bare("".join(said[:_MOST_PIECES]))


def settled(said: list[str], behind: list[str]) -> Named:
    """What words before links and words behind them come to."""
    words, others = "".join(said), "".join(behind)
    if tells(others) and labels.sorts(words):
        words, others = others, words  # (2020) [Paper](…) A title
    if "\\" in words:
        words = _BREAK.sub("\v", words)
    first, _, below = bare(words).partition("\v")  # a break that was meant
    if first[:1].isdigit():
        first = wording.without(_GLUED_NUMBER, first)
    named = wording.title_in(_unsorted(first))
    rest = (named.rest, bare(one_line(below)), bare(one_line(others)))
    return Named(named.title, " ".join(filter(None, rest)), named.byline)


def boxed(words: str) -> str:
    """What stands in square brackets of its own: `[Short]`, `[Author et al. ICML20]`; else none."""
    is_box = words[:1] == "[" and words[-1:] == "]" and words.rfind("[") == 0
    return words[1:-1].strip() if is_box and not labels.sorts(words) else ""


def behind_box(named: Named, box: str) -> Named:
    """What a line says behind words in a box before its title, which describe it."""
    if not box:
        return named
    if not named.title:
        return named._replace(title=f"[{box}]")
    said = bylines.leading(box) if named.byline is None else None
    about = (named.rest, box) if said is None else (said.rest, named.rest)
    return Named(named.title, " ".join(filter(None, about)), named.byline or said)


def without_lead(said: list[str], *, is_bare: bool) -> list[str]:
    """Words before a link without those that lead to it: `… (see [it](…))`, `…｜Code: https://…`."""
    words = "".join(said)
    lead = _LEADS.search(words) if is_bare else None
    if lead is not None and labels.may_be_role(lead[1].strip()):
        return [words[: lead.start()]]
    opened = words.rfind("(")
    is_aside = opened > 0 and ")" not in words[opened:] and tells(words[:opened])
    return [words[:opened]] if is_aside else said


def may_name_authors(words: str, said: list[str]) -> bool:
    """Whether words in italics, behind what is said before, are names."""
    if told_by(said).count(" ") < _FEWEST_BLANKS:
        return False
    return " et al" in words or words.count(", ") > 1


def _unsorted(words: str) -> str:
    """A line without what sorts it before its title: `[2023/02] `, `2020 | ICML | `."""
    for _ in range(_MOST_SORTS):
        if place := labels.place_before(words):
            words = words[place:]
            break
        sort = _SORTED_BY.match(words)
        if sort is None or not _sorts(*sort.groups()) or not tells(words[sort.end() :]):
            break
        words = words[sort.end() :]
    return words


def _sorts(inside: str | None, before: str | None, label: str | None) -> bool:
    """Whether words sort a line: in brackets, before a sign, before a colon."""
    if inside:
        return labels.is_role(inside) or labels.sorts(inside) or bylines.cites(inside)
    return labels.sorts(before) if before else label is not None and labels.leads_up(label)


def unnumbered(title: str) -> str:
    """A title without the number before it: `3) A title`."""
    return wording.without(_NUMBERED, title)


def in_heading(words: str) -> str:
    """The title that a heading may be, for entries below that only say what is behind them."""
    title = wording.without(_NUMBER, words)
    few = title.count(" ") < _FEWEST_BLANKS
    return "" if few or len(title) > wording.LONGEST else title


def in_line(words: str) -> str:
    """The title that a line without any link may be: words that are no sentence."""
    words = wording.without(_GLUED_NUMBER, words)
    is_long = words.count(" ") >= _FEWEST_BLANKS or (
        not words.isascii() and len(words) >= _FEWEST_SIGNS
    )
    is_title = is_long and words[-1:] not in ".:;。：；" and len(words) <= _LONGEST_LINE
    return printable(words) if is_title else ""
