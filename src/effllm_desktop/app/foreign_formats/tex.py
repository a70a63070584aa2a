r"""Values of BibTeX fields as text: macros and braces gone, formulas kept."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from effllm_desktop.domain import keywords

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_MARKUP = re.compile(r"[\\{}$~]|--|``|''")
_AS_BRACES = {r"\textbraceleft{}": r"\{", r"\textbraceright{}": r"\}"}
_SHORT = re.compile(
    r"\\(?:[&%#_$]|[\"'`^~=.](?:[A-Za-z]|\{[A-Za-z]\}|\\[ij](?![A-Za-z\s])|\{\\[ij]\})"
    r"|(?:[uvHckrdb]|ss|ae|AE|oe|OE|aa|AA|o|O|l|L)\{[A-Za-z]?\})"
)
"""Macros that mean the same wherever they stand: nearly all that names and titles have."""
_LONG = re.compile(r"[\\$~]|--|``|''|[!?]`")
_BARE = re.compile(r"(?<!\\)[&%#]")
_LONGEST = 2**16
"""Characters of a value that is read as TeX: what is longer stays as it is written."""
_NO_BRACES = str.maketrans("", "", "{}")
_PARTING = re.compile(r"(\\[;,]|[{};,\n])")
_AND = re.compile(r"( and |[{}])")


def as_text(value: str) -> str:
    """A value as people read it."""
    if not _MARKUP.search(value):
        return value
    if not _LONG.search(_SHORT.sub("", value)):
        return _SHORT.sub(lambda macro: _short(macro[0]), value).translate(_NO_BRACES)
    return _long(value)


def _long(value: str) -> str:
    if len(value) > _LONGEST:
        return value
    if "$" not in value:
        value = _BARE.sub(r"\\\g<0>", value)  # nobody means a comment or the cell of a table
    for macro, brace in _AS_BRACES.items():
        value = value.replace(macro, brace)
    text = _converter().latex_to_text(value)  # type: ignore[no-untyped-call]
    return str(text).replace("ˆ", "^").replace("\xa0", " ")


@cache
def _short(macro: str) -> str:
    return _long(macro)


def split_names(value: str) -> list[str]:
    """The names of an author field: parted by `and` outside braces."""
    names: list[list[str]] = [[]]
    depth = 0
    for piece in _AND.split(" ".join(value.split())):
        depth += (piece == "{") - (piece == "}")
        if depth == 0 and piece == " and ":
            names.append([])
        else:
            names[-1].append(piece)
    return [_one_name("".join(name).strip()) for name in names]


def split_keywords(value: str) -> list[str]:
    r"""The keywords of a field, as text: parted by the first of `;`, `,` and line ends that it has.

    What stands in braces parts nothing, but where all does, as in the Web of Science; nor does a
    sign behind a backslash (JabRef).
    """
    pieces = _PARTING.split(_unwrapped(value.strip()))
    levels = _levels(pieces)
    signs = {piece for piece, level in zip(pieces, levels, strict=True) if not level}
    sign = next((one for one in keywords.SIGNS if one in signs), "")
    found: list[list[str]] = [[]]
    for piece, level in zip(pieces, levels, strict=True):
        if piece == sign and not level:
            found.append([])
        else:
            found[-1].append(piece[1:] if piece in ("\\;", "\\,") else piece)
    texts = (" ".join(as_text("".join(one).strip()).split()) for one in found)
    return [text for text in texts if text]


def _levels(pieces: Sequence[str]) -> list[int]:
    """How many braces stand around each piece; a brace stands inside of itself."""
    levels, depth = [], 0
    for piece in pieces:
        depth += piece == "{"
        levels.append(depth)
        depth = max(depth - (piece == "}"), 0)
    return levels


def _unwrapped(value: str) -> str:
    """A value without braces around the whole of it."""
    if not value.startswith("{"):
        return value
    pieces = _PARTING.split(value)
    end = next((n for n, (piece, level) in enumerate(zip(pieces, _levels(pieces), strict=True))
                if piece == "}" and level == 1), None)  # fmt: skip
    if end is None or "".join(pieces[end + 1 :]).strip():
        return value
    return "".join(pieces[2:end])


def _one_name(name: str) -> str:
    """A name; one in braces is a group, whose commas part nothing."""
    text = as_text(name)
    return text.replace(",", "") if name.startswith("{") and name.endswith("}") else text


@cache
def _converter() -> "LatexNodes2Text":
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)  # type: ignore[no-untyped-call]
