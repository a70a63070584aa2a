"""Works as BibTeX and as BibLaTeX, one record each.

Types and fields as in btxdoc ("BibTeXing", 1988) with arXiv's own fields for preprints
(https://info.arxiv.org/help/hypertex/bibstyles), and as in the BibLaTeX manual, chapter 2.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from effllm_desktop.app.exporting import latex
from effllm_desktop.app.exporting.genres import Genre, genre
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store.chosen import CitedWork


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the two call things. `escape` makes text a value."""

    types: Mapping[Genre, str]
    journal: str
    year: str
    archive: str
    annotation: str
    escape: Callable[[str], str]


BIBTEX = Dialect(
    types={
        **dict.fromkeys(Genre, "misc"),
        Genre.JOURNAL: "article",
        Genre.CONFERENCE: "inproceedings",
    },
    journal="journal",
    year="year",
    archive="archiveprefix",
    annotation="annote",
    escape=latex.ascii_only,
)
BIBLATEX = Dialect(
    types={
        Genre.PREPRINT: "online",
        Genre.CONFERENCE: "inproceedings",
        Genre.JOURNAL: "article",
        Genre.SOFTWARE: "software",
        Genre.DATASET: "dataset",
        Genre.VIDEO: "video",
        Genre.PAGE: "online",
    },
    journal="journaltitle",
    year="date",
    archive="eprinttype",
    annotation="annotation",
    escape=latex.escaped,
)


def records(
    works: Iterable[CitedWork],
    dialect: Dialect,
    keys: Mapping[WorkId, str],
    parts: frozenset[Part] = frozenset(),
) -> Iterator[str]:
    """A record for each work, in order, under its citation key."""
    between = ""
    for work in works:
        kind = genre(work)
        head = f"{between}@{dialect.types[kind]}{{{keys[work.work]},\n"
        between = "\n"
        own = "".join(_own(work.state, dialect, parts)) if parts else ""
        yield f"{head}{_fields(work, kind, dialect)}{own}}}\n"


def _fields(work: CitedWork, kind: Genre, dialect: Dialect) -> str:
    text = f"  title = {{{latex.title(work.title, dialect.escape)}}},\n"
    if work.authors:
        text += f"  author = {{{_authors(work, dialect)}}},\n"
    if kind in (Genre.CONFERENCE, Genre.JOURNAL):
        name = dialect.journal if kind is Genre.JOURNAL else "booktitle"
        text += f"  {name} = {{{dialect.escape(work.venue or '')}}},\n"
    if work.year:
        text += f"  {dialect.year} = {{{work.year}}},\n"
    if work.arxiv:
        text += f"  eprint = {{{work.arxiv}}},\n  {dialect.archive} = {{arXiv}},\n"
    if work.doi:
        text += f"  doi = {{{latex.address(work.doi)}}},\n"
    return f"{text}  url = {{{latex.address(work.url)}}},\n" if work.url else text


def _authors(work: CitedWork, dialect: Dialect) -> str:
    names = [*work.authors, *["others"][: work.authors_elided]]
    text = " and ".join(names)
    if "," in text or text.count(" and ") >= len(names):  # else taken for several names
        return " and ".join(_one_name(name, dialect) for name in names)
    return dialect.escape(text)


def _one_name(name: str, dialect: Dialect) -> str:
    text = dialect.escape(name)
    return f"{{{text}}}" if "," in name or " and " in name else text


def _own(state: State, dialect: Dialect, parts: frozenset[Part]) -> Iterator[str]:
    """The reader's own. Status and rating in the fields that JabRef reads and writes."""
    if Part.TAGS in parts and state.tags:
        yield f"  keywords = {{{dialect.escape(', '.join(state.tags))}}},\n"
    if Part.STATUS in parts and state.status is not Status.UNREAD:
        yield f"  readstatus = {{{state.status}}},\n"
    if Part.RATING in parts and state.rating:
        yield f"  ranking = {{rank{state.rating}}},\n"
    if Part.STAR in parts and state.starred:
        yield "  starred = {true},\n"
    if Part.NOTE in parts and state.note.strip():
        yield f"  {dialect.annotation} = {{{dialect.escape(state.note)}}},\n"
