"""What stands below the line of an item: paragraphs, quotations, lists; and the links anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from effllm_desktop.markdown import html_blocks, inline
from effllm_desktop.markdown.dialects import labels, links, wording
from effllm_desktop.markdown.dialects.saying import Saying, names_of
from effllm_desktop.markdown.dialects.titles import OWNER, is_aside, words_of
from effllm_desktop.markdown.dialects.wording import bare, one_line
from effllm_desktop.markdown.inline import EMPHASIS, LINK, PICTURE, TEXT, Piece
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.tree import Node, NodeKind

FEW_LETTERS = 2  # letters that are too few to be words
References = Mapping[str, str]


def pieces_of(text: str, item: Node, references: References) -> list[Piece]:
    """The pieces of an item's own paragraphs, without those of the items below it."""
    found: list[Piece] = []
    for child in item.children:
        if is_own(text, child):
            found += inline.parse(text, child.content or child.start, child.end, references)
    return found


def is_own(text: str, child: Node) -> bool:
    """Whether what stands in an item is a paragraph of its own: no items and rows of tags."""
    if child.kind is NodeKind.HTML:
        return not html_blocks.holds_items(text, child.start, child.end)
    return child.kind is NodeKind.PARAGRAPH


@dataclass(slots=True)
class Below:
    """Reads what stands below an item's line into what is said of it."""

    source: str
    item: Node
    references: References
    saying: Saying = field(default_factory=Saying)
    expects_citations: bool = False

    def _pieces(self, node: Node) -> list[Piece]:
        return inline.parse(self.source, node.content or node.start, node.end, self.references)

    def _read_child(self, child: Node, pieces: list[Piece]) -> None:
        if child.kind is NodeKind.ITEM:
            self._read_nested(child)
        elif is_own(self.source, child):
            if self._is_quote(child):
                self._quote(child)
            else:
                self._read_body(pieces)
        elif child.kind in (NodeKind.TABLE, NodeKind.HTML):
            for link in links.web_links(self._pieces(child)):
                self.saying.take_link(link)
        elif child.kind not in (NodeKind.BLANK, NodeKind.COMMENT, NodeKind.DEFINITION):
            self.saying.leave(child.start, child.end, "a block inside an entry")

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
            if not self.saying.told(words):
                self.saying.remark(words)
        elif len(node.children) == 1:
            self.saying.leave(node.start, node.end, "an empty list item")
