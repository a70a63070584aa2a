"""A whole list with the reader's own in it, which can be taken out and brought back.

What was written by hand into a note stays through every export until it has been imported: a note
that was changed in the file since it was written there is put back as it stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from effllm_desktop.app import edited_lists
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.app.exporting.styling import is_item
from effllm_desktop.app.exporting.wording import highlight_line, own_words
from effllm_desktop.domain.errors import FileChanged
from effllm_desktop.domain.state import UNTOUCHED, State, Status
from effllm_desktop.markdown import annotations, source
from effllm_desktop.markdown.annotations import Annotation, Placed, ReadAnnotation, fingerprint
from effllm_desktop.store import portable
from effllm_desktop.store.chosen import ExportedEntry, Highlight

_FACTS: Mapping[Part, tuple[str, Any]] = {
    Part.STATUS: ("status", lambda state: state.status.value),
    Part.STAR: ("starred", lambda state: state.starred),
    Part.RATING: ("rating", lambda state: state.rating),
    Part.TAGS: ("tags", lambda state: list(state.tags)),
    Part.QUEUE: ("queue", lambda state: state.queue),
}
Edited = dict[str, ReadAnnotation]


def pieces(made: Material, data: bytes, before: bytes | None) -> Iterator[bytes]:
    """The list piece by piece. `before` is what stands in the file that it goes to.

    Raises FileChanged where that is the same list, with something else written into it.
    """
    text = source.decode(data)
    edited = _edited(made, before, text)
    placed = sorted(
        _placed(made, text, edited),
        key=lambda one: len(text) if one.position is None else one.position,
    )
    left = (_kept(one) for one in edited.values())
    name = made.lists[0][0].name if made.lists else ""
    return map(source.encode, annotations.annotate(text, [*placed, *left], name))


def _edited(made: Material, before: bytes | None, text: str) -> Edited:
    """The notes of the file that were changed by hand, by the keys of their works."""
    old = source.decode(before or b"")
    if not annotations.is_annotated(old):
        return {}
    known = annotations.read(old)
    if known.text != text and made.lists and known.name == made.lists[0][0].name:
        _require_version(made, known.text)
    return {one.key: one for one in known.annotations if one.is_edited}


def _require_version(made: Material, text: str) -> None:
    """Refuse to overwrite what somebody wrote outside the regions."""
    database, list_id, data = made.database, made.lists[0][0].id, source.encode(text)
    versions = portable.versions(database, list_id)
    if any(data in (version.data, version.repaired) for version in versions):
        return
    if not edited_lists.has_said(database, list_id, text):
        raise FileChanged(
            "The list in that file was changed, not only its notes.",
            "Import it, or choose another name.",
        )


def _placed(made: Material, text: str, edited: Edited) -> Iterator[Placed]:
    """A region for the first entry of each work that has something; taken out of `edited`."""
    seen: set[int] = set()
    for _, ids in made.lists:
        for entry in made.entries(ids):
            if entry.work in seen:
                continue
            seen.add(entry.work)
            marks = made.highlights.get(entry.work, ())
            by_hand = edited.pop(entry.key, None)
            if entry.state is not UNTOUCHED or marks or by_hand:
                yield _at(entry, text, _annotation(made, entry, marks, by_hand))


def _at(entry: ExportedEntry, text: str, one: Annotation) -> Placed:
    """Below its entry where that is a list item; one in a table, say, at the end of the list."""
    wording = text[entry.start : entry.end]
    if not is_item(wording):
        return Placed(None, "", replace(one, title=entry.text.title))
    indent = wording[: len(wording) - len(wording.lstrip(" \t"))]
    return Placed(annotations.after_lines(text, entry.end), f"{indent}\t", one)


def _annotation(
    made: Material,
    entry: ExportedEntry,
    marks: tuple[Highlight, ...],
    by_hand: ReadAnnotation | None,
) -> Annotation:
    state, parts = entry.state, made.parts
    note, facts = state.note if Part.NOTE in parts else "", _facts(state, parts)
    if by_hand is not None:
        # What the library says now counts as read, unless it was changed there, too.
        is_old = fingerprint(state.note) == by_hand.base
        facts["note"] = fingerprint(state.note) if is_old else by_hand.base
        note = by_hand.note
    return Annotation(
        key=entry.key,
        facts=facts,
        words=own_words(state, parts),
        marks=tuple((highlight_line(one), one._asdict()) for one in marks),
        note=note,
    )


def _facts(state: State, parts: frozenset[Part]) -> dict[str, Any]:
    said = {name: value(state) for part, (name, value) in _FACTS.items() if part in parts}
    return {name: value for name, value in said.items() if value and value != Status.UNREAD}


def _kept(one: ReadAnnotation) -> Placed:
    """A note that was written by hand on a work that the list no longer mentions."""
    facts = {
        name: value for name, value in one.facts.items() if name not in ("key", "exact", "joined")
    }
    return Placed(None, "", Annotation(one.key, facts, note=one.note, title=one.key))
