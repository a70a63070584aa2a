"""What one list item or one linked paragraph says: title, own link, venue, authors, remarks.

The title is what the item begins with in bold or as a link; where there are only links that say
what is behind them (`[[Paper]](…)`), it is the plain or italic text. Behind a bold title stand
venue and links, below it authors in italics; behind a linked title stand its owner and words about
it, and more of them below.
"""

import re
from dataclasses import dataclass, field

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.domain.lists import Kind, Marks
from effllm_desktop.markdown import inline
from effllm_desktop.markdown.dialects import bylines, labels, links, wording
from effllm_desktop.markdown.dialects.around_titles import (
    are_authors,
    before_title,
    is_place_behind,
    named_in_text,
    names_behind,
)
from effllm_desktop.markdown.dialects.below_lines import Below, References, is_own
from effllm_desktop.markdown.dialects.saying import YEAR, Reading, names_of
from effllm_desktop.markdown.dialects.titles import (
    mentioned_in,
    title_in_text,
    title_piece,
    unwrapped,
    words_of,
)
from effllm_desktop.markdown.dialects.wording import bare, beside, one_line
from effllm_desktop.markdown.inline import CODE, EMPHASIS, LINK, PICTURE, TEXT, Piece
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.tree import Node

_HEAD_OWNER = re.compile(r"\s+-\s+(\S+)")
CITATIONS_BEHIND = re.compile(r"\b(?:c\w*tions?|cited by)\s*:\s*\Z", re.IGNORECASE)
_NAMES_ID = re.compile("rxiv|corr", re.IGNORECASE)
LINE_END = frozenset("\n\r\v")
_NO_MARKS = Marks()


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


def without_owner(words: str, url: str) -> str:
    """The words behind a repository's link without its owner (` - owner`)."""
    said = _HEAD_OWNER.match(words)
    repository = addresses.github_repository(url) if said else None
    if said is None or repository is None:
        return words
    owns = repository.partition("/")[0].lower() == said[1].lower()
    return words[said.end() :] if owns else words


@dataclass(slots=True)
class _ItemReader(Below):
    title: Piece | None = None  # where the title is one piece: what stands before and behind it
    words: list[str] = field(default_factory=list)  # of the title's line that are said by now

    def read(self) -> Reading | None:
        first, *rest = self.item.children
        head = unwrapped(self._pieces(first))
        body_of = {
            child.start: [] if self._is_quote(child) else self._pieces(child)
            for child in rest
            if is_own(self.source, child)
        }
        if not self._identify(head, [piece for pieces in body_of.values() for piece in pieces]):
            return None
        self._read_head(head)
        for child in rest:
            self._read_child(child, body_of.get(child.start, []))
        return self.saying.reading(self._marks())

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
            self.saying.call(self.saying.named_by_label(words), own, is_linked=is_linked)
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
        if self.title is not None and not wording.says_nothing(before):
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
        if written is not None and is_place_behind(written.rest):  # First et al. ICML
            self._end_words()
            saying.written_by(written)
            self.words.append(written.rest)
            return
        names = names_of(self.source, piece.start, piece.end, words) if may_name else ""
        may_name = may_name and on_a_new_line and bylines.may_be_people(names)
        if may_name or (names and are_authors(words)):
            self._end_words()
            saying.name_authors(names)
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
