"""A whole list with the reader's own in it, which can be taken out and brought back.

What was written by hand into a note stays through every export until it has been imported: a note
that was changed in the file since it was written there is put back as it stands.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from effllm_desktop.app import edited_lists
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.app.exporting.styling import is_item
from effllm_desktop.app.exporting.wording import highlight_line, own_words
from effllm_desktop.domain.errors import BadInput, FileChanged
from effllm_desktop.domain.state import UNTOUCHED, State, Status
from effllm_desktop.markdown import annotating, annotations, source
from effllm_desktop.markdown.annotations import Annotation, Placed, ReadAnnotation, fingerprint
from effllm_desktop.store import chosen, pages, portable, works
from effllm_desktop.store.chosen import ExportedEntry, Highlight
from effllm_desktop.store.database import in_parts
from effllm_desktop.store.states import state_of

_FACTS: Mapping[Part, tuple[str, Any]] = {
    Part.STATUS: ("status", lambda state: state.status.value),
    Part.STAR: ("starred", lambda state: state.starred),
    Part.RATING: ("rating", lambda state: state.rating),
    Part.TAGS: ("tags", lambda state: list(state.tags)),
    Part.QUEUE: ("queue", lambda state: state.queue),
}
_AT_THE_END = sys.maxsize
Edited = dict[str, ReadAnnotation]


class _Place(NamedTuple):
    """An offset of the list, and the entry whose work has something that goes there."""

    position: int
    id: int
    by_hand: ReadAnnotation | None


def pieces(
    made: Material, data: bytes, before: bytes | None, *, over: bool = False
) -> Iterator[bytes]:
    """The list piece by piece. `before` is what stands in the file that it goes to.

    Raises FileChanged where that is the same list, with something else written into it, BadInput
    where its markers are damaged; unless that is to be written `over`, but for the notes.
    """
    return _pieces(made, data, _edited(made, before or b"", data, over=over))


def _pieces(made: Material, data: bytes, edited: Edited) -> Iterator[bytes]:
    text = source.decode(data)
    del data  # of a long list it is much, and so is its text
    name = made.lists[0][0].name if made.lists else ""
    places, left = _places(made, text, edited)
    placed = chain(_placed(made, text, places), map(_kept, left))
    yield from map(source.encode, annotating.annotate(text, placed, name))


def _edited(made: Material, before: bytes, data: bytes, *, over: bool) -> Edited:
    """The notes of the file that were changed by hand, by the keys of their works."""
    if not annotations.is_annotated(before):
        return {}
    try:
        known = annotations.read(before)
    except BadInput:
        if over:
            return {}
        raise
    is_ours = bool(made.lists) and known.name == made.lists[0][0].name
    if is_ours and known.data != data and not over:
        _require_version(made, known.data)
    return {one.key: one for one in known.annotations if one.is_edited}


def _require_version(made: Material, data: bytes) -> None:
    """Refuse to overwrite what somebody wrote outside the regions."""
    database, list_id = made.database, made.lists[0][0].id
    versions = portable.versions(database, list_id)
    if any(data in (version.data, version.repaired) for version in versions):
        return
    if not edited_lists.has_said(database, list_id, source.decode(data)):
        raise FileChanged(
            "The list in that file was changed, not only its notes.",
            "Import it, or choose another name.",
        )


def _places(
    made: Material, text: str, edited: Edited
) -> tuple[list[_Place], tuple[ReadAnnotation, ...]]:
    """Where regions go, in that order: those of the first entries of works that have something.

    With what was changed by hand of works that no entry mentions, until it is taken in.
    """
    seen: set[int] = set()
    left = dict(edited)
    found: list[_Place] = []
    for _, ids in made.lists:
        for entry in made.entries(ids):
            if entry.work in seen:
                continue
            seen.add(entry.work)
            by_hand = left.pop(entry.key, None)
            if entry.state is not UNTOUCHED or entry.work in made.highlights or by_hand:
                found.append(_Place(_position(entry, text), entry.id, by_hand))
    return sorted(found, key=itemgetter(0)), tuple(_waiting(made, left))


def _waiting(made: Material, left: Edited) -> Iterator[ReadAnnotation]:
    """Those of which the library does not know yet."""
    known = works.find(made.database, left)
    rows = pages.states(made.database, list(known.values()))
    for key, one in left.items():
        if key not in known or not _is_taken_in(one, state_of(rows[known[key]]).note):
            yield one


def _placed(made: Material, text: str, places: list[_Place]) -> Iterator[Placed]:
    """The regions. What they say is read once more, a few at a time: of all of them it is much."""
    for some in in_parts(places):
        entries = {one.id: one for one in chosen.entries(made.database, [at.id for at in some])}
        for at in some:
            entry = entries[at.id]
            marks = made.highlights.get(entry.work, ())
            yield _at(entry, text, at.position, _annotation(made, entry, marks, at.by_hand))


def _position(entry: ExportedEntry, text: str) -> int:
    """Below its entry where that is a list item; one in a table, say, at the end of the list."""
    is_below = is_item(text[entry.start : entry.end])
    return annotating.after_lines(text, entry.end) if is_below else _AT_THE_END


def _at(entry: ExportedEntry, text: str, position: int, one: Annotation) -> Placed:
    if position == _AT_THE_END:
        return Placed(None, "", replace(one, title=entry.text.title))
    wording = text[entry.start : entry.end]
    indent = wording[: len(wording) - len(wording.lstrip(" \t"))]
    return Placed(position, f"{indent}\t", one)


def _annotation(
    made: Material,
    entry: ExportedEntry,
    marks: tuple[Highlight, ...],
    by_hand: ReadAnnotation | None,
) -> Annotation:
    state, parts = entry.state, made.parts
    note, facts = state.note if Part.NOTE in parts else "", _facts(state, parts)
    if by_hand is not None and not _is_taken_in(by_hand, state.note):
        facts["note"], note = by_hand.base, by_hand.note
    return Annotation(
        key=entry.key,
        facts=facts,
        words=own_words(state, parts),
        marks=tuple((highlight_line(one), one._asdict()) for one in marks),
        note=note,
    )


def _is_taken_in(by_hand: ReadAnnotation, note: str) -> bool:
    """Whether the library's note says what was written by hand: then it goes out again.

    It does as a whole or, where the note had been changed here, too, in paragraphs of its own. What
    was only taken out by hand is put back where the note was changed here since, as an import does.
    """
    if fingerprint(note) == by_hand.base:
        return False
    said = by_hand.note.strip()
    return not said or f"\n\n{said}\n\n" in f"\n\n{note.strip()}\n\n"


def _facts(state: State, parts: frozenset[Part]) -> dict[str, Any]:
    said = {name: value(state) for part, (name, value) in _FACTS.items() if part in parts}
    return {name: value for name, value in said.items() if value and value != Status.UNREAD}


def _kept(one: ReadAnnotation) -> Placed:
    """A note that was written by hand on a work that the list no longer mentions."""
    facts = {
        name: value for name, value in one.facts.items() if name not in ("key", "exact", "joined")
    }
    return Placed(None, "", Annotation(one.key, facts, note=one.note, title=one.key))
