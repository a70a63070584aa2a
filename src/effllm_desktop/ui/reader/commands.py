"""What keys and menus do in the reader: the window's table of actions names the methods."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from effllm_desktop.app.highlight_text import markdown
from effllm_desktop.app.passages import Stretch, joined, passage
from effllm_desktop.domain.highlights import Colour, Highlight, HighlightKind, Passage
from effllm_desktop.domain.page_notes import free_sign, moved
from effllm_desktop.ui.reader import zoom
from effllm_desktop.ui.reader.document_page import DocumentPage
from effllm_desktop.ui.reader.page_layout import Spot
from effllm_desktop.ui.reader.spreads import Spread
from effllm_desktop.ui.reader.zoom import Fit
from effllm_desktop.ui.words import HIGHLIGHT_KINDS, counted

NOTHING_SELECTED = "Select some text first: with the pointer, or by finding it."
NO_NOTE = "Choose a note on a page first: press its sign."
STEP = 8
"""Points that a note is moved by one key."""
_WAYS = ((1, 0), (0, 1), (-1, 0), (0, -1))
"""To the right and down: a quarter turn of the pages makes each the next one."""


class ReaderCommands:
    """Each says in a sentence what it did, where that cannot be seen."""

    def __init__(self, page: DocumentPage) -> None:
        self._page = page

    # --- finding and going ------------------------------------------------------------------

    def find_in_pdf(self) -> None:
        self._page.find_bar.open_with(self._page.view.selection.words())

    def find_next(self) -> None:
        self._page.finds.step(forward=True)

    def find_previous(self) -> None:
        self._page.finds.step(forward=False)

    def go_to_page(self) -> None:
        self._page.header.show()
        self._page.header.focus_page()

    def jump_back(self) -> None:
        self._page.go(self._page.jumps.back(self._page.view.here))

    def jump_forward(self) -> None:
        self._page.go(self._page.jumps.forward(self._page.view.here))

    def leave_reader_mode(self) -> None:
        """One step out: of finding, the selection, the chosen highlight; then of full screen."""
        page = self._page
        if page.pointing.let_go():
            return
        if not page.find_bar.isHidden():
            page.close_finds()
        elif not page.view.selection.is_empty:
            page.view.select_nothing()
        elif page.marking.chosen is not None:
            page.marking.choose(None)
        elif page.view.hasFocus():
            page.left.emit()
        page.view.setFocus()

    # --- looks ------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        self._page.view.zoom_by(zoom.STEP)

    def zoom_out(self) -> None:
        self._page.view.zoom_by(1 / zoom.STEP)

    def fit_width(self) -> None:
        self._page.view.set_fit(Fit.WIDTH)

    def fit_page(self) -> None:
        self._page.view.set_fit(Fit.PAGE)

    def actual_size(self) -> None:
        self._page.view.show_actual_size()

    def turn_pages(self, quarters: int) -> None:
        self._page.view.turn(quarters)

    def toggle_dark_pages(self) -> None:
        self._page.set_dark(dark=not self._page.view.is_dark)

    def toggle_two_pages(self) -> None:
        """Beside one another, or one below the other again."""
        page = self._page
        page.set_spread(Spread.TWO if page.view.spread is Spread.ONE else Spread.ONE)

    def toggle_cover(self) -> None:
        """Two pages side by side, the first one alone; or the first two together."""
        page = self._page
        page.set_spread(Spread.TWO if page.view.spread is Spread.COVER else Spread.COVER)

    def toggle_thumbnails(self) -> None:
        page = self._page
        page.set_panel(page.thumbnails, shown=page.thumbnails.isHidden())

    def toggle_outline(self) -> str:
        page = self._page
        if page.outline.is_empty:
            return "This paper says nothing of its contents."
        page.set_panel(page.outline, shown=page.outline.isHidden())
        page.outline.show_page(page.view.page)
        return ""

    def toggle_marks(self) -> None:
        self._page.set_panel(self._page.marks, shown=self._page.marks.isHidden())

    # --- text and highlights ----------------------------------------------------------------

    def copy_text(self) -> str:
        words = self._page.view.selection.words()
        if not words:
            return NOTHING_SELECTED
        QApplication.clipboard().setText(words)
        return f"Copied {counted(len(words.split()), 'word')}."

    def select_page_text(self) -> None:
        self._page.view.select_page()

    def highlight(self, colour: Colour | None) -> str:
        """Mark what is selected; where nothing is, give the chosen highlight another colour.

        Without a colour, the one used last; and the chosen underline becomes a highlight.
        """
        marking = self._page.marking
        selected = bool(self._page.view.selection.passages())
        if not selected and marking.chosen is not None and colour is not None:
            marking.recolour(colour)
            return ""
        return self._mark(HighlightKind.HIGHLIGHT, colour)

    def underline(self) -> str:
        """Underline what is selected, else what is highlighted there."""
        return self._mark(HighlightKind.UNDERLINE)

    def strike_out(self) -> str:
        return self._mark(HighlightKind.STRIKEOUT)

    def _mark(self, kind: HighlightKind, colour: Colour | None = None) -> str:
        page, chosen = self._page, self._page.marking.chosen
        selected = page.view.selection.marked()
        if selected:
            self._mark_passages(selected, kind, colour)
            page.view.select_nothing()
        elif chosen is not None and not chosen.is_note and chosen.kind is not kind:
            page.marking.turn_into(kind)
        else:
            return NOTHING_SELECTED
        return ""

    def _mark_passages(
        self,
        selected: Sequence[tuple[Passage, Stretch]],
        kind: HighlightKind,
        colour: Colour | None,
    ) -> None:
        """Mark passages; one that lies over others of its kind and colour and they become one."""
        marking = self._page.marking
        wanted = colour or marking.colour
        passages: list[Passage] = []
        instead_of: list[Highlight] = []
        for made, stretch in selected:
            text = self._page.texts.text(stretch.page)
            on_page = [one for one in marking.here if one.page == stretch.page]
            alike = [one for one in on_page if one.kind is kind and one.colour is wanted]
            if text is None or not alike:
                passages.append(made)
                continue
            grown, under = joined(text, stretch, [one.passage for one in alike])
            instead_of += [one for one in alike if one.passage in under]
            passages.append(passage(text, grown) or made)
        if len(passages) == len(instead_of) == 1 and passages[0] == instead_of[0].passage:
            marking.choose(instead_of[0].id)  # all of it is marked already
        else:
            marking.add(passages, wanted, kind, instead_of=instead_of)

    def add_page_note(self) -> None:
        """Put a note where the pointer is, else in the middle of what is seen, and write it."""
        page, view = self._page, self._page.view
        middle = QPointF(view.viewport().rect().center())
        spot = page.pointing.spot or view.nearest_spot(middle)
        taken = [one.passage.boxes[0] for one in page.marking.highlights if self._is_on(one, spot)]
        sign = free_sign(spot.x, spot.y, page.facts.sizes[spot.page - 1], taken)
        page.view.select_nothing()
        page.marking.choose(None)  # should the note have to wait, nothing else is written about
        page.marking.add_note(spot.page, sign)
        page.write_comment()

    def move_note(self, way: int) -> str:
        """Move the chosen note a little: 0 right, 1 down, 2 left, 3 up, as the pages are seen."""
        page, chosen = self._page, self._page.marking.chosen
        if chosen is None or not chosen.is_note or chosen.page > page.facts.pages:
            return NO_NOTE
        across, down = _WAYS[(way - page.view.quarters) % 4]
        size = page.facts.sizes[chosen.page - 1]
        sign = moved(chosen.passage.boxes[0], STEP * across, STEP * down, size)
        page.marking.move_note(chosen.id, chosen.page, sign, by_steps=True)
        page.view.show_boxes(chosen.page, (sign,))
        return ""

    @staticmethod
    def _is_on(one: Highlight, spot: Spot) -> bool:
        return one.is_note and one.page == spot.page

    def comment_highlight(self) -> str:
        """Write about the chosen highlight; what is selected is highlighted first."""
        page = self._page
        if page.view.selection.passages():
            self.highlight(None)
        if page.marking.chosen is None:
            return "Choose a highlight first: press it, or select some text."
        page.write_comment()
        return ""

    def delete_highlight(self) -> str:
        chosen = self._page.marking.chosen
        if chosen is None:
            return "Choose a highlight first: press it."
        self._page.marking.remove_chosen()
        return f"Deleted the {HIGHLIGHT_KINDS[chosen.kind]}. Undo brings it back."

    def copy_highlights(self) -> str:
        highlights = self._page.marking.highlights
        if not highlights:
            return "Nothing is highlighted in this paper yet."
        QApplication.clipboard().setText(markdown(highlights))
        return f"Copied {counted(len(highlights), 'highlight')} as Markdown."
