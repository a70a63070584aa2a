"""How many works there are where is kept, so that showing the tree counts nothing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0002_kept_counts(db: "Database") -> None:
    """How many works there are where is kept, so that showing the tree counts nothing."""
    for table, key, of in (
        ("list_counts", "list_id", "lists"),
        ("section_counts", "section_id", "sections"),
    ):
        db.table(table).create(
            {key: int, "unread": int, "total": int},
            pk=key,
            foreign_keys=[(key, of, "id")],
            not_null=("unread", "total"),
            strict=True,
        )
    db.table("place_counts").create(
        {"place": str, "unread": int, "total": int},
        pk="place",
        not_null=("unread", "total"),
        strict=True,
    )
    _count_lists_and_sections(db)
    _count_places(db)


def _count_lists_and_sections(db: "Database") -> None:
    counted = (
        "count(DISTINCT CASE WHEN coalesce(r.status, 'unread') = 'unread' THEN e.work_id END), "
        "count(DISTINCT e.work_id)"
    )
    db.execute(
        f"INSERT INTO list_counts SELECT l.id, {counted} FROM lists l "
        "LEFT JOIN entries e ON e.list_id = l.id AND e.position IS NOT NULL "
        "LEFT JOIN reading r ON r.work_id = e.work_id GROUP BY l.id"
    )
    db.execute(
        f"INSERT INTO section_counts SELECT s.id, {counted} FROM sections s "
        "LEFT JOIN entries e ON e.list_id = s.list_id "
        "AND e.position >= s.first_entry AND e.position < s.after_entry "
        "LEFT JOIN reading r ON r.work_id = e.work_id WHERE s.position IS NOT NULL GROUP BY s.id"
    )


def _count_places(db: "Database") -> None:
    unread = "w.id NOT IN (SELECT work_id FROM reading WHERE status <> 'unread')"
    newcomers = (
        "w.first_version_id IN (SELECT v.id FROM lists l JOIN versions v ON v.id = l.version_id "
        "WHERE v.number > 1 AND l.id NOT IN (SELECT list_id FROM trashed_lists))"
    )
    for place, condition in (
        ("new", f"{newcomers} AND {unread}"),
        ("reading", "w.id IN (SELECT work_id FROM reading WHERE status = 'reading')"),
        ("starred", "w.id IN (SELECT work_id FROM reading WHERE starred = 1)"),
        ("unread", unread),
        ("all", "1"),
    ):
        db.execute(
            f"INSERT INTO place_counts SELECT ?, count(*) FILTER (WHERE {unread}), count(*) "
            f"FROM works w WHERE w.shown_at IS NOT NULL AND {condition}",
            [place],
        )
