"""How many pages of works are left to read."""

import json
from collections.abc import Sequence

from effllm_desktop.domain.effort import pages_in
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import Status
from effllm_desktop.store.database import Database

_KNOWN = (
    "SELECT a.value, p.pages, l.pages, l.page, coalesce(r.status, 'unread'), "
    "  (SELECT json_extract(m.value, '$') FROM metadata m "
    "   WHERE m.work_id = a.value AND m.field = 'comment' LIMIT 1) "
    "FROM json_each(?) a LEFT JOIN work_pdfs w ON w.work_id = a.value "
    "LEFT JOIN pdfs p ON p.id = w.pdf_id LEFT JOIN last_places l ON l.work_id = a.value "
    "LEFT JOIN reading r ON r.work_id = a.value"
)


def pages_left(database: Database, works: Sequence[WorkId]) -> dict[WorkId, int]:
    """Of those of the works whose pages are known, by their PDFs or by what authors say of them.

    What is being read goes on where reading stopped.
    """
    left: dict[WorkId, int] = {}
    rows = database.rows(_KNOWN, (json.dumps(works),))
    for work, of_pdf, of_place, page, status, comment in rows:
        pages = of_pdf or of_place or pages_in(comment or "")
        if pages:
            done = page - 1 if page and status == Status.READING else 0
            left[WorkId(work)] = max(pages - done, 1)
    return left
