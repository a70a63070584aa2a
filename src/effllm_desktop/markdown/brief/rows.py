"""What an ordinary row of a table says, read from its phrases: the short way of `rows`."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from effllm_desktop.markdown.brief import blocks
from effllm_desktop.markdown.brief.phrases import STRONG, Phrase, References
from effllm_desktop.markdown.brief.saying import NO_ENTRY, Said, Saying
from effllm_desktop.markdown.brief.title_places import (
    IN_TEXT,
    identifying,
    place_of_its_own,
    title_in_text,
    title_place,
)
from effllm_desktop.markdown.brief.words import is_link, mentioned, plain, plain_all, words_of
from effllm_desktop.markdown.dialects import labels, plain_titles, publications, wording
from effllm_desktop.markdown.dialects.columns import Column
from effllm_desktop.markdown.dialects.rows import BY_TITLE, Head, Span
from effllm_desktop.markdown.dialects.saying import number
from effllm_desktop.markdown.dialects.wording import bare, one_line

_TITLE, _NAME, _PAPER, _AUTHORS, _VENUE, _YEAR, _CITATIONS, _ABOUT, _OTHER = Column
_SHORT = 40  # characters of a cell that is worth remembering


class _Cell(NamedTuple):
    column: Column
    found: list[Phrase]
    is_linked: bool
    words: str
    is_first: bool

    @property
    def tells(self) -> bool:
        """Whether it can hold a title, like that of `rows`."""
        inner = bare(self.words)
        if not any(map(str.isalpha, inner)):
            return False
        may_name = self.is_first or self.column is _TITLE or self.column is _NAME
        return not labels.is_role(inner) or (may_name and labels.names_tool(inner))


def read(text: str, spans: Sequence[Span], head: Head, references: References) -> Said | None:
    """What a row says; None where it takes a closer look."""
    whole = text[spans[0][0] : spans[-1][1]] if spans else ""
    if blocks.marked(whole, references) is None:
        return None
    cells: list[_Cell] = []
    is_entry = False
    for place, (start, end) in enumerate(spans):
        words, column = text[start:end], head.of(place)
        if len(words) <= _SHORT and "//" not in words and not references:
            cell = _short_cell(words, column, is_first=place == 0)
        else:
            cell = _cell(words, column, references, is_first=place == 0)
        if cell is None or (column is _AUTHORS and "<sup" in words):
            return None
        is_entry = is_entry or cell.is_linked
        cells.append(cell)
    if not is_entry and not any(mentioned(cell.found) for cell in cells):
        return NO_ENTRY
    return _read(cells)


def _cell(written: str, column: Column, references: References, *, is_first: bool) -> _Cell | None:
    found = blocks.in_paragraph(written, 0, len(written), references)
    if found is None:
        return None
    return _Cell(column, found, any(map(is_link, found)), plain_all(found), is_first)


@lru_cache(maxsize=1024)
def _short_cell(written: str, column: Column, *, is_first: bool) -> _Cell | None:
    """A cell without a link: the same few come again and again."""
    return _cell(written, column, {}, is_first=is_first)


def _title_cell(cells: Sequence[_Cell]) -> _Cell | None:
    """The cell that holds the title, like that of `rows`."""
    for wanted in BY_TITLE:
        for cell in cells:
            if cell.column is wanted and cell.tells:
                return cells[0] if _only_remarks(cells[0], cell) else cell
    others = [cell for cell in cells if cell.tells and cell.column is _OTHER]
    linked = [cell for cell in others if cell.is_linked]
    return next((c for c in (*linked, *others, *cells) if c.tells), None)


def _only_remarks(first: _Cell, cell: _Cell) -> bool:
    """Whether a cell of papers says something of the row, like that of `rows`."""
    is_led = cell.column is _PAPER and first.column is _OTHER and not cell.is_linked
    return is_led and first.is_linked and first.tells


def _read(cells: Sequence[_Cell]) -> Said | None:
    saying = Saying()
    titled = _title_cell(cells)
    place = title_place(titled.found) if titled is not None else IN_TEXT
    _call(saying, cells, titled, place)
    for cell in cells:
        for phrase in cell.found:
            saying.links_in(phrase)
        if cell is titled:
            if place >= 0:
                _take_beside(saying, cell.found[place + 1 :])
        else:
            _take(saying, cell)
    for cell in cells:
        if cell.column is _AUTHORS and cell is not titled and bare(cell.words):
            saying.name_authors(one_line(bare(cell.words)))
    return saying.said()


def _call(saying: Saying, cells: Sequence[_Cell], titled: _Cell | None, place: int) -> None:
    telling = [cell for cell in cells if cell.column is not _ABOUT]
    title = titled.found[place] if titled is not None and place >= 0 else None
    own = title if title is not None and is_link(title) else None
    saying.is_linked = own is not None
    if own is None:
        first = sorted(telling or cells, key=lambda cell: cell.column is not _PAPER)
        own = identifying(_all_of([titled, *first] if titled is not None else first))
        if own is None and not any(mentioned(cell.found) for cell in telling):
            own = identifying(_all_of(cells))
    if titled is None:
        words = ""
    elif title is not None and not _names_more(titled.found, place):
        words = saying.named_by_label(plain(title))
    else:
        words, rest, byline = title_in_text(titled.found)
        saying.written_by(byline)
        if len(titled.words) > wording.LONG:  # a title and a whole text
            saying.describe(rest)
    if not saying.is_linked:
        saying.beside = place_of_its_own(_all_of(telling))
    saying.call(plain_titles.unnumbered(words) or (own[3] if own is not None else ""), own)
    if saying.arxiv is None:
        for cell in telling:
            saying.mentioned = saying.mentioned or mentioned(cell.found)


def _all_of(cells: Iterable[_Cell]) -> list[Phrase]:
    return [phrase for cell in cells if cell.is_linked for phrase in cell.found]


def _names_more(found: list[Phrase], place: int) -> bool:
    before = words_of(found[:place]) if place else ""
    return found[place][0] == STRONG and before.rstrip().endswith("[")


def _take(saying: Saying, cell: _Cell) -> None:
    """Take in what the column of a cell says it is."""
    column = cell.column
    if column is _OTHER or column is _TITLE or column is _NAME or column is _PAPER:
        return
    words = one_line(bare(cell.words))
    if column is _YEAR:
        saying.year = publications.year_in(words) or saying.year
    elif not words:
        return
    elif column is _ABOUT:
        saying.describe(one_line(cell.words))
    elif column is _VENUE:
        saying.published(words)
    elif column is _CITATIONS:
        saying.citations = number(words)


def _take_beside(saying: Saying, behind: list[Phrase]) -> None:
    """Take in the words behind a title in its own cell: its authors, or what it is about."""
    words = bare(one_line(words_of(behind))) if behind else ""
    if not words:
        return
    if wording.are_names(words):
        saying.name_authors(words)
    elif not labels.is_role(words) and words not in saying.title:
        saying.describe(words)
