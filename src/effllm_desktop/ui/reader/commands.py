"""What keys and menus do in the reader: the window's table of actions names the methods."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from effllm_desktop.app.highlight_text import markdown
from effllm_desktop.app.passages import Stretch, joined, passage
from effllm_desktop.domain.highlights import Colour, Highlight, Passage
from effllm_desktop.ui.reader import zoom
from effllm_desktop.ui.reader.document_page import DocumentPage
from effllm_desktop.ui.reader.spreads import Spread
from effllm_desktop.ui.reader.zoom import Fit
from effllm_desktop.ui.words import counted

NOTHING_SELECTED = "Select some text first: with the pointer, or by finding it."


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
        """Mark what is selected; where nothing is, give the chosen highlight another colour."""
        page = self._page
        selected = page.view.selection.marked()
        if selected:
            self._mark(selected, colour)
            page.view.select_nothing()
        elif page.marking.chosen is not None and colour is not None:
            page.marking.recolour(colour)
        else:
            return NOTHING_SELECTED
        return ""

    def _mark(self, selected: Sequence[tuple[Passage, Stretch]], colour: Colour | None) -> None:
        """Mark passages; one that lies over others of its colour and they become one."""
        marking = self._page.marking
        wanted = colour or marking.colour
        passages: list[Passage] = []
        instead_of: list[Highlight] = []
        for made, stretch in selected:
            text = self._page.texts.text(stretch.page)
            on_page = [one for one in marking.here if one.page == stretch.page]
            alike = [one for one in on_page if one.colour is wanted]
            if text is None or not alike:
                passages.append(made)
                continue
            grown, under = joined(text, stretch, [one.passage for one in alike])
            instead_of += [one for one in alike if one.passage in under]
            passages.append(passage(text, grown) or made)
        if len(passages) == len(instead_of) == 1 and passages[0] == instead_of[0].passage:
            marking.choose(instead_of[0].id)  # all of it is marked already
        else:
            marking.add(passages, wanted, instead_of=instead_of)

    def comment_highlight(self) -> str:
        """Write about the chosen highlight; what is selected is highlighted first."""
        page = self._page
        if page.view.selection.passages():
            self.highlight(None)
        if page.marking.chosen is None:
            return "Choose a highlight first: press it, or select some text."
        page.set_panel(page.marks, shown=True)
        page.marks.comment.setFocus()
        return ""

    def delete_highlight(self) -> str:
        if self._page.marking.chosen is None:
            return "Choose a highlight first: press it."
        self._page.marking.remove_chosen()
        return "Deleted the highlight. Undo brings it back."

    def copy_highlights(self) -> str:
        highlights = self._page.marking.highlights
        if not highlights:
            return "Nothing is highlighted in this paper yet."
        QApplication.clipboard().setText(markdown(highlights))
        return f"Copied {counted(len(highlights), 'highlight')} as Markdown."
