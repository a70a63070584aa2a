"""Every form of export as a file in `tests/data/exports`: what changes is seen in a diff.

`UPDATE_EXPORTS=1 python -m pytest tests/app/exporting/test_acceptance.py` writes them anew.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import EVERY_PART, ExportRequest, Format, Part, Style
from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.app.operations.highlighting import AddHighlights
from effllm_desktop.app.operations.queueing import PutInQueue
from effllm_desktop.domain.curation import Arrangement, Curation, Move, Wording
from effllm_desktop.domain.highlights import Colour
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.domain.state import Status
from effllm_desktop.store import works
from tests.support.builders import passage
from tests.support.citing import STYLE
from tests.support.libraries import library_of

EXPORTS = Path(__file__).parents[2] / "data" / "exports"
UPDATE = "UPDATE_EXPORTS"
FIRST = """# Efficient models

Words of the curator.

## Pruning

- **On the $L_2$ Norm: 100% of it & “more”**, `ICML, 2024`, \
[arxiv](http://arxiv.org/abs/2404.14897v1), [pdf](http://arxiv.org/pdf/2404.14897v1.pdf), \
cication: [**-1**](None)

\t *Ana Müller, 01. AI, ..., Jürgen van der Berg* · ([code](https://github.com/ana/norm) - ana)
- **LoRA Land**, [paper](https://doi.org/10.1000/182)
- [=cmd|' /C calc'!A0](https://example.org/formula) - What it is.

### Code

- [norm](https://github.com/ana/norm) - ana ![Star](https://img.shields.io/github/stars/ana/norm)
- [<b>bold</b> & 模型](https://huggingface.co/ana/norm)
"""
SECOND = """# Others

- [A talk](https://www.youtube.com/watch?v=abc)
- **LoRA Land**, [paper](https://doi.org/10.1000/182)
"""
ONE = (ListScope(ListId(1)),)
BULLETS = Curation(arrangement=Arrangement.MERGED, wording=Wording.BULLETS, introduction="Mine.")
BY_TAG = Curation(Arrangement.TAG, contents=False)
BY_YEAR = Curation(Arrangement.YEAR, Wording.PAPERS, badges=False)
BY_VENUE = Curation(Arrangement.VENUE, Wording.TABLE)
LIKE_OTHERS = Curation(
    Arrangement.MERGED,
    Wording.LIKE_LIST,
    ListId(2),
    (Move("Efficient models / Pruning / Code", "Tools"), Move("Others", None)),
)
REQUESTS = {
    "clean.md": ExportRequest(scopes=ONE, style=Style.CLEAN),
    "annotated.md": ExportRequest(scopes=ONE, style=Style.ANNOTATED, parts=EVERY_PART),
    "curated.md": ExportRequest(parts=EVERY_PART),
    "curated-bullets.md": ExportRequest(parts=EVERY_PART, title="My list", curation=BULLETS),
    "curated-by-tag.md": ExportRequest(parts=EVERY_PART, curation=BY_TAG),
    "curated-by-year.md": ExportRequest(parts=EVERY_PART, curation=BY_YEAR),
    "curated-by-venue.md": ExportRequest(parts=EVERY_PART, curation=BY_VENUE),
    "curated-like-others.md": ExportRequest(parts=EVERY_PART, curation=LIKE_OTHERS),
    "references.bib": ExportRequest(format=Format.BIBTEX, parts=EVERY_PART),
    "biblatex.bib": ExportRequest(format=Format.BIBLATEX, parts=EVERY_PART),
    "references.ris": ExportRequest(format=Format.RIS, parts=EVERY_PART),
    "csl.json": ExportRequest(format=Format.CSL, parts=EVERY_PART),
    "bibliography.txt": ExportRequest(format=Format.BIBLIOGRAPHY, citation_style=str(STYLE)),
    "bibliography.html": ExportRequest(format=Format.BIBLIOGRAPHY_HTML, parts=EVERY_PART),
    "table.csv": ExportRequest(format=Format.CSV, parts=EVERY_PART),
    "table.tsv": ExportRequest(format=Format.TSV, parts=EVERY_PART),
    "page.html": ExportRequest(format=Format.HTML, parts=EVERY_PART),
    "outlines.opml": ExportRequest(format=Format.OPML, parts=EVERY_PART),
    "vault.txt": ExportRequest(format=Format.OBSIDIAN, parts=EVERY_PART),
    "library.json": ExportRequest(format=Format.JSON),
    "chosen.json": ExportRequest(scopes=ONE, format=Format.JSON, parts=frozenset((Part.NOTE,))),
}
_MOMENT = re.compile(rb"\d{4}(?:-|\\u002d)\d\d(?:-|\\u002d)\d\dT\d\d:\d\d:\d\d[.\d]*\+00:00")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path / "library", FIRST, SECOND)
    keys = "arxiv:2404.14897", "doi:10.1000/182"
    norm, land = (works.find(library.database, keys)[key] for key in keys)
    library.workspace.run(
        ChangeState(
            works=[norm],
            status=Status.READ,
            starred=True,
            rating=4,
            tags=["later", "two words"],
            note="Compare **it** with:\n\n```\n--> x\n```",
        )
    )
    library.workspace.run(ChangeState(works=[land], status=Status.READING, note="=1+1"))
    library.workspace.run(PutInQueue([land]))
    library.workspace.run(AddHighlights(norm, [passage()], Colour.YELLOW, "So."))
    yield library
    library.close()


@pytest.mark.parametrize("name", REQUESTS)
def test_an_export_is_what_it_was(library: Library, name: str) -> None:
    found = _MOMENT.sub(b"2026-01-31T08:00:00+00:00", render(library, REQUESTS[name]).data)
    if os.environ.get(UPDATE):
        EXPORTS.mkdir(exist_ok=True)
        (EXPORTS / name).write_bytes(found)
    assert found.decode() == (EXPORTS / name).read_bytes().decode()


def test_each_form_and_no_other_file_is_there() -> None:
    assert {one.name for one in EXPORTS.iterdir()} == set(REQUESTS)
    assert {request.format for request in REQUESTS.values()} == set(Format)
    curated = [request.curation for request in REQUESTS.values() if request.is_curated]
    assert {one.arrangement for one in curated} == set(Arrangement)
    assert {one.wording for one in curated} == set(Wording)
