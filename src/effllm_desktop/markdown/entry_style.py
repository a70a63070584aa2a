"""A way to write entries, and a new one written that way."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.domain.lists import EntryText, Kind, Link, ReadEntry, Role
from effllm_desktop.markdown import entry_shape
from effllm_desktop.markdown.entry_borrowing import UNCOUNTED
from effllm_desktop.markdown.entry_shape import Part, Slot
from effllm_desktop.markdown.writer import code as as_code

T = TypeVar("T")
_ARXIV_ADDRESS = re.compile(
    r"(?P<site>https?://(?:[a-z]+\.)?arxiv\.org)/(?P<page>abs|pdf|html)/[^\s?#]*?"
    r"(?P<version>v\d+)?(?P<suffix>\.pdf)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_SPECIFIC_LABEL = re.compile(r"\b(?:arxiv|abs|abstract)\b", re.IGNORECASE)
_OF_PAPERS = re.compile(r"(?<=\[)[^\[\]]*(?:\bpaper\b|\bpdf\b|论文)[^\[\]]*(?=\])", re.IGNORECASE)
_MARKUP = re.compile(
    r"(?P<formula>\$(?=[^\s$])[^$`]*+(?<=\S)\$(?!\d))"
    r"|[*`\\\[\]<~]|&(?=#|[A-Za-z])|(?<![^\W_])_|_(?![^\W_])"
)


_ITEM = re.compile(r"[-*+][ \t]")
OF_LINKS = (Slot.CODE, Slot.ASIDE)
"""Slots of links beside the title: they are written in their order, as one part."""


class Wrapping(NamedTuple):
    """How titles are broken: characters of their first line, and of others; what a break is."""

    first: int
    others: int
    sign: str

    def wrapped(self, title: str) -> str:
        lines, room = [""], self.first
        for word in title.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if len(longer) <= room or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
                room = self.others
        return self.sign.join(lines)


@dataclass(frozen=True, slots=True)
class Style:
    """Indentation and marker, the parts in order, and what ends an entry.

    `signs` are what stands before the title of an entry with such marks. Links beside the title
    stand in one of the parts, code in its form, others in `aside`. `wrapping` is how long titles
    are broken into lines, where they are.
    """

    indent: str
    marker: str
    signs: Mapping[tuple[bool, bool], str]
    parts: tuple[Part, ...]
    aside: str
    end: str
    elided: tuple[int, int] | None
    models: tuple[ReadEntry, ...]
    wrapping: Wrapping | None = None

    def written(self, text: EntryText, number: int | None = None) -> str:
        """An entry's Markdown without its last line end; lines end with LF.

        `number` is that of an item in a numbered list.
        """
        marker = self.marker
        if number is not None:
            marker = _NUMBER.sub(str(number), marker)
        said = [
            _counted(_again(part.before) if place else part.before, text) + value
            for part in self.parts
            for place, value in enumerate(self._values(part, text))
        ]
        return self.indent + marker + "".join(said) + _counted(self.end, text)

    def _values(self, part: Part, text: EntryText) -> list[str]:
        """What a slot says of an entry; nothing where the entry says nothing of the kind."""
        if part.slot in OF_LINKS:
            return self._beside(part, text)
        if part.slot is Slot.REMARK:
            return [
                part.form.replace(f"`{entry_shape.WORDS}`", as_code(note)) for note in text.notes
            ]
        return list(filter(None, (_VALUES[part.slot](self, part.form, text),)))

    def title(self, form: str, text: EntryText) -> str:
        form = _in_repository(form, text.repository)
        words = escaped(text.title)
        words = self.wrapping.wrapped(words) if self.wrapping else words
        titled = form.replace(entry_shape.TITLE, words)
        sign = self.signs.get(text.marks[:2], "")
        return sign + titled.replace(entry_shape.URL, self._own(text))

    def _beside(self, part: Part, text: EntryText) -> list[str]:
        """The links that stand beside the entry's own, in their order."""
        said = []
        for link in text.links:
            if link.role is Role.CODE and part.slot is Slot.CODE:
                said.append(self.code(part.form, link) or self._aside(link))
            elif link.role not in (Role.PDF, Role.CITATIONS) and link.url != text.url:
                said.append(self._aside(link))
        return list(filter(None, said))

    def code(self, form: str, link: Link) -> str:
        repository = addresses.github_repository(link.url)
        if repository is None and entry_shape.OWNER in form:
            return ""
        return _in_repository(form, repository).replace(entry_shape.URL, _plain_address(link.url))

    def _aside(self, link: Link) -> str:
        label = escaped(link.label) or "link"
        form = self.aside.replace(entry_shape.LABEL, label)
        return form.replace(entry_shape.URL, _plain_address(link.url))

    def venue(self, form: str, text: EntryText) -> str:
        venue = text.venue or ("arXiv" if text.arxiv else None)
        if venue is None:
            return ""
        number = text.arxiv.id if text.arxiv and venue.lower() == "arxiv" else None
        if entry_shape.ID in form or entry_shape.WHEN in form:
            when = number if number and self._names_ids else text.year
            when = when or (text.arxiv.id if text.arxiv else None)
            if when is None:
                return ""
            form = form.replace(entry_shape.ID, str(when)).replace(entry_shape.WHEN, str(when))
        return form.replace(entry_shape.VENUE, _line(venue))

    def link(self, form: str, text: EntryText) -> str:
        if not text.url:
            return ""
        if text.arxiv is None:
            form = _SPECIFIC_LABEL.sub("link", form).replace(entry_shape.ID, "link")
        if text.kind is not Kind.PAPER:
            form = _OF_PAPERS.sub("link", form)
        number = text.arxiv.id if text.arxiv else ""
        return form.replace(entry_shape.ID, number).replace(entry_shape.URL, self._own(text))

    def pdf(self, form: str, text: EntryText) -> str:
        given = next((link.url for link in text.links if link.role is Role.PDF), None)
        url = self._like_models(text, "pdf") or given
        return form.replace(entry_shape.URL, url) if url else ""

    def authors(self, form: str, text: EntryText) -> str:
        names = list(text.authors)
        if not names:
            return ""
        if self.elided is not None:
            first, last = self.elided
            if self._says_et_al and (text.authors_elided or len(names) > first):
                return form.replace(entry_shape.WORDS, f"{self._names(names[:first])} et al.")
            if text.authors_elided:
                names.insert(min(first, len(names)), "...")
            elif len(names) > first + last + 1:
                names[first : len(names) - last] = ["..."]
        return form.replace(entry_shape.WORDS, self._names(names))

    @staticmethod
    def _names(names: Sequence[str]) -> str:
        return ", ".join(map(_line, names))

    @property
    def _says_et_al(self) -> bool:
        """Whether most entries that leave authors out say so with `et al.`."""
        signs = [
            entry_shape.ET_AL.search(model.source) is not None
            for model in self.models
            if model.text.authors_elided
        ]
        return 2 * sum(signs) > len(signs)

    def about(self, form: str, text: EntryText) -> str:
        words = escaped(text.description or "")
        said = [model.text.description for model in self.models if model.text.description]
        if words[-1:].isalnum() and sum(one.endswith(".") for one in said) > len(said) / 2:
            words += "."
        return form.replace(entry_shape.WORDS, words) if words else ""

    @property
    def _names_ids(self) -> bool:
        return any(part.slot is Slot.VENUE and entry_shape.ID in part.form for part in self.parts)

    def _own(self, text: EntryText) -> str:
        """The entry's own address, of arXiv in the form that the others have."""
        return self._like_models(text, "") or _plain_address(text.url)

    def _like_models(self, text: EntryText, page: str) -> str | None:
        """An address on arXiv like that of most models; `page`: of their links to such a page."""
        if text.arxiv is None or not (page or arxiv_id.from_address(text.url)):
            return None
        said = [
            found
            for model in self.models
            for url in ([link.url for link in model.text.links] if page else [model.text.url])
            if (found := _ARXIV_ADDRESS.fullmatch(url)) and (not page or found["page"] == page)
        ]
        if not said:
            return None
        site, kind, versioned, suffix = most_common(
            (m["site"], m["page"], m["version"] is not None, m["suffix"] or "") for m in said
        )
        version = f"v{text.arxiv.version}" if versioned and text.arxiv.version else ""
        return f"{site}/{kind}/{text.arxiv.id}{version}{suffix}"


_VALUES: dict[Slot, Callable[[Style, str, EntryText], str]] = {
    Slot.TITLE: Style.title,
    Slot.VENUE: Style.venue,
    Slot.LINK: Style.link,
    Slot.PDF: Style.pdf,
    Slot.AUTHORS: Style.authors,
    Slot.ABOUT: Style.about,
}


def most_common(values: Iterable[T]) -> T:
    """The value that comes most often; of several the first."""
    return Counter(values).most_common(1)[0][0]


def _in_repository(form: str, repository: str | None) -> str:
    """A form with owner and name of a repository; without one, what is behind the link goes."""
    if repository is None:
        signs = (entry_shape.REPOSITORY, entry_shape.NAME, entry_shape.OWNER)
        if not any(sign in form for sign in signs):
            return form
        link = f"({entry_shape.URL})"
        return form[: form.find(link) + len(link)]
    owner, _, name = repository.partition("/")
    return (
        form.replace(entry_shape.REPOSITORY, repository)
        .replace(entry_shape.NAME, name)
        .replace(entry_shape.OWNER, owner)
    )


def _again(before: str) -> str:
    """What stands before the second of some links: they go on in a line, items go on below."""
    line = before.rpartition("\n")[2].lstrip()
    return before if "\n" not in before or _ITEM.match(line) else f" {line}"


def _counted(between: str, text: EntryText) -> str:
    """Characters between slots, with the list's own number of citations where it is known."""
    cited = next((link for link in text.links if link.role is Role.CITATIONS), None)
    if cited is None or text.citations is None:
        return between
    return UNCOUNTED.sub(
        lambda _: f"[**{text.citations}**]({_plain_address(cited.url)})", between, count=1
    )


def escaped(words: str) -> str:
    """Words on one line, so that nothing but formulas in them is read as markup."""
    return _MARKUP.sub(lambda sign: sign[0] if sign["formula"] else f"\\{sign[0]}", _line(words))


def _line(words: str) -> str:
    return " ".join(words.split())


def _plain_address(url: str) -> str:
    """An address that can stand between parentheses; pairs of its own may stay."""
    if url.count("(") == url.count(")") and not any(map(str.isspace, url)):
        return url
    return url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
