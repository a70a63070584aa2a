"""A second opinion: how many entries a list holds and where its papers stand.

Shares no code with the program. markdown-it-py finds the blocks, `html.parser` the tags. Counted
are items of a list, rows of a table and paragraphs outside both, in Markdown or in HTML, that
have a link to the web which is no badge. Items below an item with a link are not counted.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

_BADGE = re.compile(
    r"shields\.io|badgen\.net|badge\.fury|badge[^/]*\.svg|/badges?/|visitor|komarev|star-history"
    r"|://hits\.|://badges\.|profile-counter"
)
_PAPER = re.compile(
    r"arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|openaccess\.thecvf\.com|mlr\.press"
    r"|neurips\.cc|nips\.cc"
)
_SAYS_PAPER = re.compile(
    r"(?:full )?paper(?: link)?|arxiv|pdf|abs(?:tract)?|doi|preprint|openreview|publication|论文",
    re.IGNORECASE,
)
_ON_GITHUB = re.compile(
    r"//github\.com/([\w.-]+/[\w.-]+)(?:/blob/[^/\s]+/README\.md)?/?#([^\s()\"'<>]+)"
)
_BARE = re.compile(r"https?://[^\s<>\"'`|，。；：｜）】」』、]+")
_NUMBER = r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?!\d)"
_ID_IN_ADDRESS = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)/|huggingface\.co/papers/|doi\.org/10\.48550/arxiv\.){_NUMBER}",
    re.IGNORECASE,
)
_ID_IN_WORDS = re.compile(rf"\barxiv:\s?{_NUMBER}", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_GLUED_HEADING = re.compile(r"^( {0,3}#{1,6})(?=[^#\s])", re.MULTILINE)
_ANCHORED_HEADING = re.compile(
    r"^ {0,3}(?:<(?:a|span)\s[^<>\n]*>(?:</(?:a|span)>)?[ \t]*)+(#{1,6}[ \t])",
    re.MULTILINE | re.IGNORECASE,
)
_REMARK = re.compile(  # about the item above: then it is part of it
    r"^(?=\*\*(?:summary|abstract|tl;?dr|keywords?|highlights?|takeaways?|comments?|摘要|总结|简介"
    r"|要点|概要)\W*\*\*)",
    re.MULTILINE | re.IGNORECASE,
)
_WORK = (
    r" {0,3}(?:\*\*[^*\[\]\n]+ [^*\[\]\n]+ [^*\[\]\n]+\*\*.*"
    r"|\[[^\[\]\n]+ [^\[\]\n]+ [^\[\]\n]+)\]\(http"
)
_BOLD_LINE = r" {0,3}\*\*[^*\n]+ [^*\n]+ [^*\n]+\*\*[ ]*$"
_WORKS_IN_LINES = re.compile(
    rf"^((?={_WORK}).*\n(?={_WORK})|.*\]\(http.*\n(?={_BOLD_LINE}))", re.MULTILINE
)
_FENCED = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)

Path = tuple[str, ...]


@dataclass
class Count:
    """How many entries there are, and each arXiv id with the headings above it."""

    entries: int = 0
    papers: list[tuple[str, Path]] = field(default_factory=list)


def count(text: str) -> Count:
    """Count a document's entries. The same text gives the same count."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    prepared = _prepared(text)
    counter = _Counter(_own_page(prepared))
    for token in parser.parse(prepared):
        counter.block(token)
    counter.finish()
    return counter.found


def papers_in(words: str) -> set[str]:
    """The arXiv ids that words name, in addresses and between them."""
    found = (*_ID_IN_ADDRESS.findall(words), *_ID_IN_WORDS.findall(words))
    return {arxiv_id(name) for name in found}


def arxiv_id(name: str) -> str:
    """An arXiv id without its subject class, the archive in lower case."""
    archive, slash, number = name.rpartition("/")
    return f"{archive.partition('.')[0].lower()}{slash}{number}"


def _prepared(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    text = text[front.end() :] if front else text
    parts, position = [], 0
    for fence in _FENCED.finditer(text):
        parts += [_mended(text[position : fence.start()]), fence[0]]
        position = fence.end()
    return "".join((*parts, _mended(text[position:])))


def _mended(text: str) -> str:
    """Markdown as its curators meant it."""
    text = _ANCHORED_HEADING.sub(r"\1", _GLUED_HEADING.sub(r"\1 ", text))
    return _WORKS_IN_LINES.sub(r"\1\n", _REMARK.sub("   ", text))


def _own_page(text: str) -> set[tuple[str, str]]:
    """Pages and the headings on them to which the list links with the full address of its own."""
    headings = {_letters(line) for line in re.findall(r"^ {0,3}#+ (.*)$", text, re.MULTILINE)}
    named: dict[str, set[str]] = {}
    for page, heading in _ON_GITHUB.findall(text):
        named.setdefault(page.lower(), set()).add(_letters(heading))
    return {
        (page, heading)
        for page, found in named.items()
        if len(found & headings) > 1 and 2 * len(found & headings) >= len(found)
        for heading in found & headings
    }


def _letters(words: str) -> str:
    return re.sub(r"[\W_]", "", unquote(words).lower())


@dataclass
class _Frame:
    """An item, a row, a paragraph or what holds some of them, as far as it has been read."""

    name: str
    linked: bool = False
    named: bool = False  # an arXiv id stands in its words
    below: int = 0  # entries inside it that would count if it had no link itself

    def total(self) -> int:
        itself = self.linked or (self.named and self.name == "li")
        return 1 if itself and self.name in ("li", "tr", "p") else self.below


@dataclass
class _Link:
    address: str
    words: bool = False
    badge: bool = False
    paper: bool = False  # the badge says that a paper is behind it
    picture: bool = False


class _Counter(HTMLParser):
    """Takes Markdown's tokens and HTML's tags as one stream of frames, links and words."""

    def __init__(self, own_page: set[tuple[str, str]]) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Count()
        self._own_page = own_page
        self._frames = [_Frame("document")]
        self._headings: list[tuple[int, str]] = []
        self._link: _Link | None = None
        self._heading: tuple[int, list[str], list[str]] | None = None  # level, words, addresses

    # ---- Markdown

    def block(self, token: Token) -> None:
        names = {"list_item": "li", "tr": "tr", "paragraph": "p", "thead": "thead"}
        kind, _, side = token.type.rpartition("_")
        if token.type == "inline":
            for child in token.children or ():
                self._inline(child)
            self._end_link()
        elif token.type == "html_block":
            is_folded = "<summary" in token.content and not _PAPER.search(token.content)
            name = "summary" if is_folded else "p"  # what is folded away counts, not its name
            self._open(name)
            self.feed(token.content)
            self._close(name)
        elif kind == "heading":
            self._heading_side(side, int(token.tag[1]))
        elif kind in names and side == "open":
            self._open(names[kind])
        elif kind in names:
            self._close(names[kind])

    def _inline(self, token: Token) -> None:
        if token.type == "link_open":
            self._start_link(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            self._end_link()
        elif token.type == "image":
            self._picture(str(token.attrGet("src") or ""), token.content)
        elif token.type == "html_inline":
            self.feed(token.content)
        elif token.type in ("text", "code_inline"):
            self._words(token.content, code=token.type == "code_inline")

    # ---- HTML

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._start_link(values.get("href", ""))
        elif tag == "img":
            self._picture(values.get("src", ""), values.get("alt", ""))
        elif re.fullmatch("h[1-6]", tag):
            self._heading_side("open", int(tag[1]))
        elif tag in ("table", "ul", "ol"):
            self._open(tag)
        elif tag in ("li", "tr", "p"):
            self._end_sibling(tag)
            self._open(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        elif re.fullmatch("h[1-6]", tag):
            self._heading_side("close", int(tag[1]))
        elif tag in ("table", "ul", "ol", "li", "tr", "p"):
            self._close(tag)

    def handle_data(self, data: str) -> None:
        self._words(data, code=False)

    def _end_sibling(self, tag: str) -> None:
        """A second `<li>` ends the first where the first one's end tag was forgotten."""
        outer = {"li": ("ul", "ol"), "tr": ("table",), "p": ("li", "tr", "document")}[tag]
        for frame in reversed(self._frames):
            if frame.name in outer:
                return
            if frame.name == tag:
                self._close(tag)
                return

    # ---- frames

    def _open(self, name: str) -> None:
        self._frames.append(_Frame(name))

    def _close(self, name: str) -> None:
        if name not in (frame.name for frame in self._frames[1:]):
            return
        while len(self._frames) > 1:
            frame = self._frames.pop()
            holder = self._frames[-1]
            if frame.name == "p" and frame.linked and self._inside_item():
                self._holder().linked = True
            elif frame.name != "thead":
                holder.below += frame.total()
            if frame.name == name:
                return

    def _inside_item(self) -> bool:
        return self._holder().name in ("li", "tr")

    def _holder(self) -> _Frame:
        """The innermost item or row, the document where there is none."""
        for frame in reversed(self._frames):
            if frame.name in ("li", "tr"):
                return frame
        return self._frames[0]

    def _place(self) -> _Frame:
        """What a link makes an entry of: the innermost item, row or paragraph."""
        for frame in reversed(self._frames):
            if frame.name in ("li", "tr", "p"):
                return frame
        return self._frames[0]

    def finish(self) -> None:
        self.close()
        while len(self._frames) > 1:
            self._close(self._frames[-1].name)
        self.found.entries += self._frames[0].below

    # ---- headings

    def _heading_side(self, side: str, level: int) -> None:
        if self._inside_item():  # a heading in an item is the item's words
            return
        if side == "open":
            self._heading = (level, [], [])
            return
        if self._heading is None:
            return
        _, words, addresses = self._heading
        self._heading = None
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, " ".join("".join(words).split())))
        papers = [address for address in addresses if _PAPER.search(address)]
        self.found.entries += bool(papers)
        for address in papers:
            self._name_paper(address)

    # ---- links and words

    def _start_link(self, address: str) -> None:
        self._end_link()
        address = unquote(address)
        inner = re.search(r"\]\((https?://[^)]*)\)?", address)  # [Paper]([address](address))
        self._link = _Link(inner[1] if inner else address)

    def _end_link(self) -> None:
        link, self._link = self._link, None
        if link is None:
            return
        bare_badge = link.badge and not (link.words or link.picture)
        if bare_badge and not (link.paper or _PAPER.search(link.address)):
            return  # else a paper hides behind the badge
        self._address(link.address)

    def _address(self, address: str) -> None:
        if not re.match("https?://[^/]", address) or _BADGE.search(address):
            return
        page = _ON_GITHUB.search(address)
        if page and (page[1].lower(), _letters(page[2])) in self._own_page:
            return
        if self._heading is not None:
            self._heading[2].append(address)
            return
        self._place().linked = True
        self._name_paper(address)

    def _picture(self, address: str, words: str) -> None:
        if self._link is not None:
            is_paper = _SAYS_PAPER.fullmatch(words.strip()) is not None
            self._link.paper |= is_paper and re.search(r"//[^/]+/.", self._link.address) is not None
            self._link.badge |= bool(_BADGE.search(address))
            self._link.picture |= not _BADGE.search(address)

    def _words(self, words: str, *, code: bool) -> None:
        if self._heading is not None:
            self._heading[1].append(words)
        if self._link is not None:
            self._link.words |= bool(words.strip())
        elif not code:
            for address in _BARE.findall(words):
                self._address(address)
        for match in _ID_IN_WORDS.finditer(words):
            named_before = self.found.papers[-1:] and self.found.papers[-1][0]
            self._holder().named |= arxiv_id(match[1]) != named_before
            self._remember(match[1])

    def _name_paper(self, address: str) -> None:
        match = _ID_IN_ADDRESS.search(address)
        if match:
            self._remember(match[1])

    def _remember(self, name: str) -> None:
        path = tuple(words for _, words in self._headings)
        self.found.papers.append((arxiv_id(name), path))
