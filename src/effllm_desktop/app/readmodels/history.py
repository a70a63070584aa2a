"""What the reader did, step by step, as undo and redo know it."""

import re
from datetime import datetime
from typing import NamedTuple

from effllm_desktop.store import journal, pages
from effllm_desktop.store.database import Database

_ONE_WORK = re.compile(r"\b1 work\b")


class PastStep(NamedTuple):
    """One act of the reader's. `undone`: it was taken back, and can be done again.

    `gone`: it can no longer be taken back, for the list that it changed was removed for good.
    `title`: that of the one work that it changed.
    """

    id: int
    label: str
    made_at: datetime
    undone: bool
    gone: bool = False
    title: str = ""

    @property
    def told(self) -> str:
        """The label, with the title of the one work that it speaks of."""
        if not self.title:
            return self.label
        return _ONE_WORK.sub(lambda _: f"“{self.title}”", self.label, count=1)


def history(
    database: Database, limit: int, before: int | None = None, *, skip: int = 0
) -> list[PastStep]:
    """The latest steps, the newest first: those `before` a step, without `skip` of them."""
    steps = journal.latest(database, limit, before=before, skip=skip)
    asked = [one.step.id for one in steps if _ONE_WORK.search(one.step.label)]
    single = journal.work_of(database, asked)
    titles = pages.titles(database, list(single.values()), of_works=True)
    return [
        PastStep(*one.step[:3], one.undone, one.gone, titles.get(single.get(one.step.id, 0), ""))
        for one in steps
    ]
