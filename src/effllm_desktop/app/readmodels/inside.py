"""What stands inside the papers on this machine: pages that hold some words."""

from typing import NamedTuple

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.queries import And, Field, Query, Term
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


def count_inside(database: Database, query: Query, most: int) -> int:
    """How many pages hold all words that a query looks for anywhere; no more than `most`.

    A query that asks for anything else is not about what stands inside papers.
    """
    terms = query.terms
    if not terms or any(term.field is not Field.WORDS or term.misread for term in terms):
        return 0
    if not isinstance(query.root, Term | And):
        return 0
    return pdf_text.count(database, " ".join(term.value for term in terms), most)
