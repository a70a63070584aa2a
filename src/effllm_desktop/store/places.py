"""The places: which works stand in each, as SQL and for a work whose state is known."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from effllm_desktop.domain.scopes import Place
from effllm_desktop.domain.state import Status
from effllm_desktop.store.field_tests import NEW_WORKS


class Standing(NamedTuple):
    """What of a work decides where it stands. `newcomer`: it came with an update of its list."""

    status: object
    starred: object
    queued: object
    seen: object
    newcomer: object = False

    @property
    def unread(self) -> bool:
        return self.status == Status.UNREAD


class PlaceRule(NamedTuple):
    """`test` is SQL that is true of works `w` which stand in the place, `holds` says the same."""

    test: str
    holds: Callable[[Standing], object]


RULES: Mapping[Place, PlaceRule] = {
    Place.NEW: PlaceRule(NEW_WORKS, lambda work: work.newcomer and work.unread and not work.seen),
    Place.QUEUE: PlaceRule(
        "w.id IN (SELECT work_id FROM reading WHERE queue IS NOT NULL)", lambda work: work.queued
    ),
    Place.READING: PlaceRule(
        "w.id IN (SELECT work_id FROM reading WHERE status = 'reading')",
        lambda work: work.status == Status.READING,
    ),
    Place.STARRED: PlaceRule(
        "w.id IN (SELECT work_id FROM reading WHERE starred = 1)", lambda work: work.starred
    ),
    Place.ALL: PlaceRule("1", lambda _: True),
}
