"""What one list item says: title, own link, venue, authors, links, remarks.

Two forms, both of the lists that the program began with: a bold title followed by venue and
links, authors in italics below; or a linked title followed by an owner, a description in italics
below. Anything else that carries a link is read as far as it goes, and the rest is reported.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from effllm_desktop.domain import addresses, arxiv_id, keys, kinds
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText, Kind, Link, Marks, Role
from effllm_desktop.markdown import inline
from effllm_desktop.markdown.inline import Piece, PieceKind
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.tree import Node, NodeKind

STAR, CLAPPER, HUGGINGFACE, X = "🌟", ":clapper:", "🤗", "𝕏"
_SIGN = re.compile(rf"{STAR}|{HUGGINGFACE}|{X}|:[a-z0-9_+-]+:")
_SEPARATORS = " \t\r\n,;·|｜:-–—()."
_OWNER = re.compile(r"\s+-\s++([^()\r\n]*[^()\s])\s*+\)")
_HEAD_OWNER = re.compile(r"\s+-\s+(\S+)")
_CITATIONS = re.compile(r"\b(?:c\w*tions?|cited by)\s*:\s*\Z", re.IGNORECASE)
_COUNT = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ELISIONS = ("...", "…")


@dataclass(slots=True)
class Unread:
    """Characters of an item that were kept but not understood, and why."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class ItemReading:
    """What an item says, and what of it stays unread."""

    text: EntryText
    unread: list[Unread]


def read_item(text: str, item: Node) -> ItemReading | None:
    """Read an item with a web link that is no picture of a status; None for any other item."""
    return _ItemReader(text, item).read()


def pieces_of(text: str, item: Node) -> list[Piece]:
    """The pieces of an item's own paragraphs, without those of the items below it."""
    found: list[Piece] = []
    for child in item.children:
        if child.kind is NodeKind.PARAGRAPH:
            found += inline.parse(text, child.content, child.end)
    return found


def web_links(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Links to the web that are no badges."""
    for link in inline.links(pieces):
        if addresses.is_web(link.url) and not addresses.is_badge(link.url):
            yield link


@dataclass(slots=True)
class _ItemReader:
    source: str
    item: Node
    title: Piece | None = None
    own: Piece | None = None
    title_words: str = ""
    kind: Kind = Kind.OTHER
    is_linked: bool = False  # whether the own link is in the title
    venue: str | None = None
    citations: int | None = None
    names: list[str] = field(default_factory=list)
    description: str | None = None
    links: list[Link] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    expects_citations: bool = False

    def read(self) -> ItemReading | None:
        first, *rest = self.item.children
        head = inline.parse(self.source, first.content, first.end)
        self._find_title(head)
        if self.own is None or self.title is None:
            return None
        self.title_words = printable(inline.plain([self.title]))
        self.kind = kinds.kind_of(self.own.url, self.title_words)
        self.is_linked = self.own in inline.walk([self.title])
        self._read_head(head[head.index(self.title) + 1 :])
        for child in rest:
            if child.kind is NodeKind.PARAGRAPH and self._is_quote(child):
                self._quote(child)
            elif child.kind is NodeKind.PARAGRAPH:
                self._read_body(inline.parse(self.source, child.content, child.end))
            elif child.kind is NodeKind.ITEM:
                self._read_nested(child)
            elif child.kind is not NodeKind.BLANK:
                self._leave(child.start, child.end, "a block inside an entry")
        return ItemReading(self._entry_text(), self.unread)

    # ---- title and own link

    def _find_title(self, head: list[Piece]) -> None:
        for place, piece in enumerate(head):
            if piece.kind is PieceKind.TEXT and not _bare(piece.text):
                continue
            if piece.kind is PieceKind.PICTURE:
                continue
            if piece.kind in (PieceKind.STRONG, PieceKind.LINK):
                self.title = piece
                self.own = next(web_links([piece]), None) or _line_link(head[place + 1 :])
            else:
                self._title_behind_text(head)
            return

    def _title_behind_text(self, head: list[Piece]) -> None:
        """A first link that words stand before: the link is the title, the words stay unread."""
        self.own = next(web_links(head), None)
        if self.own is None:
            return
        holders = (p for p in head if self.own in inline.walk([p]))
        self.title = next(holders)
        if self.title is not head[0]:
            self._leave(head[0].start, self.title.start, "text before an entry's link")

    # ---- the line of the title

    def _read_head(self, pieces: list[Piece]) -> None:
        for place, piece in enumerate(pieces):
            if piece.kind is PieceKind.CODE and self.venue is None and not self.is_linked:
                self.venue = inline.plain([piece])
            elif piece.kind is PieceKind.TEXT:
                self._head_text(piece, first=place == 0)
            else:
                self._piece(piece)

    def _head_text(self, piece: Piece, *, first: bool) -> None:
        words = self._owner_of_last_link(piece.text)
        self.expects_citations = bool(_CITATIONS.search(words))
        words = _CITATIONS.sub("", words)
        owner = _HEAD_OWNER.match(words) if first else None
        if owner and self._owns(owner[1]):
            words = words[owner.end() :]
        if not _bare(words):
            return
        if self.is_linked and self.description is None:
            self.description = _one_line(_bare(words))
        else:
            self._leave(piece.start, piece.end, "text beside an entry's links")

    def _owns(self, name: str) -> bool:
        repository = addresses.github_repository(self.own.url) if self.own else None
        return repository is not None and repository.partition("/")[0].lower() == name.lower()

    # ---- the paragraphs below it

    def _read_body(self, pieces: list[Piece]) -> None:
        spoken = [p for p in pieces if p.kind is not PieceKind.TEXT]
        if not spoken:
            self._plain_paragraph(pieces)
            return
        for piece in pieces:
            if piece.kind is PieceKind.EMPHASIS:
                self._emphasis(piece)
            elif piece.kind is PieceKind.TEXT:
                words = self._owner_of_last_link(piece.text)
                if _bare(words):
                    self._leave(piece.start, piece.end, f"stray text “{_one_line(_bare(words))}”")
            else:
                self._piece(piece)

    def _is_quote(self, node: Node) -> bool:
        return self.source[node.start : node.end].lstrip().startswith(">")

    def _quote(self, node: Node) -> None:
        """A quoted remark: a note as it is written, whatever links it holds."""
        lines = self.source[node.start : node.end].splitlines()
        words = (line.strip().removeprefix(">").strip() for line in lines)
        self.notes.append("\n".join(words).strip())

    def _plain_paragraph(self, pieces: list[Piece]) -> None:
        words = inline.plain(pieces)
        if words and self.description is None and not self._is_paper():
            self.description = words
        elif words:
            self.notes.append(words)

    def _emphasis(self, piece: Piece) -> None:
        words = inline.plain([piece])
        if self._is_paper() and not self.names:
            self.names = [name for part in words.split(",") if (name := part.strip())]
        elif not self._is_paper() and self.description is None:
            self.description = words
        else:
            self._leave(piece.start, piece.end, "a second line in italics")

    def _is_paper(self) -> bool:
        return self.venue is not None or self.kind is Kind.PAPER

    # ---- what stands on any line

    def _piece(self, piece: Piece) -> None:
        expected, self.expects_citations = self.expects_citations, False
        if piece.kind is PieceKind.PICTURE:
            return
        if piece.kind is PieceKind.LINK and not piece.url.startswith("#"):
            self._link(piece, counted=expected)
        else:
            inner = list(web_links([piece]))
            for link in inner:
                self._link(link, counted=False)
            if not inner and inline.plain([piece]):
                self._leave(piece.start, piece.end, "formatted text beside an entry's links")

    def _link(self, piece: Piece, *, counted: bool) -> None:
        label = printable(inline.plain([piece]))
        role = kinds.role_of(piece.url)
        if counted or role is Role.CITATIONS:
            self.citations = int(label.replace(",", "")) if _COUNT.fullmatch(label) else None
            role = Role.CITATIONS
        if piece is self.own or addresses.is_badge(piece.url):
            return
        if addresses.is_web(piece.url):
            self.links.append(Link(label, printable(piece.url), role))
        elif piece.url != "None":
            self._leave(piece.start, piece.end, "a link that leads nowhere on the web")

    def _owner_of_last_link(self, words: str) -> str:
        match = _OWNER.match(words)
        if match is None or not self.links:
            return words
        last = self.links.pop()
        self.links.append(Link(last.label, last.url, last.role, printable(match[1])))
        return words[match.end() :]

    # ---- items below

    def _read_nested(self, node: Node) -> None:
        pieces = pieces_of(self.source, node)
        links = list(web_links(pieces))
        for link in links:
            self._link(link, counted=False)
        words = "".join(p.text for p in pieces if p.kind is PieceKind.TEXT)
        if not links or _bare(words):
            self._note(node, inline.plain(pieces))
        for child in node.children:
            if child.kind is NodeKind.ITEM:
                self._read_nested(child)

    def _note(self, node: Node, words: str) -> None:
        if words:
            self.notes.append(words)
        elif len(node.children) == 1:
            self._leave(node.start, node.end, "an empty list item")

    def _leave(self, start: int, end: int, reason: str) -> None:
        self.unread.append(Unread(start, end, reason))

    # ---- the sum

    def _entry_text(self) -> EntryText:
        url = printable(self.own.url) if self.own else ""
        title = self.title_words or url
        arxiv = arxiv_id.from_address(url) or arxiv_id.from_title(title) or self._line_arxiv()
        venue, year = _venue_and_year(self.venue)
        return EntryText(
            key=keys.of_arxiv(arxiv) if arxiv else keys.of_address(url),
            kind=Kind.PAPER if arxiv else self.kind,
            title=title,
            url=url,
            authors=tuple(printable(n) for n in self.names if n not in _ELISIONS),
            authors_elided=any(name in _ELISIONS for name in self.names),
            venue=venue,
            year=year or (arxiv.year if arxiv else None),
            arxiv=arxiv,
            doi=addresses.doi(url),
            repository=addresses.github_repository(url),
            description=printable(self.description) if self.description else None,
            citations=self.citations,
            links=tuple(self.links),
            notes=tuple(printable(note) for note in self.notes),
            marks=self._marks(),
        )

    def _line_arxiv(self) -> ArxivId | None:
        """For a title without a link of its own, an identifier in its line's backticks."""
        if self.is_linked or not self.venue:
            return None
        return arxiv_id.parse(self.venue.rpartition(",")[2])

    def _marks(self) -> Marks:
        """Signs outside the title. Those in a quotation are somebody else's."""
        first, *rest = self.item.children
        cut = self.title or Piece(PieceKind.TEXT, first.end, first.end)
        said = (child for child in rest if not self._is_quote(child))
        around = "".join(
            self.source[start:end]
            for start, end in (
                (first.start, cut.start),
                (cut.end, first.end),
                *((child.start, child.end) for child in said),
            )
        )
        return Marks(STAR in around, CLAPPER in around, HUGGINGFACE in around, X in around)


def _line_link(pieces: list[Piece]) -> Piece | None:
    """The link that identifies a title without one: the abstract, else the first on its line."""
    found = [link for link in web_links(pieces) if kinds.role_of(link.url) is not Role.CITATIONS]
    abstracts = (link for link in found if kinds.role_of(link.url) is Role.ABSTRACT)
    return next(abstracts, found[0] if found else None)


def _venue_and_year(text: str | None) -> tuple[str | None, int | None]:
    if not text:
        return None, None
    venue, comma, last = text.rpartition(",")
    year = int(last) if _YEAR.fullmatch(last.strip()) else None
    return printable((venue if comma else last).strip()) or None, year


def _bare(words: str) -> str:
    """Words without signs and without the separators around them."""
    return _SIGN.sub("", words).strip(_SEPARATORS)


def _one_line(words: str) -> str:
    return " ".join(words.split())
