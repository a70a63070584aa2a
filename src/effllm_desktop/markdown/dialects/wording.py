"""The words of an entry: on one line, without the separators around them, no longer than useful."""

import re
from functools import lru_cache
from typing import NamedTuple

from effllm_desktop.markdown.dialects import bylines
from effllm_desktop.markdown.dialects.bylines import Byline

STAR, CLAPPER, HUGGINGFACE, X = "🌟", ":clapper:", "🤗", "𝕏"
_SIGN = re.compile(rf"{STAR}|{HUGGINGFACE}|{X}|:[a-z0-9_+-]+:")
_SEPARATORS = "\xa0 \t\r\n,;·•|｜:：-–—.。，、/\\>"
COLONS = (":", "：")
_BRACKETS = {")": "(", "]": "[", "）": "（", "】": "【", "}": "{"}
_PARTNER = {opening: closing for closing, opening in _BRACKETS.items()}
_OPENING = frozenset(_PARTNER)
_FEW = 120  # characters of words that are worth remembering: titles are asked about again and again
_MOST_BRACKETS = 20  # that are taken off one by one
_EMPTY = re.compile(
    r"\((?<!\w\()[,;|/·&\s]*+\)|\([,;|/·&\s]++\)|\[[,;|/·&\s]*+\]|（\s*+）|【\s*+】"
)
_CHECKBOX = re.compile(r"\A\s*\[[ xX]\](?=\s)")
_PICTURES = re.compile(r"\A(?:[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]|:[a-z0-9_+-]+:|\s)+")
_SHORT_NAME = re.compile(
    rf"(?>(?:{_PICTURES.pattern})?)\[(?P<name>[^\[\]]{{1,40}})\][ ]?(?=[^\W_])"
)
_SENTENCE = re.compile(r"(?<![ .][A-Z])[.。?!](?=\s+[A-Z\d(\[“\"一-鿿]|\s*\Z)")
_VENUE_BEHIND = re.compile(
    r"(?<=\w)[,.] *(?:arXiv preprint )?arXiv: ?\d{4}\.\d{4,5}(?:v\d)?(?:,? \(?(?:19|20)\d\d\)?)?\Z"
    r"|(?<=\w), *(?:arXiv|[A-Z][\w&@'’-]{1,20}(?: [A-Z][\w&'’-]{1,20}){0,3}),? +(?:19|20)\d\d\Z"
)
_INITIAL = re.compile(r"\b[A-Z]\.|\bet al\b")
_CITED = re.compile(r"[ (](?:19|20)\d\d[a-z]?\)?(?:, [A-Z][a-z]{2,8})?\Z")
_LONGEST_YEAR = 20  # characters of ` (2010), September`
_PLACE_ALONE = re.compile(r"\S+(?: \S*\d)?")
_DATE_BEHIND = re.compile(
    r"(?<=\w), *(?:[A-Za-z]{3,9}\.? )?(?:19|20)\d\d"
    r"(?:, [A-Z][\w&/]{1,30}(?: [A-Z][\w&/]{1,30})?)?\Z"
)
_INITIALS = re.compile(r"(?:[A-Z]\.[ -]?)+[A-Z]\w")
_LONGEST_NAME = 4  # words
_FEWEST_BLANKS = 2  # in the words of a title that a sentence ends: `Mr. X goes on`
_APART = re.compile(r"(?P<title>\S(?>(?:[^ ]|[ ](?![ ])){2,150}))[ ]{2,}(?=[^\W_])")
LONG = 200  # characters of words that a title and a text may stand in, with blanks between
_OF_WORDS = r"[\w /+'’,-]"
_QUIET = re.compile(rf"[^\W\d_]{_OF_WORDS}*+(?>(?::[ ]{_OF_WORDS}*+)*)(?<=[^\W\d_])[?!]?+")
_DIGIT = re.compile(r"\d")
"""Words by which nothing is told but a title, in which no sign ends or begins anything."""
_QUOTED = re.compile(r"[“\"«「](?P<words>[^“”\"«»「」]{8,})[”\"»」]")
_ALL_QUOTED = re.compile(r"[\"“「](?P<words>[^\"“”「」]+)[\"”」][.,。，]?")
LONGEST = 1000  # characters of a title; what is longer is no title
LONGEST_TEXT = 20_000  # characters of a description or a remark


def bare(words: str) -> str:
    """Words without signs, and without separators and brackets that hold nothing around them."""
    if (
        words[:1].isalnum()
        and words[-1].isalnum()
        and words.isascii()
        and ":" not in words
        and ")" not in words
        and "]" not in words
    ):  # as most titles
        return words
    return _bare_of_few(words) if len(words) <= _FEW else _bare(words)


def _bare(words: str) -> str:
    if not words or words.isspace():
        return ""
    if ":" in words or not words.isascii():
        words = _SIGN.sub("", words)
    if ")" in words or "]" in words or not words.isascii():
        words = _EMPTY.sub(" ", words)
    words = words.strip(_SEPARATORS)
    for _ in range(_MOST_BRACKETS):
        if words[:1].isalnum() and words[-1].isalnum():
            break
        cut = _without_odd_bracket(words)
        if cut == words:
            break
        words = cut.strip(_SEPARATORS)
    return words


_bare_of_few = lru_cache(maxsize=1024)(_bare)  # the words between links come again and again


def says_nothing(words: str) -> bool:
    """Whether there are only signs and pictures, no letter and no digit."""
    inner = bare(words)
    return not inner or not any(map(str.isalnum, inner))


def sentence(words: str) -> str:
    """Words like `bare` ones, with the full stop at their end."""
    inner = bare(words)
    for stop in (".", "。"):
        if inner and words.rstrip().endswith(inner + stop):
            return inner + stop
    return inner


def beside(words: str) -> str:
    """The words beside a title on one line: those of `sentence`."""
    return _beside_of_few(words) if len(words) <= _FEW else one_line(sentence(words))


@lru_cache(maxsize=1024)
def _beside_of_few(words: str) -> str:
    return one_line(sentence(words))


def _without_odd_bracket(words: str) -> str:
    """The words without one bracket at an end that has no partner among them."""
    first, last = words[:1], words[-1:]
    if first in _BRACKETS:
        return words[1:]
    if last in _OPENING or (last in _BRACKETS and _is_odd(words, _BRACKETS[last], last)):
        return words[:-1]
    if first in _OPENING and _is_odd(words, _PARTNER[first], first):
        return words[1:]
    return words


def _is_odd(words: str, partner: str, sign: str) -> bool:
    return words.count(sign) > words.count(partner)


def without(beginning: re.Pattern[str], words: str) -> str:
    """Words without what they begin with, if they do."""
    begun = beginning.match(words)
    return words[begun.end() :] if begun else words


def clean_title(words: str, *, is_linked: bool) -> str:
    """A title without checkbox, leading pictures and separators around it.

    A full stop behind it is the line's, but that in a link's label is the title's.
    """
    first = words[:1]
    is_usual = first.isascii() and first.isalnum()  # nothing to take off before it
    if not is_usual:
        words = without(_CHECKBOX, words)
        quoted = _ALL_QUOTED.fullmatch(words)
        words = quoted["words"].strip() if quoted else words
    if not is_linked and words.endswith(".") and not words.endswith("..") and " " in words:
        words = words[:-1]
    if words[-1:] in COLONS:
        words = words.rstrip(" :：")
    pictures = None if is_usual else _PICTURES.match(words)
    if pictures and any(c.isalnum() for c in words[pictures.end() :]):
        words = words[pictures.end() :]
    return words


def without_brackets(title: str) -> str:
    """A title without square brackets around the whole of it."""
    is_whole = title.startswith("[") and title.find("]") == len(title) - 1
    return title[1:-1].strip() or title if is_whole and title.rfind("[") == 0 else title


class Named(NamedTuple):
    """The title that a line of plain text tells, and what is left of the line.

    `byline`: who wrote it, where the line begins with that.
    """

    title: str
    rest: str
    byline: Byline | None = None


def title_in(words: str) -> Named:
    """The title that a line of plain text begins with or quotes; authors may stand before it."""
    if _QUIET.fullmatch(words) and _is_whole(words):
        return Named(words, "")
    begun = _APART.match(words) if len(words) > LONG else None
    if begun is not None:
        return Named(bare(begun["title"]), bare(one_line(words[begun.end() :])))
    line, lab = _without_lab(bare(one_line(words)))
    named = _title_in_line(line)
    return named._replace(rest=f"{named.rest} {lab}".lstrip()) if lab else named


def _is_whole(words: str) -> bool:
    """Whether quiet words are a title as a whole: no names before it, no date behind it."""
    if "  " in words or len(words) > LONG or X in words or "et al" in words:
        return False
    if "," in words and (", " not in words or _DIGIT.search(words)):
        return False
    return bylines.leading(words) is None


def _without_lab(line: str) -> tuple[str, str]:
    """A line without the lab at its end and the short name before it, and those.

    So some lists write: `[Short] Short: a long title (@Some Lab)`.
    """
    opened = line.rfind("(@") if line[-1:] == ")" else -1
    if opened <= 0 or line.find(")", opened) != len(line) - 1:
        return line, ""
    title = without(_CHECKBOX, line[:opened]).strip(_SEPARATORS)
    lab = line[opened + 1 : -1].strip()
    short = _SHORT_NAME.match(title)
    if short is None or title.count(" ", short.end()) < _FEWEST_BLANKS:
        return title, lab
    return title[short.end() :], f"{short['name']} {lab}"


def _title_in_line(line: str) -> Named:
    said = bylines.leading(line)
    if said is not None and (not said.rest or _PLACE_ALONE.fullmatch(said.rest)):
        said = None  # the title stands elsewhere
    line = said.rest if said is not None else line
    title = _QUOTED.search(line)
    if title:
        around = (bare(line[: title.start()]), bare(line[title.end() :]))
        return Named(title["words"].strip(_SEPARATORS), " ".join(filter(None, around)), said)
    line, _, behind = line.partition(" | ")
    written = bylines.trailing(line) if said is None else None
    if written is not None:
        return Named(written[0].strip(_SEPARATORS), bare(behind), written[1])
    words, rest = _first_sentence(line, 0 if said is not None else _FEWEST_BLANKS)
    if said is None and _INITIAL.search(words) and _CITED.search(words[-_LONGEST_YEAR:]):
        authors = words  # though none of those whose names are told from other words
        words, rest = _first_sentence(rest, 0)
        words, rest = (words, f"{authors} {rest}".rstrip()) if words else (authors, "")
    return Named(words, " ".join(filter(None, (rest, bare(behind)))), said)


def cited(label: str) -> Named | None:
    """What a label says that is a whole reference, as `Smith, A. (2020). A title. ICML` is."""
    if not may_cite(label):
        return None
    named = title_in(label)
    is_sure = named.byline is not None and named.byline.year is not None
    return named if is_sure and named.title.count(" ") >= _FEWEST_BLANKS else None


def may_cite(label: str) -> bool:
    """Whether a label may be a whole reference: a year in parentheses stands behind names."""
    return ". (" in label and "., " in label


def quoted(words: str) -> str:
    """What words in quotation marks say; none where words begin otherwise."""
    found = _QUOTED.match(words)
    return found["words"] if found else ""


def _first_sentence(line: str, blanks: int) -> tuple[str, str]:
    """The first sentence with so many blanks, or what stands before a venue, and the rest."""
    may_end_so = line[-1:].isdigit() or line[-1:] == ")"
    venue = _VENUE_BEHIND.search(line) if may_end_so else None
    if venue and not (blanks == 0 and _ends_before(line, venue.start())):
        return line[: venue.start()].strip(_SEPARATORS), line[venue.start() :].strip(_SEPARATORS)
    end = _SENTENCE.search(line)
    while end is not None and line.count(" ", 0, end.start()) < blanks:
        end = _SENTENCE.search(line, end.end())
    if end is None or end.end() >= len(line):
        date = _DATE_BEHIND.search(line) if ", " in line else None
        stop = date.start() if date else len(line)
        return line[:stop], line[stop:].strip(_SEPARATORS)
    stop = end.end() if line[end.start()] in "?!" else end.start()
    return line[:stop], bare(line[end.end() :])


def _ends_before(line: str, place: int) -> bool:
    """Whether a sentence of some words ends before a place: it is the title behind its authors."""
    end = _SENTENCE.search(line, 0, place)
    return end is not None and end[0] == "." and line.count(" ", 0, end.start()) >= _FEWEST_BLANKS


def are_names(words: str) -> bool:
    """Whether words are the names of several people: `F. Author, S. Author, and T. Author`."""
    parts = [part.removeprefix("and ") for part in words.replace(" and ", ", ").split(", ")]
    said = [part.split() for part in parts if part]
    return (
        len(said) > 1
        and any(len(part) > 1 for part in said)
        and all(len(part) <= _LONGEST_NAME and all(map(_may_be_of_name, part)) for part in said)
        and (len(said) > _FEWEST_BLANKS or _INITIALS.match(words) is not None)
        and 2 * sum(len(part) > 1 for part in said) >= len(said)
    )


def _may_be_of_name(word: str) -> bool:
    return word[0].isupper() or word.lower() in (
        "de",
        "van",
        "der",
        "von",
        "den",
        "al",
        "et",
        "al.",
    )


def one_line(words: str) -> str:
    return " ".join(words.split())


def shortened(words: str, longest: int) -> str:
    """Words up to some length, with an ellipsis where they go on."""
    if len(words) <= longest:
        return words
    return words[: longest - 1].rstrip() + "…"
