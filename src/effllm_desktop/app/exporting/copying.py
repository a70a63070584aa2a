"""Chosen works as text for the clipboard: BibTeX, a link in Markdown, a plain citation."""

from collections.abc import Callable, Iterable, Mapping

from effllm_desktop.app.exporting import bibtex
from effllm_desktop.app.exporting.citation_keys import citation_keys
from effllm_desktop.app.exporting.copy_forms import CopyForm
from effllm_desktop.app.exporting.plain_citation import plain_citation
from effllm_desktop.app.library import Library
from effllm_desktop.domain import citation_patterns
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.markdown.writer import link
from effllm_desktop.store import cited_works
from effllm_desktop.store.cited_works import CitedWork


def copied(
    library: Library,
    works: Iterable[WorkId],
    form: CopyForm,
    pattern: str = citation_patterns.DEFAULT,
) -> str:
    """The works in this form, one below the other. Citation keys are those of every export."""
    database = library.database
    found = list(cited_works.works(database, cited_works.lead_entries(database, works)))
    if form is CopyForm.BIBTEX:
        keys = citation_keys(database, pattern, found)
        return "".join(bibtex.records(found, bibtex.BIBTEX, keys))
    return "".join(f"{_LINES[form](work)}\n" for work in found)


_LINES: Mapping[CopyForm, Callable[[CitedWork], str]] = {
    CopyForm.LINK: lambda work: link(work.title, work.url),
    CopyForm.CITATION: plain_citation,
}
