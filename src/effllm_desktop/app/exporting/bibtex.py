"""Works as BibTeX and as BibLaTeX, one record each.

Types and fields as in btxdoc ("BibTeXing", 1988) with arXiv's own fields for preprints
(https://info.arxiv.org/help/hypertex/bibstyles), and as in the BibLaTeX manual, chapter 2.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from effllm_desktop.app.exporting import bibtex_authors, bibtex_titles, latex
from effllm_desktop.app.exporting.genres import Genre, genre_of
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.domain import keywords
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store.cited_works import CitedWork
from effllm_desktop.store.database import Row

_REMEMBERED = 2**12  # venues
_Said = tuple[Row, str, str, str]
"""A `Reference`, and its title, its authors, the reader's own as they are written."""


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """What the two call things. `escape` makes text a value, `letters` its letters."""

    types: Mapping[Genre, str]
    journal: str
    year: str
    archive: str
    annotation: str
    escape: latex.Escape
    letters: latex.Escape


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
    letters=latex.in_ascii,
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
    letters=str,
)


def exported(made: Material, dialect: Dialect) -> Iterator[str]:
    """All that was chosen. Without the reader's own it is written many at a time."""
    if made.parts:
        yield from records(made.works(), dialect, made.keys, made.parts)
        return
    between = ""
    for rows in made.references():
        yield between + "\n".join(references(rows, dialect, made.keys))
        between = "\n"


def references(rows: Sequence[Row], dialect: Dialect, keys: Mapping[WorkId, str]) -> list[str]:
    """A record for each `Reference`, in order."""
    titles = bibtex_titles.of_many([row[2] for row in rows], dialect.escape)
    names, elided = [row[4] for row in rows], [row[5] for row in rows]
    authors = bibtex_authors.of_many(names, elided, dialect.escape, dialect.letters)
    return list(_written(zip(rows, titles, authors, repeat("")), dialect, keys))


def records(
    works: Iterable[CitedWork],
    dialect: Dialect,
    keys: Mapping[WorkId, str],
    parts: frozenset[Part] = frozenset(),
) -> Iterator[str]:
    """A record for each work, in order, under its citation key."""
    between = ""
    for text in _written(_said(works, dialect, parts), dialect, keys):
        yield between + text
        between = "\n"


def _said(works: Iterable[CitedWork], dialect: Dialect, parts: frozenset[Part]) -> Iterator[_Said]:
    title_of = bibtex_titles.one_by_one(dialect.escape)
    for one in works:
        by = bibtex_authors.of(one.authors, one.authors_elided, dialect.escape)
        own = "".join(_own(one.state, dialect, parts)) if parts else ""
        published = one.venue, one.year, one.arxiv, one.doi
        yield (one.work, one.kind, "", one.url, "", 0, *published), title_of(one.title), by, own


def _written(said: Iterable[_Said], dialect: Dialect, keys: Mapping[WorkId, str]) -> Iterator[str]:
    """The records of very many works: what is asked for again and again is at hand."""
    address, published = latex.address, _published
    year_name, archive = dialect.year, f"  {dialect.archive} = {{arXiv}},\n"
    for (work, kind, _, url, _, _, venue, year, arxiv, doi), title, by, own in said:
        head, where = published(dialect, kind, venue)
        author = f"  author = {{{by}}},\n" if by else ""
        when = f"  {year_name} = {{{year}}},\n" if year else ""
        eprint = f"  eprint = {{{arxiv}}},\n{archive}" if arxiv else ""
        number = f"  doi = {{{address(doi)}}},\n" if doi else ""
        link = f"  url = {{{address(url)}}},\n" if url else ""
        yield (
            f"{head}{keys[work]},\n  title = {{{title}}},\n"
            f"{author}{where}{when}{eprint}{number}{link}{own}}}\n"
        )


@lru_cache(_REMEMBERED)
def _published(dialect: Dialect, kind: str, venue: str | None) -> tuple[str, str]:
    """How a record begins, and the field that says where something was published."""
    found = genre_of(Kind(kind), venue)
    head = f"@{dialect.types[found]}{{"
    if found not in (Genre.CONFERENCE, Genre.JOURNAL):
        return head, ""
    name = dialect.journal if found is Genre.JOURNAL else "booktitle"
    return head, f"  {name} = {{{dialect.escape(venue or '')}}},\n"


def _own(state: State, dialect: Dialect, parts: frozenset[Part]) -> Iterator[str]:
    """The reader's own. Status and rating in the fields that JabRef reads and writes."""
    if Part.TAGS in parts and state.tags:
        yield f"  keywords = {{{_keywords(state.tags, dialect)}}},\n"
    if Part.STATUS in parts and state.status is not Status.UNREAD:
        yield f"  readstatus = {{{state.status}}},\n"
    if Part.RATING in parts and state.rating:
        yield f"  ranking = {{rank{state.rating}}},\n"
    if Part.STAR in parts and state.starred:
        yield "  starred = {true},\n"
    if Part.NOTE in parts and state.note.strip():
        yield f"  {dialect.annotation} = {{{dialect.escape(state.note)}}},\n"


def _keywords(tags: tuple[str, ...], dialect: Dialect) -> str:
    """Tags as one value, parted by semicolons, as IEEE has it, where one of them has a comma.

    Braces keep a semicolon of their own. Behind one alone stands a sign, so that its own part it
    not.
    """
    sign = keywords.sign_for(tags)
    texts = [dialect.escape(tag) for tag in tags]
    held = [f"{{{text}}}" if ";" in text else text for text in texts]
    alone = sign if len(tags) == 1 and ("," in tags[0] or ";" in tags[0]) else ""
    return f"{sign} ".join(held) + alone
