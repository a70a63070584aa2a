"""Links into the list's own page that are written with its full address.

Some curators write their contents list as `[Papers](https://github.com/owner/list#papers)`. Nothing
in a file says at which address it stands, so a page counts as the list's own when several links
into it name headings that stand behind the link, and no fewer than half of all links into it do.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from effllm_desktop.markdown import source

_INTO_A_PAGE = re.compile(
    rb"github\.com/([\w.-]+/[\w.-]+)(?:/(?:blob|tree)/[^\s/()<>\"'#\[\]]+/?([^\s()<>\"'#\[\]]*))?"
    rb"/?#([^\s()<>\"'\[\]]+)"
)
_LOOKED_AT = 200_000  # bytes: a contents list stands at the beginning
_NUMBERED = rb"[ ]{0,3}(?:<a [^<>\r\n]*>(?:</a>)?)?#{1,6}[ \t]*([^\r\n]+)"
_UNDERLINED = rb"([^\r\n]+)(?:\r\n|\r|\n)(?:=+|-+)[ \t]*(?=[\r\n]|\Z)"
_HEADING = re.compile(  # each way begins with one sign, so that it is found without trying all
    rb"\n" + _NUMBERED + rb"|\r" + _NUMBERED + rb"|\n" + _UNDERLINED + rb"|\r" + _UNDERLINED + rb"|"
    rb"<h[1-6][^<>]*>([^\r\n]+)"
    rb"|<a [^<>]*(?:name|id)=[\"']?([^\s\"'<>/]+)"
)
_TARGET = re.compile(r"\]\([^()]*\)|<[^<>]*>")
_FEWEST = 2  # headings that links into a page must name
_TOP = ("", "readme.md")
_ALWAYS_A_LINK = "readme"  # `…#readme` is how people link to a repository


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The pages on which the list stands, and the headings that links may lead to."""

    pages: frozenset[tuple[str, str]] = frozenset()
    anchors: frozenset[str] = frozenset()

    def holds(self, url: str) -> bool:
        """Whether an address leads to a heading of the list itself."""
        if not self.pages or "#" not in url:
            return False
        link = _INTO_A_PAGE.search(source.encode(url))
        return (
            link is not None
            and _page(link) in self.pages
            and _anchor(source.decode(link[3])) in self.anchors
        )


NOWHERE = OwnPage()


def of(data: bytes) -> OwnPage:
    """Where a document stands, as far as its own links tell."""
    named: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for link in _INTO_A_PAGE.finditer(data, 0, _LOOKED_AT):
        anchor = _anchor(source.decode(link[3]))
        if anchor != _ALWAYS_A_LINK:
            named[_page(link)].setdefault(anchor, link.start())
    named = defaultdict(dict, {page: to for page, to in named.items() if len(to) >= _FEWEST})
    if not named:
        return NOWHERE
    headings: dict[str, int] = {}
    for heading in _headings(data):
        words = next(filter(None, heading.groups()))
        headings[_anchor(_TARGET.sub("]", source.decode(words)))] = heading.start()
    pages = frozenset(page for page, to in named.items() if _is_own(to, headings))
    anchors = frozenset(headings) - {_ALWAYS_A_LINK}
    return OwnPage(pages, anchors) if pages else NOWHERE


def _headings(data: bytes) -> Iterator[re.Match[bytes]]:
    """All headings; one on the first line, before which no line ends, comes first."""
    two_lines = source.line_end(data, source.line_end(data, 0))
    first = _HEADING.match(b"\n" + data[:two_lines])
    if first is not None:
        yield first
    yield from _HEADING.finditer(data, first.end() - 1 if first else 0)


def _is_own(named: dict[str, int], headings: dict[str, int]) -> bool:
    ahead = sum(headings.get(anchor, -1) > place for anchor, place in named.items())
    known = sum(anchor in headings for anchor in named)
    return ahead >= _FEWEST and 2 * known >= len(named)


def _page(link: re.Match[bytes]) -> tuple[str, str]:
    """A repository, and the file in it that is no README on top."""
    path = source.decode(link[2] or b"").lower()
    return source.decode(link[1]).lower(), "" if path in _TOP else path


def _anchor(words: str) -> str:
    """A heading as links name it, without all signs: curators' tools differ in those."""
    return "".join(filter(str.isalnum, unquote(words).lower()))
