"""What the reader did, step by step, as undo and redo know it."""

from datetime import datetime
from typing import NamedTuple

from effllm_desktop.store import journal
from effllm_desktop.store.database import Database


class PastStep(NamedTuple):
    """One act of the reader's. `undone`: it was taken back, and can be done again."""

    id: int
    label: str
    made_at: datetime
    undone: bool


def history(database: Database, limit: int) -> list[PastStep]:
    """The latest steps, the newest first."""
    steps = journal.latest(database, limit)
    return [PastStep(step.id, step.label, step.made_at, undone) for step, undone in steps]
