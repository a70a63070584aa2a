"""Tags that are in use."""

from effllm_desktop.store.database import Database


def in_use(database: Database) -> list[tuple[str, int]]:
    """Each tag's name and the number of its works, by name."""
    return [
        (name, works)
        for name, works in database.rows(
            "SELECT t.name, count(*) FROM tags t JOIN work_tags wt ON wt.tag_id = t.id "
            "GROUP BY t.id ORDER BY t.folded"
        )
    ]
