"""What is known of the PDFs on this machine, kept in step with their files.

A file is put in its place inside the transaction that records it, before the commit: others who
hold the same lock (`sweep`, `drop`) see both or neither. A crash leaves at most a whole file that
nobody knows, never a record without its file.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import pdf_files
from effllm_desktop.store.database import Database

_STAYING = (
    "SELECT work_id FROM pins UNION SELECT work_id FROM reading "
    "WHERE starred = 1 OR queue IS NOT NULL UNION SELECT work_id FROM highlights "
    "UNION SELECT work_id FROM work_pdfs WHERE attached = 1"
)


@dataclass(frozen=True, slots=True)
class WholePdf:
    """A file that was looked at: what it holds, how large it is, how many pages it has."""

    part: Path
    sha256: str
    size: int
    pages: int
    source_url: str | None = None
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class CachedPdf:
    """The PDF of a work. `identity` says which file it is; None for one that was attached."""

    work: WorkId
    sha256: str
    size: int
    pages: int
    added_at: str
    last_read_at: str | None
    identity: str | None
    arxiv_version: int | None


def take_in(
    database: Database,
    folder: Path,
    whole: WholePdf,
    works: Iterable[tuple[WorkId, int | None]],
    identity: str | None,
    now: str,
) -> None:
    """Let a file be the PDF of works (with the arXiv version that is meant), in a transaction.

    Without an identity it was attached by the reader.
    """
    pdf_files.place(folder, whole.part, whole.sha256, attached=identity is None)
    database.run(
        "INSERT INTO pdfs (sha256, size, pages, added_at, source_url, etag) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE "
        "SET size = excluded.size, pages = excluded.pages",
        (whole.sha256, whole.size, whole.pages, now, whole.source_url, whole.etag),
    )
    pdf = database.value("SELECT id FROM pdfs WHERE sha256 = ?", (whole.sha256,))
    database.many(
        "INSERT OR REPLACE INTO work_pdfs (work_id, pdf_id, identity, arxiv_version, attached) "
        "VALUES (?, ?, ?, ?, ?)",
        ((work, pdf, identity, version, identity is None) for work, version in works),
    )


def of_works(database: Database, works: Sequence[int]) -> dict[WorkId, CachedPdf]:
    """The PDFs that are here of these works."""
    rows = database.rows(
        "SELECT w.work_id, p.sha256, p.size, p.pages, p.added_at, p.last_read_at, w.identity, "
        "  w.arxiv_version FROM work_pdfs w JOIN pdfs p ON p.id = w.pdf_id "
        "WHERE w.work_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(works)),),
    )
    return {row[0]: CachedPdf(*row) for row in rows}


def are_pinned(database: Database, works: Sequence[int]) -> bool:
    """Whether the reader keeps the PDFs of all these works."""
    wanted = set(works)
    rows = database.rows(
        "SELECT work_id FROM pins WHERE work_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    )
    return len(rows) == len(wanted)


def touch(database: Database, work: WorkId, now: str) -> None:
    """Note that the PDF of a work is being read."""
    database.run(
        "UPDATE pdfs SET last_read_at = ? "
        "WHERE id = (SELECT pdf_id FROM work_pdfs WHERE work_id = ?)",
        (now, work),
    )


def known(database: Database) -> dict[str, int]:
    """What each file holds that is recorded, with its size."""
    return dict(database.rows("SELECT sha256, size FROM pdfs"))


def total(database: Database) -> tuple[int, int]:
    """How many files there are, and their bytes."""
    count, size = database.rows("SELECT count(*), coalesce(sum(size), 0) FROM pdfs")[0]
    return count, size


def staying(database: Database) -> tuple[int, int]:
    """How many files stay whatever room is needed, and their bytes."""
    count, size = database.rows(
        "SELECT count(*), coalesce(sum(size), 0) FROM pdfs WHERE id IN "
        f"(SELECT pdf_id FROM work_pdfs WHERE work_id IN ({_STAYING}))"
    )[0]
    return count, size


def largest(database: Database, limit: int) -> list[tuple[WorkId, int, bool]]:
    """A work, the bytes of its PDF, and whether that stays: the largest files first."""
    rows = database.rows(
        "SELECT min(w.work_id), p.size, max(w.work_id IN "
        f"({_STAYING})) FROM pdfs p JOIN work_pdfs w ON w.pdf_id = p.id "
        "GROUP BY p.id ORDER BY p.size DESC, p.id LIMIT ?",
        (limit,),
    )
    return [(WorkId(work), size, bool(stays)) for work, size, stays in rows]


def leaving(database: Database) -> list[tuple[str, int]]:
    """The files that may go when room is needed, those that were not read for longest first."""
    rows = database.rows(
        "SELECT sha256, size FROM pdfs WHERE id NOT IN "
        f"(SELECT pdf_id FROM work_pdfs WHERE work_id IN ({_STAYING})) "
        "ORDER BY coalesce(last_read_at, added_at), id"
    )
    return [(sha256, size) for sha256, size in rows]


def works_with(database: Database, sha256: Iterable[str]) -> list[WorkId]:
    """The works whose PDFs these files are."""
    rows = database.rows(
        "SELECT w.work_id FROM work_pdfs w JOIN pdfs p ON p.id = w.pdf_id "
        "WHERE p.sha256 IN (SELECT value FROM json_each(?)) ORDER BY w.work_id",
        (json.dumps(list(sha256)),),
    )
    return [WorkId(work) for (work,) in rows]


def works_by_content(database: Database, sha256: Iterable[str]) -> dict[str, WorkId]:
    """The first work that each of these files is the PDF of."""
    rows = database.rows(
        "SELECT p.sha256, min(w.work_id) FROM work_pdfs w JOIN pdfs p ON p.id = w.pdf_id "
        "WHERE p.sha256 IN (SELECT value FROM json_each(?)) GROUP BY p.sha256",
        (json.dumps(list(sha256)),),
    )
    return dict(rows)


def forget(database: Database, sha256: Iterable[str]) -> None:
    """Let records go; the files follow (`drop`)."""
    asked = json.dumps(list(sha256))
    ids = "SELECT id FROM pdfs WHERE sha256 IN (SELECT value FROM json_each(?))"
    database.run(f"DELETE FROM work_pdfs WHERE pdf_id IN ({ids})", (asked,))
    database.run(f"DELETE FROM pdfs WHERE id IN ({ids})", (asked,))


def evict(database: Database, folder: Path, sha256: Sequence[str]) -> None:
    """Remove PDFs: first the records, then, where nobody has fetched them again, the files."""
    with database.transaction():
        forget(database, sha256)
    with database.transaction():
        here = known(database)
        for one in sha256:
            if one not in here:
                pdf_files.remove(folder, one)


def sweep(database: Database, folder: Path, wanted: Iterable[str]) -> None:
    """Remove what crashes left: files that no record names, parts that nobody can go on with."""
    with database.transaction():
        for stranger in pdf_files.strangers(folder, known(database)):
            pdf_files.remove(folder, stranger)
        pdf_files.sweep_incoming(folder, set(wanted))
