"""The inside of a paragraph: emphasis, code, links, pictures, in time linear in the length.

A subset of CommonMark's inline rules (https://spec.commonmark.org/0.31.2/#inlines): brackets and
parentheses may nest in labels and addresses; a link holds no link, the inner one wins.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`++)"
    r"|(?P<math>\$(?=[^\s$])[^$\r\n`]*+(?<=\S)\$(?!\d))"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])"
    r"|(?P<stars>\*++)"
)
_DESTINATION = re.compile(
    r"\([ \t]*+(?:<(?P<angle>[^<>\r\n]*+)>|(?P<plain>(?:[^\s()\\]|\\.|"
    r"\((?:[^\s()\\]|\\.|\([^\s()]*+\))*+\))*+))"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?+\s*+\)"
)
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")


class PieceKind(Enum):
    """What a piece of a paragraph is."""

    TEXT = auto()
    CODE = auto()
    LINK = auto()
    PICTURE = auto()
    STRONG = auto()
    EMPHASIS = auto()


@dataclass(slots=True, eq=False)
class Piece:
    """A span of the paragraph. `text` is a TEXT's or CODE's own; `url` a LINK's or PICTURE's."""

    kind: PieceKind
    start: int
    end: int
    text: str = ""
    url: str = ""
    pieces: list["Piece"] = field(default_factory=list)


class _Token(NamedTuple):
    """A span that means something; `text` is what a piece made of it says, `sign` its delimiter."""

    start: int
    end: int
    sign: str
    text: str = ""


class _Open(NamedTuple):
    """A delimiter that waits for its partner, and where its text stands among the pieces."""

    sign: str
    place: int
    start: int


def parse(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of `text[start:end]`, in order."""
    tokens, addresses = _tokens(text, start, end)
    return _Builder(text, addresses).build(tokens, start, end)


def plain(pieces: Iterable[Piece]) -> str:
    """The words of pieces on one line: no emphasis marks, escapes resolved, no pictures."""
    return _BREAK.sub(" ", "".join(piece.text for piece in walk(pieces))).strip()


def links(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """All links among the pieces and inside emphasis, in order."""
    return (piece for piece in walk(pieces) if piece.kind is PieceKind.LINK)


def walk(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """All pieces and those inside them, in order."""
    stack = list(pieces)[::-1]
    while stack:
        piece = stack.pop()
        yield piece
        stack.extend(reversed(piece.pieces))


def _tokens(text: str, start: int, end: int) -> tuple[list[_Token], dict[int, str]]:
    """Everything but words, and for each bracket that begins a link its address."""
    tokens: list[_Token] = []
    addresses: dict[int, str] = {}
    brackets: list[tuple[int, str]] = []
    inert = 0  # so many of the brackets stand around a link: a link holds no link
    runs = _CodeRuns(text, end)
    position = start
    while match := _TOKEN.search(text, position, end):
        kind, position = match.lastgroup, match.end()
        if kind == "escape":
            tokens.append(_Token(match.start(), position, "", match[0][1]))
        elif kind == "code":
            close = runs.closing(match)
            if close:
                body = text[match.end() : close - len(match[0])].strip()
                tokens.append(_Token(match.start(), close, "`", body))
                position = close
        elif kind == "open":
            brackets.append((match.start(), match[0]))
            tokens.append(_Token(match.start(), position, match[0]))
        elif kind == "close":
            if brackets:
                opener, sign = brackets.pop()
                around = len(brackets) < inert and sign == "["
                inert = min(inert, len(brackets))
                target = None if around else _DESTINATION.match(text, position, end)
                if target:
                    addresses[opener] = target["angle"] or target["plain"] or ""
                    tokens.append(_Token(match.start(), target.end(), "]"))
                    position = target.end()
                    inert = len(brackets) if sign == "[" else inert
        elif kind == "stars":
            tokens.append(_Token(match.start(), position, "*"))
    return tokens, addresses


class _CodeRuns:
    """Finds the run of backticks that closes a code span without looking twice."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self._by_length: dict[int, list[int]] | None = None

    def closing(self, opening: re.Match[str]) -> int:
        """The end of the next run of the same length, 0 where there is none."""
        length = opening.end() - opening.start()
        if self._by_length is None:
            self._by_length = self._collect(opening.end())
        ends = self._by_length.get(length, [])
        while ends and ends[-1] - length < opening.end():
            ends.pop()
        return ends.pop() if ends else 0

    def _collect(self, start: int) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for run in re.compile(r"`++").finditer(self._text, start, self._end):
            found.setdefault(len(run[0]), []).append(run.end())
        for ends in found.values():
            ends.reverse()
        return found


class _Builder:
    """Tokens → pieces. A delimiter is text until its partner comes."""

    def __init__(self, text: str, addresses: dict[int, str]) -> None:
        self._text = text
        self._addresses = addresses
        self._pieces: list[Piece] = []
        self._open: list[_Open] = []
        self._counts: list[dict[str, int]] = [{}]  # open emphasis, per link that is open

    def build(self, tokens: list[_Token], start: int, end: int) -> list[Piece]:
        position = start
        for token in tokens:
            self._words(position, token.start)
            position = token.end
            self._take(token)
        self._words(position, end)
        return self._pieces

    def _words(self, start: int, end: int, text: str | None = None) -> None:
        if start < end:
            words = self._text[start:end] if text is None else text
            self._pieces.append(Piece(PieceKind.TEXT, start, end, words))

    def _take(self, token: _Token) -> None:
        if token.sign == "*":
            self._stars(token)
        elif token.sign == "`":
            self._pieces.append(Piece(PieceKind.CODE, token.start, token.end, token.text))
        elif token.sign == "]":
            self._close_link(token)
        elif token.start in self._addresses:
            self._begin(token.sign, token.start, token.end)
            self._counts.append({})
        else:
            self._words(token.start, token.end, token.text or None)

    def _begin(self, sign: str, start: int, end: int) -> None:
        self._open.append(_Open(sign, len(self._pieces), start))
        self._words(start, end)

    def _close_link(self, token: _Token) -> None:
        self._counts.pop()
        opener = self._open.pop()
        while opener.sign not in ("[", "!["):  # emphasis that was left open inside the label
            opener = self._open.pop()
        url = self._addresses[opener.start]
        inside = self._cut(opener)
        if opener.sign == "[":
            piece = Piece(PieceKind.LINK, opener.start, token.end, url=url, pieces=inside)
        else:
            piece = Piece(PieceKind.PICTURE, opener.start, token.end, url=url)
        self._pieces.append(piece)

    def _cut(self, opener: _Open) -> list[Piece]:
        inside = self._pieces[opener.place + 1 :]
        del self._pieces[opener.place :]
        return inside

    def _stars(self, token: _Token) -> None:
        before = self._text[token.start - 1 : token.start]
        after = self._text[token.end : token.end + 1]
        can_close = bool(before) and not before.isspace()
        can_open = bool(after) and not after.isspace()
        position = token.start
        while position < token.end:
            left = token.end - position
            sign = self._closable(left) if can_close else ""
            if sign:
                self._close_emphasis(sign, position + len(sign))
            else:
                sign = "**" if left % 2 == 0 else "*"
                if can_open:
                    self._begin(sign, position, position + len(sign))
                    self._counts[-1][sign] = self._counts[-1].get(sign, 0) + 1
                else:
                    self._words(position, position + len(sign))
            position += len(sign)

    def _closable(self, left: int) -> str:
        """The innermost emphasis that this many stars can close, within the open link."""
        counts = self._counts[-1]
        last = self._open[-1].sign if self._open else ""
        if last in ("*", "**") and (len(last) == left or left > len("**")):
            return last
        return next((s for s in ("**", "*") if len(s) <= left and counts.get(s)), "")

    def _close_emphasis(self, sign: str, end: int) -> None:
        counts = self._counts[-1]
        opener = self._open.pop()
        counts[opener.sign] -= 1
        while opener.sign != sign:
            opener = self._open.pop()
            counts[opener.sign] -= 1
        kind = PieceKind.STRONG if sign == "**" else PieceKind.EMPHASIS
        inside = self._cut(opener)
        self._pieces.append(Piece(kind, opener.start, end, pieces=inside))
