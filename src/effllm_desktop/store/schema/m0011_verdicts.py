"""Which works are one or two, as the reader says; what is needed to take that back."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0011_verdicts(db: "Database") -> None:
    """Which works are one or two, as the reader says; what is needed to take that back."""
    db.table("verdicts").create(
        {"id": int, "work_id": int, "other_id": int, "verdict": str, "made_at": str},
        pk="id",
        foreign_keys=[("work_id", "works", "id"), ("other_id", "works", "id")],
        not_null=("work_id", "other_id", "verdict", "made_at"),
        strict=True,
    )
    db.table("verdicts").create_index(["work_id"])
    db.table("verdicts").create_index(["other_id"])
    db.table("folds").create(
        {
            "work_id": int,
            "keys": str,
            "kept_key": str,
            "entries": str,
            "works": str,
            "sources": str,
            "aside": str,
        },
        pk="work_id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("keys", "kept_key", "entries", "works", "sources", "aside"),
        strict=True,
    )
    db.execute("CREATE INDEX works_merged ON works (merged_into) WHERE merged_into IS NOT NULL")
    # What entries say beside their own key, and services: few of many, so that looking for works
    # that may be one takes no reading of all.
    db.execute(
        "CREATE INDEX entries_also_arxiv ON entries (arxiv_id, work_id, position, list_id, key) "
        "WHERE arxiv_id IS NOT NULL AND key <> 'arxiv:' || arxiv_id "
        "AND substr(key, 1, 7) <> 'github:' AND substr(key, 1, 3) <> 'hf:'"
    )
    db.execute(
        "CREATE INDEX metadata_names ON metadata (field, lower(value), work_id) "
        "WHERE field IN ('doi', 'repository')"
    )
