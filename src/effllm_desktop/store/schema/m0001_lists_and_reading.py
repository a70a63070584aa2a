"""Lists with their versions, sections, entries and works; the reader's own; the journal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0001_lists_and_reading(db: "Database") -> None:
    """Lists with their versions, sections, entries and works; the reader's own; the journal."""
    _lists(db)
    _works_and_entries(db)
    _search(db)
    _reading(db)
    _journal(db)


def _lists(db: "Database") -> None:
    db.table("lists").create(
        {"id": int, "name": str, "named": int, "origin": str, "added_at": str, "version_id": int},
        pk="id",
        not_null=("name", "named", "added_at"),
        strict=True,
    )
    db.table("lists").create_index(["name"], unique=True)
    db.table("versions").create(
        {
            "id": int,
            "list_id": int,
            "number": int,
            "taken_in_at": str,
            "sha256": str,
            "size": int,
            "repair": str,
            "offered": str,
            "recovered": int,
            "lost": int,
            "data": bytes,
            "repaired": bytes,
        },
        pk="id",
        foreign_keys=[("list_id", "lists", "id")],
        not_null=("list_id", "number", "taken_in_at", "sha256", "size", "data"),
        defaults={"recovered": 0, "lost": 0},
        strict=True,
    )
    db.table("versions").create_index(["list_id", "number"], unique=True)
    db.table("versions").create_index(["sha256"])
    db.table("upstreams").create(
        {
            "list_id": int,
            "path": bytes,
            "size": int,
            "mtime_ns": int,
            "sha256": str,
            "seen_at": str,
        },
        pk="list_id",
        foreign_keys=[("list_id", "lists", "id")],
        not_null=("path", "size", "mtime_ns", "sha256", "seen_at"),
        strict=True,
    )
    db.table("upstreams").create_index(["path"], unique=True)
    db.table("problems").create(
        {"id": int, "list_id": int, "first_line": int, "last_line": int, "reason": str},
        pk="id",
        foreign_keys=[("list_id", "lists", "id")],
        not_null=("list_id", "first_line", "last_line", "reason"),
        strict=True,
    )
    db.table("problems").create_index(["list_id"])
    db.table("sections").create(
        {
            "id": int,
            "list_id": int,
            "parent_id": int,
            "position": int,
            "heading": str,
            "path": str,
            "level": int,
            "line": int,
            "first_entry": int,
            "after_entry": int,
            "removed_at": str,
        },
        pk="id",
        foreign_keys=[("list_id", "lists", "id"), ("parent_id", "sections", "id")],
        not_null=("list_id", "heading", "path", "level", "line", "first_entry", "after_entry"),
        strict=True,
    )
    db.table("sections").create_index(["list_id", "position"])


def _works_and_entries(db: "Database") -> None:
    db.table("works").create(
        {
            "id": int,
            "key": str,
            "merged_into": int,
            "first_version_id": int,
            "known_since": str,
            "kind": str,
            "lead_entry_id": int,
            "shown_at": int,
            "sort_title": str,
            "year": int,
            "citations": int,
        },
        pk="id",
        foreign_keys=[("merged_into", "works", "id"), ("first_version_id", "versions", "id")],
        not_null=("known_since", "kind"),
        strict=True,
    )
    db.table("works").create_index(["key"], unique=True)
    db.table("works").create_index(["first_version_id"])
    for order in ("shown_at", "sort_title", "year", "citations"):
        columns = [order] if order == "shown_at" else [order, "shown_at"]
        db.table("works").create_index(columns)
    db.table("work_aliases").create(
        {"key": str, "work_id": int},
        pk="key",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id",),
        strict=True,
    )
    db.table("entries").create(
        {
            "id": int,
            "list_id": int,
            "section_id": int,
            "work_id": int,
            "position": int,
            "removed_at": str,
            "first_version_id": int,
            "line": int,
            "start": int,
            "end": int,
            "key": str,
            "kind": str,
            "title": str,
            "plain_title": str,
            "sort_title": str,
            "title_html": str,
            "byline": str,
            "authors": str,
            "authors_elided": int,
            "venue": str,
            "year": int,
            "citations": int,
            "marks": str,
            "url": str,
            "arxiv_id": str,
            "arxiv_version": int,
            "doi": str,
            "repository": str,
            "description": str,
            "links": str,
            "notes": str,
            "source": bytes,
        },
        pk="id",
        foreign_keys=[
            ("list_id", "lists", "id"),
            ("section_id", "sections", "id"),
            ("work_id", "works", "id"),
            ("first_version_id", "versions", "id"),
        ],
        not_null=("list_id", "work_id", "line", "start", "end", "key", "kind", "title", "url"),
        strict=True,
    )
    db.table("entries").create_index(["list_id", "position", "work_id"])
    db.table("entries").create_index(["work_id", "list_id", "position"])


def _search(db: "Database") -> None:
    # enable_fts() knows no prefix option, and the text is written by the program, not by triggers.
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5("
        "titles, authors, venue, tags, notes, about, "
        "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
    )


def _reading(db: "Database") -> None:
    db.table("reading").create(
        {
            "work_id": int,
            "status": str,
            "starred": int,
            "rating": int,
            "note": str,
            "queue": int,
            "last_page": int,
            "changed_at": str,
        },
        pk="work_id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("status", "starred", "rating", "note", "changed_at"),
        defaults={"status": "unread", "starred": 0, "rating": 0, "note": ""},
        strict=True,
    )
    db.table("reading").create_index(["status", "work_id"])
    db.table("reading").create_index(["starred", "work_id"])
    db.table("reading").create_index(["changed_at"])
    db.table("tags").create(
        {"id": int, "name": str, "folded": str},
        pk="id",
        not_null=("name", "folded"),
        strict=True,
    )
    db.table("tags").create_index(["folded"], unique=True)
    db.table("work_tags").create(
        {"id": int, "work_id": int, "tag_id": int},
        pk="id",
        foreign_keys=[("work_id", "works", "id"), ("tag_id", "tags", "id")],
        not_null=("work_id", "tag_id"),
        strict=True,
    )
    db.table("work_tags").create_index(["work_id", "tag_id"], unique=True)
    db.table("work_tags").create_index(["tag_id", "work_id"])
    db.table("highlights").create(
        {
            "id": int,
            "work_id": int,
            "page": int,
            "quads": str,
            "quote": str,
            "before": str,
            "after": str,
            "colour": str,
            "comment": str,
            "made_at": str,
        },
        pk="id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "page", "quads", "quote", "colour", "comment", "made_at"),
        strict=True,
    )
    db.table("highlights").create_index(["work_id", "page"])
    db.table("trashed_lists").create(
        {"list_id": int, "trashed_at": str},
        pk="list_id",
        foreign_keys=[("list_id", "lists", "id")],
        not_null=("trashed_at",),
        strict=True,
    )


def _journal(db: "Database") -> None:
    db.table("steps").create(
        {"id": int, "label": str, "made_at": str, "merge_key": str, "undone": int},
        pk="id",
        not_null=("label", "made_at", "undone"),
        defaults={"undone": 0},
        strict=True,
    )
    db.table("steps").create_index(["undone"])
    db.table("step_changes").create(
        {"id": int, "step_id": int, "table_name": str, "row_id": int, "before": str, "after": str},
        pk="id",
        foreign_keys=[("step_id", "steps", "id")],
        not_null=("step_id", "table_name", "row_id"),
        strict=True,
    )
    db.table("step_changes").create_index(["step_id"])
