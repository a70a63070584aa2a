"""OPML, as outliners and feed readers write it: outlines in outlines.

Form: http://opml.org/spec2.opml. Those with an address are entries, those that hold them sections.
`category` is tags, and `_note`, as OmniOutliner has it, a note.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from effllm_desktop.app.foreign_formats import fields, markup
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.domain import keywords
from effllm_desktop.domain.state import State

NAME = "OPML"
_PAGES = ("htmlurl", "url", "xmlurl")
"""Where an address stands, the page that people read first."""
_DEEPEST = 5  # sections: lists have headings of six levels, and a title


def recognises(text: str) -> bool:
    return markup.root_name(text).lower() == "opml"


def read(text: str) -> ForeignReading:
    """Raises BadInput with a line for what is no XML, or more than OPML needs of it."""
    from effllm_desktop.net.xml_reading import forget

    found = _Outlines()
    for event, element in markup.events(text, NAME):
        if element.tag == "outline" and event == "start":
            said = {name.lower(): value for name, value in element.items()}
            found.begin(said, element.sourceline or 1)
        elif element.tag == "outline":
            found.end()
        if event == "end":
            forget(element)
    return found.reading


@dataclass(slots=True)
class _Open:
    """An outline that has begun. `holds`: an address, or outlines."""

    heading: str
    line: int
    holds: bool


class _Outlines:
    """Takes down outlines, and the headings of those that they stand in."""

    def __init__(self) -> None:
        self.reading = ForeignReading()
        self._open: list[_Open] = []

    def begin(self, said: Mapping[str, str], line: int) -> None:
        words = fields.line(said.get("text") or said.get("title", ""))
        urls = [url for name in _PAGES if (url := fields.web(said.get(name, "")))]
        if self._open:
            self._open[-1].holds = True
        if urls:
            self._take(said, words or urls[0], urls, line)
        self._open.append(_Open(words, line, holds=bool(urls)))

    def end(self) -> None:
        ended = self._open.pop()
        if not ended.holds:
            self.reading.miss(ended.line, "an outline without an address")

    def _take(self, said: Mapping[str, str], title: str, urls: Sequence[str], line: int) -> None:
        headings = (one.heading for one in self._open)
        feed = fields.web(said.get("xmlurl", ""))
        self.reading.take(
            ForeignEntry(
                title=title,
                line=line,
                url=urls[0],
                arxiv=fields.arxiv(urls[0]),
                description=fields.line(said.get("description", "")) or None,
                section=tuple(filter(None, headings))[:_DEEPEST],
                state=State(
                    tags=keywords.parted(said.get("category", "")), note=said.get("_note", "")
                ),
                more=(("feed", feed),) if feed not in ("", urls[0]) else (),
            )
        )
