"""What the reader did, step by step, as undo and redo know it."""

from datetime import datetime
from typing import NamedTuple

from effllm_desktop.store import journal, step_subjects
from effllm_desktop.store.database import Database


class PastStep(NamedTuple):
    """One act of the reader's. `undone`: it was taken back, and can be done again.

    `gone`: it can no longer be taken back, for the list that it changed was removed for good.
    `about`: the title of the first work, or the name of the list; empty where it was neither.
    """

    id: int
    label: str
    made_at: datetime
    undone: bool
    gone: bool = False
    about: str = ""


def history(
    database: Database, limit: int, before: int | None = None, *, skip: int = 0
) -> list[PastStep]:
    """The latest steps, the newest first: those `before` a step, without `skip` of them."""
    steps = journal.latest(database, limit, before=before, skip=skip)
    about = step_subjects.names(database, [one.step.id for one in steps])
    return [
        PastStep(*one.step[:3], one.undone, one.gone, about.get(one.step.id, "")) for one in steps
    ]
