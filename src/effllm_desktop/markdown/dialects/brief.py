"""What an ordinary item or paragraph says, read from its phrases: the short way.

It is the reading of `items` over plain tuples, for lines without anything exotic, and says of those
the same (a test holds the two against each other). None means that it takes a closer look.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from effllm_desktop.domain import addresses, arxiv_id, entry_values, keys, kinds
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.entry_values import NOTHING, EntryValues
from effllm_desktop.domain.lists import Kind, Marks, Role
from effllm_desktop.markdown import source
from effllm_desktop.markdown.dialects import links as of_links
from effllm_desktop.markdown.dialects import labels, phrases, titles, wording
from effllm_desktop.markdown.dialects.items import (
    CITATIONS_BEHIND,
    COLONS,
    FEW_LETTERS,
    LINE_END,
    YEAR,
    without_owner,
)
from effllm_desktop.markdown.dialects.phrases import (
    CODE,
    EMPHASIS,
    FRAME,
    LINK,
    PICTURE,
    STRONG,
    TEXT,
    Phrase,
)
from effllm_desktop.markdown.dialects.saying import CLOSING_QUOTES, ELISIONS, abstract, number
from effllm_desktop.markdown.dialects.wording import bare
from effllm_desktop.markdown.inline import one_line
from effllm_desktop.markdown.tree import Node, NodeKind, Recognised

_CITATIONS, _ABSTRACT, _PDF = Role.CITATIONS, Role.ABSTRACT, Role.PDF
_PAPER, _ARTICLE = Kind.PAPER, Kind.ARTICLE
_SIGNS = (wording.STAR, wording.CLAPPER, wording.HUGGINGFACE, wording.X)
_ITEM, _PARAGRAPH, _BLANK = NodeKind.ITEM, NodeKind.PARAGRAPH, NodeKind.BLANK
_IN_TEXT = -1
Related = tuple[str, str]
Said = tuple[EntryValues, bool, list[Related]]
"""What an entry says, whether its title's own link identifies it, and the documents it links to."""
NO_ENTRY: Said = (EntryValues("", "", "", ""), False, [])
"""What a line says that is ordinary, and no entry."""


def item(text: str, start: int, references: Mapping[str, str]) -> Recognised | None:
    """The ordinary item that begins here: its text, and what it says."""
    found = phrases.item_at(text, start, references)
    if found is None:
        return None
    whole = text[start : found.end]
    marked = _marked(whole, references)
    if marked is None:
        return None
    said = Reading(marked).read(found.head, found.paragraphs, found.items)
    if said is None or said is NO_ENTRY or said[2]:
        return None
    return whole, said[0], said[1]


def node(text: str, block: Node, references: Mapping[str, str]) -> Said | None:
    """What an item says that has been found to be ordinary only now: inside another one."""
    first, *rest = block.children
    head = phrases.in_paragraph(text, first.content, first.end, references)
    marked = _marked(text[block.start : block.end], references) if head else None
    if not head or marked is None:
        return None
    paragraphs: list[list[Phrase]] = []
    items: list[list[Phrase]] = []
    if not phrases.may_be_entry(head) and not any(map(_may_be_own, rest)):
        return NO_ENTRY
    stack = rest[::-1]
    while stack:
        child = stack.pop()
        if child.kind is _BLANK:
            continue
        is_item = child.kind is _ITEM
        if is_item:
            inner, *deeper = child.children
            if any(below.kind is not _BLANK and below.kind is not _ITEM for below in deeper):
                return None
            stack += deeper[::-1]
        elif child.kind is not _PARAGRAPH or items:
            return None
        else:
            inner = child
        found = phrases.in_paragraph(
            text, inner.content or inner.start, inner.end, references
        )
        if not found or _text(found[0]).lstrip().startswith(">"):
            return None
        (items if is_item else paragraphs).append(found)
    return Reading(marked).read(head, paragraphs, items)


def _may_be_own(block: Node) -> bool:
    """Whether a block in an item may hold its own link: items, tables and blanks do not."""
    return block.kind is _PARAGRAPH or block.kind is NodeKind.HTML


class Line(NamedTuple):
    """An ordinary paragraph, or the line of an item or a heading."""

    found: list[Phrase]
    marked: str  # its source, where it has signs that the curator sets

    @property
    def words(self) -> str:
        """What it says on one line."""
        return plain_all(self.found)

    @property
    def bold(self) -> str:
        """Its bold words, if it has no others."""
        telling = [phrase for phrase in self.found if not _is_silent(phrase)]
        is_bold = len(telling) == 1 and telling[0][0] == STRONG
        return wording.shortened(telling[0][3], wording.LONGEST) if is_bold else ""

    @property
    def linked(self) -> list[Related]:
        """What its links say, and where they lead."""
        return [
            (phrase[3], phrase[2])
            for phrase in self.found
            if phrase[0] == LINK or phrase[0] == FRAME or (phrase[0] == STRONG and phrase[2])
        ]

    @property
    def has_links(self) -> bool:
        """Whether it has a link to the web that is no badge."""
        return any(map(is_link, self.found))

    @property
    def names_a_paper(self) -> bool:
        """Whether one of its links leads to a paper."""
        return any(is_link(one) and kinds.kind_of(one[2]) is _PAPER for one in self.found)

    def said(self) -> Said | None:
        """What it says if it is an entry."""
        if not phrases.may_be_entry(self.found):
            return NO_ENTRY
        return Reading(self.marked).read(self.found, (), ())


def line(text: str, start: int, end: int, references: Mapping[str, str]) -> Line | None:
    """A paragraph, or a line, that is ordinary."""
    found = phrases.in_paragraph(text, start, end, references)
    if not found:
        return None
    marked = _marked(text[start:end], references)
    return None if marked is None else Line(found, marked)


def bullet(
    text: str, block: Node, references: Mapping[str, str]
) -> tuple[str, list[Related]] | None:
    """The words of an item that is no entry, and its links; None where it takes a closer look."""
    first, *rest = block.children
    said = line(text, first.content, first.end, references)
    return None if said is None or any(map(_may_be_own, rest)) else (said.words, said.linked)


def _marked(whole: str, references: Mapping[str, str]) -> str | None:
    """A text if it has signs that the curator sets, else none; None where it is not ordinary."""
    if references and phrases.may_refer(whole, references):
        return None
    if whole.isascii():
        return whole if wording.CLAPPER in whole else ""
    if not source.is_text(whole):
        return None
    return whole if any(sign in whole for sign in _SIGNS) else ""


def _text(phrase: Phrase) -> str:
    """The words of what holds no other phrases."""
    return phrase[1] if phrase[0] <= PICTURE else ""


def plain(phrase: Phrase) -> str:
    kind = phrase[0]
    if kind == TEXT or kind == LINK or kind == FRAME:
        return one_line(phrase[1])
    return "" if kind == PICTURE else phrase[3]


def plain_all(found: Sequence[Phrase]) -> str:
    return one_line("".join([phrase[1] for phrase in found if phrase[0] != PICTURE]))


def words_of(found: Sequence[Phrase]) -> str:
    """The words outside links, like `titles.words_of`."""
    return "".join(
        [
            phrase[1] if phrase[0] <= CODE else phrase[3]
            for phrase in found
            if phrase[0] <= CODE or phrase[0] >= STRONG
        ]
    )


def is_link(phrase: Phrase) -> bool:
    """Whether a phrase is or holds a link that counts."""
    return phrase[0] == LINK or bool(phrase[0] == STRONG and phrase[2])


def mentioned(found: Sequence[Phrase]) -> ArxivId | None:
    said = [phrase[1] for phrase in found if phrase[0] != PICTURE]
    lowered = "".join(said).lower()
    if "rxiv" not in lowered and "corr" not in lowered:
        return None
    return titles.mentioned(said, words_of(found))


# ---- where the title is


def _is_silent(phrase: Phrase) -> bool:
    if phrase[0] == TEXT:
        words = phrase[1]
        if words[:1].isascii() and words[:1].isalpha():
            return False
        return not bare(words.replace("[ ]", "").replace("[x]", ""))
    return phrase[0] == PICTURE


def _is_title(phrase: Phrase) -> bool:
    kind = phrase[0]
    if kind == STRONG:
        words = phrase[3]
        return bool(words) and not labels.is_heading_of_line(words)
    return kind == LINK and not phrase[4] and not labels.is_role(phrase[3])


def title_place(head: list[Phrase]) -> int:
    """Where the phrase stands that is the title, like `titles.title_piece`."""
    place = 0
    for phrase in head:
        if not _is_silent(phrase):
            break
        place += 1
    if place < len(head) and head[place][0] != TEXT:
        if _only_sorts(head, place):
            place += 1
        elif _is_title(head[place]) or _is_name(head, place):
            return place
    found = _linked_place(head, place)
    if found == _IN_TEXT and any(phrase[0] == STRONG for phrase in head):
        found = _bold_place(head)
    first = head[0][1][:1]
    if found != _IN_TEXT or (head[0][0] == TEXT and first.isalpha() and first != wording.X):
        return found
    if not bare(words_of(head)):
        linked = [number_of for number_of, phrase in enumerate(head) if phrase[0] == LINK]
        return linked[0] if len(linked) == 1 else _IN_TEXT
    return found


def _only_sorts(head: list[Phrase], place: int) -> bool:
    behind = _text(head[place + 1]) if place + 1 < len(head) else ""
    if not behind.startswith("]") or not place or not _text(head[place - 1]).rstrip().endswith("["):
        return False
    label = head[place][3] if head[place][0] >= LINK else ""
    is_place = labels.may_be_role(f"[{label}]") or (label.isupper() and " " not in label)
    return is_place and bare(wording.one_line(behind)).count(" ") > 0


def _is_name(head: list[Phrase], place: int) -> bool:
    behind = _text(head[place + 1]) if place + 1 < len(head) else ""
    if not is_link(head[place]) or not titles.SEPARATED.match(behind):
        return False
    is_site = addresses.path(head[place][2]) in ("", "/")
    return labels.names_tool(head[place][3], is_site=is_site) and titles.tells(behind)


def _linked_place(head: list[Phrase], place: int) -> int:
    told, led, before = False, False, ""
    for number_of, phrase in enumerate(head[place:], place):
        if phrase[0] == TEXT:
            before = phrase[1]
            told = told or titles.tells(before)
        elif not is_link(phrase):
            before = plain(phrase)
            told = told or titles.tells(before)
        elif not _is_title(phrase):
            led = led or labels.names_paper(plain(phrase).partition(" (")[0])
        else:
            label = phrase[3]
            beside = f"[{label}]" if before.endswith("[") else label
            is_beside = told and (labels.is_bracketed(beside) or labels.may_be_role(beside))
            if not is_beside and not (led and plain(phrase).count(" ") <= titles.FEWEST_BLANKS):
                return number_of
    return _IN_TEXT


def _bold_place(head: list[Phrase]) -> int:
    told = False
    for number_of, phrase in enumerate(head):
        if phrase[0] == TEXT:
            words = phrase[1]
            told = told or (" " in bare(wording.one_line(words)) and titles.tells(words))
        elif phrase[0] == STRONG and _is_title(phrase):
            before = _text(head[number_of - 1]) if number_of else ""
            if not told or not before.rstrip().endswith("["):
                return number_of
        elif told and is_link(phrase):
            return _IN_TEXT
    return _IN_TEXT


def title_in_text(head: list[Phrase]) -> tuple[str, str]:
    """The title in plain or italic text, and the other words, like `titles.title_in_text`."""
    said: list[str] = []
    behind: list[str] = []
    is_said = False
    telling = head[0]
    for telling in head:
        if not _is_silent(telling):
            break
    if telling[0] == EMPHASIS and " " in telling[3]:
        others = words_of([phrase for phrase in head if phrase is not telling])
        return bare(telling[3]), bare(wording.one_line(others))
    for number_of, phrase in enumerate(head):
        kind = phrase[0]
        if (
            kind == LINK
            or (kind == FRAME and (phrase[2].startswith("http") or labels.is_role(phrase[3])))
            or (kind == STRONG and phrase[2])
        ):
            if is_said:
                said = said if behind else titles.without_lead(said, is_bare=phrase[4])
                is_said = bool(behind or bare("".join(said)))
                behind.append(" ")
            else:
                said = []
            continue
        words = phrase[1] if kind == TEXT else plain(phrase)
        if kind == PICTURE:
            words = " "
        elif kind == TEXT:
            if number_of and not is_said and titles.ASIDE.fullmatch(words):
                behind.append(" ")
        elif kind == EMPHASIS and titles.may_name_authors(words, said):
            behind.append(" ")
        elif not is_said and labels.sorts(words):
            continue
        if behind:
            behind.append(words)
        else:
            said.append(words)
            is_said = bool(bare("".join(said)))
    return titles.settled(said, behind)


def identifying(found: Sequence[Phrase]) -> Phrase | None:
    """The link that identifies a work whose title has none, like `links.identifying`."""
    first, best, rank = None, None, 4
    for link in found:
        label, url, role = link[3], link[2], link[5]
        if role is _CITATIONS or not is_link(link):
            continue
        first = first or link
        if link[4] or labels.may_be_role(label):
            is_abstract = role is _ABSTRACT
            if arxiv_id.from_address(url) is not None:
                place = 0 if is_abstract else 1
            elif is_abstract:
                place = 2
            elif role is _PDF or labels.names_paper(label):
                place = 3
            else:
                continue
            if place < rank:
                best, rank = link, place
    return best or first


class Reading:
    """What has been understood so far, like `saying.Saying` and the reader of `items`."""

    title = url = marks = ""
    own: Phrase | None = None
    is_linked = is_titled = expects_citations = is_doubtful = False
    kind = Kind.OTHER
    venue: str | None = None
    year: int | None = None
    citations: int | None = None
    arxiv: ArxivId | None = None  # of its own link, or in its title
    mentioned: ArxivId | None = None

    def __init__(self, marked: str = "") -> None:
        self.marked = marked
        self.related: list[Related] = []
        self.names: list[str] = []
        self.described: list[str] = []
        self.links: list[tuple[str, str, str, str | None]] = []
        self.notes: list[str] = []
        self.words: list[str] = []

    def read(
        self,
        head: list[Phrase],
        paragraphs: Sequence[list[Phrase]],
        items: Sequence[list[Phrase]],
    ) -> Said | None:
        """What an item says with this line, these paragraphs and these items below it."""
        if not any(map(is_link, head)) and mentioned(head) is None:
            below = [phrase for found in paragraphs for phrase in found]
            if not any(map(is_link, below)) and mentioned(below) is None:
                return NO_ENTRY
        place = title_place(head)
        if not self._identify(head, place, paragraphs):
            return NO_ENTRY
        self._read_head(head, place)
        for found in paragraphs:
            if not self._read_body(found):
                return None
        for found in items:
            if not self._read_nested(found):
                return None
        return self.said()

    def said(self) -> Said | None:
        """What has been understood; None where something was not."""
        return None if self.is_doubtful else (self.values(), self.is_linked, self.related)

    def _identify(
        self, head: list[Phrase], place: int, paragraphs: Sequence[list[Phrase]]
    ) -> bool:
        self.mentioned = mentioned(head)
        title = head[place] if place >= 0 else None
        own = title if title is not None and is_link(title) else None
        self.is_linked = own is not None
        self.is_titled = title is not None
        if self.marked:
            self._mark(title)
        if own is None:
            own = identifying(head)
            if own is None and paragraphs:
                below = [phrase for found in paragraphs for phrase in found]
                own = identifying(below)
                if own is None:
                    self.mentioned = self.mentioned or mentioned(below)
        if own is None and self.mentioned is None:
            return False
        if title is not None:
            words = plain(title) or title[3]
        else:
            words, rest = title_in_text(head)
            label = own[3] if own is not None else ""
            if words and labels.is_role(words) and labels.is_place(label):
                words, rest = label, f"{words} {rest}".rstrip()
            self.describe(rest)
            words = words or label
        self.call(words, own)
        return True

    def _mark(self, title: Phrase | None) -> None:
        """Note the signs outside the title."""
        inside = f"{title[1]} {title[2]}" if title is not None else ""
        signs = (self.marked.count(sign) > inside.count(sign) for sign in _SIGNS)
        self.marks = Marks(*signs).names

    def call(self, words: str, own: Phrase | None) -> None:
        """Settle what the entry is called, and which link is its own."""
        self.own, self.url = own, own[2] if own is not None else ""
        self.title = wording.shortened(wording.clean_title(words), wording.LONGEST)
        self.arxiv = arxiv_id.from_address(self.url) or arxiv_id.from_title(self.title)
        self.kind = _PAPER if self.arxiv else kinds.kind_of(self.url, self.title)
        named = own is not None and not self.is_linked and labels.names_paper(own[3])
        if named and self.kind is _ARTICLE:
            self.kind = _PAPER

    # ---- the line of the title

    def _read_head(self, head: list[Phrase], place: int) -> None:
        if place > 0:
            before = words_of(head[:place])
            if self.is_linked and bare(before):
                self.describe(bare(wording.one_line(before)))
            for phrase in head[:place]:
                if phrase[0] != TEXT:
                    self.links_in(phrase)
        if place >= 0 and head[place][0] != LINK:
            self.links_in(head[place])
        last = len(head)
        for number_of in range(place + 1, last):
            phrase = head[number_of]
            kind = phrase[0]
            if kind == TEXT:
                words = self._owner_of_last_link(phrase[1])
                if ":" not in words and not self.is_titled:
                    self.expects_citations = False
                    continue
                announced = CITATIONS_BEHIND.search(words) if ":" in words else None
                self.expects_citations = announced is not None
                words = words[: announced.start()] if announced else words
                if self.is_titled:
                    is_first = number_of == place + 1
                    self.words.append(without_owner(words, self.url) if is_first else words)
            elif kind == CODE:
                self._code(phrase)
            elif kind <= FRAME:
                self._head_link(phrase)
            else:
                before = _text(head[number_of - 1]) if number_of > place + 1 else ""
                behind = _text(head[number_of + 1]) if number_of + 1 < last else ""
                self._formatted(phrase, before, is_named=behind[:1] in COLONS)
        self._end_words()

    def _code(self, phrase: Phrase) -> None:
        if self.venue is None and not self.is_linked and self.is_titled:
            venue, comma, last = phrase[1].rpartition(",")
            self.year = int(last) if YEAR.fullmatch(last.strip()) else None
            self.venue = (venue if comma else last).strip() or None
            self.mentioned = arxiv_id.parse(last) or self.mentioned
            self._end_words()
        else:
            if self.is_titled:
                self.words.append(phrase[1])

    def _head_link(self, phrase: Phrase) -> None:
        label = phrase[3] if phrase[0] == LINK and self.words else ""
        if (
            label
            and "".join(self.words).rstrip()[-1:].isalnum()
            and not labels.may_be_role(label)
        ):
            self.words.append(label)
        else:
            self._end_words()
        self._phrase(phrase)

    def _formatted(self, phrase: Phrase, before: str, *, is_named: bool) -> None:
        if self.links_in(phrase) or not self.is_titled:
            self._end_words()
            return
        words = phrase[3]
        on_a_new_line = not LINE_END.isdisjoint(before)
        are_authors = (
            phrase[0] == EMPHASIS
            and not is_named
            and self._is_paper
            and not self.names
            and (on_a_new_line or wording.are_names(words.rstrip(".")))
        )
        if are_authors:
            self._end_words()
            self.name_authors(words if on_a_new_line else words.rstrip("."))
        else:
            self.words.append(words)

    def _end_words(self) -> None:
        if not self.words:
            return
        if self.is_titled:
            words = wording.beside("".join(self.words))
            if words and not (labels.is_bracketed(words) and labels.is_role(words)):
                self.describe(words)
        self.words.clear()

    # ---- what stands below it

    def _read_body(self, found: list[Phrase]) -> bool:
        """Take in a paragraph; whether nothing of it stays unread."""
        texts = [phrase for phrase in found if phrase[0] == TEXT]
        if len(texts) == len(found):
            self._prose(plain_all(found))
            return True
        words = bare(wording.one_line(words_of(texts)))
        is_dated = labels.is_role(words)
        if (
            len(words) > FEW_LETTERS
            and not is_dated
            and any(bare(titles.OWNER.sub("", phrase[1])) for phrase in texts)
        ):
            for phrase in found:
                self.links_in(phrase)
            self._prose(plain_all(found))
            return True
        for phrase in found:
            if phrase[0] == EMPHASIS:
                self._italics(phrase[3])
            elif phrase[0] != TEXT:
                self._phrase(phrase)
            elif bare(self._owner_of_last_link(phrase[1])) and not is_dated:
                return False
        return True

    def _read_nested(self, found: list[Phrase]) -> bool:
        """Take in an item below; whether it says something."""
        linked = [phrase for phrase in found if is_link(phrase)]
        for link in linked:
            self.take_link(link, counted=False)
        if not linked or bare(words_of([phrase for phrase in found if phrase[0] == TEXT])):
            words = plain_all(found)
            if not words:
                return False
            self._remark(words)
        return True

    def _prose(self, words: str) -> None:
        if words and not self.described and not self._is_paper:
            self.describe(words)
        else:
            self._remark(words)

    def _italics(self, words: str) -> None:
        if self._is_paper and not self.names:
            self.name_authors(words)
        elif not self._is_paper and not self.described:
            self.describe(words)
        else:
            self._remark(words)

    # ---- what stands on any line

    @property
    def _is_paper(self) -> bool:
        return self.venue is not None or self.kind is _PAPER

    def _phrase(self, phrase: Phrase) -> None:
        expected, self.expects_citations = self.expects_citations, False
        if phrase[0] == LINK or phrase[0] == FRAME:
            if not phrase[2].startswith("#"):
                self.take_link(phrase, counted=expected)
        elif phrase[0] != PICTURE and not self.links_in(phrase):
            self._remark(phrase[3])

    def links_in(self, phrase: Phrase) -> bool:
        is_link = phrase[0] == LINK or phrase[0] == FRAME or (phrase[0] == STRONG and phrase[2])
        if is_link:
            self.take_link(phrase, counted=False)
        return bool(is_link)

    def take_link(self, phrase: Phrase, *, counted: bool) -> None:
        label, url = phrase[3], phrase[2]
        role = phrase[5]
        if counted or role is _CITATIONS:
            self.citations = number(label)
            role = _CITATIONS
        if phrase[0] == FRAME:
            if url and not of_links.leads_nowhere_on_purpose(url):
                self._relate(label, url)
        elif phrase is not self.own:
            self.links.append((label, url, role, None))

    def _relate(self, label: str, url: str) -> None:
        if path := of_links.document_in(url):
            self.related.append((label, path))
        else:
            self.is_doubtful = True

    def _owner_of_last_link(self, words: str) -> str:
        match = titles.OWNER.match(words) if self.links and ")" in words else None
        if match is None:
            return words
        label, url, role, _ = self.links.pop()
        self.links.append((label, url, role, match[1]))
        return words[match.end() :]

    def name_authors(self, words: str) -> None:
        self.names = [name for part in words.split(",") if (name := part.strip())]

    def describe(self, words: str) -> None:
        if words[:1] in CLOSING_QUOTES and words.count(words[:1]) == 1:
            words = words[1:].strip()
        if words:
            self.described.append(words)

    def _remark(self, words: str) -> None:
        if words:
            self.notes.append(wording.shortened(words, wording.LONGEST_TEXT))

    def values(self) -> EntryValues:
        title = self.title or self.url
        own = self.arxiv
        identity = own if self.is_linked else own or self.mentioned
        url = self.url or abstract(identity)
        arxiv = identity or self.mentioned
        described = " ".join(self.described)
        authors = [name for name in self.names if name not in ELISIONS]
        return EntryValues(
            f"arxiv:{identity.id}" if identity else keys.of_address(url),
            "paper" if identity else self.kind.value,
            title or url,
            url,
            entry_values.texts(authors) if authors else NOTHING,
            int(len(authors) < len(self.names)),
            self.venue,
            self.year or (arxiv.year if arxiv else None),
            arxiv.id if arxiv else None,
            arxiv.version if arxiv else None,
            addresses.doi(url),
            addresses.github_repository(url),
            wording.shortened(described, wording.LONGEST_TEXT) if described else None,
            self.citations,
            entry_values.array([entry_values.link(*link) for link in self.links])
            if self.links
            else NOTHING,
            entry_values.texts(self.notes) if self.notes else NOTHING,
            self.marks,
        )
