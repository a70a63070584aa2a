"""What stands inside the papers on this machine: pages that hold some words."""

from typing import NamedTuple

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import pages, pdf_cache, pdf_text
from effllm_desktop.store.database import Database


class InsideHit(NamedTuple):
    """A page of a work's PDF. `marked` are the stretches of the snippet that hold the words."""

    work: WorkId
    title: str
    page: int
    snippet: str
    marked: tuple[tuple[int, int], ...]


def find_inside(database: Database, words: str, limit: int) -> list[InsideHit]:
    """Pages that hold all the words, the best fitting first."""
    hits = pdf_text.find(database, words, limit)
    works = pdf_cache.works_by_content(database, {hit.sha256 for hit in hits})
    titles = pages.titles(database, list(works.values()), of_works=True)
    return [
        InsideHit(works[hit.sha256], titles[works[hit.sha256]], hit.page, hit.snippet, hit.marked)
        for hit in hits
        if hit.sha256 in works
    ]
