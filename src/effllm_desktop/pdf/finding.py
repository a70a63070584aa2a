"""Finding words on a page, however they are written there.

Case, accents, hyphens, ligatures, line ends and the width of spaces make no difference; between
Chinese, Japanese and Korean characters spaces and line ends make none either.
"""

import re
import unicodedata

from effllm_desktop.domain.pdf import Box, Hit, merged
from effllm_desktop.pdf.document import Document
from effllm_desktop.pdf.text import TextLayer, numbered

_CHARACTERS_KEPT = 20_000_000
"""Of folded text, so that further searches need not read the pages again."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STEPS = (
    (re.compile("[\0\u00ad\u2010\u2011\ufffe-](?:\r?\n)?"), ""),
    (re.compile(r"\s{2,}|[^\S ]"), " "),
    (re.compile(f" (?<=[{_CJK}] )(?=[{_CJK}])"), ""),
)


class _Folds(dict[int, str]):
    """What a character is compared as, worked out when first met."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFKD", chr(code)).casefold()
        self[code] = unicodedata.normalize("NFKC", re.sub(f"[{_MARKS}]", "", apart))
        return self[code]


_FOLDS = _Folds()


def folded(text: str) -> str:
    """The text as it is compared."""
    text = text.lower() if text.isascii() else text.translate(_FOLDS)
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The same, and from which unit each character of it comes."""
    result, units = _letters_with_places(text)
    for pattern, replacement in _STEPS:
        result, units = _replaced(pattern, replacement, result, units)
    return result, units


def _letters_with_places(text: str) -> tuple[str, list[int]]:
    if text.isascii():
        return text.lower(), list(range(len(text)))
    units: list[int] = []
    characters: list[str] = []
    for unit, character in numbered(text):
        letters = _FOLDS[ord(character)]
        characters.append(letters)
        units += [unit] * len(letters)
    return "".join(characters), units


def _replaced(
    pattern: re.Pattern[str], replacement: str, text: str, units: list[int]
) -> tuple[str, list[int]]:
    pieces: list[str] = []
    left: list[int] = []
    end = 0
    for match in pattern.finditer(text):
        start = match.start()
        pieces += text[end:start], replacement
        left += units[end : start + len(replacement)]
        end = match.end()
    return "".join((*pieces, text[end:])), left + units[end:]


class Finder:
    """Finds in one document, and remembers what its pages say."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._said: dict[int, str] = {}
        self._characters = 0

    def on_page(self, words: str, page: int) -> tuple[Hit, ...]:
        """All places on a page where the words stand side by side."""
        wanted = folded(words).strip()
        if not wanted or wanted not in self._said.get(page, wanted):
            return ()
        with TextLayer(self._document, page) as layer:
            units = layer.units()
            if wanted not in self._kept(page, units):
                return ()
            text, places = folded_with_places(units)
            return tuple(
                Hit(page, _boxes(layer, places[start], places[start + len(wanted) - 1]))
                for start in _starts(text, wanted)
            )

    def _kept(self, page: int, units: str) -> str:
        if page not in self._said:
            said = folded(units)
            if self._characters + len(said) > _CHARACTERS_KEPT:
                self._said.clear()
                self._characters = 0
            self._said[page] = said
            self._characters += len(said)
        return self._said[page]


def _starts(text: str, wanted: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(wanted), text)]


def _boxes(layer: TextLayer, first: int, last: int) -> tuple[Box, ...]:
    return merged(box for unit in range(first, last + 1) if (box := layer.box(unit)))
