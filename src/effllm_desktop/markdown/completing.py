"""What an entry leaves out, put in: authors, its numbers of citations and stars; all else stays.

An entry whose title only stands for one is written anew with the title, as its neighbours are.

An edit is as small as it can be: the sign for those left out gives way to their names, an old
number to the new one. Where the names that stand there are not those that are known, or anything
would be read in another way than is meant, there is no edit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.stand_ins import stands_in
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown import source
from effllm_desktop.markdown.author_edits import leaves_out, named
from effllm_desktop.markdown.count_edits import cited, starred
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.edits import apply
from effllm_desktop.markdown.titling import Titles

__all__ = ["Completed", "Titles", "Wanted", "completed", "leaves_out", "proved"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of the work of an entry: its title, all its authors, citations, stars.

    `venue`, `year` and `version` come along where a title gives an entry a new look.
    """

    authors: tuple[str, ...] = ()
    citations: int | None = None
    stars: int | None = None
    title: str = ""
    venue: str | None = None
    year: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Completed:
    """The edits of one entry, and what it says once they are made.

    `other_names`: authors are left out, and who stands there is not who is known.
    """

    edits: tuple[Edit, ...] = ()
    text: EntryText | None = None
    title: bool = False
    authors: bool = False
    citations: bool = False
    stars: bool = False
    other_names: bool = False


def completed(
    document: Document, position: int, wanted: Wanted, titles: Titles | None = None
) -> Completed:
    """The edits that put in what is known of the work of an entry; none where nothing is new.

    An entry that gets a title is written anew, as `titles` writes them; its numbers come then.
    """
    entry = document.entry(position)
    if wanted.title and stands_in(entry.text):
        made = (titles or Titles(document)).titled(entry, _known(entry.text, wanted))
        return Completed((made.edit,), made.text, title=True) if made else Completed()
    text, edits = entry.text, list[Edit]()
    asks = bool(wanted.authors) and leaves_out(text)
    names = named(entry, text, wanted.authors) if asks else None
    if names is not None:
        edits.append(names.edit)
        authors = tuple(map(source.printable, names.authors))
        text = text._replace(authors=authors, authors_elided=False)
    citations = cited(document, entry, text, wanted.citations)
    if citations is not None:
        edits.append(citations.edit)
        text = citations.text
    stars = starred(document, entry, text, wanted.stars)
    if stars is not None:
        edits.append(stars.edit)
        text = stars.text
    return Completed(
        tuple(sorted(edits)),
        text if edits else None,
        authors=names is not None,
        citations=citations is not None,
        stars=stars is not None,
        other_names=asks and names is None,
    )


def _known(text: EntryText, wanted: Wanted) -> EntryText:
    """What an entry is to say once its work's title is known."""
    return text._replace(
        title=source.printable(" ".join(wanted.title.split())),
        authors=text.authors or tuple(map(source.printable, wanted.authors)),
        venue=wanted.venue or text.venue,
        year=wanted.year or text.year,
        arxiv=ArxivId(text.arxiv.id, text.arxiv.version or wanted.version) if text.arxiv else None,
    )


def proved(document: Document, found: Mapping[int, Completed]) -> dict[int, Completed]:
    """Those, by position, that hold once all of them are made: each entry says what is meant.

    The result is read again. What is read in another way is left out, until the rest holds.
    """
    left = {place: one for place, one in found.items() if one.text is not None}
    while left:
        edits = [edit for one in left.values() for edit in one.edits]
        after = Document(source.decode(source.encode(apply(document.text, edits))))
        wrong = _misread(document, after, left)
        if not wrong:
            return left
        left = {place: one for place, one in left.items() if place not in wrong}
    return {}


def _misread(document: Document, after: Document, made: Mapping[int, Completed]) -> set[int]:
    """The entries that do not say what is meant; all of them where others have changed."""
    before = document.entries
    if len(before) != len(after.entries) or document.headings != after.headings:
        return set(made)
    wrong: set[int] = set()
    for place, (old, new) in enumerate(zip(before, after.entries, strict=True)):
        if place in made:
            if new.text != made[place].text:
                wrong.add(place)
        elif (old.source, old.values) != (new.source, new.values):
            return set(made)
    return wrong
