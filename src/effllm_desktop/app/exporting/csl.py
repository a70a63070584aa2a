"""Works as CSL-JSON, which citation processors and Zotero read.

Fields as in the CSL 1.0.2 data schema
(https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json);
preprints as Zotero writes them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from effllm_desktop.app.exporting.genres import Genre, genre
from effllm_desktop.app.exporting.names import split
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.domain import keywords
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.cited_works import CitedWork

TYPES: Mapping[Genre, str] = {
    Genre.PREPRINT: "article",
    Genre.CONFERENCE: "paper-conference",
    Genre.JOURNAL: "article-journal",
    Genre.SOFTWARE: "software",
    Genre.DATASET: "dataset",
    Genre.VIDEO: "motion_picture",
    Genre.PAGE: "webpage",
}


def records(
    works: Iterable[CitedWork], keys: Mapping[WorkId, str], parts: frozenset[Part]
) -> Iterator[str]:
    """One JSON list: an item for each work, in order."""
    before = "[\n"
    for work in works:
        yield before + json.dumps(item(work, keys[work.work], parts), ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def item(work: CitedWork, key: str, parts: frozenset[Part] = frozenset()) -> dict[str, Any]:
    """A work as processors take it; what is not known is left out."""
    kind = genre(work)
    values = {
        "id": key,
        "type": TYPES[kind],
        "title": work.title,
        "author": [_name(name) for name in work.authors],
        "container-title": work.venue if kind in (Genre.CONFERENCE, Genre.JOURNAL) else None,
        "issued": {"date-parts": [[work.year]]} if work.year else None,
        "publisher": "arXiv" if kind is Genre.PREPRINT and work.arxiv else None,
        "number": f"arXiv:{work.arxiv}" if work.arxiv else None,
        "DOI": work.doi,
        "URL": work.url,
        "keyword": keywords.joined(work.state.tags) if Part.TAGS in parts else None,
        "note": work.state.note if Part.NOTE in parts else None,
    }
    return {name: value for name, value in values.items() if value}


def _name(name: str) -> dict[str, str]:
    family, given = split(name)
    return {"family": family, "given": given} if given else {"literal": family}
