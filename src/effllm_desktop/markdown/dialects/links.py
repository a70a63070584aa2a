"""The links of an entry: which of them count, and which one is the entry's own."""

import re
from collections.abc import Iterable, Iterator, Sequence

from effllm_desktop.domain import addresses, arxiv_id, kinds
from effllm_desktop.domain.lists import Kind, Role
from effllm_desktop.markdown import inline
from effllm_desktop.markdown.dialects import labels
from effllm_desktop.markdown.inline import LINK, PICTURE, Piece

_DOCUMENT = re.compile(
    r"(?P<path>[^#?:\s][^#?:]*?\.(?:md|markdown|mdown|mkd))(?:[#?].*)?", re.IGNORECASE
)
_PLACES = (Role.PROJECT, Role.MODEL, Role.ARTICLE, Role.OTHER)  # where a work may be at home
_CODE = Role.CODE
Told = tuple[str, str, Role]
"""A link's label, where it leads, and what is there."""


def web_links(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Links to the web that are no badges."""
    return (link for link in inline.links(pieces) if counts(link))


def first_in(piece: Piece) -> Piece | None:
    """The first link to the web that a piece is or holds and that is no badge."""
    if piece.kind is LINK and counts(piece):
        return piece
    return next(web_links([piece]), None) if piece.pieces else None


def counts(link: Piece) -> bool:
    """Whether a link leads to the web and is no badge, nor a frame around nothing but badges.

    Such a frame counts when it leads to a paper, or when the badge says so (`![PDF](…)`): many
    lists show their papers' links so.
    """
    if not addresses.is_web(link.url) or addresses.is_badge(link.url):
        return False
    pictures = [piece for piece in link.pieces if piece.kind is PICTURE]
    if not pictures or not any(addresses.is_badge(picture.url) for picture in pictures):
        return True
    words = (piece.text for piece in link.pieces if piece.kind is not PICTURE)
    if any(map(str.strip, words)) or names_a_paper(link):
        return True
    return labels.names_paper(label_of(link)) and addresses.path(link.url) not in ("", "/")


def leads_on(url: str, between: str, other: str) -> bool:
    """Whether a link goes on where the one before it led: `[owner](…/owner)/[name](…/owner/name)`.

    Both are one name then, and the second is the work's.
    """
    return between.strip() == "/" and other.startswith(f"{url.rstrip('/')}/")


def label_of(link: Piece) -> str:
    """What a link says; for a picture, what stands for the picture."""
    words = inline.plain(link.pieces)
    if words:
        return words
    said = (piece.text for piece in link.pieces if piece.kind is PICTURE)
    return inline.one_line(next(filter(None, said), ""))


def identifying(found: Iterable[Piece]) -> Piece | None:
    """The link that identifies a work whose title has none: its paper's, else the first one.

    A paper under words of its own (`implements [Attention](…)`) is another work.
    """
    kept = [link for link in found if kinds.role_of(link.url) is not Role.CITATIONS]
    telling = [link for link in kept if link.bare or labels.may_be_role(label_of(link))]
    for fits in (_is_arxiv_abstract, _is_arxiv, _is_abstract, _is_paper):
        if best := next(filter(fits, telling), None):
            return best
    return kept[0] if kept else None


def place_of_its_own(found: Sequence[Told]) -> str:
    """The address of the repository, the site or the data that one of several links leads to."""
    best = ""
    if len(found) == 1:
        return best
    for label, url, role in found:
        if role is _CODE:
            return url
        if not best and role in _PLACES and not tells_of_paper(label, url):
            best = url
    return best


def told(found: Iterable[Piece]) -> list[Told]:
    """What links say, and where they lead."""
    return [(label_of(link), link.url, kinds.role_of(link.url)) for link in found]


def tells_of_paper(label: str, url: str) -> bool:
    """Whether a paper is behind a link, as its address or its label says."""
    return kinds.kind_of(url) is Kind.PAPER or labels.names_paper(label)


def is_named_paper(link: Piece) -> bool:
    """Whether a link's label says that a paper is behind it."""
    return labels.names_paper(label_of(link))


def _is_arxiv_abstract(link: Piece) -> bool:
    return _is_arxiv(link) and _is_abstract(link)


def _is_arxiv(link: Piece) -> bool:
    return arxiv_id.from_address(link.url) is not None


def _is_abstract(link: Piece) -> bool:
    return kinds.role_of(link.url) is Role.ABSTRACT


def _is_paper(link: Piece) -> bool:
    return kinds.role_of(link.url) is Role.PDF or is_named_paper(link)


def document_in(url: str) -> str | None:
    """The path of another Markdown document that a relative address names, without fragment."""
    match = _DOCUMENT.fullmatch(url.strip())
    return match["path"] if match and not url.startswith(("//", "mailto")) else None


def leads_nowhere_on_purpose(url: str) -> bool:
    """Whether an address is none that is missed: within the page, a mail, a badge, nothing."""
    return url in ("", "None") or url.startswith(("#", "mailto:")) or addresses.is_web(url)


def names_a_paper(link: Piece) -> bool:
    """Whether a link leads to one paper."""
    return kinds.kind_of(link.url) is Kind.PAPER
