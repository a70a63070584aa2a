"""How much a library is made to work: statements, rows handed out, steps of SQLite's machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from effllm_desktop.store.database import Database

STEPS = 10


@dataclass
class WorkDone:
    """`steps` are instructions of SQLite's machine: what it looks at counts, not only results."""

    statements: int = 0
    rows: int = 0
    steps: int = 0


@contextmanager
def work_done(database: Database) -> Iterator[WorkDone]:
    """Count what is asked of a library meanwhile."""
    done = WorkDone()
    connection, asked = database._connection, database.rows

    def note_statement(sql: str) -> None:
        if not sql.startswith("--"):  # what the full-text index asks itself, as its parts are
            done.statements += 1

    def note_steps() -> int:
        done.steps += STEPS
        return 0

    def rows(*question):
        answer = asked(*question)
        done.rows += len(answer)
        return answer

    connection.set_trace_callback(note_statement)
    connection.set_progress_handler(note_steps, STEPS)
    database.rows = rows
    try:
        yield done
    finally:
        del database.rows
        connection.set_progress_handler(None, 0)
        connection.set_trace_callback(None)
