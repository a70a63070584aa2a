r"""UTF-8 that was read in a two-byte encoding which dropped the bytes it did not know.

The reader took two bytes where they made a character of the encoding, and dropped one byte where
they did not. So the characters that are left give back two bytes each, and bytes are missing only
between such pairs, before the first and after the last one; and never a lead byte of UTF-8 before
a byte that is kept, because those two make a character. What is left is cut into whole characters
of UTF-8, which come back, and fragments of others, which are lost: each run of fragments becomes
one U+FFFD, because nothing says how many characters it was.

One thing stays doubtful: a third byte that belongs to a later character, the bytes between being
gone, completes two bytes to a character that nobody wrote. Where anything of a run is lost, such a
character counts only if it is an everyday one.
"""

import re
from typing import NamedTuple

_LOST = "\ufffd"
_WHOLE = (
    rb"[\x40-\x7e]"
    rb"|[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_LEAD = (
    rb"[\xc2-\xdf]|\xe0[\xa0-\xbf]?|\xed[\x80-\x9f]?|[\xe1-\xec\xee\xef][\x80-\xbf]?"
    rb"|\xf0(?:[\x90-\xbf][\x80-\xbf]?)?|\xf4(?:[\x80-\x8f][\x80-\xbf]?)?"
    rb"|[\xf1-\xf3][\x80-\xbf]{0,2}"
)
_TAIL = rb"[\x80-\xbf]+"
_TOKEN = re.compile(
    rb"(?P<whole>" + _WHOLE + rb")|(?P<lead>" + _LEAD + rb")|(?P<tail>" + _TAIL + rb")"
)
_EVERYDAY = range(0xA1, 0xD8)  # lead bytes: GB2312 keeps its rare signs behind them


class _Piece(NamedTuple):
    text: str
    doubtful: bool = False


def undo(run: str, codec: str) -> str | None:
    """The text that a run was, with U+FFFD for what is lost of it.

    None where the run cannot be what such a reader left, or where less came back than was lost.
    U+FFFD in the run itself marks a place where bytes were dropped.
    """
    pieces: list[_Piece] = []
    for place, part in enumerate(run.split(_LOST)):
        found = _pieces(part, codec)
        if found is None:
            return None
        pieces += [_Piece(_LOST), *found] if place else found
    whole = all(piece.text != _LOST for piece in pieces)
    kept = (piece.text if whole or not piece.doubtful else _LOST for piece in pieces)
    text = re.sub(f"{_LOST}+", _LOST, "".join(kept))
    lost = text.count(_LOST)
    return text if len(text) - lost >= max(lost, 1) else None


def _pieces(run: str, codec: str) -> list[_Piece] | None:
    try:
        known = run.encode(codec)
    except UnicodeEncodeError:
        return None
    pieces: list[_Piece] = []
    end = 0
    for match in _TOKEN.finditer(known):
        if match.start() != end:  # a byte that UTF-8 does not have
            return None
        end = match.end()
        if match.lastgroup == "whole":
            char = match[0].decode()
            pieces.append(_Piece(char, _is_doubtful(match, char)))
            continue
        if match.lastgroup == "lead" and not _has_a_gap(match):
            return None
        if match.lastgroup == "tail" and match.start() % 2:
            pieces.pop()  # no gap before the tail: the gap is in the character before, lost too
        pieces.append(_Piece(_LOST))
    return pieces if end == len(known) else None


def _has_a_gap(lead: re.Match[bytes]) -> bool:
    """Whether bytes may be missing behind or within the beginning of a character."""
    return lead.end() % 2 == 0 or lead.end() - lead.start() > 1


def _is_doubtful(whole: re.Match[bytes], char: str) -> bool:
    """Whether the third byte stands behind a gap and makes a sign that is no everyday one."""
    if len(whole[0]) != 3 or whole.start() % 2:
        return False
    code = char.encode("gbk", "ignore")
    return not code or code[0] not in _EVERYDAY or code[1] < _EVERYDAY.start
