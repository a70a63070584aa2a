"""Highlights and last places, read."""

import json
from collections.abc import Sequence
from datetime import datetime

from effllm_desktop.domain.highlights import Colour, Highlight, HighlightKind, LastPlace, Passage
from effllm_desktop.domain.ids import HighlightId, WorkId
from effllm_desktop.domain.pdf import Box
from effllm_desktop.store.database import Database, Row


def of_work(database: Database, work: WorkId) -> list[Highlight]:
    """The highlights of a work in reading order: by page, from the top down."""
    rows = database.rows(
        'SELECT id, page, quads, quote, "before", "after", colour, comment, made_at, '
        "pdf_sha256, kind "
        "FROM highlights WHERE work_id = ?",
        (work,),
    )
    return sorted((_highlight(work, row) for row in rows), key=_place)


def last_place(database: Database, work: WorkId) -> LastPlace | None:
    row = database.row("SELECT page, pages, offset FROM last_places WHERE work_id = ?", (work,))
    return LastPlace(*row) if row else None


def last_places(database: Database, works: Sequence[WorkId]) -> dict[WorkId, LastPlace]:
    """Where reading of each of the works stopped that was ever opened."""
    rows = database.rows(
        "SELECT work_id, page, pages, offset FROM last_places "
        "WHERE work_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(works)),),
    )
    return {WorkId(work): LastPlace(*place) for work, *place in rows}


def _highlight(work: WorkId, row: Row) -> Highlight:
    row_id, page, quads, quote, before, after, colour, comment, made_at, pdf, kind = row
    boxes = tuple(Box(*box) for box in json.loads(quads))
    return Highlight(
        id=HighlightId(row_id),
        work=work,
        passage=Passage(page, boxes, quote, before or "", after or ""),
        colour=Colour(colour),
        comment=comment,
        made_at=datetime.fromisoformat(made_at),
        pdf=pdf,
        kind=HighlightKind(kind),
    )


def _place(one: Highlight) -> tuple[int, float, float, int]:
    first = one.passage.boxes[0]
    return one.page, round(first.top), first.left, one.id
