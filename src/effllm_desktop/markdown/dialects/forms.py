"""The commonest items, each recognised as a whole by one expression: long lists are made of them.

A form accepts only items that have nothing doubtful in them, and says of those what `items` says:
it is the same reading on a short way (a test holds the two against each other). Everything else
takes the long way.
"""

import re

from effllm_desktop.domain import addresses, keys, kinds
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText, Kind, Link, Marks, Role
from effllm_desktop.markdown import source
from effllm_desktop.markdown.dialects import labels, wording
from effllm_desktop.markdown.dialects.items import without_owner
from effllm_desktop.markdown.dialects.saying import number
from effllm_desktop.markdown.inline import one_line

_PLAIN = r"[^\\`$\[\]*_<>&~\n\r:\t\0\v\f\x1c-\x1f\x85\xa0]"  # no meaning of its own
_CALM = _PLAIN.replace("[^", "[^!")
_WORDS = rf"{_PLAIN}*+(?::(?=[ \n]){_PLAIN}*+)*+"
_SOME = rf"(?={_PLAIN}){_WORDS}"
_URL = r"https?://(?=[A-Za-z0-9])[!-%'*-9;=?-Z^-~]*+(?:&(?!amp;)[!-%'*-9;=?-Z^-~]*+)*+"
_BEGINS = r"(?=[^\W\d_]|[\"“‘(])"
_TITLE = (
    rf"(?:{_BEGINS}|(?=\d)(?!\d{{1,9}}[.)]\s)){_WORDS}(?:\n(?:[ ]{{2,3}}|\t){_BEGINS}{_WORDS})*+"
)
_OWNER = _PLAIN.replace("[^", "[^()") + r"++(?<=\S)"
_ASIDE = rf"[ ]?·[ ]\(\[{_WORDS}\]\({_URL}\)(?:[ ]-[ ]{_OWNER})?+\)(?:[ ]!\[{_WORDS}\]\({_URL}\))*+"
_BREAK = r"\n(?:[ \t]*+\n)++(?:\t[ ]?|[ ]{2,3})(?=\S)"
_NOTE = r"\n\t[ ]?-[ ]`[^`\\\n\r\0]++`[ ]*+"
_REST = rf"(?P<late>(?:{_BREAK}(?:{_ASIDE})++[ ]*+)*+)(?P<notes>(?:{_NOTE})*+)"
_END = r"(?:\n(?=[-*+][ \t]|\#{1,6}[ ]|\Z|(?:[ \t]*+\n)++(?:[ ]?[^\s]|\Z))|\Z)"
_SIGN = rf"(?P<sign>(?:{wording.STAR}|{wording.CLAPPER})[ ])?+"
_PAPER = re.compile(
    rf"-[ ]{{1,2}}{_SIGN}\*\*(?P<title>{_TITLE})(?<=\S)\*\*,[ ]`(?P<venue>{_SOME})`,[ ]"
    r"\[arxiv\]\((?P<url>https?://arxiv\.org/abs/(?P<id>\d\d(?:0[1-9]|1[0-2])\.\d{4,5})"
    r"(?:v(?P<version>[1-9]\d{0,2}))?)\)"
    rf"(?:,[ ]\[(?P<label>{_SOME})\]\((?P<link>{_URL})\))?+"
    rf"(?P<links>(?:,[ ]\[{_SOME}\]\({_URL}\))*+)"
    rf"(?:,[ ]ci[ct]ations?:[ ]\[\*\*(?P<count>-?\d{{1,9}}|None)\*\*\]\((?P<cited>None|{_URL})\))?+"
    rf"[ ]*+(?:{_BREAK}\*(?=\S)(?P<names>{_SOME})(?<=\S)\*(?P<tail>(?:{_ASIDE})*+)[ ]*+)?+"
    rf"{_REST}{_END}"
)
_LINKED = re.compile(
    rf"[-*+][ ]{{1,3}}{_SIGN}\[(?P<bold>\*\*)?(?P<title>{_TITLE})(?(bold)(?<=\S)\*\*)\]"
    rf"\((?P<url>{_URL})\)"
    rf"(?P<words>[ –—,.(-]{_CALM}*+)?+"
    rf"(?P<badges>(?:(?<=[ ])!\[{_WORDS}\]\({_URL}\)[ ]?)*+)[ ]*+"
    rf"(?:{_BREAK}\*(?=\S)(?P<about>{_SOME})(?<=\S)\*(?P<tail>(?:{_ASIDE})*+)[ ]*+)?+"
    rf"{_REST}{_END}"
)
_LINK_BEHIND = re.compile(
    rf"\(\[(?P<label>{_WORDS})\]\((?P<url>{_URL})\)(?:[ ]-[ ](?P<owner>{_OWNER}))?"
)
_LINK = re.compile(rf"\[(?P<label>{_SOME})\]\((?P<url>{_URL})\)")
_NOTED = re.compile(r"`([^`]+)`")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ODD = (wording.STAR, wording.HUGGINGFACE, wording.X, "\u2028", "\u2029")
_NO_MARKS = Marks()
_FEW_WORDS = 5  # a label that only says what is behind it has no more
_ELISIONS = ("...", "…")


def recognised(text: str, start: int) -> tuple[EntryText, int] | None:
    """What the item that begins here says, and where it ends; None where it takes a closer look."""
    match = _PAPER.match(text, start)
    read = _paper
    if match is None:
        match, read = _LINKED.match(text, start), _linked
    if match is None or not _is_ordinary(text[match.start("title") : match.end()]):
        return None
    return read(match)


def _is_ordinary(text: str) -> bool:
    """Whether a text has no signs that the curator sets, no odd line ends, no bytes that are none.

    They are looked for here: expressions with characters from all over Unicode compile slowly.
    """
    if text.isascii():
        return True
    return source.is_text(text) and not any(sign in text for sign in _ODD)


def _paper(match: re.Match[str]) -> tuple[EntryText, int] | None:
    (
        sign, said, venue, url, number_of_arxiv, version, label, link, head, count, cited, names,
        tail, late, notes,
    ) = match.groups()  # fmt: skip
    title = one_line(said)
    behind = _links_behind((tail or "") + late) if tail or late else ()
    if _may_be_label(title) or behind is None or (names and "rxiv" in names):
        return None
    links = [Link(label, link, kinds.role_of(link))] if label else []
    if head:
        links += [Link(one, url, kinds.role_of(url)) for one, url in _LINK.findall(head)]
    if not all(map(_is_plain, links)):
        return None
    if cited and cited != "None":
        links.append(Link(count, cited, Role.CITATIONS))
    where, comma, last = venue.rpartition(",")
    last = last.strip()
    authors = [name for part in names.split(",") if (name := part.strip())] if names else []
    elided = "..." in authors or "…" in authors
    if elided:
        authors = [name for name in authors if name not in _ELISIONS]
    return (
        EntryText(
            f"arxiv:{number_of_arxiv}",
            Kind.PAPER,
            title.strip(),
            url,
            tuple(authors),
            elided,
            (where.strip() if comma else last) or None,
            int(last) if _YEAR.fullmatch(last) else 2000 + int(number_of_arxiv[:2]),
            ArxivId(number_of_arxiv, int(version) if version else None),
            citations=number(count) if cited else None,
            links=(*links, *behind) if behind else tuple(links),
            notes=_notes(notes) if notes else (),
            marks=_marks(sign, notes),
        ),
        match.end(),
    )


def _linked(match: re.Match[str]) -> tuple[EntryText, int] | None:
    sign, _, said, url, words, _, about, tail, late, notes = match.groups()
    title, whole = one_line(said), match[0].lower()
    if _may_be_label(title) or _has_badge(url.lower()) or "xiv" in whole or "abs/" in whole:
        return None
    repository = addresses.github_repository(url)
    kind = Kind.REPOSITORY if repository else kinds.kind_of(url, title)
    words = wording.one_line(wording.sentence(without_owner(words, url))) if words else ""
    behind = _links_behind((tail or "") + late) if tail or late else ()
    if kind is Kind.PAPER or behind is None or (words and about):
        return None
    return (
        EntryText(
            keys.of_address(url),
            kind,
            title,
            url,
            doi=None if repository else addresses.doi(url),
            repository=repository,
            description=words or (one_line(about) if about else None),
            links=behind,
            notes=_notes(notes) if notes else (),
            marks=_marks(sign, notes),
        ),
        match.end(),
    )


def _may_be_label(title: str) -> bool:
    few = title.count(" ") < _FEW_WORDS or title[-1:] in ":)"
    return len(title) > wording.LONGEST or (few and labels.is_heading_of_line(title))


def _links_behind(tail: str) -> tuple[Link, ...] | None:
    """The links behind authors or a description; None unless all of them are plain ones."""
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
    return tuple([note.strip() for note in _NOTED.findall(notes)])


def _marks(sign: str | None, notes: str) -> Marks:
    """Signs outside the title: a form has them before it and in its remarks alone."""
    if not sign and not notes:
        return _NO_MARKS
    around = f"{sign or ''}{notes}"
    signs = (wording.STAR, wording.CLAPPER, wording.HUGGINGFACE, wording.X)
    return Marks(*(one in around for one in signs))
