"""What was kept of a list but not understood."""

from collections.abc import Iterable

from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import Problem
from effllm_desktop.store.database import Database
from effllm_desktop.store.text import clean


def replace(database: Database, list_id: ListId, problems: Iterable[Problem]) -> None:
    with database.guarded() as db:
        table = db.table("problems")
        table.delete_where("list_id = ?", [list_id])
        table.insert_all(
            {
                "list_id": list_id,
                "first_line": problem.first_line,
                "last_line": problem.last_line,
                "reason": clean(problem.reason),
            }
            for problem in problems
        )


def of_list(database: Database, list_id: ListId) -> tuple[Problem, ...]:
    """What was not understood of the current version."""
    with database.guarded() as db:
        rows = db.table("problems").rows_where("list_id = ?", [list_id], order_by="first_line, id")
        return tuple(Problem(r["first_line"], r["last_line"], r["reason"]) for r in rows)
