"""Searches that the reader saved: places of their own making."""

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import SearchId
from effllm_desktop.domain.queries import Query, parse
from effllm_desktop.store.database import Database, Row


def rows(database: Database) -> list[Row]:
    """Id, name and query of each, the oldest first."""
    return database.rows("SELECT id, name, query FROM saved_searches ORDER BY id")


def query_of(database: Database, search: SearchId) -> Query:
    """What a search finds. Raises NotFound for one that was deleted."""
    text = database.value("SELECT query FROM saved_searches WHERE id = ?", (search,))
    if text is None:
        raise NotFound("That search is no longer saved.", "Choose another place.")
    return parse(text)
