"""How a library's schema came to be: append-only, frozen, knowing nothing of ours.

A migration that has been released is never edited: libraries out there have run it as it was.
sqlite-utils is imported when migrations run, so that opening an up-to-date library stays fast.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

SET = "effllm_desktop"


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


def m0003_pdfs(db: "Database") -> None:
    """PDFs that are here, those that are wanted, how we stand with services; what stays."""
    db.table("pins").create(
        {"work_id": int, "pinned_at": str},
        pk="work_id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("pinned_at",),
        strict=True,
    )
    db.table("pdfs").create(
        {
            "id": int,
            "sha256": str,
            "size": int,
            "pages": int,
            "added_at": str,
            "last_read_at": str,
            "source_url": str,
            "etag": str,
        },
        pk="id",
        not_null=("sha256", "size", "pages", "added_at"),
        strict=True,
    )
    db.table("pdfs").create_index(["sha256"], unique=True)
    db.table("work_pdfs").create(
        {"work_id": int, "pdf_id": int, "identity": str, "arxiv_version": int, "attached": int},
        pk="work_id",
        foreign_keys=[("work_id", "works", "id"), ("pdf_id", "pdfs", "id")],
        not_null=("pdf_id", "attached"),
        strict=True,
    )
    db.table("work_pdfs").create_index(["pdf_id"])
    db.table("downloads").create(
        {
            "work_id": int,
            "place": int,
            "state": str,
            "identity": str,
            "url": str,
            "page": str,
            "arxiv_version": int,
            "done": int,
            "total": int,
            "tries": int,
            "error": str,
            "hint": str,
            "requested_at": str,
        },
        pk="work_id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("place", "state", "identity", "url", "page", "done", "tries", "requested_at"),
        defaults={"done": 0, "tries": 0},
        strict=True,
    )
    db.table("downloads").create_index(["state", "place"])
    db.table("services").create(
        {
            "service": str,
            "asked_at": float,
            "paused_until": float,
            "reason": str,
            "losses": int,
        },
        pk="service",
        not_null=("asked_at", "paused_until", "reason", "losses"),
        strict=True,
    )


def m0004_pdf_text(db: "Database") -> None:
    """What PDFs say, page by page. A page's row is its PDF's id times 2^20 plus its number."""
    db.table("pdf_texts").create(
        {"id": int, "sha256": str, "pages": int, "unread_pages": int},
        pk="id",
        not_null=("sha256", "pages", "unread_pages"),
        strict=True,
    )
    db.table("pdf_texts").create_index(["sha256"], unique=True)
    db.execute(
        "CREATE VIRTUAL TABLE page_texts USING fts5("
        "text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
    )


def m0005_highlights(db: "Database") -> None:
    """The file that a highlight was made in; where reading of each work stopped."""
    db.table("highlights").add_column("pdf_sha256", str)
    db.table("last_places").create(
        {"work_id": int, "page": int, "pages": int, "offset": float, "left_at": str},
        pk="work_id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("page", "pages", "offset", "left_at"),
        strict=True,
    )


def m0006_queue(db: "Database") -> None:
    """What to read next is a place: in order by its number, and counted."""
    db.execute("CREATE INDEX reading_queue ON reading (queue, work_id) WHERE queue IS NOT NULL")
    db.execute(
        "INSERT INTO place_counts SELECT 'queue', "
        "count(*) FILTER (WHERE r.status = 'unread'), count(*) "
        "FROM reading r JOIN works w ON w.id = r.work_id AND w.shown_at IS NOT NULL "
        "WHERE r.queue IS NOT NULL"
    )


def m0007_saved_searches(db: "Database") -> None:
    """Searches are saved by the reader; the place Unread becomes one that may be deleted."""
    db.table("saved_searches").create(
        {"id": int, "name": str, "query": str, "made_at": str},
        pk="id",
        not_null=("name", "query", "made_at"),
        strict=True,
    )
    for number, (name, query) in enumerate(
        (
            ("Unread", "is:unread"),
            ("With notes", "has:note"),
            ("Recently read", "is:read touched:<30d"),
            ("Duplicates", "is:duplicate"),
        ),
        start=1,
    ):
        db.execute("INSERT INTO saved_searches VALUES (?, ?, ?, '')", [number, name, query])
    db.execute("DELETE FROM place_counts WHERE place = ?", ["unread"])


def m0008_metadata(db: "Database") -> None:
    """What services say of works, when they said it; what the reader says better."""
    db.table("corrections").create(
        {"id": int, "work_id": int, "field": str, "value": str},
        pk="id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "field", "value"),
        strict=True,
    )
    db.table("corrections").create_index(["work_id", "field"], unique=True)
    db.table("metadata").create(
        {"work_id": int, "field": str, "source": str, "value": str, "as_of": str},
        pk=("work_id", "field", "source"),
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "field", "source", "value", "as_of"),
        strict=True,
    )
    db.table("paper_versions").create(
        {
            "work_id": int,
            "version": int,
            "published_at": str,
            "title": str,
            "abstract": str,
            "comment": str,
            "seen_at": str,
        },
        pk=("work_id", "version"),
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "version", "published_at", "seen_at"),
        strict=True,
    )
    db.table("answers").create(
        {"work_id": int, "source": str, "answered_at": str, "missing_since": str},
        pk=("work_id", "source"),
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "source", "answered_at"),
        strict=True,
    )
    db.table("answers").create_index(["source", "answered_at"])


def m0009_list_edits(db: "Database") -> None:
    """The reader's edits of lists, the text that they come to, and which versions we saved."""
    db.execute("ALTER TABLE versions ADD COLUMN saved INTEGER NOT NULL DEFAULT 0")
    db.table("list_edits").create(
        {
            "id": int,
            "list_id": int,
            "version_id": int,
            "start": int,
            "removed": str,
            "inserted": str,
            "settles": int,
        },
        pk="id",
        foreign_keys=[("list_id", "lists", "id"), ("version_id", "versions", "id")],
        not_null=("list_id", "version_id", "start", "removed", "inserted"),
        strict=True,
    )
    db.table("list_edits").create_index(["list_id"])
    db.table("edited_texts").create(
        {"list_id": int, "data": bytes},
        pk="list_id",
        foreign_keys=[("list_id", "lists", "id")],
        not_null=("data",),
        strict=True,
    )
    db.table("waiting_edits").create(
        {
            "id": int,
            "list_id": int,
            "number": int,
            "base": bytes,
            "ours": bytes,
            "theirs": bytes,
        },
        pk="id",
        foreign_keys=[("list_id", "lists", "id")],
        not_null=("list_id", "number", "base", "ours", "theirs"),
        strict=True,
    )
    db.table("waiting_edits").create_index(["list_id"])


ALL: tuple[Callable[["Database"], None], ...] = (
    m0001_lists_and_reading,
    m0002_kept_counts,
    m0003_pdfs,
    m0004_pdf_text,
    m0005_highlights,
    m0006_queue,
    m0007_saved_searches,
    m0008_metadata,
    m0009_list_edits,
)
NAMES = tuple(migration.__name__ for migration in ALL)


def collected() -> "Migrations":
    """All migrations, in order, as sqlite-utils runs them."""
    from sqlite_utils import Migrations

    migrations = Migrations(SET)
    for migration in ALL:
        migrations()(migration)
    return migrations
