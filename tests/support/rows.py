"""Rows of the entries pane as plain values."""

from effllm_desktop.app.readmodels.entries import EntryRow
from effllm_desktop.domain.ids import EntryId, WorkId
from effllm_desktop.domain.lists import Kind, Marks
from effllm_desktop.domain.state import Status


def row(**values: object) -> EntryRow:
    usual: dict[str, object] = {
        "row_id": 1,
        "entry_id": EntryId(1),
        "work_id": WorkId(1),
        "key": "arxiv:2401.00001",
        "kind": Kind.PAPER,
        "title": "Pruning",
        "authors": "A, B, …, Z",
        "venue": "arXiv",
        "year": 2024,
        "citations": None,
        "status": Status.UNREAD,
        "starred": False,
        "rating": 0,
        "has_note": False,
        "queued": False,
        "pdf": None,
        "last_place": None,
        "tags": (),
        "is_new": False,
        "marks": Marks(),
        "section": "Methods",
        "list_name": "Reading",
        "also_in": 0,
    }
    return EntryRow(**{**usual, **values})  # type: ignore[arg-type]
