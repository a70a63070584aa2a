"""Everything about one work on one page: what the lists say above, what the reader says below."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from effllm_desktop.app.readmodels.works import WorkDetails
from effllm_desktop.ui.details.appearances import Appearances
from effllm_desktop.ui.details.heading import Heading
from effllm_desktop.ui.details.known import KnownFacts
from effllm_desktop.ui.details.links import Links
from effllm_desktop.ui.details.marks import Marks
from effllm_desktop.ui.details.note_editor import NoteEditor, NoteShelf
from effllm_desktop.ui.details.own import OwnState
from effllm_desktop.ui.details.pdf_line import PdfLine
from effllm_desktop.ui.details.remarks import Remarks
from effllm_desktop.ui.details.same_work import SameWork
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.rule import Rule


class Page(QScrollArea):
    """A column that scrolls; its lines of text are never longer than one reads with ease."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setBackgroundRole(QPalette.ColorRole.Base)
        content.setMaximumWidth(tokens.READING_WIDTH + 2 * tokens.SPACE_L)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(*4 * [tokens.SPACE_L])
        self.column.setSpacing(tokens.SPACE_M)
        self.setWidget(content)


class WorkPage(Page):
    """Arranges the parts; the pane wires them."""

    def __init__(
        self,
        shelf: NoteShelf,
        known_tags: Callable[[], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.heading = Heading(self)
        self.links = Links(self)
        self.pdf = PdfLine(self)
        self.remarks = Remarks(self)
        self.known = KnownFacts(self)
        self.same = SameWork(self)
        self.appearances = Appearances(self)
        self.own = OwnState(known_tags, self)
        self.marks = Marks(self)
        self.note = NoteEditor(shelf, self)
        said = (self.heading, self.links, self.pdf, self.remarks, self.known)
        for part in (*said, self.same, self.appearances, Rule(), self.own, self.marks):
            self.column.addWidget(part)
        self.column.addWidget(self.note, 1)
        self.same.rearranged.connect(self._order_tabs)
        self.appearances.rearranged.connect(self._order_tabs)
        self.own.tags.rearranged.connect(self._order_tabs)
        self.marks.rearranged.connect(self._order_tabs)

    def show_work(self, work: WorkDetails) -> None:
        self.show_text(work)
        self.own.tags.fold()
        self.show_state(work)
        self.verticalScrollBar().setValue(0)

    def show_text(self, work: WorkDetails) -> None:
        """What the lists say, and services."""
        self.heading.show_work(work)
        self.links.show_entry(work.entry)
        self.remarks.show_entry(work.entry)
        self.same.show_candidates(work.may_be)
        self.appearances.show_appearances(work.appearances)

    def show_state(self, work: WorkDetails) -> None:
        """What the reader says."""
        self.known.show_work(work)  # which version was read
        self.own.show_states([work.state])
        self.pdf.show_work(work)
        self.marks.show_highlights(work.highlights)
        self.note.show_note(work.work_id, work.state.note)

    def _order_tabs(self) -> None:
        """From the top down: many of the buttons are new with each work."""
        stops: list[QWidget] = [
            *self.heading.stops(),
            *self.links.stops(),
            self.pdf.button,
            *self.known.stops(),
            *self.same.buttons,
            *self.appearances.lines,
            *self.own.stops(),
            *self.marks.lines,
            *self.note.stops(),
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
