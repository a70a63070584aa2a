"""What to read next is a place: in order by its number, and counted."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0006_queue(db: "Database") -> None:
    """What to read next is a place: in order by its number, and counted."""
    db.execute("CREATE INDEX reading_queue ON reading (queue, work_id) WHERE queue IS NOT NULL")
    db.execute(
        "INSERT INTO place_counts SELECT 'queue', "
        "count(*) FILTER (WHERE r.status = 'unread'), count(*) "
        "FROM reading r JOIN works w ON w.id = r.work_id AND w.shown_at IS NOT NULL "
        "WHERE r.queue IS NOT NULL"
    )
