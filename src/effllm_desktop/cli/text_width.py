"""Text in terminal columns: a Chinese character takes two, a combining accent none."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

ELLIPSIS = "…"
_MORE_NAMES = f", {ELLIPSIS}"
_ZERO_WIDE = frozenset(("Mn", "Me", "Cf"))
_WIDE = "\u1100-\u11ff\u2e80-\uffdc\U0001f000-\U0003ffff"
_OPENING = "（［｛「『《〈【"
_CLOSING = "）］｝」』》〉】、，。；：？！).,;:?!\\]"
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def safe(text: str) -> str:
    """Text that cannot steer a terminal: escapes, control signs and turned writing become �."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Safe text with single spaces, on one line."""
    return " ".join(safe(text.replace("\r", " ")).split())


def columns(text: str) -> int:
    """How many columns the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_character, text))


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly `width` columns or more; `right` puts it at the right edge."""
    space = " " * (width - columns(text))
    return space + text if right else text + space


def shorten(text: str, width: int) -> str:
    """The text, cut to `width` columns with an ellipsis where it takes more."""
    if columns(text) <= width:
        return text
    kept, used = [], columns(ELLIPSIS)
    for character in text:
        used += _character(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept).rstrip() + ELLIPSIS


def shorten_names(names: str, width: int) -> str:
    """As many whole names as `width` columns hold, with an ellipsis for the others."""
    if columns(names) <= width:
        return names
    kept, room = "", width - columns(_MORE_NAMES)
    for name in names.split(", "):
        longer = f"{kept}, {name}" if kept else name
        if columns(longer) > room:
            break
        kept = longer
    return f"{kept.removesuffix(_MORE_NAMES)}{_MORE_NAMES}" if kept else shorten(names, width)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at blanks and between wide characters."""
    lines, line, used = [], "", 0
    for piece in _pieces(text, width):
        wide = columns(piece)
        if line and used + wide > width and not piece.isspace():
            lines.append(line.rstrip())
            line, used = "", 0
        if line or not piece.isspace():
            line, used = line + piece, used + wide
    return [*lines, line.rstrip()] if line else lines or [""]


def _pieces(text: str, width: int) -> Iterator[str]:
    """What a line may be broken between; a word longer than a line comes in parts."""
    for match in _breakable().finditer(text):
        piece = match[0]
        while columns(piece) > width:
            part = _first(piece, width)
            yield part
            piece = piece[len(part) :]
        if piece:
            yield piece


@cache
def _breakable() -> re.Pattern[str]:
    """Runs that a line is not broken in. Made when needed: it takes as long as half of click."""
    return re.compile(
        rf"\s+|[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSING}]*|.",
        re.DOTALL,
    )


def _first(text: str, width: int) -> str:
    used = 0
    for place, character in enumerate(text):
        used += _character(character)
        if used > width and place:
            return text[:place]
    return text


def _character(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
