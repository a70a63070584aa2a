r"""Text as the value of a BibTeX field: escaped, capitals protected, formulas left as they are.

BibTeX styles put titles in lower case unless letters stand in braces; that goes for the letters of
formulas, too (btxdoc, "BibTeXing", section 4). Words of a title in title case are meant to follow
the style, so only those are protected that would become wrong: `LoRA`, `GPT-4`, `KV`.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

_FORMULA = re.compile(r"(\$(?=\S)[^$]+(?<=\S)\$(?!\d))")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_DASH = re.compile(r"-(?=-)")  # two hyphens side by side are a dash
_SPECIAL = re.compile(r"[\\{}&%#_$~^]")
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces, a backslash before them or not
        "}": r"\textbraceright{}",
        **{sign: f"\\{sign}" for sign in "&%#_$"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_CAPITALS = r"A-ZÀ-ÖØ-ÞΑ-ΩА-Я"
_MIXED = re.compile(rf"((?<![\w+-])[\w+-]*(?:[^\W_][{_CAPITALS}]|[{_CAPITALS}]\d)[\w+-]*)")
_NAME = re.compile(rf"([{_CAPITALS}][\w+-]+)")
_SENTENCE_ENDS = (".", ":", "?", "!")
_REMEMBERED = 2**15  # words: those of titles come again and again
Escape = Callable[[str], str]


def escaped(text: str) -> str:
    """Text in Unicode with what LaTeX would act on escaped."""
    text = text.translate(_ESCAPES) if _SPECIAL.search(text) else text
    return _DASH.sub("-{}", text) if "--" in text else text


def ascii_only(text: str) -> str:
    r"""The same with letters and signs beyond ASCII as LaTeX macros (`M{\"u}ller`).

    For BibTeX itself, which knows bytes and no characters. What has no macro stays.
    """
    text = escaped(text)
    return text if text.isascii() else _BEYOND.sub(lambda sign: _macro(sign[0]), text)


def title(text: str, escape: Escape) -> str:
    """A title with its formulas, and with braces where capitals must stay."""
    if "$" not in text:
        return _protected(text, escape)
    parts = _FORMULA.split(text)
    return "".join(
        f"{{{part}}}" if place % 2 and _is_balanced(part) else _protected(part, escape)
        for place, part in enumerate(parts)
    )


def address(text: str) -> str:
    """An address, which is no text: only what would unbalance the record is changed."""
    if "{" in text or "}" in text or "\\" in text:
        return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    return text


def _protected(text: str, escape: Escape) -> str:
    words = text.split(" ")
    if 2 * sum(map(str.islower, words)) <= len(words):
        return " ".join([_word(word, escape) for word in words])
    before = [".", *words[:-1]]  # mostly in lower case: capitals inside a sentence mean names
    return " ".join(
        [
            _word(word, escape, is_inside=not last.endswith(_SENTENCE_ENDS))
            for last, word in zip(before, words, strict=True)
        ]
    )


@lru_cache(maxsize=_REMEMBERED)
def _word(word: str, escape: Escape, *, is_inside: bool = False) -> str:
    """A word, escaped, with braces around what must keep its capitals."""
    pieces = _MIXED.split(word)
    if is_inside and len(pieces) == 1:
        pieces = _NAME.split(word)
    return "".join(
        f"{{{escape(piece)}}}" if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    )


def _is_balanced(formula: str) -> bool:
    depth = 0
    for sign in formula:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


@cache
def _macro(character: str) -> str:
    """The macro of a character; itself where there is none, or one that means another sign."""
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexencode import UnicodeToLatexEncoder  # type: ignore[attr-defined] # it is

    encoder = UnicodeToLatexEncoder(  # type: ignore[no-untyped-call]
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
    macro = str(encoder.unicode_to_latex(character))  # type: ignore[no-untyped-call]
    back = LatexNodes2Text().latex_to_text(macro)  # type: ignore[no-untyped-call]
    return macro if back == character else character
