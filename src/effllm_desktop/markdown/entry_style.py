"""How entries of a section are written, and a new one written the same way."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from effllm_desktop.domain import addresses, arxiv_id
from effllm_desktop.domain.lists import EntryText, Kind, ReadEntry, Role
from effllm_desktop.markdown import entry_shape
from effllm_desktop.markdown.entry_shape import Part, Shape, Slot, is_plain, shape_of

T = TypeVar("T")
_MODELS = 40  # entries that are looked at: more say nothing new
_ARXIV_ADDRESS = re.compile(
    r"(?P<site>https?://(?:[a-z]+\.)?arxiv\.org)/(?P<page>abs|pdf|html)/[^\s?#]*?"
    r"(?P<version>v\d+)?(?P<suffix>\.pdf)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_SPECIFIC_LABEL = re.compile(r"\b(?:arxiv|abs|abstract)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"(?P<formula>\$(?=[^\s$])[^$`]*+(?<=\S)\$(?!\d))"
    r"|[*`\\\[\]<~]|&(?=#|[A-Za-z])|(?<![^\W_])_|_(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Style:
    """`lead` is indentation and marker; the rest are the parts in order, and what ends an entry."""

    indent: str
    marker: str
    parts: tuple[Part, ...]
    end: str
    elided: tuple[int, int] | None
    models: tuple[ReadEntry, ...]

    def written(self, text: EntryText, number: int | None = None) -> str:
        """An entry's Markdown without its last line end; lines end with LF.

        `number` is that of an item in a numbered list.
        """
        marker = self.marker
        if number is not None:
            marker = _NUMBER.sub(str(number), marker)
        said = [part.before + value for part in self.parts if (value := self._value(part, text))]
        return self.indent + marker + "".join(said) + self.end

    def _value(self, part: Part, text: EntryText) -> str:
        """What a slot says of an entry; empty where the entry says nothing of the kind."""
        return _VALUES[part.slot](self, part.form, text)

    def title(self, form: str, text: EntryText) -> str:
        form = _in_repository(form, text.repository)
        titled = form.replace(entry_shape.TITLE, escaped(text.title))
        return titled.replace(entry_shape.URL, self._own(text))

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
        number = text.arxiv.id if text.arxiv else ""
        return form.replace(entry_shape.ID, number).replace(entry_shape.URL, self._own(text))

    def pdf(self, form: str, text: EntryText) -> str:
        given = next((link.url for link in text.links if link.role is Role.PDF), None)
        url = self._like_models(text, "pdf") or given
        return form.replace(entry_shape.URL, url) if url else ""

    def code(self, form: str, text: EntryText) -> str:
        url = next((link.url for link in text.links if link.role is Role.CODE), None)
        if url is None:
            return ""
        repository = addresses.github_repository(url)
        if repository is None and entry_shape.OWNER in form:
            return ""
        return _in_repository(form, repository).replace(entry_shape.URL, url)

    def authors(self, form: str, text: EntryText) -> str:
        names = list(text.authors)
        if not names:
            return ""
        if self.elided is not None:
            first, last = self.elided
            if text.authors_elided:
                names.insert(min(first, len(names)), "...")
            elif len(names) > first + last + 1:
                names[first : len(names) - last] = ["..."]
        return form.replace(entry_shape.WORDS, ", ".join(map(_line, names)))

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
    Slot.CODE: Style.code,
    Slot.AUTHORS: Style.authors,
    Slot.ABOUT: Style.about,
}


def most_common(values: Iterable[T]) -> T:
    """The value that comes most often; of several the first."""
    return Counter(values).most_common(1)[0][0]


def style_for(
    text: EntryText, section: Sequence[ReadEntry], everywhere: Sequence[ReadEntry]
) -> Style | None:
    """The style for a new entry: that of entries of its kind in the section, else in the list.

    The marker is the section's own where it has one. None where no entry there can be a model.
    """
    near = _shaped(section[-_MODELS:])
    alike = [entry for entry in everywhere if _alike(entry, text)]
    pools: tuple[Callable[[], list[tuple[ReadEntry, Shape]]], ...] = (
        lambda: [pair for pair in near if _alike(pair[0], text)],
        lambda: _shaped(alike[-_MODELS:]),
        lambda: near,
        lambda: _shaped(everywhere[-_MODELS:]),
    )
    models = next((found for pool in pools if (found := pool())), None)
    if models is None:
        return None
    style = _agreed(models, text)
    if near:
        style = replace(style, indent=most_common(shape.indent for _, shape in near),
                        marker=most_common(shape.marker for _, shape in near))  # fmt: skip
    return style


def _alike(model: ReadEntry, text: EntryText) -> bool:
    """Whether curators write the two in one way: papers, repositories, everything else."""
    special = (Kind.PAPER, Kind.REPOSITORY)
    return all((model.text.kind is kind) == (text.kind is kind) for kind in special)


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


def _shaped(entries: Iterable[ReadEntry]) -> list[tuple[ReadEntry, Shape]]:
    return [(entry, shape) for entry in entries if (shape := shape_of(entry)) is not None]


def _agreed(models: Sequence[tuple[ReadEntry, Shape]], text: EntryText) -> Style:
    """What most of the models do, slot by slot, in the order in which most of them have it."""
    shapes = [shape for _, shape in models]
    forms = Counter(part.form for shape in shapes if (part := shape.part(Slot.TITLE)))
    title = forms.most_common(1)[0][0]
    shapes = [s for s in shapes if (part := s.part(Slot.TITLE)) and part.form == title]
    parts = [part for slot in _order(shapes) if (part := _part(shapes, slot))]
    elided = [shape.elided for shape in shapes if shape.elided]
    ends = [shape.end for shape in shapes if is_plain(shape.end)]
    wanted = next((shape for shape in shapes if _fits(shape, text) and is_plain(shape.end)), None)
    return Style(
        indent=most_common(shape.indent for shape in shapes),
        marker=most_common(shape.marker for shape in shapes),
        parts=tuple(parts),
        end=wanted.end if wanted else most_common(ends) if ends else "",
        elided=most_common(elided) if elided else None,
        models=tuple(entry for entry, _ in models),
    )


def _fits(shape: Shape, text: EntryText) -> bool:
    """Whether a shape has just the slots that an entry fills."""
    has = {part.slot for part in shape.parts}
    code = any(link.role is Role.CODE for link in text.links)
    wanted = ((Slot.AUTHORS, bool(text.authors)), (Slot.ABOUT, bool(text.description)),
              (Slot.CODE, code))  # fmt: skip
    return all((slot in has) == there for slot, there in wanted)


def _order(shapes: Sequence[Shape]) -> list[Slot]:
    """The slots in the order of where they stand in most shapes."""
    places: dict[Slot, list[float]] = {}
    for shape in shapes:
        for place, part in enumerate(shape.parts):
            places.setdefault(part.slot, []).append(place)
    return sorted(places, key=lambda slot: (sum(places[slot]) / len(places[slot]), slot.value))


def _part(shapes: Sequence[Shape], slot: Slot) -> Part | None:
    """The slot as most shapes have it, of those that have nothing of one entry's before it."""
    found = [part for shape in shapes if (part := shape.part(slot)) and is_plain(part.before)]
    return most_common(found) if found else None


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
