"""The inside of a paragraph: emphasis, code, links, pictures, in time linear in the length.

A subset of CommonMark's inline rules (https://spec.commonmark.org/0.31.2/#inlines) and of GitHub's
(https://github.github.com/gfm/#autolinks-extension-): brackets and parentheses may nest in labels
and addresses; a link holds no link, the inner one wins. Tags of HTML that mean the same as Markdown
are read as if they were Markdown; the others show nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from typing import ClassVar, NamedTuple

from effllm_desktop.markdown.tokens import PLAIN, Token, Tokens

_CLOSED_BY = {"</a>": "<a>", "</b>": "<b>", "</i>": "<i>"}
_NO_REFERENCES: Mapping[str, str] = {}


class PieceKind(Enum):
    """What a piece of a paragraph is."""

    TEXT = auto()
    CODE = auto()
    LINK = auto()
    PICTURE = auto()
    STRONG = auto()
    EMPHASIS = auto()


# Looked up faster than the members of an enumeration.
TEXT, CODE, LINK, PICTURE, STRONG, EMPHASIS = PieceKind


@dataclass(slots=True, eq=False)
class Piece:
    """A span of the paragraph.

    `text` is what a TEXT, CODE or PICTURE says, `url` where a LINK or PICTURE leads. `bare`: the
    address of a LINK stands there by itself.
    """

    kind: PieceKind
    start: int
    end: int
    text: str = ""
    url: str = ""
    pieces: Sequence["Piece"] = ()
    bare: bool = False


class _Open(NamedTuple):
    """A delimiter that waits for its partner, and where its text stands among the pieces."""

    sign: str
    place: int
    start: int
    url: str = ""


def parse(
    text: str, start: int, end: int, references: Mapping[str, str] = _NO_REFERENCES
) -> list[Piece]:
    """The pieces of `text[start:end]`, in order. `references`: addresses by normal label."""
    if PLAIN.fullmatch(text, start, end):
        return [Piece(TEXT, start, end, text[start:end])] if start < end else []
    tokens = Tokens(text, start, end, references)
    return _Builder(text).build(tokens.found, start, end)


def plain(pieces: Sequence[Piece]) -> str:
    """The words of pieces on one line: no emphasis marks, escapes resolved, no pictures."""
    if len(pieces) == 1 and not pieces[0].pieces:
        (piece,) = pieces
        return one_line(piece.text) if piece.kind is not PICTURE else ""
    return one_line("".join([piece.text for piece in walk(pieces) if piece.kind is not PICTURE]))


def one_line(words: str) -> str:
    """Words without breaks of lines, nor the `>` of a quotation behind them."""
    if "\r" in words or "\v" in words:
        words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if "\n" not in words:
        return words.strip()
    first, *rest = words.split("\n")
    lines = [first.rstrip(" \t\\"), *[line.lstrip(" \t>").rstrip(" \t\\") for line in rest]]
    return " ".join([line for line in lines if line]).strip()


def links(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """All links among the pieces and inside emphasis, in order."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind is LINK:
            found.append(piece)
        inside = piece.pieces
        if inside and (len(inside) > 1 or inside[0].kind is not TEXT):
            found += [inner for inner in _inside(piece) if inner.kind is LINK]
    return iter(found)


def walk(pieces: Iterable[Piece]) -> list[Piece]:
    """All pieces and those inside them, in order."""
    found: list[Piece] = []
    for piece in pieces:
        found.append(piece)
        if piece.pieces:
            found += _inside(piece)
    return found


def _inside(piece: Piece) -> Sequence[Piece]:
    """All pieces inside a piece, in order; a stack, because documents nest as they like."""
    if len(piece.pieces) == 1 and not piece.pieces[0].pieces:  # of most links
        return piece.pieces
    found: list[Piece] = []
    stack = [*reversed(piece.pieces)]
    while stack:
        inner = stack.pop()
        found.append(inner)
        if inner.pieces:
            stack += reversed(inner.pieces)
    return found


class _Builder:
    """Tokens → pieces. A delimiter is text until its partner comes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[Piece] = []
        self._open: list[_Open] = []
        self._counts: list[dict[str, int]] = [{}]  # open emphasis, per link that is open
        self._links: set[int] = set()  # where the links begin that are open
        self._anchors: list[int] = []  # where those of them begin that are tags
        self._is_broken = False  # whether words may stand in several pieces side by side

    def build(self, tokens: list[Token], start: int, end: int) -> list[Piece]:
        text, pieces, taken = self._text, self._pieces, self._TAKEN
        position = start
        for token in tokens:
            begins, ends, sign, words, url, _ = token
            if position < begins:
                pieces.append(Piece(TEXT, position, begins, text[position:begins]))
            position = ends
            if sign == "link":
                inside = (Piece(TEXT, begins + 1, begins + 1 + len(words), words),) if words else ()
                pieces.append(Piece(LINK, begins, ends, "", url, inside))
            elif sign in taken:
                taken[sign](self, token)
            elif sign == "bare":
                inside = (Piece(TEXT, begins, ends, words),)
                pieces.append(Piece(LINK, begins, ends, "", url, inside, bare=True))
            elif sign == "`":
                pieces.append(Piece(CODE, begins, ends, words))
            elif sign == "<img>":
                pieces.append(Piece(PICTURE, begins, ends, words, url))
            elif sign != "tag":
                pieces.append(Piece(TEXT, begins, ends, words))
                self._is_broken = True
        self._words(position, end)
        return _joined(pieces) if self._is_broken else pieces

    def _words(self, start: int, end: int) -> None:
        """Text as it stands."""
        if start < end:
            self._pieces.append(Piece(TEXT, start, end, self._text[start:end]))

    def _close_bracket(self, token: Token) -> None:
        start, end, _, _, url, opener = token
        self._close_link(opener, start, end, url)

    def _tag(self, token: Token) -> None:
        start, end, sign, *_ = token
        counts = self._counts[-1]
        if sign == "<a>":
            self._begin_link(token)
            self._anchors.append(start)
        elif sign == "</a>":
            if self._anchors:
                self._close_link(self._anchors[-1], start, end, "")
        elif sign in _CLOSED_BY:
            if counts.get(_CLOSED_BY[sign]):
                self._close_emphasis(_CLOSED_BY[sign], end)
        else:
            self._begin(sign, start, end, "")
            counts[sign] = counts.get(sign, 0) + 1

    def _begin(
        self, sign: str, start: int, end: int, words: str | None = None, url: str = ""
    ) -> None:
        self._open.append(_Open(sign, len(self._pieces), start, url))
        text = self._text[start:end] if words is None else words
        self._pieces.append(Piece(TEXT, start, end, text))
        self._is_broken = True

    def _begin_link(self, token: Token) -> None:
        start, end, sign, _, url, _ = token
        self._begin(sign, start, end, "" if sign == "<a>" else None, url)
        self._counts.append({})
        self._links.add(start)

    def _close_link(self, opener: int, start: int, end: int, url: str) -> None:
        if opener not in self._links:  # another link that it stood in has been closed before it
            self._words(start, end)
            self._is_broken = True
            return
        opened = self._open.pop()
        while True:  # what was left open inside the label stays text
            if opened.start in self._links:
                self._links.discard(opened.start)
                self._counts.pop()
                if opened.sign == "<a>":
                    self._anchors.pop()
            if opened.start == opener:
                break
            opened = self._open.pop()
        inside = self._cut(opened)
        if opened.sign == "![":
            words = plain(inside)
            self._pieces.append(Piece(PICTURE, opened.start, end, words, url))
            return
        for piece in walk(inside):
            if piece.bare:
                piece.kind, piece.bare, piece.pieces = TEXT, False, ()
                piece.text = piece.url
        address = opened.url or url
        self._pieces.append(Piece(LINK, opened.start, end, "", address, inside))

    def _cut(self, opener: _Open) -> list[Piece]:
        inside = self._pieces[opener.place + 1 :]
        del self._pieces[opener.place :]
        return inside

    def _emphasis(self, token: Token) -> None:
        position, end, char, *_ = token
        text = self._text
        before, after = text[position - 1 : position], text[end : end + 1]
        can_close = bool(before) and not before.isspace()
        can_open = bool(after) and not after.isspace()
        if char == "_":  # inside a word it is a letter
            can_close = can_close and not after.isalnum()
            can_open = can_open and not before.isalnum()
        while position < end:
            left = end - position
            sign = self._closable(char, left) if can_close else ""
            if sign:
                self._close_emphasis(sign, position + len(sign))
            else:
                sign = char * (2 if left % 2 == 0 else 1)
                if can_open:
                    self._begin(sign, position, position + len(sign))
                    self._counts[-1][sign] = self._counts[-1].get(sign, 0) + 1
                else:
                    self._words(position, position + len(sign))
                    self._is_broken = True
            position += len(sign)

    def _closable(self, char: str, left: int) -> str:
        """The innermost emphasis that this many signs can close, within the open link."""
        counts = self._counts[-1]
        last = self._open[-1].sign if self._open else ""
        if last in (char, char * 2) and (len(last) == left or left > 2):
            return last
        return next((s for s in (char * 2, char) if len(s) <= left and counts.get(s)), "")

    def _close_emphasis(self, sign: str, end: int) -> None:
        counts = self._counts[-1]
        opener = self._open.pop()
        counts[opener.sign] -= 1
        while opener.sign != sign:
            opener = self._open.pop()
            counts[opener.sign] -= 1
        kind = STRONG if sign in ("**", "__", "<b>") else EMPHASIS
        inside = self._cut(opener)
        self._pieces.append(Piece(kind, opener.start, end, "", "", inside))

    _TAKEN: ClassVar[Mapping[str, Callable[["_Builder", Token], None]]] = {
        "*": _emphasis,
        "_": _emphasis,
        "[": _begin_link,
        "![": _begin_link,
        "]": _close_bracket,
    } | dict.fromkeys(("<a>", "</a>", "<b>", "</b>", "<i>", "</i>"), _tag)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces with words that stand side by side in one: `snake_case` is one word, not three."""
    found: list[Piece] = []
    for is_text, some in groupby(pieces, key=lambda piece: piece.kind is TEXT):
        run = list(some)
        if is_text and len(run) > 1:
            words = "".join([piece.text for piece in run])
            found.append(Piece(TEXT, run[0].start, run[-1].end, words))
        else:
            found += run
    return found
