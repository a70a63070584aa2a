r"""Text as the value of a BibTeX field: escaped, and in ASCII where that is asked for."""

import codecs
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

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
_FAR_EASTERN = re.compile(r"[\u3001-\u3007\u300a-\ufaff\uff00-\uffef]").match
"""Chinese, Japanese and Korean signs, of which none has a macro."""
_REMEMBERED = 2**15  # letters that stand side by side
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


def address(text: str) -> str:
    """An address, which is no text: only what would unbalance the record is changed."""
    if "{" in text or "}" in text or "\\" in text:
        return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    return text


@cache
def _macro(character: str) -> str:
    """The macro of a character; itself where there is none, or one that means another sign."""
    if _FAR_EASTERN(character):
        return character
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
