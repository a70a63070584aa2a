"""What a row of a table says: its columns are known by their names in the table's head."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from effllm_desktop.markdown import inline, lines
from effllm_desktop.markdown.dialects import (
    labels,
    links,
    plain_titles,
    publications,
    titles,
    wording,
)
from effllm_desktop.markdown.dialects.columns import Column, meaning
from effllm_desktop.markdown.dialects.saying import Reading, Saying, names_of, number
from effllm_desktop.markdown.dialects.wording import Named, bare, one_line
from effllm_desktop.markdown.inline import STRONG, Piece
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.tree import Node

BY_TITLE = (Column.TITLE, Column.NAME, Column.PAPER)


@dataclass(frozen=True, slots=True)
class Head:
    """A table's columns, as far as their names tell what they hold."""

    columns: tuple[Column, ...]

    def of(self, place: int) -> Column:
        return self.columns[place] if place < len(self.columns) else Column.OTHER


NAMELESS = Head(())
Span = tuple[int, int]


def cells_of(text: str, row: Node) -> list[Span]:
    """Where the cells of a row stand; of a table's head, the cells of its first line."""
    line = text[row.start : row.end].splitlines()[0]
    return [(row.start + start, row.start + end) for start, end in lines.cells(line)]


def head_of(text: str, cells: Sequence[Span]) -> Head:
    """What the columns are called."""
    names = (
        inline.plain(inline.parse(text, start, end)).strip(" :#*_").lower() for start, end in cells
    )
    return Head(tuple(meaning(name) for name in names))


def read_cells(
    text: str, spans: Sequence[Span], head: Head, references: Mapping[str, str]
) -> Reading | None:
    """Read a row with a link to the web, or with an arXiv identifier; None for any other."""
    cells = [
        _cell(head.of(place), inline.parse(text, start, end, references), is_first=place == 0)
        for place, (start, end) in enumerate(spans)
    ]
    if not any(cell.links or titles.mentioned_in(cell.pieces) for cell in cells):
        return None
    saying = Saying()
    titled = _title_cell(cells)
    _call(saying, cells, titled)
    for cell in cells:
        _take(saying, cell, titled)
    for cell, (start, end) in zip(cells, spans, strict=True):
        if cell.column is Column.AUTHORS and cell is not titled and bare(cell.words):
            saying.name_authors(one_line(bare(names_of(text, start, end, cell.words))))
    return saying.reading()


@dataclass(slots=True, eq=False)
class _Cell:
    column: Column
    pieces: list[Piece]
    links: list[Piece]
    words: str
    is_first: bool

    @property
    def may_name(self) -> bool:
        """Whether the name of a tool may stand in it: [PyTorch](…) elsewhere is some code."""
        return self.is_first or self.column in (Column.TITLE, Column.NAME)

    @property
    def tells(self) -> bool:
        """Whether the cell can hold a title: words that say more than what is behind a link."""
        words = bare(self.words)
        if not any(map(str.isalpha, words)):
            return False
        return not labels.is_role(words) or (self.may_name and labels.names_tool(words))


def _cell(column: Column, pieces: list[Piece], *, is_first: bool) -> _Cell:
    found = list(links.web_links(pieces))
    return _Cell(column, pieces, found, inline.plain(pieces), is_first)


def _title_cell(cells: Sequence[_Cell]) -> _Cell | None:
    """The cell that holds the title: by its column's name, else the first that can hold one."""
    for wanted in BY_TITLE:
        for cell in cells:
            if cell.column is wanted and cell.tells:
                return cells[0] if _only_remarks(cells[0], cell) else cell
    linked = (cell for cell in cells if cell.column is Column.OTHER and cell.links and cell.tells)
    told = (cell for cell in cells if cell.column is Column.OTHER and cell.tells)
    return next(linked, None) or next(told, None) or next((c for c in cells if c.tells), None)


def _only_remarks(first: _Cell, cell: _Cell) -> bool:
    """Whether a cell of papers says something of the row, whose title has its link before it."""
    is_led = cell.column is Column.PAPER and first.column is Column.OTHER and not cell.links
    return is_led and bool(first.links) and first.tells


def _call(saying: Saying, cells: Sequence[_Cell], titled: _Cell | None) -> None:
    telling = [cell for cell in cells if cell.column is not Column.ABOUT]
    saying.mentioned = next(
        filter(None, (titles.mentioned_in(cell.pieces) for cell in telling)), None
    )
    title = titles.title_piece(titled.pieces) if titled else None
    own = None if title is None else links.first_in(title)
    is_linked = own is not None
    if own is None:
        first = sorted(telling or cells, key=lambda cell: cell.column is not Column.PAPER)
        found = (link for cell in first for link in cell.links)
        own = links.identifying([*(titled.links if titled else []), *found])
    if own is None and saying.mentioned is None:  # only the words about it lead anywhere
        own = links.identifying(link for cell in cells for link in cell.links)
    if title is not None and not (titled and _names_more(titled, title)):
        words = saying.named_by_label(inline.plain([title]))
    else:
        named = titles.title_in_text(titled.pieces) if titled else Named("", "")
        words = named.title
        saying.written_by(named.byline)
        if titled is not None and len(titled.words) > wording.LONG:  # a title and a whole text
            saying.describe(named.rest)
    if not is_linked:
        saying.beside = links.place_of_its_own(
            links.told(link for cell in telling for link in cell.links)
        )
    words = plain_titles.unnumbered(words) or (links.label_of(own) if own else "")
    saying.call(words, own, is_linked=is_linked)


def _names_more(cell: _Cell, title: Piece) -> bool:
    """Whether a title in bold is only the short name before a longer one: `[**It**] It is …`."""
    before = titles.words_of(cell.pieces[: cell.pieces.index(title)])
    return title.kind is STRONG and before.rstrip().endswith("[")


def _take(saying: Saying, cell: _Cell, titled: _Cell | None) -> None:
    for link in inline.links(cell.pieces):
        saying.take_link(link)
    if cell is titled:
        _take_beside(saying, cell)
        return
    words = one_line(bare(cell.words))
    if cell.column is Column.VENUE and words:
        saying.published(printable(words))
    elif cell.column is Column.YEAR:
        saying.year = publications.year_in(words) or saying.year
    elif cell.column is Column.CITATIONS and words:
        saying.citations = number(words)
    elif cell.column is Column.ABOUT and words:
        saying.describe(one_line(cell.words))


def _take_beside(saying: Saying, cell: _Cell) -> None:
    """Take in the words behind a title in its own cell: its authors, or what it is about."""
    title = titles.title_piece(cell.pieces)
    if title is None:
        return
    words = bare(one_line(titles.words_of(cell.pieces[cell.pieces.index(title) + 1 :])))
    if wording.are_names(words):
        saying.name_authors(words)
    elif words and not labels.is_role(words) and words not in saying.title:
        saying.describe(words)
