"""The tree: lists and sections, each with the numbers that are kept for it.

Plain `sqlite3`: it is on the way to the first window.
"""

from effllm_desktop.store.database import Database, Row


def list_rows(database: Database) -> list[Row]:
    """Id, name, repair, problems, path, unread and all works of each list, and if it is edited.

    A list of one's own that was never saved has no file that it could differ from.
    """
    return database.rows(
        "SELECT l.id, l.name, v.repair IS NOT NULL, "
        "  (SELECT count(*) FROM problems p WHERE p.list_id = l.id), u.path, "
        "  coalesce(c.unread, 0), coalesce(c.total, 0), "
        "  EXISTS (SELECT 1 FROM edited_texts t WHERE t.list_id = l.id) "
        "    AND (v.size > 0 OR u.list_id IS NOT NULL) "
        "FROM lists l JOIN versions v ON v.id = l.version_id "
        "LEFT JOIN upstreams u ON u.list_id = l.id "
        "LEFT JOIN list_counts c ON c.list_id = l.id "
        "WHERE l.id NOT IN (SELECT list_id FROM trashed_lists) ORDER BY l.id"
    )


def section_rows(database: Database) -> list[Row]:
    """List, id, parent, heading, path, level, unread and all works of each section."""
    return database.rows(
        "SELECT s.list_id, s.id, s.parent_id, s.heading, s.path, s.level, "
        "  coalesce(c.unread, 0), coalesce(c.total, 0) "
        "FROM sections s LEFT JOIN section_counts c ON c.section_id = s.id "
        "WHERE s.position IS NOT NULL ORDER BY s.list_id, s.position"
    )
