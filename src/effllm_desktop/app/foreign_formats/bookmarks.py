"""Bookmarks of browsers: the Netscape bookmark file, which all of them write.

Format as in https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/
platform-apis/aa753582(v=vs.85). Folders become sections; Firefox's tags become tags.
"""

import re
from dataclasses import replace
from html.parser import HTMLParser

from effllm_desktop.app.foreign_formats import fields
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.domain import keywords
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.state import State

_SIGN = re.compile(r"\A\ufeff?\s*<!DOCTYPE NETSCAPE-Bookmark-file", re.IGNORECASE)
_ENDING = frozenset(("a", "dd", "dl", "dt", "h3", "hr"))
"""Tags that end the words before them."""
_DEEPEST = 5  # folders: lists have headings of six levels, and a title
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_DECLARATION = re.compile(r"<([!?])")
_LONGEST_WAY = 2**24
"""Characters that the parser may look at for one `>`: it looks from each `<` before it."""


def recognises(text: str) -> bool:
    return _SIGN.match(text) is not None


def read(text: str) -> ForeignReading:
    """Raises BadInput with a line for tags without an end, which would take hours."""
    parser = _Bookmarks()
    parser.feed(_DECLARATION.sub(r"&lt;\1", _without_remarks(text)))
    parser.close()
    parser.finish()
    return parser.reading


def _without_remarks(text: str) -> str:
    """The text without what is no bookmark, on the same lines."""
    end = text.rfind("-->") + 3  # behind it no remark ends, and looking for an end takes long
    told = _REMARK.sub(lambda remark: "\n" * remark[0].count("\n"), text[:end]) + text[end:]
    line = 1
    for stretch in told.split(">"):
        if len(stretch) * stretch.count("<") > _LONGEST_WAY:
            raise BadInput(
                f"Tags that begin in line {line} have no end.", "Export the bookmarks again."
            )
        line += stretch.count("\n")
    return told


class _Bookmarks(HTMLParser):
    """Takes down links, the folders that they lie in, and what is said of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = ForeignReading()
        self._folders: list[str] = []
        self._named = ""  # the folder whose contents come next
        self._tag = ""
        self._words: list[str] = []
        self._link: dict[str, str] = {}
        self._line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ENDING:
            self._end()
        if tag == "dl":
            self._folders.append(self._named)
            self._named = ""
        elif tag == "a":
            self._link = {name: value or "" for name, value in attrs}
            self._line = self.getpos()[0]
        if tag in ("a", "h3", "dd"):
            self._tag = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDING:
            self._end()
        if tag == "dl" and self._folders:
            self._folders.pop()

    def handle_data(self, data: str) -> None:
        if self._tag:
            self._words.append(data)

    def finish(self) -> None:
        """Take what nothing ended."""
        self._end()

    def _end(self) -> None:
        words = fields.line("".join(self._words))
        tag, self._tag, self._words = self._tag, "", []
        if tag == "h3":
            self._named = words
        elif tag == "a":
            self._take(words)
        elif tag == "dd" and words and self.reading.entries:
            self.reading.entries[-1] = replace(self.reading.entries[-1], description=words)

    def _take(self, title: str) -> None:
        url = fields.web(self._link.get("href", ""))
        if not url:
            self.reading.miss(self._line, "a bookmark that does not lead to the web")
            return
        self.reading.entries.append(
            ForeignEntry(
                title=title or url,
                line=self._line,
                url=url,
                section=tuple(filter(None, self._folders))[:_DEEPEST],
                state=State(tags=keywords.parted(self._link.get("tags", ""), ",")),
            )
        )
