"""Works as a table of values: CSV (RFC 4180) and the same with tabs."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping

from effllm_desktop.app.exporting.request import Part
from effllm_desktop.domain import keywords
from effllm_desktop.domain.table_cells import defused
from effllm_desktop.store.cited_works import CitedWork

Column = Callable[[CitedWork], object]
COLUMNS: Mapping[str, Column] = {
    "key": lambda work: work.key,
    "kind": lambda work: work.kind.value,
    "title": lambda work: work.title,
    "authors": lambda work: "; ".join([*work.authors, *["others"][: work.authors_elided]]),
    "venue": lambda work: work.venue,
    "year": lambda work: work.year,
    "arxiv": lambda work: work.arxiv,
    "doi": lambda work: work.doi,
    "repository": lambda work: work.repository,
    "url": lambda work: work.url,
    "description": lambda work: work.description,
    "citations": lambda work: work.citations,
    "list": lambda work: work.list_name,
    "section": lambda work: work.section,
}
OWN: Mapping[Part, tuple[str, Column]] = {
    Part.STATUS: ("status", lambda work: work.state.status.value),
    Part.STAR: ("starred", lambda work: "yes" if work.state.starred else "no"),
    Part.RATING: ("rating", lambda work: work.state.rating or None),
    Part.TAGS: ("tags", lambda work: keywords.joined(work.state.tags, ";")),
    Part.NOTE: ("note", lambda work: work.state.note),
}


def rows(works: Iterable[CitedWork], delimiter: str, parts: frozenset[Part]) -> Iterator[str]:
    """The names of the columns, then a row for each work."""
    own = [OWN[part] for part in OWN if part in parts]
    columns = [*COLUMNS.values(), *(column for _, column in own)]
    page = io.StringIO()
    writer = csv.writer(page, delimiter=delimiter)
    writer.writerow([*COLUMNS, *(name for name, _ in own)])
    for work in works:
        writer.writerow([defused(column(work)) for column in columns])
        yield _taken(page)
    yield _taken(page)


def _taken(page: io.StringIO) -> str:
    text = page.getvalue()
    page.seek(0)
    page.truncate()
    return text
