"""Bookmarks of browsers: the Netscape bookmark file, which all of them write.

Format as in https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/
platform-apis/aa753582(v=vs.85). Folders become sections; Firefox's tags become tags.
"""

import re
from dataclasses import replace
from html.parser import HTMLParser

from effllm_desktop.app.foreign_formats import fields, html_text
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.domain import keywords
from effllm_desktop.domain.state import State

_SIGN = re.compile(r"\A\ufeff?\s*<!DOCTYPE NETSCAPE-Bookmark-file", re.IGNORECASE)
_ENDING = frozenset(("a", "dd", "dl", "dt", "h3", "hr"))
"""Tags that end the words before them."""
_DEEPEST = 5  # folders: lists have headings of six levels, and a title


def recognises(text: str) -> bool:
    return _SIGN.match(text) is not None


def read(text: str) -> ForeignReading:
    """Raises BadInput with a line for tags without an end, which would take hours."""
    parser = _Bookmarks()
    parser.feed(html_text.harmless(text))
    parser.close()
    parser.finish()
    return parser.reading


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
        self.reading.take(
            ForeignEntry(
                title=title or url,
                line=self._line,
                url=url,
                section=tuple(filter(None, self._folders))[:_DEEPEST],
                state=State(tags=keywords.parted(self._link.get("tags", ""), ",")),
            )
        )
