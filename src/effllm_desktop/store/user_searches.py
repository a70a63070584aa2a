"""The searches that the reader keeps."""

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import SearchId
from effllm_desktop.store.text import clean
from effllm_desktop.store.user_rows import Values
from effllm_desktop.store.writing import Writing


class UserSearches:
    """Part of `UserTables`."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._database = writing.database

    def save(self, name: str, query: str, made_at: str | None = None) -> None:
        """Keep a search. Names need not differ: undo may bring back one that was given again."""
        now = self._writing.now if made_at is None else made_at
        row: Values = {"name": clean(name), "query": clean(query), "made_at": now}
        self._writing.insert("saved_searches", row)

    def rename(self, search: SearchId, name: str) -> None:
        known = self._row(search)
        self._writing.change("saved_searches", search, known, {"name": clean(name)})

    def delete(self, search: SearchId) -> None:
        self._writing.delete("saved_searches", search, self._row(search))

    def _row(self, search: SearchId) -> Values:
        sql = "SELECT name, query, made_at FROM saved_searches WHERE id = ?"
        row = self._database.row(sql, (search,))
        if row is None:
            raise NotFound("That search is no longer saved.")
        return dict(zip(("name", "query", "made_at"), row, strict=True))
