"""Entries and works as JSON records: the contract of the command line and of exports."""

from collections.abc import Sequence
from typing import Any

from effllm_desktop.app.readmodels import pdfs as work_pdfs
from effllm_desktop.app.readmodels.metadata import citations_of, metadata_record, read_metadata
from effllm_desktop.app.readmodels.pdfs import Pdf
from effllm_desktop.domain import pdf_links
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store import highlights, journal, records
from effllm_desktop.store.database import Database
from effllm_desktop.store.records import RecordRow

Record = dict[str, Any]


def entry_records(database: Database, entries: Sequence[int]) -> list[Record]:
    """A record for each entry, in the order of the ids."""
    rows = {row.entry: row for row in records.rows(database, entries)}
    headings = records.headings(database)
    mentions = records.mentions(database, [row.work for row in rows.values()])
    works = [row.work for row in rows.values()]
    pdfs = work_pdfs.pdfs_of(database, works)
    cited = citations_of(database, works)
    return [
        _record(row, headings, mentions[row.work], pdfs.get(row.work), cited.get(WorkId(row.work)))
        for row in (rows[entry] for entry in entries)
    ]


def work_record(database: Database, work: WorkId) -> Record:
    """A work: the record of its first entry, all of its entries, what is known beside."""
    entries = entry_records(database, records.entries_of(database, work))
    if not entries:
        raise NotFound("No list in the library mentions this work any more.")
    status = Status(entries[0]["state"]["status"])
    return {
        **entries[0],
        "entries": entries,
        "highlights": [_highlight(one) for one in highlights.of_work(database, work)],
        "metadata": metadata_record(read_metadata(database, work, status)),
        "history": [
            {"at": step.made_at.isoformat(), "what": step.label}
            for step in journal.steps_on(database, work)
        ],
    }


def _highlight(one: Highlight) -> Record:
    return {
        "page": one.page,
        "kind": one.kind.value,
        "colour": one.colour.value,
        "quote": one.passage.quote,
        "comment": one.comment,
        "made_at": one.made_at.isoformat(),
    }


def _record(
    row: RecordRow,
    headings: dict[int, list[str]],
    mentions: Sequence[tuple[int, str, int | None]],
    pdf: Pdf | None,
    cited: Record | None,
) -> Record:
    text = row.text
    return {
        "key": row.key,
        "list": row.list_name,
        "section": headings.get(row.section or 0, []),
        "line": row.line,
        **_said(text, cited),
        "state": _state(row.state),
        "pdf": _pdf(text, pdf),
        "also_in": [
            {"list": name, "section": headings.get(section or 0, [])}
            for entry, name, section in mentions
            if entry != row.entry
        ],
    }


def _said(text: EntryText, cited: Record | None) -> Record:
    """What the curator says; only where the list has no number, what a service says."""
    arxiv = text.arxiv
    return {
        "kind": text.kind.value,
        "title": text.title,
        "authors": list(text.authors),
        "authors_elided": text.authors_elided,
        "venue": text.venue,
        "year": text.year,
        "arxiv": {"id": arxiv.id, "version": arxiv.version} if arxiv else None,
        "doi": text.doi,
        "repository": text.repository,
        "url": text.url,
        "description": text.description,
        "citations": _citations(text.citations) or cited,
        "links": [
            {"label": link.label, "url": link.url, "owner": link.owner, "role": link.role.value}
            for link in text.links
        ],
        "notes": list(text.notes),
        "marks": {
            "featured": text.marks.featured,
            "clapper": text.marks.clapper,
            "huggingface": text.marks.huggingface,
            "x": text.marks.x,
        },
    }


def _citations(count: int | None) -> Record | None:
    return None if count is None else {"count": count, "source": "list", "as_of": None}


def _state(state: State) -> Record:
    return {
        "status": state.status.value,
        "starred": state.starred,
        "rating": state.rating,
        "tags": list(state.tags),
        "note": state.note,
        "queue": state.queue,
    }


def _pdf(text: EntryText, pdf: Pdf | None) -> Record | None:
    """How it stands with the work's PDF; None where there is none and no address of one."""
    if pdf is None and pdf_links.of_entry(text) is None:
        return None
    return work_pdfs.record(pdf or work_pdfs.NO_PDF)
