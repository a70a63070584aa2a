"""What one list item or one linked paragraph says: title, own link, venue, authors, remarks.

The title is what the item begins with in bold or as a link; where there are only links that say
what is behind them (`[[Paper]](…)`), it is the plain or italic text. Behind a bold title stand
venue and links, below it authors in italics; behind a linked title stand its owner and words about
it, and more of them below.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.domain.lists import Kind, Marks
from effllm_desktop.markdown import html_blocks, inline
from effllm_desktop.markdown.dialects import bylines, labels, links, wording
from effllm_desktop.markdown.dialects.around_titles import (
    are_authors,
    before_title,
    named_in_text,
    names_behind,
)
from effllm_desktop.markdown.dialects.saying import Reading, Saying, names_of
from effllm_desktop.markdown.dialects.titles import (
    OWNER,
    is_aside,
    mentioned_in,
    title_in_text,
    title_piece,
    unwrapped,
    words_of,
)
from effllm_desktop.markdown.dialects.wording import bare, beside, one_line
from effllm_desktop.markdown.inline import CODE, EMPHASIS, LINK, PICTURE, TEXT, Piece
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.tree import Node, NodeKind

_HEAD_OWNER = re.compile(r"\s+-\s+(\S+)")
CITATIONS_BEHIND = re.compile(r"\b(?:c\w*tions?|cited by)\s*:\s*\Z", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
_NAMES_ID = re.compile("rxiv|corr", re.IGNORECASE)
LINE_END = frozenset("\n\r\v")
_NO_MARKS = Marks()
FEW_LETTERS = 2  # letters that are too few to be words

References = Mapping[str, str]


def read_item(text: str, item: Node, references: References) -> Reading | None:
    """Read an item with a link to the web, or with an arXiv identifier; None for any other."""
    return _ItemReader(text, item, references).read()


def may_be_entry(text: str, start: int, end: int, references: References) -> bool:
    """Whether a stretch of text has what every entry has: an address, or the name of an id.

    Addresses without a scheme have a path, too; references may mean one.
    """
    return (
        text.find("/", start, end) >= 0
        or bool(references)
        or _NAMES_ID.search(text, start, end) is not None
    )


def pieces_of(text: str, item: Node, references: References) -> list[Piece]:
    """The pieces of an item's own paragraphs, without those of the items below it."""
    found: list[Piece] = []
    for child in item.children:
        if _is_own(text, child):
            found += inline.parse(text, child.content or child.start, child.end, references)
    return found


def _is_own(text: str, child: Node) -> bool:
    """Whether what stands in an item is a paragraph of its own: no items and rows of tags."""
    if child.kind is NodeKind.HTML:
        return not html_blocks.holds_items(text, child.start, child.end)
    return child.kind is NodeKind.PARAGRAPH


def without_owner(words: str, url: str) -> str:
    """The words behind a repository's link without its owner (` - owner`)."""
    said = _HEAD_OWNER.match(words)
    repository = addresses.github_repository(url) if said else None
    if said is None or repository is None:
        return words
    owns = repository.partition("/")[0].lower() == said[1].lower()
    return words[said.end() :] if owns else words


@dataclass(slots=True)
class _ItemReader:
    source: str
    item: Node
    references: References
    saying: Saying = field(default_factory=Saying)
    title: Piece | None = None  # where the title is one piece: what stands before and behind it
    expects_citations: bool = False
    words: list[str] = field(default_factory=list)  # of the title's line that are said by now

    def read(self) -> Reading | None:
        first, *rest = self.item.children
        head = unwrapped(self._pieces(first))
        body_of = {
            child.start: [] if self._is_quote(child) else self._pieces(child)
            for child in rest
            if _is_own(self.source, child)
        }
        if not self._identify(head, [piece for pieces in body_of.values() for piece in pieces]):
            return None
        self._read_head(head)
        for child in rest:
            self._read_child(child, body_of.get(child.start, []))
        return self.saying.reading(self._marks())

    def _pieces(self, node: Node) -> list[Piece]:
        return inline.parse(self.source, node.content or node.start, node.end, self.references)

    def _read_child(self, child: Node, pieces: list[Piece]) -> None:
        if child.kind is NodeKind.ITEM:
            self._read_nested(child)
        elif _is_own(self.source, child):
            if self._is_quote(child):
                self._quote(child)
            else:
                self._read_body(pieces)
        elif child.kind in (NodeKind.TABLE, NodeKind.HTML):
            for link in links.web_links(self._pieces(child)):
                self.saying.take_link(link)
        elif child.kind not in (NodeKind.BLANK, NodeKind.COMMENT, NodeKind.DEFINITION):
            self.saying.leave(child.start, child.end, "a block inside an entry")

    # ---- title and own link

    def _identify(self, head: list[Piece], below: list[Piece]) -> bool:
        """Find the title and the own link; whether there is what makes an entry."""
        self.saying.mentioned = mentioned_in(head)
        self.title = title_piece(head)
        own = None if self.title is None else links.first_in(self.title)
        is_linked = own is not None
        if own is None:
            own = links.identifying(links.web_links(head)) or links.identifying(
                links.web_links(below)
            )
        if own is None:
            self.saying.mentioned = self.saying.mentioned or mentioned_in(below)
            if self.saying.mentioned is None:
                return False
        if self.title is not None:
            words = inline.plain([self.title]) or links.label_of(self.title)
            self.saying.call(words, own, is_linked=is_linked)
        else:
            self._name_in_text(head, own)
        return True

    def _name_in_text(self, head: list[Piece], own: Piece | None) -> None:
        """Call the entry by the plain text of its line, where that tells; else by its link."""
        saying = self.saying
        label = links.label_of(own) if own else ""
        words, rest, byline = named_in_text(title_in_text(head), label)
        saying.call(words, own, is_linked=False)
        if byline is None and rest and saying.is_paper and (said := bylines.behind(rest)):
            byline, rest = said, said.rest
        saying.written_by(byline)
        saying.describe(rest)

    # ---- the line of the title

    def _read_head(self, head: list[Piece]) -> None:
        place = head.index(self.title) if self.title is not None else -1
        before = words_of(head[: max(place, 0)])
        if self.title is not None and bare(before):
            self._read_before(bare(one_line(before)))
        for piece in head[: max(place, 0)]:
            if piece.kind is not TEXT:
                self._links_in(piece)
        if self.title is not None and self.title.kind is not LINK:
            self._links_in(self.title)  # one of them is its own
        behind = head[place + 1 :]
        for number, piece in enumerate(behind):
            if piece.kind is CODE:
                self._code(piece)
            elif piece.kind is TEXT:
                self._head_text(piece, first=number == 0)
            elif piece.kind is LINK or piece.kind is PICTURE:
                self._head_link(piece)
            else:
                announces = behind[number + 1 : number + 2]  # `*comment*: words`
                is_named = bool(announces) and announces[0].text[:1] in wording.COLONS
                self._formatted(piece, behind[number - 1] if number else None, is_named=is_named)
        self._end_words()
        saying = self.saying
        if not saying.is_linked and saying.venue is None and saying.links:
            found = links.web_links(piece for piece in head if piece.kind is not EMPHASIS)
            saying.beside = links.place_of_its_own(links.told(found))

    def _read_before(self, words: str) -> None:
        """Words before the title: who wrote it, or words about it."""
        byline, about = before_title(words, is_linked=self.saying.is_linked)
        self.saying.written_by(byline)
        self.saying.describe(about)

    def _code(self, piece: Piece) -> None:
        saying, text = self.saying, piece.text
        sorts_tool = saying.kind is not Kind.PAPER and text.startswith("(")
        if saying.venue is None and not (saying.is_linked or self.title is None or sorts_tool):
            venue, comma, last = text.rpartition(",")
            saying.year = int(last) if YEAR.fullmatch(last.strip()) else None
            saying.venue = printable((venue if comma else last).strip()) or None
            saying.mentioned = arxiv_id.parse(last) or saying.mentioned
            self._end_words()
        else:
            self.words.append(piece.text)

    def _head_text(self, piece: Piece, *, first: bool) -> None:
        words = self._owner_of_last_link(piece.text)
        announced = CITATIONS_BEHIND.search(words)
        self.expects_citations = announced is not None
        words = words[: announced.start()] if announced else words
        self.words.append(without_owner(words, self.saying.url) if first else words)

    def _head_link(self, piece: Piece) -> None:
        """A link behind the title: one inside a sentence is a word of it, too."""
        before = "".join(self.words).rstrip()
        label = links.label_of(piece) if before[-1:].isalnum() and piece.kind is LINK else ""
        if label and links.counts(piece) and not labels.may_be_role(label):
            self.words.append(label)
        else:
            self._end_words()
        self._piece(piece)

    def _formatted(self, piece: Piece, before: Piece | None, *, is_named: bool) -> None:
        """Words in italics or bold on the title's line: authors below a break, else words."""
        saying = self.saying
        may_name = piece.kind is EMPHASIS and not is_named and self.title is not None
        may_name = may_name and saying.is_paper and not saying.names
        words = inline.plain([piece])
        if self._links_in(piece) or self.title is None:
            self._end_words()
            if may_name and are_authors(words):
                saying.name_authors(words)
            return
        on_a_new_line = before is not None and not LINE_END.isdisjoint(before.text)
        written = bylines.leading(words) if may_name and " et al" in words else None
        if written is not None and labels.sorts(written.rest):  # First et al. ICML
            self._end_words()
            saying.written_by(written)
            self.words.append(written.rest)
        elif may_name and (on_a_new_line or are_authors(words)):
            self._end_words()
            saying.name_authors(names_of(self.source, piece.start, piece.end, words))
        else:
            self.words.append(words)

    def _end_words(self) -> None:
        """Words beside the title up to a link that stands for itself."""
        whole = "".join(self.words)
        self.words.clear()
        words = beside(self._without_names(whole))
        if self.title is not None and not (labels.is_bracketed(words) and labels.is_role(words)):
            self.saying.describe(words)

    def _without_names(self, words: str) -> str:
        """Words behind the title of a paper that name its authors: what is left of them."""
        saying = self.saying
        if saying.names or not saying.is_paper or self.title is None or saying.venue is not None:
            return words
        said = names_behind(words)
        saying.written_by(said)
        return words if said is None else said.rest

    # ---- the paragraphs below it

    def _read_body(self, pieces: list[Piece]) -> None:
        if all(piece.kind is TEXT for piece in pieces):
            self._prose(inline.plain(pieces))
            return
        words = bare(one_line(words_of([p for p in pieces if p.kind is TEXT])))
        is_dated = labels.is_role(words)  # `*Authors* [[pdf](…)], 2021.4`
        is_prose = len(words) > FEW_LETTERS and not is_dated and not all(map(is_aside, pieces))
        if is_prose:
            for piece in pieces:
                self._links_in(piece)
            self._prose(inline.plain(pieces))
            return
        for piece in pieces:
            if piece.kind is EMPHASIS:
                self._italics(piece)
            elif piece.kind is TEXT:
                left = bare(self._owner_of_last_link(piece.text))
                if left and not is_dated:
                    reason = f"stray text “{one_line(left)}”"
                    self.saying.leave(piece.start, piece.end, reason)
            else:
                self._piece(piece)

    def _prose(self, words: str) -> None:
        if words and not self.saying.described and not self.saying.is_paper:
            self.saying.describe(words)
        else:
            self.saying.remark(words)

    def _is_quote(self, node: Node) -> bool:
        return self.source[node.start : node.end].lstrip().startswith(">") and node.start > (
            self.item.start
        )

    def _quote(self, node: Node) -> None:
        """A quoted remark: a note as it is written; papers it links to are links of the entry."""
        for link in filter(links.names_a_paper, links.web_links(self._pieces(node))):
            self.saying.take_link(link)
        lines = self.source[node.start : node.end].splitlines()
        words = (line.strip().removeprefix(">").strip() for line in lines)
        self.saying.remark("\n".join(words).strip())

    def _italics(self, piece: Piece) -> None:
        words = inline.plain([piece])
        has_links = bool(self._links_in(piece))
        if has_links and not wording.are_names(words.rstrip(".")):
            return
        if self.saying.is_paper and not self.saying.names:
            self.saying.name_authors(names_of(self.source, piece.start, piece.end, words))
        elif not self.saying.is_paper and not self.saying.described:
            self.saying.describe(words)
        else:
            self.saying.remark(words)

    # ---- what stands on any line

    def _piece(self, piece: Piece) -> None:
        expected, self.expects_citations = self.expects_citations, False
        if piece.kind is LINK:
            if not piece.url.startswith("#"):
                self._link(piece, counted=expected)
        elif piece.kind is not PICTURE and not self._links_in(piece):
            words = inline.plain([piece])
            if words:
                self.saying.remark(words)

    def _links_in(self, piece: Piece) -> list[Piece]:
        """Take in the links inside a piece, and tell them."""
        found = list(inline.links([piece]))
        for link in found:
            self._link(link, counted=False)
        return found

    def _link(self, piece: Piece, *, counted: bool) -> None:
        self.saying.take_link(piece, counted=counted)

    def _owner_of_last_link(self, words: str) -> str:
        match = OWNER.match(words)
        known = self.saying.links
        if match is None or not known:
            return words
        known.append(known.pop()._replace(owner=printable(match[1])))
        return words[match.end() :]

    # ---- items below

    def _read_nested(self, node: Node) -> None:
        pieces = pieces_of(self.source, node, self.references)
        found = list(links.web_links(pieces))
        for link in found:
            self._link(link, counted=False)
        words = words_of([piece for piece in pieces if piece.kind is TEXT])
        if not found or bare(words):
            self._note(node, inline.plain(pieces))
        for child in node.children:
            if child.kind is NodeKind.ITEM:
                self._read_nested(child)

    def _note(self, node: Node, words: str) -> None:
        if words:
            self.saying.remark(words)
        elif len(node.children) == 1:
            self.saying.leave(node.start, node.end, "an empty list item")

    def _marks(self) -> Marks:
        """Signs outside the title. Those in a quotation are somebody else's."""
        whole = self.source[self.item.start : self.item.end]
        if whole.isascii() and wording.CLAPPER not in whole:
            return _NO_MARKS
        first, *rest = self.item.children
        start, end = (self.title.start, self.title.end) if self.title else (first.end, first.end)
        said = (child for child in rest if not self._is_quote(child))
        around = "".join(
            self.source[a:b]
            for a, b in ((first.start, start), (end, first.end), *((c.start, c.end) for c in said))
        )
        if around.isascii() and wording.CLAPPER not in around:
            return _NO_MARKS
        signs = (wording.STAR, wording.CLAPPER, wording.HUGGINGFACE, wording.X)
        return Marks(*(sign in around for sign in signs))
