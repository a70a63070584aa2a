"""Titles as BibTeX and BibLaTeX want them: escaped, capitals protected, formulas left as they are.

BibTeX styles put titles in lower case unless letters stand in braces; that goes for the letters of
formulas, too (btxdoc, "BibTeXing", section 4). Words of a title in title case are meant to follow
the style, so only those are protected that would become wrong: `LoRA`, `GPT-4`, `KV`. Where most
words are in lower case, a capital inside a sentence means a name.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from string import ascii_lowercase, ascii_uppercase, digits

from effllm_desktop.app.exporting.latex import Escape

_FORMULA = re.compile(r"(\$(?=\S)[^$]+(?<=\S)\$(?!\d))")
_CAPITALS = r"A-ZÀ-ÖØ-ÞΑ-ΩА-Я"
_CAPITAL = re.compile(rf"[{_CAPITALS}]")
_MIXED = re.compile(rf"((?<![\w+-])[\w+-]*(?:[^\W_][{_CAPITALS}]|[{_CAPITALS}]\d)[\w+-]*)")
_NAME = re.compile(rf"([{_CAPITALS}][\w+-]+)")
_SENTENCE_ENDS = (".", ":", "?", "!")
_REMEMBERED = 2**15  # words


def _table(kinds: dict[str, str], other: str) -> bytes:
    """What turns each byte into the sign of its kind."""
    found = {sign: kind for signs, kind in kinds.items() for sign in signs}
    return "".join(found.get(chr(byte), other) for byte in range(256)).encode()


_KINDS = _table({ascii_uppercase: "A", ascii_lowercase: "a", digits: "0", "+-": "-"}, " ")
"""A blank stands for all signs that no word goes on behind."""
_MEANT = ((b"A0", b"AA"), (b" A", b" a"), (b"-A", b"-a"))
"""A digit behind a capital counts like one; capitals that begin a word may follow the style."""
_FROM_CAPITAL = re.compile(rb"A[^ ]*")
_OUTLINE = _table({ascii_uppercase: "A", " ": " ", "\n": "\n"}, "?")
_NOT_IN_OUTLINE = f'{ascii_lowercase}{digits}!"()*+,-./:;<=>?@[]|'.encode()


def of_many(texts: Sequence[str], escape: Escape) -> list[str]:
    """The value for each of many titles.

    All are looked at as one text. That is enough for titles in title case, as most are; others are
    written one by one.
    """
    alone = _alone(escape)
    lines = "\n".join(["", *[text if text.isascii() else "~" for text in texts]])
    if lines.count("\n") > len(texts):  # one of them has several lines
        return list(map(alone.of, texts))
    data = lines.encode()
    found = _in_title_case(lines, data).split("\n")[1:]
    for place, has_odd_signs in _others(data):
        found[place] = (alone.of if has_odd_signs else alone.of_plain)(texts[place])
    return found


def one_by_one(escape: Escape) -> Callable[[str], str]:
    """What gives the value for a title."""
    return _alone(escape).of


def _in_title_case(lines: str, data: bytes) -> str:
    """Lines with braces around the words whose capitals must stay in a title in title case.

    Kinds of signs take no longer than looking up each word would, if all words were known.
    """
    kinds = data.translate(_KINDS)
    for before, after in _MEANT:
        kinds = kinds.replace(before, after)
    pieces: list[str] = []
    done = 0
    for found in _FROM_CAPITAL.finditer(kinds):
        start, end = found.span()
        start = kinds.rfind(b" ", done, start) + 1
        pieces += lines[done:start], "{", lines[start:end], "}"
        done = end
    return "".join(pieces) + lines[done:]


def _others(data: bytes) -> list[tuple[int, bool]]:
    """The places of titles that may not be in title case; True: they may have to be escaped.

    Outlines are the blanks and capitals of titles. Where no two words without a capital stand side
    by side, and none at the beginning, no more than half of all are in lower case.
    """
    outlines = data.replace(b"--", b"~").translate(_OUTLINE, _NOT_IN_OUTLINE)
    wide = outlines.replace(b"\n", b" \n  ").replace(b"?", b"?   ").decode() + " "
    # Two blanks are before each line now, and one behind.
    return [
        (place, "?" in line)
        for place, line in enumerate(wide.split("\n")[1:])
        if "   " in line and ("?" in line or 2 * len(line.split()) < line.count(" ") - 2)
    ]


class _Alone:
    """Makes single titles values, by one way to escape texts."""

    def __init__(self, escape: Escape) -> None:
        self._anywhere = _Words(escape, are_inside=False).__getitem__
        self._inside = _Words(escape, are_inside=True).__getitem__

    def of(self, text: str) -> str:
        return _with_formulas(text, self._of_words) if "$" in text else self._of_words(text)

    def of_plain(self, text: str) -> str:
        """The same of a title in ASCII with nothing to escape: words in lower case stay."""
        words = text.split(" ")
        large = [place for place, word in enumerate(words) if not word.islower()]
        is_sentence = 2 * len(large) < len(words)
        for place in reversed(large):  # what stands before each is still as it was
            is_inside = is_sentence and place and not words[place - 1].endswith(_SENTENCE_ENDS)
            words[place] = (self._inside if is_inside else self._anywhere)(words[place])
        return " ".join(words)

    def _of_words(self, text: str) -> str:
        words = text.split(" ")
        if 2 * len([word for word in words if word.islower()]) <= len(words):
            return " ".join(map(self._anywhere, words))
        before = [".", *words[:-1]]  # mostly lower case: capitals inside a sentence mean names
        return " ".join(
            [
                self._anywhere(word) if last.endswith(_SENTENCE_ENDS) else self._inside(word)
                for last, word in zip(before, words, strict=True)
            ]
        )


_alone = cache(_Alone)


def _with_formulas(text: str, written: Callable[[str], str]) -> str:
    parts = _FORMULA.split(text)
    return "".join(
        f"{{{part}}}" if place % 2 and _is_balanced(part) else written(part)
        for place, part in enumerate(parts)
    )


def _is_balanced(formula: str) -> bool:
    depth = 0
    for sign in formula:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


class _Words(dict[str, str]):
    """Words, escaped, with braces around what must keep its capitals. They come again and again."""

    def __init__(self, escape: Escape, *, are_inside: bool) -> None:
        super().__init__()
        self._escape = escape
        self._are_inside = are_inside

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        written = self[word] = self._written(word)
        return written

    def _written(self, word: str) -> str:
        is_small = word.islower() or (word.istitle() and not self._are_inside)
        if is_small and word.isalpha() and word.isascii():
            return word  # as most are: nothing in it need be looked for
        escaped = self._escape(word)
        if not _CAPITAL.search(word):
            return escaped
        pieces = _MIXED.split(word)
        if self._are_inside and len(pieces) == 1:
            pieces = _NAME.split(word)
        if escaped != word:
            pieces = list(map(self._escape, pieces))
        pieces[1::2] = [f"{{{piece}}}" for piece in pieces[1::2]]
        return "".join(pieces)
