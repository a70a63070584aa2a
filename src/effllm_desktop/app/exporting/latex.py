r"""Text as the value of a BibTeX field: escaped, capitals protected, formulas left as they are.

BibTeX styles put titles in lower case unless letters stand in braces; that goes for the letters of
formulas, too (btxdoc, "BibTeXing", section 4). Words of a title in title case are meant to follow
the style, so only those are protected that would become wrong: `LoRA`, `GPT-4`, `KV`.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

_FORMULA = re.compile(r"(\$(?=\S)[^$]+(?<=\S)\$(?!\d))")
_WITH_MACROS = "effllm_desktop.latex_macros"
_JOINED = re.compile(r"-(?=-)|`(?=`)|'(?=')|(?<=[!?])`")
"""Signs that would become another one with what stands beside them: dashes, quotes, `¡`."""
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
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0327": "c",
    "\u0328": "k",
}
_SIMPLE, _SIMPLE_IN_LATIN_1 = "`'\"", "^~"
"""Accents whose letter has no braces of its own."""
_DOTLESS = {"i": r"\i"}
_LAST_OF_LATIN_1, _LAST_ACCENTED = "ÿ", "ſ"
_REMEMBERED = 2**15  # words, and letters that stand side by side
Escape = Callable[[str], str]


def escaped(text: str) -> str:
    """Text in Unicode with what LaTeX would act on escaped."""
    text = text.translate(_ESCAPES) if _SPECIAL.search(text) else text
    return _JOINED.sub(_parted, text) if "--" in text or "`" in text or "''" in text else text


def _parted(found: re.Match[str]) -> str:
    return f"{found[0]}{{}}" if found[0] == "-" else f"{{{found[0]}}}"


def ascii_only(text: str) -> str:
    r"""The same with letters and signs beyond ASCII as LaTeX macros (`M{\"u}ller`).

    For BibTeX itself, which knows bytes and no characters. What has no macro stays.
    """
    if _SPECIAL.search(text) or "--" in text or "`" in text or "''" in text:
        text = escaped(text)
    return in_ascii(text)


def in_ascii(text: str) -> str:
    """Letters and signs beyond ASCII as macros; nothing else is changed."""
    if text.isascii():
        return text
    _know_macros()
    return text.encode("ascii", _WITH_MACROS).decode("utf-8", "surrogatepass")


@cache
def _know_macros() -> None:
    """Let Python ask for the macros of what ASCII has not: it finds that faster than patterns."""
    codecs.register_error(_WITH_MACROS, _macros_of)


def _macros_of(error: UnicodeError) -> tuple[bytes, int]:
    """As bytes, which are taken as they are: a character without a macro stands for itself."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - nothing else is asked
    end = error.end
    return _in_bytes(error.object[error.start : end]), end


@lru_cache(_REMEMBERED)
def _in_bytes(signs: str) -> bytes:
    return "".join(map(_macro, signs)).encode("utf-8", "surrogatepass")


@cache
def titles(escape: Escape) -> Callable[[str], str]:
    """What makes titles values: formulas stay, and braces keep capitals that must stay."""
    inside = _Words(escape, are_inside=True).__getitem__
    anywhere = _Words(escape, are_inside=False).__getitem__

    def written(text: str, has_formulas: bool = True) -> str:  # noqa: FBT001, FBT002 - by place
        if has_formulas and "$" in text:
            return _with_formulas(text, written)
        words = text.split(" ")
        if 2 * len([word for word in words if word.islower()]) <= len(words):
            return " ".join(map(anywhere, words))
        before = [".", *words[:-1]]  # mostly lower case: capitals inside a sentence mean names
        return " ".join(
            [
                anywhere(word) if last.endswith(_SENTENCE_ENDS) else inside(word)
                for last, word in zip(before, words, strict=True)
            ]
        )

    return written


def _with_formulas(text: str, written: Callable[[str, bool], str]) -> str:
    parts = _FORMULA.split(text)
    return "".join(
        f"{{{part}}}" if place % 2 and _is_balanced(part) else written(part, False)  # noqa: FBT003
        for place, part in enumerate(parts)
    )


def address(text: str) -> str:
    """An address, which is no text: only what would unbalance the record is changed."""
    if "{" in text or "}" in text or "\\" in text:
        return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    return text


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
        pieces = _MIXED.split(word)
        if self._are_inside and len(pieces) == 1:
            pieces = _NAME.split(word)
        return "".join(
            f"{{{self._escape(piece)}}}" if place % 2 else self._escape(piece)
            for place, piece in enumerate(pieces)
            if piece
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
    return _accented(character) or _known(character)


def _accented(character: str) -> str | None:
    """The macro of an accent on a plain letter, as most letters of names beyond ASCII are.

    What knows all others takes a twentieth of a second to be loaded.
    """
    parts = unicodedata.normalize("NFD", character)
    accent = _ACCENTS.get(parts[1:])
    if accent is None or character > _LAST_ACCENTED or not parts[0].isascii():
        return None
    letter = parts[0]
    if accent in _SIMPLE or (accent in _SIMPLE_IN_LATIN_1 and character <= _LAST_OF_LATIN_1):
        return f"{{\\{accent}{_DOTLESS.get(letter, letter)}}}"
    return f"{{\\{accent}{{{letter}}}}}"


def _known(character: str) -> str:
    """The macro of any character that the package knows one for."""
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
