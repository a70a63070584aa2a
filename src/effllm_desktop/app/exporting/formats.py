"""Every form that entries leave the library in as text, piece by piece. One line for each."""

import json
from collections.abc import Callable, Iterator, Mapping

from effllm_desktop.app.exporting import bibliography, bibtex, csl, opml, page, ris, tables
from effllm_desktop.app.exporting.library_document import document
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import Format, Part
from effllm_desktop.app.readmodels.records import Record, entry_records
from effllm_desktop.store import chosen
from effllm_desktop.store.database import in_parts

Making = Callable[[Material], Iterator[str]]


def _json(made: Material) -> Iterator[str]:
    """The whole library where nothing was chosen, else the records of what was."""
    return document(made) if made.request.is_everything else _records(made)


def _records(made: Material) -> Iterator[str]:
    before = "[\n"
    for part in in_parts(made.ids):
        for entry in chosen.entries(made.database, part):
            made.tally.count(entry)
        for record in entry_records(made.database, part):
            yield before + json.dumps(_without_note(record, made.parts), ensure_ascii=False)
            before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def _without_note(record: Record, parts: frozenset[Part]) -> Record:
    """A note goes out only where it was asked for, even among the rest of the state."""
    if Part.NOTE in parts:
        return record
    return {**record, "state": {**record["state"], "note": ""}}


FORMATS: Mapping[Format, Making] = {
    Format.BIBTEX: lambda m: bibtex.exported(m, bibtex.BIBTEX),
    Format.BIBLATEX: lambda m: bibtex.exported(m, bibtex.BIBLATEX),
    Format.RIS: lambda m: ris.records(m.works(), m.keys, m.parts),
    Format.CSL: lambda m: csl.records(m.works(), m.keys, m.parts),
    Format.BIBLIOGRAPHY: bibliography.text,
    Format.BIBLIOGRAPHY_HTML: bibliography.page,
    Format.CSV: lambda m: tables.rows(m.works(), ",", m.parts),
    Format.TSV: lambda m: tables.rows(m.works(), "\t", m.parts),
    Format.HTML: page.page,
    Format.OPML: opml.outlines,
    Format.JSON: _json,
}
