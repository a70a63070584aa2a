"""The reader of one paper: it opens the file, and says why when that cannot be."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from effllm_desktop.app.highlight_text import markdown
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.app.operations.noting import AddToNote
from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.app.readmodels.highlights import HighlightReader
from effllm_desktop.app.workspace import Operation, Runner
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError, BadInput, PdfLocked
from effllm_desktop.domain.highlights import Highlight, HighlightKind
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.pdf import DocumentFacts, Mark
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.reader.answers import Answers
from effllm_desktop.ui.reader.commands import ReaderCommands
from effllm_desktop.ui.reader.document_page import DocumentPage
from effllm_desktop.ui.reader.last_place import PlaceKeeper
from effllm_desktop.ui.reader.locked_page import LockedPage
from effllm_desktop.ui.reader.looks import Looks
from effllm_desktop.ui.reader.looks_keeper import LooksKeeper
from effllm_desktop.ui.reader.marking import Marking
from effllm_desktop.ui.reader.pace_keeper import PaceKeeper
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.empty_state import Emptiness, EmptyState
from effllm_desktop.ui.words import counted


class Paper(NamedTuple):
    """What is read: a work, and the file on this machine. `pdf` is its SHA-256, if known.

    `looks` is how its pages look at first.
    """

    work: WorkId
    title: str
    path: Path
    status: Status
    pdf: str | None = None
    looks: Looks = Looks()


class ReaderPane(QWidget):
    """Everything that is asked of the file is answered later; the pane never waits."""

    opened = Signal()
    said = Signal(str)
    failed = Signal(object)  # AppError
    finished = Signal(object)  # Paper: its last page was reached
    address_pressed = Signal(str)
    looks_chosen = Signal(object)  # Looks
    page_read = Signal(float)  # seconds that it took

    def __init__(
        self,
        paper: Paper,
        worker: PdfWorker,
        runner: Runner,
        highlights: HighlightReader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setAccessibleName("Reader")
        self.paper = paper
        self._worker = worker
        self._runner = runner
        self._reader = highlights
        self._answers = Answers(self)
        self._page: DocumentPage | None = None
        self._commands: ReaderCommands | None = None
        self._keeper: PlaceKeeper | None = None
        self._looks: LooksKeeper | None = None
        self._wanted: Callable[[DocumentPage], None] | None = None
        self._locked: LockedPage | None = None
        self._told_of_pages = False
        self._is_closed = False
        self._bare = False
        self._empty = EmptyState(self)
        self._empty.show_emptiness(Emptiness("kind-paper", "Opening …", paper.title))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._open()

    @property
    def page(self) -> DocumentPage | None:
        """The document; None until it is open."""
        return self._page

    @property
    def panes(self) -> list[QWidget]:
        """The pages and what stands beside them; this one itself while nothing is open."""
        page = self._page
        return [self] if page is None else [page.side, page.view, page.marks]

    @property
    def commands(self) -> ReaderCommands | None:
        return self._commands

    def act(self, name: str, *values: object) -> None:
        """Do what an action of the reader's stands for."""
        if self._commands is not None and (words := getattr(self._commands, name)(*values)):
            self.said.emit(words)

    def show_highlight(self, highlight: Highlight) -> None:
        """Go to a highlight, as soon as the file is open."""
        self._when_open(lambda page: page.show_highlight(highlight))

    def show_page(self, number: int) -> None:
        self._when_open(lambda page: page.jump_to(number))

    def show_words(self, words: str, page: int) -> None:
        """Find words from a page on, as soon as the file is open; all hits are marked."""
        self._when_open(lambda shown: shown.find_words(words, page))

    def set_bare(self, *, bare: bool) -> None:
        """Show nothing but pages; or what is around them again."""
        self._bare = bare
        self._show_bare()

    def add_highlights_to_note(self) -> None:
        """Write the highlights below what the note says, but for those that it quotes already."""
        found = self._reader.not_in_note(self.paper.work)
        if not self._reader.of_work(self.paper.work):
            self.said.emit("Nothing is highlighted in this paper yet.")
        elif not found:
            self.said.emit("The note has all highlights of this paper already.")
        elif self._run(AddToNote(self.paper.work, markdown(found))):
            self.said.emit("Added the highlights to the note. Undo takes them out.")

    def write_annotated(self, done: Callable[[bytes], None]) -> None:
        """Make the bytes of a copy in which the highlights are such for every viewer.

        Those that this file does not have, made in another version, are left out and said.
        """
        if self._page is None:
            return
        marking, pages = self._page.marking, self._page.facts.pages
        marks = [_mark(one) for one in marking.here if one.page <= pages]
        if left := len(marking.highlights) - len(marks):
            what = f"{counted(left, 'highlight')} of another version will be missing in the copy."
            self.failed.emit(BadInput(what, "This file does not have what they mark."))
        self._answers.when(self._worker.annotated(marks), done, self.failed.emit)

    def another_worker(self, path: Path) -> PdfWorker:
        """A quiet process of its own for the file, or a copy of it, for what takes long."""
        return self._worker.another(path)

    def refresh(self, changes: Changes) -> None:
        """Show again what the changes touched."""
        touched = changes.touches(self.paper.work)
        if touched and Aspect.HIGHLIGHTS in changes.aspects and self._page is not None:
            self._page.marking.refresh()

    def carry(self, move: Callable[[], None]) -> None:
        """Be put somewhere else, such as into another window: place and focus stay as they are."""
        place = self._page.view.here if self._page is not None else None
        focus = QApplication.focusWidget()
        move()
        _lay_out_around(self)
        if self._page is not None and place is not None:
            self._page.view.go(place)
        (focus if focus is not None and self.isAncestorOf(focus) else self).setFocus()

    def close_document(self) -> None:
        """Save what is half typed and where one is; end the file's process."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._page is not None:
            self._page.marks.comment.flush()
            self._page.finds.clear()
        if self._keeper is not None:
            self._keeper.flush()
        if self._looks is not None:
            self._looks.flush()
        self._answers.close()
        self._worker.close()

    def _on_opened(self, facts: DocumentFacts) -> None:
        work = self.paper.work
        marking = Marking(work, self._reader, self._runner, pdf=self.paper.pdf, parent=self)
        page = self._page = DocumentPage(facts, self._worker, self._answers, marking, self)
        self._commands = ReaderCommands(page)
        self._keeper = PlaceKeeper(
            work, page.view, facts.pages, self._runner, self._reader.last_place(work)
        )
        self._connect(page, self._keeper)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._show_bare()
        self._stack.activate()  # so that the place is right when pages have their sizes
        self.setFocusProxy(page)
        page.view.setFocus()
        page.show_looks(self.paper.looks)
        self._looks = LooksKeeper(page.view)
        self._looks.chosen.connect(self.looks_chosen)
        self._keeper.restore()
        PaceKeeper(page.view).page_read.connect(self.page_read)
        if self.paper.status is Status.UNREAD:
            self._run(SetStatus([work], Status.READING))
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted(page)
        page.anchoring.begin()
        self.opened.emit()

    def _open(self, password: str = "") -> None:
        opening = self._worker.open(self.paper.path, password)
        self._answers.when(opening, self._on_opened, self._on_refused)

    def _on_refused(self, problem: AppError) -> None:
        if isinstance(problem, PdfLocked):
            self._ask_for_password(problem)
            return
        self._stack.setCurrentWidget(self._empty)
        self._empty.show_emptiness(Emptiness("kind-paper", problem.what, problem.hint))

    def _ask_for_password(self, problem: PdfLocked) -> None:
        if self._locked is None:
            self._locked = LockedPage(self)
            self._locked.entered.connect(self._open)
            self._stack.addWidget(self._locked)
        self._stack.setCurrentWidget(self._locked)
        self._locked.ask(problem)

    def _on_page_failed(self, _page: int, problem: AppError) -> None:
        """A document costs one notice, however many of its pages are bad."""
        if not self._told_of_pages:
            self._told_of_pages = True
            self.failed.emit(problem)

    def _when_open(self, do: Callable[[DocumentPage], None]) -> None:
        if self._page is not None:
            do(self._page)
        else:
            self._wanted = do

    def _leave_full_screen(self) -> None:
        """Esc was pressed where nothing is left to let go of."""
        window = self.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)

    def _show_bare(self) -> None:
        if self._page is not None:
            self._page.only_pages.set_on(on=self._bare)

    def _run(self, operation: Operation) -> bool:
        try:
            self._runner.run(operation, origin=self)
        except AppError as problem:
            self.failed.emit(problem)
            return False
        return True

    def _connect(self, page: DocumentPage, keeper: PlaceKeeper) -> None:
        page.header.pressed.connect(self.act)
        page.address_pressed.connect(self.address_pressed)
        page.left.connect(self._leave_full_screen)
        page.page_failed.connect(self._on_page_failed)
        page.copy_asked.connect(lambda: self.act("copy_highlights"))
        page.note_asked.connect(self.add_highlights_to_note)
        page.marking.failed.connect(self.failed)
        page.anchoring.said.connect(self.said)
        keeper.failed.connect(self.failed)
        keeper.finished.connect(lambda: self.finished.emit(self.paper))


def _lay_out_around(widget: QWidget) -> None:
    """Give everything that a widget lies in its size now: a place in pages depends on theirs."""
    around = [widget]
    while (parent := around[-1].parentWidget()) is not None:
        around.append(parent)
    for one in reversed(around):
        if (layout := one.layout()) is not None:
            layout.activate()


def _mark(one: Highlight) -> Mark:
    """A highlight as other viewers are to show it: on paper."""
    tint, line = tokens.MARKS_ON_PAPER[one.colour], tokens.LINES_ON_PAPER[one.colour]
    is_line = one.kind in (HighlightKind.UNDERLINE, HighlightKind.STRIKEOUT)
    colour = line if is_line else tint
    return Mark(one.page, one.passage.boxes, colour, one.comment, one.kind.value, line)
