"""What was kept of a list but not understood."""

from collections.abc import Iterable

from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import Problem
from effllm_desktop.store.database import Database
from effllm_desktop.store.text import clean


def replace(database: Database, list_id: ListId, problems: Iterable[Problem]) -> None:
    database.run("DELETE FROM problems WHERE list_id = ?", (list_id,))
    database.many(
        "INSERT INTO problems (list_id, first_line, last_line, reason) VALUES (?, ?, ?, ?)",
        ((list_id, one.first_line, one.last_line, clean(one.reason)) for one in problems),
    )


def of_list(database: Database, list_id: ListId) -> tuple[Problem, ...]:
    """What was not understood of the current version."""
    rows = database.rows(
        "SELECT first_line, last_line, reason FROM problems WHERE list_id = ? "
        "ORDER BY first_line, id",
        (list_id,),
    )
    return tuple(Problem(*row) for row in rows)
