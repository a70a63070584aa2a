"""The works that may be the same as one, with the reasons."""

from typing import NamedTuple

from effllm_desktop.domain.duplicates import Reason
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import duplicates, pages, works
from effllm_desktop.store.database import Database


class Candidate(NamedTuple):
    """A work that may be the same as another one."""

    work: WorkId
    key: str
    title: str
    reasons: tuple[Reason, ...]


def candidates(database: Database, work: WorkId) -> tuple[Candidate, ...]:
    """What may be the same as a work, in the order in which it became known."""
    pairs = duplicates.of_work(database, work)
    others = [pair.other if pair.work == work else pair.work for pair in pairs]
    if not others:
        return ()
    keys = works.keys_of(database, others)
    titles = pages.titles(database, others, of_works=True)
    return tuple(
        Candidate(other, keys[other], titles[other], pair.reasons)
        for other, pair in zip(others, pairs, strict=True)
    )


def reasons_said(reasons: tuple[Reason, ...]) -> str:
    """The reasons in one phrase: `same DOI, same title`."""
    return ", ".join(reason.value for reason in reasons)
