"""How likely a result is text that somebody wrote, and how unlikely that it came by chance."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_FIRST_CJK = "\u2e80"
_SEEN = 200  # characters of one run that are looked at
_GOOD, _FAIR, _POOR, _BAD = 1.0, 0.7, 0.3, 0.0
_UNUSUAL_BLOCKS = (
    (0x0180, 0x024F),  # Latin Extended-B
    (0x0250, 0x02FF),  # phonetic letters, modifiers
    (0x0370, 0x0373),  # archaic Greek
    (0x0376, 0x0377),
    (0x037B, 0x037F),
    (0x03CF, 0x03FF),  # Coptic
    (0x0460, 0x048F),  # archaic Cyrillic
    (0x04C0, 0x052F),
    (0x0700, 0x08FF),  # Syriac, Thaana, N'Ko and others
    (0xA640, 0xAB2F),
)
_USUAL_IN_THEM = frozenset("ƏəƒƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǦǧǨǩǪǫǴǵǸǹȘșȚțȲȳʻʼʹʺˈˌːˆˇ˘˙˚˛˜˝ϕϑϵӀӏӘәӨөӮӯӢӣӲӳ")
_MIXES_WITH_LATIN = ("LATIN", "GREEK", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH")
_JOINERS = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff")

_ENOUGH, _OVERWHELMING = 3, 60  # points of evidence
_NATURAL, _RARE = 0.6, 0.25  # quality


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A run of a document, with the characters beside it."""

    run: str
    before: str
    after: str


def is_plausible(quality: float, points: int) -> bool:
    """Whether a result may be what somebody wrote; unusual scripts need much evidence."""
    return points >= _ENOUGH and quality >= (_RARE if points >= _OVERWHELMING else _NATURAL)


def quality(occurrence: Occurrence, repaired: str) -> float:
    """From 0 to 1: how natural a repaired run looks where it stands."""
    seen = repaired[:_SEEN]
    total = sum(_character(char) for char in seen)
    first = seen[0]
    if unicodedata.combining(first):
        composed = unicodedata.normalize("NFC", occurrence.before[-1:] + first)
        total += (_FAIR if len(composed) == 1 else _BAD) - _character(first)
    elif _touches_a_word(occurrence) and (_is_foreign(first) or _is_odd_case(occurrence, first)):
        total += _POOR - _character(first)
    return total / len(seen)


def evidence(occurrence: Occurrence, repaired: str) -> int:
    """Points against chance: clean text gets three in about one document of a thousand.

    A character of two bytes comes by chance from one in ten Chinese words of one sign, longer
    ones from few. It counts for more where it completes a word or stands as a separator.
    """
    points = sum((0, 1, 3, 4)[len(char.encode()) - 1] for char in repaired[:_SEEN])
    return points + (2 if _completes(occurrence, repaired) else 0)


def _completes(occurrence: Occurrence, repaired: str) -> bool:
    if repaired.isalpha() and repaired[0] < "\u0250":
        beside_latin = occurrence.run[0] < _FIRST_CJK  # people write "a路" less than "路a"
        return _touches_a_word(occurrence) if beside_latin else occurrence.before[-1:].isalpha()
    if repaired == "·":
        return occurrence.before[-1:] in ("", " ", "\t", "\n") and occurrence.after[:3] == " (["
    return repaired in "’‘" and _touches_a_word(occurrence)


def _touches_a_word(occurrence: Occurrence) -> bool:
    return occurrence.before[-1:].isalpha() or occurrence.after[:1].isalpha()


def _is_odd_case(occurrence: Occurrence, char: str) -> bool:
    """A capital behind a small letter, inside a word."""
    return char.isupper() and occurrence.before[-1:].islower()


def _is_foreign(char: str) -> bool:
    name = unicodedata.name(char, "")
    return char.isalpha() and not name.startswith(_MIXES_WITH_LATIN)


@lru_cache(maxsize=4096)
def _character(char: str) -> float:
    category = unicodedata.category(char)
    if category in ("Cc", "Cn", "Co", "Cs") or char == "\ufffd":
        return _BAD
    if category == "Cf":
        return _FAIR if char in _JOINERS else _BAD
    if char in _USUAL_IN_THEM:
        return _FAIR
    code = ord(char)
    if any(first <= code <= last for first, last in _UNUSUAL_BLOCKS):
        return _POOR
    return _GOOD
