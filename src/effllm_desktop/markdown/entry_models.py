"""How the entries of a section are written: the style for a new one."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from effllm_desktop.domain.lists import EntryText, Kind, Marks, ReadEntry, Role
from effllm_desktop.markdown import entry_shape
from effllm_desktop.markdown.entry_borrowing import Borrowing, balanced
from effllm_desktop.markdown.entry_shape import Part, Shape, Slot, is_plain, shape_of
from effllm_desktop.markdown.entry_style import OF_LINKS, Style, Wrapping, most_common

MODELS = 40
"""So many of the last entries of a kind are looked at: more say nothing new."""
_LINK = re.compile(rf"\[[^\[\]]*\]\({entry_shape.URL}\)")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")


def style_for(
    text: EntryText, section: Sequence[ReadEntry], everywhere: Sequence[ReadEntry]
) -> Style | None:
    """The style for a new entry: that of entries of its kind in the section, else in the list.

    The marker is the section's own where it has one. None where no entry there can be a model.
    """
    near = _shaped(section[-MODELS:])
    alike = list(islice((entry for entry in reversed(everywhere) if _alike(entry, text)), MODELS))
    alike.reverse()
    pools: tuple[Callable[[], list[tuple[ReadEntry, Shape]]], ...] = (
        lambda: [pair for pair in near if _alike(pair[0], text)],
        lambda: _shaped(alike),
        lambda: near,
        lambda: _shaped(everywhere[-MODELS:]),
    )
    models = next((found for pool in pools if (found := pool())), None)
    if models is None:
        return None
    elsewhere = _shaped(alike)
    known = {entry.start: shape for entry, shape in (*near, *elsewhere, *models)}
    borrowing = Borrowing(known.values())
    style = _agreed(models, text, borrowing)
    if elsewhere:
        others = _agreed(elsewhere, text, borrowing)
        aside = style.aside if _of_links(style.parts) else others.aside
        parts = _with_links(style.parts, others.parts)
        style = replace(style, parts=parts, aside=aside, wrapping=_wrapping(elsewhere))
    if near:
        style = replace(style, indent=most_common(shape.indent for _, shape in near),
                        marker=most_common(shape.marker for _, shape in near))  # fmt: skip
    return style


def style_key(text: EntryText) -> Hashable:
    """Entries with the same one have the same style in a section."""
    kind = text.kind if text.kind in (Kind.PAPER, Kind.REPOSITORY) else None
    filled = bool(text.authors), bool(text.description), bool(text.notes), _has_links_beside(text)
    return kind, text.marks, filled


def _has_links_beside(text: EntryText) -> bool:
    return any(link.role not in (Role.PDF, Role.CITATIONS) for link in text.links)


def _of_links(parts: Sequence[Part]) -> Part | None:
    return next((part for part in parts if part.slot in OF_LINKS), None)


def _with_links(parts: tuple[Part, ...], others: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts, with that for links where the others have it, or their way to write code."""
    links, own = _of_links(others), _of_links(parts)
    if links is None or (own is not None and (own.slot is Slot.CODE or links.slot is Slot.ASIDE)):
        return parts
    if own is not None:
        code = own._replace(slot=links.slot, form=links.form)
        return tuple(code if part is own else part for part in parts)
    before = {part.slot for part in others[: others.index(links)]}
    place = max((n for n, part in enumerate(parts, 1) if part.slot in before), default=0)
    return (*parts[:place], links, *parts[place:])


def _alike(model: ReadEntry, text: EntryText) -> bool:
    """Whether curators write the two in one way: papers, repositories, everything else."""
    special = (Kind.PAPER, Kind.REPOSITORY)
    return all((model.values.kind == kind.value) == (text.kind is kind) for kind in special)


def _shaped(entries: Iterable[ReadEntry]) -> list[tuple[ReadEntry, Shape]]:
    return [(entry, shape) for entry in entries if (shape := shape_of(entry)) is not None]


def _agreed(
    models: Sequence[tuple[ReadEntry, Shape]], text: EntryText, borrowing: Borrowing
) -> Style:
    """What most of the models do, slot by slot, in the order in which most of them have it."""
    shapes = [shape for _, shape in models]
    forms = Counter(part.form for shape in shapes if (part := shape.part(Slot.TITLE)))
    title = forms.most_common(1)[0][0]
    shapes = [s for s in shapes if (part := s.part(Slot.TITLE)) and part.form == title]
    parts = [part for slot in _order(shapes) if (part := borrowing.part(shapes, slot))]
    signs = _signs(models)
    elided = [shape.elided for shape in shapes if shape.elided]
    ended = _with_plain_end(models, text.marks) or _with_plain_end(models, Marks())
    fitting = [shape for shape in ended if _fits(shape, text)]
    end = borrowing.end([shape.end for shape in fitting or ended])
    parts = list(_without_signs(_one_of_links(parts), signs))
    return Style(
        indent=most_common(shape.indent for shape in shapes),
        marker=most_common(shape.marker for shape in shapes),
        signs=signs,
        parts=tuple(parts),
        aside=_aside(parts),
        end=balanced(parts, end),
        elided=most_common(elided) if elided else None,
        models=tuple(entry for entry, _ in models),
    )


def _with_plain_end(models: Sequence[tuple[ReadEntry, Shape]], marks: Marks) -> list[Shape]:
    """The shapes of entries with such marks: what ends another may be a mark of its own."""
    return [shape for entry, shape in models if entry.text.marks == marks and is_plain(shape.end)]


def _fits(shape: Shape, text: EntryText) -> bool:
    """Whether a shape has just the slots that an entry fills."""
    has = {part.slot for part in shape.parts}
    beside = _has_links_beside(text)
    wanted = ((Slot.AUTHORS, bool(text.authors)), (Slot.ABOUT, bool(text.description)),
              (Slot.REMARK, bool(text.notes)))  # fmt: skip
    return beside == (not has.isdisjoint(OF_LINKS)) and all(
        (slot in has) == there for slot, there in wanted
    )


def _order(shapes: Sequence[Shape]) -> list[Slot]:
    """The slots in the order of where they stand in most shapes."""
    places: dict[Slot, list[float]] = {}
    for shape in shapes:
        for place, part in enumerate(shape.parts):
            places.setdefault(part.slot, []).append(place)
    return sorted(places, key=lambda slot: (sum(places[slot]) / len(places[slot]), slot.value))


def _one_of_links(parts: Sequence[Part]) -> list[Part]:
    """The parts with one of those for links: code's, where there is one."""
    of_links = [part for part in parts if part.slot in OF_LINKS]
    form = next((part for part in of_links if part.slot is Slot.CODE), None)
    return [
        part._replace(slot=form.slot, form=form.form) if form and part is of_links[0] else part
        for part in parts
        if part not in of_links[1:]
    ]


def _aside(parts: Sequence[Part]) -> str:
    """The form of links that are not code; like that of code, without owner and badges."""
    forms = {part.slot: part.form for part in parts}
    if Slot.ASIDE in forms:
        return forms[Slot.ASIDE]
    found = _LINK.search(forms.get(Slot.CODE, ""))
    link = f"[{entry_shape.LABEL}]({entry_shape.URL})"
    if found is None:
        return link
    around = found.string[: found.start()]
    return around + link + "".join({"(": ")", "[": "]"}.get(sign, sign) for sign in around[::-1])


def _signs(models: Sequence[tuple[ReadEntry, Shape]]) -> dict[tuple[bool, bool], str]:
    """What stands before titles of entries whose curator set a mark."""
    return {
        entry.text.marks[:2]: part.before
        for entry, shape in models
        if any(entry.text.marks[:2]) and (part := shape.part(Slot.TITLE)) and part.before
    }


def _without_signs(parts: Iterable[Part], signs: Mapping[tuple[bool, bool], str]) -> Iterable[Part]:
    """The parts; what stands before a title is a mark of one entry, not of the others."""
    for part in parts:
        is_sign = part.slot is Slot.TITLE and part.before in signs.values()
        yield part._replace(before="") if is_sign else part


def _wrapping(shaped: Sequence[tuple[ReadEntry, Shape]]) -> Wrapping | None:
    """How titles are broken into lines, where most of the long ones are."""
    written = [shape.title for _, shape in shaped]
    broken = [_BREAK.split(title) for title in written if "\n" in title]
    if not broken:
        return None
    too_long = min(len(f"{one} {other.split(' ')[0]}") for one, other, *_ in broken)
    whole = [len(title) for title in written if "\n" not in title]
    if sum(length >= too_long for length in whole) > len(broken):
        return None
    first = max(*(len(lines[0]) for lines in broken), *(n for n in whole if n < too_long), 0)
    others = max(first, *(len(line) for lines in broken for line in lines[1:-1]), 0)
    breaks = (found[0] for title in written if (found := _BREAK.search(title)))
    return Wrapping(first, others, most_common(breaks))
