"""What PDFs say, page by page. A page's row is its PDF's id times 2^20 plus its number."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


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
