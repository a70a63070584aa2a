"""How one entry is written: its words taken out, what stands around them kept.

An entry is a lead (indentation, marker), then slots in some order, each with the characters before
it, then an end. A slot is a whole construct, such as `**…**` or `[pdf](…)`, in which placeholders
stand for what the entry says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from effllm_desktop.domain.lists import EntryText, Link, ReadEntry, Role

_LEAD = re.compile(r"(?P<indent>[ \t>]*)(?P<marker>(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[ \][ \t]+)?")
_OPENING = re.compile(r"[*_\[\"“]*\Z")
_CLOSING = re.compile(r"\.?[*_\"”]*")
_OWNER = re.compile(r"(?:[ \t]-[ \t][^()\n]+)?\)")
ET_AL = re.compile(r",?\s*\bet(?:\s+|\.\s?)al\b\.?", re.IGNORECASE)
"""What stands for authors that are not named, with the comma before it."""
_AND_MORE = re.compile(rf",?[ \t]*(?:\.\.\.|…)|{ET_AL.pattern}", re.IGNORECASE)
_BADGES = re.compile(r"(?:[ \t]*!\[[^\]]*\]\([^()\s]*\))*")
_DATED = (
    r"(?P<open>[(\[]|(?:in[ ])?[*_]{{1,2}}){}(?P<apart>[ ,'’]{{0,2}})(?:19|20)\d\d"
    r"[^()\[\]*_`\n]{{0,30}}(?P<close>[)\]]|[*_]{{1,2}})"
)
_PARTNERS = {"[": "]", "(": ")"}
_LONGEST_SEPARATOR = 60  # characters between two slots; more is something of that entry alone


class Slot(Enum):
    """What a construct of an entry holds."""

    TITLE = auto()  # with its link, where it has one
    VENUE = auto()
    LINK = auto()  # the own link, where it is not the title's
    PDF = auto()
    CODE = auto()
    ASIDE = auto()  # any other link
    AUTHORS = auto()
    ABOUT = auto()
    REMARK = auto()


class Part(NamedTuple):
    """A slot: the characters before it, and its own with placeholders."""

    slot: Slot
    before: str
    form: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How an entry is written. `end` is what stands behind the last slot.

    `elided`: how many authors stand before and behind "...", where some are left out. `title` is
    the entry's own, as it stands there: it may be broken into lines.
    """

    indent: str
    marker: str
    parts: tuple[Part, ...]
    end: str
    elided: tuple[int, int] | None = None
    title: str = ""

    def part(self, slot: Slot) -> Part | None:
        return next((part for part in self.parts if part.slot is slot), None)


TITLE, URL, VENUE, WHEN, ID, REPOSITORY, NAME, OWNER, LABEL, WORDS = "\ue000\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008\ue009"  # fmt: skip # noqa: E501
"""Placeholders: characters for private use, which no list that we know of has."""


NOT_ASIDE = (Role.PDF, Role.CODE, Role.CITATIONS)
"""What links lead to that have a slot of their own, or stand for a number."""


class _Span(NamedTuple):
    slot: Slot
    start: int
    end: int
    form: str


def shape_of(entry: ReadEntry) -> Shape | None:
    """The shape of an item or a paragraph; None where its title does not stand as it reads."""
    source = entry.source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    lead = _LEAD.match(source)
    if lead is None or any(sign in source for sign in (TITLE, WORDS)):
        return None
    title = _title(source, lead.end(), entry.text)
    if title is None:
        return None
    spans = [title, *_behind(source, title, entry.text)]
    return _shape(source, lead, spans, entry.text)


def _shape(source: str, lead: re.Match[str], spans: list[_Span], text: EntryText) -> Shape:
    parts: list[Part] = []
    position = lead.end()
    for span in sorted(spans, key=lambda one: one.start):
        if span.start >= position:
            parts.append(Part(span.slot, source[position : span.start], span.form))
            position = span.end
    written = find_words(source, text.title, lead.end())
    return Shape(
        lead["indent"],
        lead["marker"] or "",
        tuple(parts),
        source[position:],
        _elision(source, text),
        source[slice(*written)] if written else "",
    )


def is_plain(between: str) -> bool:
    """Whether characters between slots belong to the way of writing, not to one entry alone."""
    return len(between) <= _LONGEST_SEPARATOR and "http" not in between and "`" not in between


def find_words(source: str, words: str, start: int = 0) -> tuple[int, int] | None:
    """Where words stand, be they escaped or broken into lines."""
    place = source.find(words, start)
    if place >= 0:
        return place, place + len(words)
    found = re.compile(flexible(words)).search(source, start)
    return found.span() if found else None


def flexible(words: str) -> str:
    """A pattern for words that may be escaped, and broken into lines."""
    signs = (
        r"\\?" + re.escape(sign) if not sign.isalnum() else sign
        for word in " ".join(words.split())
        for sign in word
    )
    return "".join(signs).replace(r"\\?\ ", r"\s+")


def _title(source: str, start: int, text: EntryText) -> _Span | None:
    found = find_words(source, text.title, start)
    if found is None or not text.title:
        return None
    opening = _OPENING.search(source, start, found[0])
    begin = opening.start() if opening else found[0]
    closing = _CLOSING.match(source, found[1])
    end = closing.end() if closing else found[1]
    before, between = source[begin : found[0]], source[found[1] : end]
    if "[" not in before:
        return _Span(Slot.TITLE, begin, end, f"{before}{TITLE}{between}")
    link = f"]({text.url})"
    if not source.startswith(link, end):
        return None
    stop = end + len(link)
    marks = source[stop : len(source) - len(source[stop:].lstrip("*_"))]
    stop += len(marks)
    form = f"{before}{TITLE}{between}]({URL}){marks}"
    extra = _repository_signs(source, stop, text)
    signs = _of_repository(extra, text.url) if extra else ""
    return _Span(Slot.TITLE, begin, stop + len(extra), form + signs)


def _repository_signs(source: str, start: int, text: EntryText) -> str:
    """Owner and badges behind the title of a repository."""
    if text.repository is None:
        return ""
    owner = f" - {text.repository.partition('/')[0]}"
    stop = start + len(owner) if source.startswith(owner, start) else start
    badges = _BADGES.match(source, stop)
    return source[start : badges.end() if badges else stop]


def _behind(source: str, title: _Span, text: EntryText) -> Iterator[_Span]:
    """The constructs behind the title."""
    yield from _venue(source, title.end, text)
    if URL not in title.form:
        yield from _link(source, title.end, Slot.LINK, text.url, text)
    for slot, role in ((Slot.PDF, Role.PDF), (Slot.CODE, Role.CODE)):
        link = next((one for one in text.links if one.role is role), None)
        if link is not None:
            yield from _link(source, title.end, slot, link.url, text)
    asides = (one for one in text.links if one.role not in NOT_ASIDE and one.url != text.url)
    if (aside := next(asides, None)) is not None:
        yield from _aside(source, title.end, aside, text)
    if text.authors:
        yield from _words(source, title.end, Slot.AUTHORS, text.authors[0], text.authors[-1])
    if text.description:
        yield from _words(source, title.end, Slot.ABOUT, text.description, "")
    if text.notes:
        yield from _remark(source, title.end, text.notes[0])


def _venue(source: str, start: int, text: EntryText) -> Iterator[_Span]:
    """`venue, year` or `venue, identifier` in backticks; (venue year); a venue alone."""
    if text.venue is None:
        return
    venue = re.escape(text.venue)
    found = re.compile(rf"`{venue}(?P<comma>, *)(?P<when>[^`,]*)`").search(source, start)
    if found is not None:
        is_id = text.arxiv is not None and found["when"].strip() == text.arxiv.id
        form = f"`{VENUE}{found['comma']}{ID if is_id else WHEN}`"
        yield _Span(Slot.VENUE, found.start(), found.end(), form)
        return
    dated = re.compile(_DATED.format(venue), re.IGNORECASE).search(source, start)
    if dated is not None:
        form = f"{dated['open']}{VENUE}{dated['apart']}{WHEN}{dated['close']}"
        yield _Span(Slot.VENUE, dated.start(), dated.end(), form)
        return
    alone = re.compile(rf"(?<=[\s(]){venue}(?=[.)*_])", re.IGNORECASE).search(source, start)
    if alone is not None:
        yield _Span(Slot.VENUE, alone.start(), alone.end(), VENUE)


def _link(source: str, start: int, slot: Slot, url: str, text: EntryText) -> Iterator[_Span]:
    """A link with the brackets around it; code with its owner and its badges."""
    stop = source.find(f"]({url})", start) if url else -1
    begin = _opening_bracket(source, stop)
    if begin < start:
        return
    end = stop + len(f"]({url})")
    around, owner = source[begin - 1], _OWNER.match(source, end)
    if around == "(" and owner is not None:
        begin, end = begin - 1, owner.end()
    elif begin > start and source[end : end + 1] == _PARTNERS.get(around):
        begin, end = begin - 1, end + 1
    form = source[begin:end]
    if slot is Slot.CODE:
        badges = _BADGES.match(source, end)
        end = badges.end() if badges else end
        form = _of_repository(source[begin:end], url)
    form = form.replace(f"({url})", f"({URL})")
    if text.arxiv is not None and slot is Slot.LINK:
        form = form.replace(f"[{text.arxiv.id}]", f"[{ID}]")
    yield _Span(slot, begin, end, form)


def _aside(source: str, start: int, link: Link, text: EntryText) -> Iterator[_Span]:
    """A link with the brackets around it, whoever it is by."""
    for span in _link(source, start, Slot.ASIDE, link.url, text):
        form = span.form.replace(f"[{link.label}]({URL})", f"[{LABEL}]({URL})")
        if LABEL in form:
            yield span._replace(form=form.replace(f" - {link.owner}", "") if link.owner else form)


def _remark(source: str, start: int, words: str) -> Iterator[_Span]:
    """A remark in an item of its own below, in backticks."""
    begin = source.find(f"`{words}`", start)
    if begin >= 0 and source[:begin].rstrip(" \t")[-1:] in ("-", "*", "+"):
        yield _Span(Slot.REMARK, begin, begin + len(words) + 2, f"`{WORDS}`")


def _opening_bracket(source: str, closing: int) -> int:
    """Where the bracket is that the one at `closing` closes; -1 where there is none."""
    depth = 1
    for place in range(closing - 1, -1, -1):
        depth += (source[place] == "]") - (source[place] == "[")
        if depth == 0:
            return place
    return -1


def _of_repository(form: str, url: str) -> str:
    """The form of a link to code, with placeholders for owner and name in label and badge."""
    owner, _, name = url.partition("github.com/")[2].partition("/")
    name = re.split(r"[/?#]", name)[0]
    if not owner or not name:
        return form
    return (
        form.replace(f"({url})", f"({URL})")
        .replace(f"{owner}/{name}", REPOSITORY)
        .replace(f"[{name}]", f"[{NAME}]")
        .replace(f" - {owner}", f" - {OWNER}")
    )


def _words(source: str, start: int, slot: Slot, first: str, last: str) -> Iterator[_Span]:
    """Words from the first ones to the last ones, with the marks of emphasis around them."""
    found = find_words(source, first, start)
    if found is None:
        return
    begin, end = found
    if last and last != first:
        behind = find_words(source, last, end)
        if behind is None:
            return
        end = behind[1]
    if slot is Slot.AUTHORS and (more := _AND_MORE.match(source, end)):
        end = more.end()
    mark = re.compile(r"[*_]+\Z").search(source, start, begin)
    marks = mark[0] if mark and source.startswith(mark[0], end) else ""
    begin, end = begin - len(marks), end + len(marks)
    yield _Span(slot, begin, end, f"{marks}{WORDS}{marks}")


def _elision(source: str, text: EntryText) -> tuple[int, int] | None:
    if not text.authors_elided:
        return None
    words = " ".join(source.replace("…", "...").split())
    for place in range(1, len(text.authors)):
        if f"{text.authors[place - 1]}, ..., {text.authors[place]}" in words:
            return place, len(text.authors) - place
    return len(text.authors), 0
