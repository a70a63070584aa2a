"""HTML of other programs: made harmless before it is parsed, and notes in it as Markdown."""

import re
from html.parser import HTMLParser

from effllm_desktop.app.foreign_formats import fields
from effllm_desktop.domain.errors import BadInput

_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_STRETCH = re.compile("[^>]+")
_DECLARATION = re.compile(r"<([!?])")
_LONGEST_WAY = 2**24
"""Characters that the parser may look at for one `>`: it looks from each `<` before it."""
_SIGN = re.compile(r"<[A-Za-z!/]|&#?\w+;")
_PAGE = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|blockquote|pre)\b[^<>]*>")
_HEADING = re.compile(r"h([1-6])")
_BLOCKS = frozenset(
    ("p", "div", "blockquote", "pre", "ul", "ol", "table", "tr", "hr", "section", "article")
)
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*\n")
_BLANKS_AT_END = re.compile(r"(?:^(?:> )+|[ \t]+)$", re.MULTILINE)


def harmless(text: str) -> str:
    """HTML that the parser reads in little time, on the same lines, without remarks.

    Raises BadInput with a line for tags without an end, which would take hours.
    """
    return _DECLARATION.sub(r"&lt;\1", _without_remarks(text))


def _without_remarks(text: str) -> str:
    end = text.rfind("-->") + 3  # behind it no remark ends, and looking for an end takes long
    told = _REMARK.sub(lambda remark: "\n" * remark[0].count("\n"), text[:end]) + text[end:]
    for stretch in _STRETCH.finditer(told):
        if len(stretch[0]) * stretch[0].count("<") > _LONGEST_WAY:
            line = told.count("\n", 0, stretch.start()) + 1
            raise BadInput(f"Tags that begin in line {line} have no end.", "Export the file again.")
    return told


def of_zotero(note: str) -> str:
    """A note as Markdown where it is a page of its own, as Zotero writes them; else as it is."""
    return as_markdown(note) if _PAGE.match(note) else note.strip()


def as_markdown(note: str) -> str:
    """What a note says, as Markdown. One that is no HTML, or damaged, stays as it is written."""
    if not _SIGN.search(note):
        return note.strip()
    try:
        source = harmless(note)
    except BadInput:
        return note.strip()  # the words are the reader's: better with tags than not at all
    parser = _Note()
    parser.feed(source)
    parser.close()
    return parser.text()


class _Note(HTMLParser):
    """Writes down the words of a note, and Markdown for what is done to them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._written: list[str] = []
        self._lists: list[int | None] = []
        """The number of the next item of each open list; None for one with bullets."""
        self._quotes = 0
        self._is_code = 0
        self._addresses: list[str] = []

    def text(self) -> str:
        text = _BLANKS_AT_END.sub("", "".join(self._written))
        return _BLANK_LINES.sub("\n\n", text).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        heading = _HEADING.fullmatch(tag)
        if heading is not None:
            self._block()
            self._written.append("#" * int(heading[1]) + " ")
        elif tag in ("ul", "ol"):
            self._block()
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            self._item()
        elif tag == "br":
            self._written.append("\n" + "> " * self._quotes)
        elif tag in _BLOCKS:
            self._begin_block(tag)
        elif tag == "a":
            self._addresses.append(fields.web(dict(attrs).get("href") or ""))
            self._written.append("[" if self._addresses[-1] else "")
        else:
            self._written.append(_AROUND.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        self._quotes -= tag == "blockquote" and self._quotes > 0
        if tag == "pre" and self._is_code:
            self._is_code -= 1
            self._written.append("\n```")
        if tag in _BLOCKS or _HEADING.fullmatch(tag):
            self._block()
        elif tag == "a" and self._addresses:
            url = self._addresses.pop()
            self._written.append(f"]({url})" if url else "")
        else:
            self._written.append(_AROUND.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if self._is_code:
            self._written.append(data)
            return
        is_begun = bool(self._written) and not self._written[-1].endswith(("\n", " "))
        words = " ".join(data.split())
        before = " " if data[:1].isspace() and is_begun else ""
        after = " " if words and data[-1:].isspace() else ""
        self._written.append(f"{before}{words}{after}")

    def _begin_block(self, tag: str) -> None:
        if self._lists and tag == "p":
            return  # the words of an item, which has begun
        self._quotes += tag == "blockquote"
        self._block()
        if tag == "pre":
            self._is_code += 1
            self._written.append("```\n")

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else None
        sign = "- " if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1
        indent = sum(2 if outer is None else 3 for outer in self._lists[:-1])
        self._written.append("\n" + " " * indent + sign)

    def _block(self) -> None:
        """What comes next stands apart; in a list it is the next item that does."""
        self._written.append(" " if self._lists else "\n\n" + "> " * self._quotes)
