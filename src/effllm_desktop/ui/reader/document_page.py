"""An open document: panels beside the pages, the strip to find in, and who tells whom what."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.domain.pdf import Box, DocumentFacts, Hit, Link, OutlineItem
from effllm_desktop.ui.reader.anchoring import Anchoring
from effllm_desktop.ui.reader.answers import Answers
from effllm_desktop.ui.reader.find_bar import FindBar
from effllm_desktop.ui.reader.finds import Finds
from effllm_desktop.ui.reader.header import ReaderHeader
from effllm_desktop.ui.reader.jumps import Jumps
from effllm_desktop.ui.reader.looks import Looks
from effllm_desktop.ui.reader.marking import Marking
from effllm_desktop.ui.reader.marks_panel import MarksPanel
from effllm_desktop.ui.reader.only_pages import OnlyPages
from effllm_desktop.ui.reader.outline_panel import OutlinePanel
from effllm_desktop.ui.reader.page_layout import Anchor
from effllm_desktop.ui.reader.page_pictures import PagePictures
from effllm_desktop.ui.reader.page_texts import PageTexts
from effllm_desktop.ui.reader.page_view import PageView
from effllm_desktop.ui.reader.pointing import Pointing
from effllm_desktop.ui.reader.side_panel import SidePanel
from effllm_desktop.ui.reader.spreads import Spread
from effllm_desktop.ui.theme import current, tokens

if TYPE_CHECKING:
    from effllm_desktop.ui.reader.thumbnails import Thumbnails

PANEL, PANEL_MIN = 260, 180
"""Width of a panel when it is first shown, and the least of any part."""
THUMBNAIL_BYTES = 16 * 2**20
"""Some hundred small pictures."""


class DocumentPage(QWidget):
    """Arranges the parts of an open document and wires them; `commands` acts on them."""

    address_pressed = Signal(str)
    page_failed = Signal(int, object)  # page, AppError
    left = Signal()  # there is nothing that could be let go of any more
    copy_asked = Signal()
    note_asked = Signal()

    def __init__(
        self,
        facts: DocumentFacts,
        worker: PdfWorker,
        answers: Answers,
        marking: Marking,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.facts = facts
        self._worker = worker
        self._answers = answers
        self._knows_file_marks = False
        self.marking = marking
        self.anchoring = Anchoring(marking, worker, answers, self)
        self.jumps = Jumps()
        self.texts = PageTexts(worker, answers, self)
        self.pictures = PagePictures(worker, answers, parent=self)
        self.view = PageView(facts.sizes, self.pictures, self.texts, self)
        self.finds = Finds(worker, answers, self)
        self.header = ReaderHeader(self)
        self.find_bar = FindBar(self)
        self.outline = OutlinePanel(self)
        self.side = SidePanel(self)
        self.side.add(self.outline)
        self._thumbnails: Thumbnails | None = None
        self.marks = MarksPanel(marking, self)
        self.only_pages = OnlyPages(self.view, self.header, (self.side, self.marks))
        self._arrange()
        self.pointing = Pointing(self.view, facts.sizes)
        self._connect(self.pointing)
        answers.when(worker.outline(), self._on_outline, lambda _problem: None)
        self.header.show_pages(facts.pages)
        self.show_highlights()
        self.set_dark(dark=current().is_dark)

    @property
    def thumbnails(self) -> "Thumbnails":
        """Made when they are first wanted: a first page is seen earlier without them."""
        if self._thumbnails is None:
            from effllm_desktop.ui.reader.thumbnails import Thumbnails

            small = PagePictures(
                self._worker, self._answers, budget=THUMBNAIL_BYTES, beside=True, parent=self
            )
            self._thumbnails = Thumbnails(self.facts.sizes, small, self)
            self._thumbnails.gone_to.connect(self.jump_to)
            self.side.add(self._thumbnails)
            self._show_place()
        return self._thumbnails

    def show_looks(self, looks: Looks) -> None:
        """Let the pages look so."""
        self.view.show_looks(looks)
        self.header.two_pages.setChecked(looks.spread is not Spread.ONE)
        self.header.dark.setChecked(self.view.is_dark)

    def set_dark(self, *, dark: bool) -> None:
        """Light text on dark pages."""
        self.view.set_dark(dark)
        self._show_place()
        self.header.dark.setChecked(dark)

    def set_spread(self, spread: Spread) -> None:
        """Two pages side by side, or one below the other."""
        self.view.set_spread(spread)
        self.header.two_pages.setChecked(spread is not Spread.ONE)

    def jump_to(self, page: int, top: float | None = None) -> None:
        """Go somewhere else; the way back leads here."""
        self.jumps.leave(self.view.here)
        self.view.go_to_page(min(max(page, 1), self.facts.pages), top)

    def go(self, anchor: Anchor | None) -> None:
        """Go on the way back or forward."""
        if anchor is not None:
            self.view.go(anchor)

    def show_highlight(self, highlight: Highlight) -> None:
        """Go to a highlight and choose it."""
        if highlight.page <= self.facts.pages and not self.marking.is_elsewhere(highlight):
            self.jumps.leave(self.view.here)
            self.view.show_boxes(highlight.page, highlight.passage.boxes)
        self.marking.choose(highlight.id)

    def write_comment(self) -> None:
        """Let the comment on the chosen highlight be typed."""
        self.set_panel(self.marks, shown=True)
        self.marks.comment.setFocus()

    def show_highlights(self) -> None:
        chosen = self.marking.chosen
        self.view.show_highlights(self.marking.here, chosen.id if chosen else None)

    def set_panel(self, panel: QWidget, *, shown: bool) -> None:
        """Show or hide one of the panels beside the pages."""
        if panel in self.side.panels:
            self.side.set_shown(panel, shown=shown)
        else:
            panel.setVisible(shown)
        if shown and panel is self.marks and not self._knows_file_marks:
            self._knows_file_marks = True  # all pages are gone over: not before they are wanted
            marks = self._worker.all_annotations()
            self._answers.when(marks, self.marks.in_file.show_marks, lambda _problem: None)
        self.header.outline.setChecked(not self.outline.isHidden())
        if self._thumbnails is not None:
            self.header.thumbnails.setChecked(not self._thumbnails.isHidden())
        self.header.marks.setChecked(not self.marks.isHidden())

    def find_words(self, words: str, page: int) -> None:
        """Mark all hits of some words, and go to the first one from a page on."""
        self.jump_to(page)
        self.find_bar.open_with(words)
        self.finds.find(words, page)

    def close_finds(self) -> None:
        self.find_bar.leave()
        self.finds.clear()
        self.view.setFocus()

    def _arrange(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(tokens.HANDLE)
        for part in (self.side, self.view, self.marks):
            self._splitter.addWidget(part)
            part.setMinimumWidth(current().length(PANEL_MIN))
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([PANEL, tokens.WINDOW[0], PANEL])
        self.set_panel(self.marks, shown=bool(self.marking.highlights))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.find_bar)
        column.addWidget(self._splitter, 1)
        self.setFocusProxy(self.view)

    def _connect(self, pointing: Pointing) -> None:
        view, finds, bar = self.view, self.finds, self.find_bar
        for signal in (view.moved, view.gone_to, view.resized):
            signal.connect(self._show_place)
        self.header.page_asked.connect(self._on_page_asked)
        self.outline.gone_to.connect(self.jump_to)
        self.marks.gone_to.connect(self.show_highlight)
        self.marks.in_file.gone_to.connect(self._on_file_mark)
        self.marks.copy_asked.connect(self.copy_asked)
        self.marks.note_asked.connect(self.note_asked)
        self.marking.changed.connect(self.show_highlights)
        self.pictures.failed.connect(self.page_failed)
        pointing.link_pressed.connect(self._on_link)
        pointing.highlight_pressed.connect(self._on_highlight)
        pointing.note_opened.connect(self._on_note_opened)
        pointing.note_moved.connect(self._on_note_moved)
        bar.asked.connect(lambda words: finds.find(words, view.page))
        bar.next_asked.connect(lambda: finds.step(forward=True))
        bar.previous_asked.connect(lambda: finds.step(forward=False))
        bar.closed.connect(self.close_finds)
        finds.changed.connect(self._show_finds)
        finds.gone_to.connect(self._on_hit)
        self.texts.arrived.connect(self._on_text)

    def _show_place(self) -> None:
        self.header.show_place(self.view.page, self.view.percent)
        if not self.outline.isHidden():
            self.outline.show_page(self.view.page)
        if self._thumbnails is not None:
            self._thumbnails.show_page(self.view.page)
            self._thumbnails.show_as(dark=self.view.is_dark, quarters=self.view.quarters)

    def _show_finds(self) -> None:
        self.find_bar.show_finds(self.finds)
        self.view.show_hits(self.finds.hits, self.finds.hit)

    def _on_outline(self, items: tuple[OutlineItem, ...]) -> None:
        self.outline.show_outline(items)
        self.header.outline.setEnabled(bool(items))

    def _on_page_asked(self, page: int) -> None:
        self.view.setFocus()
        self.jump_to(page)

    def _on_link(self, link: Link) -> None:
        if link.page is not None:
            self.jump_to(link.page, link.top)
        else:
            self.address_pressed.emit(link.uri)

    def _on_highlight(self, highlight: Highlight | None) -> None:
        self.marking.choose(highlight.id if highlight else None)
        if highlight is not None and highlight.is_note:  # what it says stands beside the pages
            self.set_panel(self.marks, shown=True)

    def _on_file_mark(self, page: int, boxes: Sequence[Box]) -> None:
        self.jumps.leave(self.view.here)
        self.view.show_boxes(page, boxes)

    def _on_note_opened(self, note: Highlight) -> None:
        self.marking.choose(note.id)
        self.write_comment()

    def _on_note_moved(self, note: Highlight) -> None:
        self.marking.choose(note.id)
        self.marking.move_note(note.id, note.page, note.passage.boxes[0])

    def _on_hit(self, hit: Hit) -> None:
        """What was found is selected: so it can be highlighted without a pointer."""
        if self.finds.place == 1:
            self.jumps.leave(self.view.here)
        self.view.show_boxes(hit.page, hit.boxes)
        self.view.select_hit(hit)

    def _on_text(self, page: int) -> None:
        hit = self.finds.hit
        if hit is not None and hit.page == page and self.view.selection.is_empty:
            self.view.select_hit(hit)
