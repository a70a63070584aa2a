"""A work as a line that needs no style: authors (year). Title. Venue. Address."""

from effllm_desktop.markdown import readable
from effllm_desktop.store.cited_works import CitedWork


def plain_citation(work: CitedWork) -> str:
    year = f"({work.year})" if work.year else ""
    people = " ".join(filter(None, (_people(work), year)))
    title = readable.plain(work.title)
    address = f"https://doi.org/{work.doi}" if work.doi else work.url
    return " ".join(_sentence(part) for part in (people, title, work.venue) if part) + (
        f" {address}" if address else ""
    )


def _people(work: CitedWork) -> str:
    names = work.authors
    if work.authors_elided:
        return f"{', '.join(names)}, et al."
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _sentence(words: str) -> str:
    return words if words[-1] in ".?!" else f"{words}."
