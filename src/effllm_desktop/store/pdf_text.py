"""What PDFs say, in a full-text index: a row for each page."""

import json
import re
from collections.abc import Iterable, Sequence

from effllm_desktop.domain.pdf import TextHit
from effllm_desktop.store.database import Database
from effllm_desktop.store.words import phrase, spaced, together

_PAGES = 2**20
"""More pages than any PDF has."""
_START, _END = "\x02", "\x03"
"""Around what was found; no text of a PDF is indexed with them."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f]")
_SNIPPET_WORDS = 24


def taken(database: Database, contents: Iterable[str]) -> set[str]:
    """Those of some contents whose text was taken already."""
    rows = database.rows(
        "SELECT sha256 FROM pdf_texts WHERE sha256 IN (SELECT value FROM json_each(?))",
        (json.dumps(list(contents)),),
    )
    return {sha256 for (sha256,) in rows}


def take(database: Database, sha256: str, pages: Sequence[str | None]) -> None:
    """Write what the pages of a PDF say, in place of what was known of it; None: not readable."""
    forget(database, sha256)
    unread = sum(page is None for page in pages)
    pdf = database.run(
        "INSERT INTO pdf_texts (sha256, pages, unread_pages) VALUES (?, ?, ?)",
        (sha256, len(pages), unread),
    )
    database.many(
        "INSERT INTO page_texts (rowid, text) VALUES (?, ?)",
        (
            (pdf * _PAGES + number, spaced(_CONTROLS.sub(" ", page)))
            for number, page in enumerate(pages, 1)
            if page and not page.isspace()
        ),
    )


def forget(database: Database, sha256: str) -> None:
    """Take a PDF out of the index, as if it had never been there."""
    pdf = database.value("SELECT id FROM pdf_texts WHERE sha256 = ?", (sha256,))
    if pdf is not None:
        first = pdf * _PAGES
        database.run(
            "DELETE FROM page_texts WHERE rowid > ? AND rowid < ?", (first, first + _PAGES)
        )
        database.run("DELETE FROM pdf_texts WHERE id = ?", (pdf,))


def gone(database: Database) -> list[str]:
    """The contents in the index whose files are no longer on this machine."""
    rows = database.rows(
        "SELECT sha256 FROM pdf_texts WHERE sha256 NOT IN (SELECT sha256 FROM pdfs)"
    )
    return [sha256 for (sha256,) in rows]


def count(database: Database, text: str, most: int) -> int:
    """How many pages hold all words of a text; it is not counted further than `most`."""
    asked = _asked(text)
    if not asked:
        return 0
    found: int = database.value(
        "SELECT count(*) FROM (SELECT 1 FROM page_texts WHERE page_texts MATCH ? LIMIT ?)",
        (asked, most),
    )
    return found


def find(database: Database, text: str, limit: int) -> list[TextHit]:
    """Pages that hold all words of a text, the best fitting first."""
    asked = _asked(text)
    if not asked:
        return []
    rows = database.rows(
        f"SELECT rowid, snippet(page_texts, 0, char(2), char(3), '…', {_SNIPPET_WORDS}) "
        "FROM page_texts WHERE page_texts MATCH ? ORDER BY rank, rowid LIMIT ?",
        (asked, limit),
    )
    contents = _contents(database, {place // _PAGES for place, _ in rows})
    return [
        TextHit(contents[place // _PAGES], place % _PAGES, *_read(snippet))
        for place, snippet in rows
    ]


def _asked(text: str) -> str:
    """What the index is asked for; empty where a text has no words."""
    phrases = (phrase(word, whole=False, in_pages=True) for word in text.split())
    return " AND ".join(one for one in phrases if one)


def _contents(database: Database, pdfs: Iterable[int]) -> dict[int, str]:
    return dict(
        database.rows(
            "SELECT id, sha256 FROM pdf_texts WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(pdfs)),),
        )
    )


def _read(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A snippet for people, and where in it the marks were."""
    text = ""
    marked: list[tuple[int, int]] = []
    for piece in re.split(f"({_START}[^{_END}]*{_END})", " ".join(together(snippet).split())):
        said = piece.strip(_START + _END)
        if piece.startswith(_START):
            marked.append((len(text), len(text) + len(said)))
        text += said
    return text, tuple(marked)
