"""Searching arXiv by words: one question, one page of answers, looked at as strictly as all others.

The language of queries: https://info.arxiv.org/help/api/user-manual.html#query_details
"""

import re
from dataclasses import dataclass

from effllm_desktop.domain.errors import BadInput, FetchFailed
from effllm_desktop.domain.metadata import ArxivPaper
from effllm_desktop.net.arxiv import ArxivCatalog, PageEnded, Refused, Session, read_paper

MOST = 100
"""Papers that one answer may hold."""
_FIELDS = {
    "title": "ti",
    "author": "au",
    "abstract": "abs",
    "comment": "co",
    "journal": "jr",
    "category": "cat",
    "all": "all",
}
_PREFIXES = {**_FIELDS, **{short: short for short in _FIELDS.values()}}
_PART = re.compile(r'(-?)(?:([A-Za-z]+):(?=\S))?("[^"]*"?|\S+)')
_OPERATORS = ("AND", "OR", "ANDNOT", "TO")
_BETWEEN = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """The papers of the first page, each once. `total`: how many arXiv says there are."""

    papers: tuple[ArxivPaper, ...]
    total: int
    damaged: int = 0
    """Entries of the page that are not complete."""


def query_of(words: str) -> str:
    """What arXiv is asked for: all of the words, phrases in quotes, none behind a minus.

    `author:`, `title:`, `abstract:`, `category:` and arXiv's own short names go before a word; any
    other name before a colon is a word. Raises BadInput where there is nothing to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, name, text in _PART.findall(words):
        field = _PREFIXES.get(name.lower(), "")
        said = _BETWEEN.sub(" ", text if field or not name else f"{name} {text}").strip()
        if said:  # a word with a hyphen is a phrase: arXiv finds nothing else
            phrase = f'"{said}"' if " " in said or said in _OPERATORS else said
            (unwanted if minus else wanted).append(f"{field or 'all'}:{phrase}")
    if not wanted:
        raise BadInput("There is no word to search arXiv for.", "Type words of a title, or names.")
    return " AND ".join(wanted) + "".join(f" ANDNOT {one}" for one in unwanted)


def search(catalog: ArxivCatalog, words: str, *, most: int, newest: bool = False) -> Answer:
    """The papers that fit words best, or the newest of them.

    An answer without a single paper is not believed at once: arXiv is asked once more. Raises
    BadInput, FetchFailed, HostPaused, SwitchedOff, Offline, Cancelled.
    """
    query = query_of(words)
    try:
        answer = _asked(catalog, query, most, newest=newest)
        if not answer.papers and not answer.damaged:
            answer = _asked(catalog, query, most, newest=newest)
    except Refused as refused:
        what = f"{refused.host} says: {refused.said[:200]}"
        raise FetchFailed(what, "Try other words.") from None
    return answer


def _asked(catalog: ArxivCatalog, query: str, most: int, *, newest: bool) -> Answer:
    import arxiv

    session = Session(catalog, one_page=True)
    criterion = arxiv.SortCriterion.SubmittedDate if newest else arxiv.SortCriterion.Relevance
    asked = arxiv.Search(query, max_results=most, sort_by=criterion)
    found: dict[str, ArxivPaper] = {}
    try:
        for result in session.client(most).results(asked):
            paper = read_paper(result)
            if paper is not None:
                found.setdefault(paper.id, paper)
    except PageEnded:  # entries are missing: the package would ask for the next page
        pass
    damaged = len({one.id for one in session.seen} - found.keys())
    return Answer(tuple(found.values()), max(session.total or 0, len(found)), damaged)
