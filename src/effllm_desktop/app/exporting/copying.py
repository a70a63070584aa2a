"""Chosen works as text for the clipboard: BibTeX, a link in Markdown, a plain citation."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from effllm_desktop.app.exporting import bibtex
from effllm_desktop.app.exporting.citation_keys import citation_keys
from effllm_desktop.app.exporting.copy_forms import CopyForm
from effllm_desktop.app.library import Library
from effllm_desktop.domain import citation_patterns
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.markdown import readable
from effllm_desktop.markdown.writer import link
from effllm_desktop.store import chosen
from effllm_desktop.store.chosen import CitedWork


def copied(
    library: Library,
    works: Iterable[WorkId],
    form: CopyForm,
    pattern: str = citation_patterns.DEFAULT,
) -> str:
    """The works in this form, one below the other. Citation keys are those of every export."""
    database = library.database
    found = list(chosen.works(database, chosen.lead_entries(database, works)))
    if form is CopyForm.BIBTEX:
        keys = citation_keys(database, pattern, found)
        return "".join(bibtex.records(found, bibtex.BIBTEX, keys))
    return "".join(f"{_LINES[form](work)}\n" for work in found)


def _citation(work: CitedWork) -> str:
    """Authors (year). Title. Venue. Address."""
    year = f"({work.year})" if work.year else ""
    people = " ".join(filter(None, (_people(work), year)))
    title = readable.plain(work.title)
    address = f"https://doi.org/{work.doi}" if work.doi else work.url
    return " ".join(_sentence(part) for part in (people, title, work.venue) if part) + (
        f" {address}" if address else ""
    )


def _people(work: CitedWork) -> str:
    names: Sequence[str] = work.authors
    if work.authors_elided:
        return f"{', '.join(names)}, et al."
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _sentence(words: str) -> str:
    return words if words[-1] in ".?!" else f"{words}."


_LINES: Mapping[CopyForm, Callable[[CitedWork], str]] = {
    CopyForm.LINK: lambda work: link(work.title, work.url),
    CopyForm.CITATION: _citation,
}
