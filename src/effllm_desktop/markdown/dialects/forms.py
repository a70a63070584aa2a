"""The commonest items, each recognised as a whole by one expression: long lists are made of them.

A form accepts only items that have nothing doubtful in them, and says of those what `items` says:
it is the same reading on a short way (a test holds the two against each other). Everything else
takes the long way.
"""

import re

from effllm_desktop.domain import addresses, keys, kinds
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText, Kind, Link, Marks, Role
from effllm_desktop.markdown.dialects import labels, wording
from effllm_desktop.markdown.dialects.items import without_owner
from effllm_desktop.markdown.dialects.saying import number
from effllm_desktop.markdown.inline import one_line

_PLAIN = r"[^\\`$\[\]*_<>&~\n\r:\0\ud800-\udfff🌟🤗𝕏]"  # letters without a meaning of their own
_CALM = _PLAIN.replace("[^", "[^!")
_WORDS = rf"{_PLAIN}*+(?::(?=[ \n]){_PLAIN}*+)*+"
_SOME = rf"(?={_PLAIN}){_WORDS}"
_URL = r"https?://(?=[A-Za-z0-9])[!-%'*-;=?-Z^-~]*+(?:&(?!amp;)[!-%'*-;=?-Z^-~]*+)*+"
_BEGINS = r"(?=[^\W\d_]|[\"“‘(])"
_TITLE = (
    rf"(?:{_BEGINS}|(?=\d)(?!\d{{1,9}}[.)]\s)){_WORDS}(?:\n(?:[ ]{{2,3}}|\t){_BEGINS}{_WORDS})*+"
)
_OWNER = r"[^\\`$\[\]*_<>&~\n\r:()\0\ud800-\udfff🌟🤗𝕏]++(?<=\S)"
_ASIDE = rf"[ ]?·[ ]\(\[{_WORDS}\]\({_URL}\)(?:[ ]-[ ]{_OWNER})?+\)(?:[ ]!\[{_WORDS}\]\({_URL}\))*+"
_BREAK = r"\n(?:[ \t]*+\n)++(?:\t[ ]?|[ ]{2,3})(?=\S)"
_NOTE = r"\n\t[ ]?-[ ]`[^`\\\n\r\0\ud800-\udfff]++`[ ]*+"
_REST = rf"(?P<late>(?:{_BREAK}(?:{_ASIDE})++[ ]*+)*+)(?P<notes>(?:{_NOTE})*+)"
_END = r"(?:\n(?=[-*+][ \t]|\#{1,6}[ ]|\Z|(?:[ \t]*+\n)++(?:[ ]?[^\s]|\Z))|\Z)"
_SIGN = rf"(?P<sign>(?:{wording.STAR}|{wording.CLAPPER})[ ])?+"
_PAPER = re.compile(
    rf"-[ ]{{1,2}}{_SIGN}\*\*(?P<title>{_TITLE})\*\*,[ ]`(?P<venue>{_SOME})`,[ ]"
    r"\[arxiv\]\((?P<url>https?://arxiv\.org/abs/(?P<id>\d\d(?:0[1-9]|1[0-2])\.\d{4,5})"
    r"(?:v(?P<version>[1-9]\d{0,2}))?)\)"
    rf"(?P<links>(?:,[ ]\[{_SOME}\]\({_URL}\))*+)"
    rf"(?:,[ ]ci[ct]ations?:[ ]\[\*\*(?P<count>-?\d{{1,9}}|None)\*\*\]\((?P<cited>None|{_URL})\))?+"
    rf"[ ]*+(?:{_BREAK}\*(?P<names>{_SOME})\*(?P<tail>(?:{_ASIDE})*+)[ ]*+)?+"
    rf"{_REST}{_END}"
)
_LINKED = re.compile(
    rf"[-*+][ ]{{1,3}}{_SIGN}\[(?P<bold>\*\*)?(?P<title>{_TITLE})(?(bold)\*\*)\]"
    rf"\((?P<url>{_URL})\)"
    rf"(?P<words>[ –—,.(-]{_CALM}*+)?+"
    rf"(?P<badges>(?:(?<=[ ])!\[{_WORDS}\]\({_URL}\)[ ]?)*+)[ ]*+"
    rf"(?:{_BREAK}\*(?P<about>{_SOME})\*(?P<tail>(?:{_ASIDE})*+)[ ]*+)?+"
    rf"{_REST}{_END}"
)
_LINK_BEHIND = re.compile(
    rf"\(\[(?P<label>{_WORDS})\]\((?P<url>{_URL})\)(?:[ ]-[ ](?P<owner>{_OWNER}))?"
)
_LINK = re.compile(rf"\[(?P<label>{_SOME})\]\((?P<url>{_URL})\)")
_NOTED = re.compile(r"`([^`]+)`")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_MARKS = Marks()
_FEW_WORDS = 5  # a label that only says what is behind it has no more
_ELISIONS = ("...", "…")


def recognised(text: str, start: int) -> tuple[EntryText, int] | None:
    """What the item that begins here says, and where it ends; None where it takes a closer look."""
    match = _PAPER.match(text, start)
    if match is not None:
        return _paper(match)
    match = _LINKED.match(text, start)
    return None if match is None else _linked(match)


def _paper(match: re.Match[str]) -> tuple[EntryText, int] | None:
    said, venue, head, count, cited, version, names, tail, late, notes = match.group(
        "title", "venue", "links", "count", "cited", "version", "names", "tail", "late", "notes"
    )
    title = one_line(said)
    if _may_be_label(title) or (names and "rxiv" in names):
        return None
    links = [Link(label.strip(), url, kinds.role_of(url)) for label, url in _LINK.findall(head)]
    behind = _links_behind((tail or "") + late)
    if behind is None or not all(map(_is_plain, links)):
        return None
    if cited and cited != "None":
        links.append(Link(count, cited, Role.CITATIONS))
    arxiv = ArxivId(match["id"], int(version) if version else None)
    where, comma, last = venue.rpartition(",")
    authors = [name for part in names.split(",") if (name := part.strip())] if names else []
    return (
        EntryText(
            key=keys.of_arxiv(arxiv),
            kind=Kind.PAPER,
            title=title,
            url=match["url"],
            authors=tuple([name for name in authors if name not in _ELISIONS]),
            authors_elided="..." in authors or "…" in authors,
            venue=(where if comma else last).strip() or None,
            year=int(last) if _YEAR.fullmatch(last.strip()) else arxiv.year,
            arxiv=arxiv,
            citations=number(count) if cited else None,
            links=(*links, *behind),
            notes=_notes(notes),
            marks=_marks(match),
        ),
        match.end(),
    )


def _linked(match: re.Match[str]) -> tuple[EntryText, int] | None:
    said, url, words, about, tail, late, notes = match.group(
        "title", "url", "words", "about", "tail", "late", "notes"
    )
    title, whole = one_line(said), match[0].lower()
    if _may_be_label(title) or _has_badge(url.lower()) or "xiv" in whole or "abs/" in whole:
        return None
    kind = kinds.kind_of(url, title)
    words = wording.bare(without_owner(words, url)) if words and words != " " else ""
    behind = _links_behind((tail or "") + late)
    if kind is Kind.PAPER or behind is None or (words and about):
        return None
    return (
        EntryText(
            key=keys.of_address(url),
            kind=kind,
            title=title,
            url=url,
            doi=addresses.doi(url),
            repository=addresses.github_repository(url),
            description=words or (about and one_line(about)) or None,
            links=behind,
            notes=_notes(notes),
            marks=_marks(match),
        ),
        match.end(),
    )


def _may_be_label(title: str) -> bool:
    few = title.count(" ") < _FEW_WORDS or title[-1:] in ":)"
    return len(title) > wording.LONGEST or (few and labels.is_heading_of_line(title))


def _links_behind(tail: str) -> tuple[Link, ...] | None:
    """The links behind authors or a description; None unless all of them are plain ones."""
    if not tail:
        return ()
    links = [
        Link(label.strip(), url, kinds.role_of(url), owner or None)
        for label, url, owner in _LINK_BEHIND.findall(tail)
    ]
    return tuple(links) if all(map(_is_plain, links)) else None


def _is_plain(link: Link) -> bool:
    role = link.role
    return role is Role.CODE or (role is not Role.CITATIONS and not _has_badge(link.url.lower()))


def _has_badge(address: str) -> bool:
    """Whether an address in lower case may be a badge's: then it takes a closer look."""
    return (
        "badge" in address
        or "shields.io" in address
        or "seeyoufarm" in address
        or "komarev" in address
        or "star-history" in address
    )


def _notes(notes: str) -> tuple[str, ...]:
    return tuple([note.strip() for note in _NOTED.findall(notes)]) if notes else ()


def _marks(match: re.Match[str]) -> Marks:
    """Signs outside the title; inside it a form has none."""
    whole = match[0]
    if whole.isascii() and wording.CLAPPER not in whole:
        return _NO_MARKS
    return Marks(
        *(sign in whole for sign in (wording.STAR, wording.CLAPPER, wording.HUGGINGFACE, wording.X))
    )
