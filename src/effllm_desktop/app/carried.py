"""What a file brings along beside a list: what somebody made of its works.

A file of ours never changes a work that the reader has touched since: only a note that was edited
in the file comes in. Other programs' files add what is not there yet.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import Any

from effllm_desktop.app.operations.bringing import BringBack, Brought
from effllm_desktop.domain.highlights import Colour, HighlightKind
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.pdf import Box
from effllm_desktop.domain.state import RATING_MAX, UNTOUCHED, State, Status
from effllm_desktop.markdown.annotations import fingerprint
from effllm_desktop.store import identities, pages, portable, works
from effllm_desktop.store.chosen import Highlight
from effllm_desktop.store.database import Database, in_parts
from effllm_desktop.store.portable import CarriedPlace
from effllm_desktop.store.states import state_of


@dataclass(frozen=True, slots=True)
class CarriedWork:
    """What a file says of a work.

    `base` stands for the note that was exported, where it was edited since. `adds`: the file is no
    copy of a library, so what it says is added to what is there.
    """

    key: str
    state: State
    highlights: tuple[Highlight, ...] = ()
    base: str | None = None
    changed_at: str | None = None
    adds: bool = False
    last_place: CarriedPlace | None = None
    pinned_at: str | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CarriedPdf:
    """The PDF of a work, beside the file that speaks of it."""

    key: str
    path: Path


def bringing(database: Database, carried: Sequence[CarriedWork]) -> BringBack | None:
    """The operation that brings in what is new; None where nothing is."""
    touched = identities.touched(database)
    brought = [one for some in in_parts(carried) for one in _brought(database, some, touched)]
    return BringBack(tuple(brought)) if brought else None


def _brought(
    database: Database, carried: list[CarriedWork], touched: set[WorkId]
) -> Iterator[Brought]:
    known = works.find(database, [one.key for one in carried])
    rows = pages.states(database, list(set(known.values())))
    places = portable.last_places(database, known.values())
    for one in carried:
        work = known.get(one.key)
        if work is None:
            continue
        place = None if work in places else one.last_place
        new = _new(one, work, state_of(rows[work]), is_touched=work in touched)
        if new is not None:
            yield replace(new, last_place=place)
        elif place is not None:
            yield Brought(work, last_place=place)


def _new(one: CarriedWork, work: WorkId, now: State, *, is_touched: bool) -> Brought | None:
    """What of a work's state is new here; None where nothing is."""
    if is_touched:
        state = (_added if one.adds else _edited)(now, one)
        return Brought(work, state._replace(queue=None)) if state != now else None
    says_nothing = one.state == now and not one.highlights and not one.corrections
    if says_nothing and one.pinned_at is None and one.changed_at is None:
        return None
    marks = tuple(mark._asdict() for mark in one.highlights)
    return Brought(
        work, one.state, marks, one.changed_at, pinned_at=one.pinned_at, corrections=one.corrections
    )


def _edited(now: State, one: CarriedWork) -> State:
    """The state with a note that was edited in the file; where both were, it has both."""
    if one.base is None or one.state.note == now.note:
        return now
    if fingerprint(now.note) == one.base:
        return now._replace(note=one.state.note)
    return now._replace(note=_joined(now.note, one.state.note))


def _added(now: State, one: CarriedWork) -> State:
    said = one.state
    folded = {tag.casefold() for tag in now.tags}
    return State(
        status=said.status if now.status is Status.UNREAD else now.status,
        starred=now.starred or said.starred,
        rating=now.rating or said.rating,
        tags=(*now.tags, *(tag for tag in said.tags if tag.casefold() not in folded)),
        note=_joined(now.note, said.note),
        queue=now.queue,
    )


def _joined(now: str, more: str) -> str:
    """A note and what is new in another one; of two where one goes on from the other, that one."""
    if not more.strip() or more.strip() in now:
        return now
    if now.strip() in more:
        return more
    return f"{now.rstrip()}\n\n{more}" if now.strip() else more


def checked_state(facts: Mapping[str, Any], note: str) -> State:
    """A state from what a file says. Raises ValueError or TypeError for what cannot be one."""
    queue = facts.get("queue")
    tags = facts.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) and tag.strip() for tag in tags):
        raise ValueError(tags)
    return State(
        status=Status(facts.get("status", Status.UNREAD)),
        starred=facts.get("starred") is True,
        rating=_whole(facts.get("rating", 0), 0, RATING_MAX),
        tags=tuple(tags),
        note=note,
        queue=None if queue is None else _whole(queue, 1, 2**53),
    )


def checked_highlight(facts: Mapping[str, Any]) -> Highlight:
    """A highlight from what a file says. Raises as above."""
    known = {**Highlight._field_defaults, **facts}
    values: list[Any] = [known.get(name) for name in Highlight._fields]
    one = Highlight(*values)
    _whole(one.page, 1, 2**31)
    texts = (one.quote, one.comment, one.before or "", one.after or "", one.pdf_sha256 or "")
    if not all(isinstance(text, str) for text in texts):
        raise ValueError(facts)
    Colour(one.colour)
    HighlightKind(one.kind)
    datetime.fromisoformat(one.made_at)
    _require_boxes(json.loads(one.quads))
    return one


def _require_boxes(found: Any) -> None:
    """Raises unless these are the boxes of a passage, a list of four numbers each."""
    for box in found:
        if not all(_is_number(side) for side in Box(*box)):
            raise ValueError(box)
    if not isinstance(found, list) or not found:
        raise ValueError(found)


def checked_place(facts: Mapping[str, Any]) -> CarriedPlace:
    """Where reading stopped, from what a file says. Raises as above, or KeyError."""
    pages = _whole(facts["pages"], 1, 2**31)
    page, offset = _whole(facts["page"], 1, pages), facts["offset"]
    if not _is_number(offset) or not 0 <= offset <= 1:
        raise ValueError(offset)
    left_at = datetime.fromisoformat(facts["left_at"]).isoformat()
    return CarriedPlace(page, pages, float(offset), left_at)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _whole(value: object, least: int, most: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    raise ValueError(value)


def with_something(carried: Iterable[CarriedWork]) -> tuple[CarriedWork, ...]:
    """Those of which anything is said."""
    return tuple(one for one in carried if one.state != UNTOUCHED or one.highlights)
