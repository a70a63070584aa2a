"""Counts for the tree: works of places, lists and sections, unread and in all.

Plain `sqlite3`: counts follow each star and each key press.
"""

from effllm_desktop.domain.scopes import Place
from effllm_desktop.store.conditions import NOT_UNREAD
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.selection import PLACES

_UNREAD = "CASE WHEN coalesce(r.status, 'unread') = 'unread' THEN e.work_id END"


def place_counts(database: Database) -> dict[Place, tuple[int, int]]:
    """Unread works and all works of each place."""
    found: dict[Place, tuple[int, int]] = {}
    for place, condition in PLACES.items():
        (row,) = database.rows(
            f"SELECT count(*) FILTER (WHERE w.id NOT IN ({NOT_UNREAD})), count(*) "
            f"FROM works w WHERE w.shown_at IS NOT NULL AND {condition}"
        )
        found[place] = (row[0], row[1])
    return found


def list_rows(database: Database) -> list[Row]:
    """Id, name, H1 text, repair, problems, path, unread and all works of each list."""
    return database.rows(
        "SELECT l.id, l.name, v.repair IS NOT NULL, "
        "  (SELECT count(*) FROM problems p WHERE p.list_id = l.id), u.path, "
        f"  count(DISTINCT {_UNREAD}), count(DISTINCT e.work_id) "
        "FROM lists l JOIN versions v ON v.id = l.version_id "
        "LEFT JOIN upstreams u ON u.list_id = l.id "
        "LEFT JOIN entries e ON e.list_id = l.id AND e.position IS NOT NULL "
        "LEFT JOIN reading r ON r.work_id = e.work_id "
        "WHERE l.id NOT IN (SELECT list_id FROM trashed_lists) GROUP BY l.id ORDER BY l.id"
    )


def section_rows(database: Database) -> list[Row]:
    """List, id, parent, heading, path, level, unread and all works of each section.

    A section's entries and those of the sections below it are one run of positions.
    """
    return database.rows(
        "SELECT s.list_id, s.id, s.parent_id, s.heading, s.path, s.level, "
        f"  count(DISTINCT {_UNREAD}), count(DISTINCT e.work_id) "
        "FROM sections s LEFT JOIN entries e ON e.list_id = s.list_id "
        "  AND e.position >= s.first_entry AND e.position < s.after_entry "
        "LEFT JOIN reading r ON r.work_id = e.work_id "
        "WHERE s.position IS NOT NULL GROUP BY s.id ORDER BY s.list_id, s.position"
    )
