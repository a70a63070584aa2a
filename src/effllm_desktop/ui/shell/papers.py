"""The papers that are open: each in a tab or a window, each in a process of its own."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.domain.changes import Changes
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.outside import open_address
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.paper_places import PaperPlaces
from effllm_desktop.ui.shell.reading_effort import ReadingPace
from effllm_desktop.ui.shell.tabs import Tabs
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

if TYPE_CHECKING:  # imported when the first paper is opened
    from effllm_desktop.app.downloading.keeping import PdfFile
    from effllm_desktop.app.pdf_reading import PdfReading
    from effllm_desktop.ui.reader.pane import Paper, ReaderPane
    from effllm_desktop.ui.shell.paper_looks import PaperLooks


class Papers(QObject):
    """Opens and closes readers; `places` knows where they are."""

    def __init__(
        self, window: Window, session: Session, bench: Workbench, tabs: Tabs, *, offer_read: bool
    ) -> None:
        super().__init__(session)
        self._window = window
        self._session = session
        self._bench = bench
        self._offer_read = offer_read
        self._reading: PdfReading | None = None
        self._is_over = False
        self._readers: dict[WorkId, ReaderPane] = {}
        self._looks: PaperLooks | None = None
        self.places = PaperPlaces(window, session, tabs)
        self.pace = ReadingPace(lambda: self.places.state, self)
        self.places.close_asked.connect(self.close)
        bench.highlight_requested.connect(self.show_highlight)
        session.changes.changed.connect(self._on_changed)

    @property
    def front(self) -> "ReaderPane | None":
        """The paper whose tab is in front, if one is."""
        return self.places.front_in(self._window)

    def open(self, work: WorkId, path: Path, pdf: str | None = None) -> "ReaderPane":
        """Read the PDF of a work; `pdf` is its SHA-256, if known."""
        reader = self._readers.get(work)
        if reader is None:
            reader = self._readers[work] = self._made(work, path, pdf)
            self.places.add(reader)
        else:
            self.places.show(reader)
        return reader

    def read(self, work: WorkId) -> bool:
        """Read a work whose PDF is on this machine; whether it is."""
        found = self._file_of(work)
        if found is not None:
            self.open(work, found.path, found.sha256)
            self._note_reading(work)
        return found is not None

    def read_at(self, work: WorkId, words: str, page: int) -> None:
        """Read a work where some words stand; what is no longer here is asked for."""
        if self.read(work):
            self._readers[work].show_words(words, page)
        else:
            self._bench.download_requested.emit(work)

    def show_highlight(self, highlight: Highlight) -> None:
        """Open the page that a highlight is on."""
        if self.read(highlight.work):
            self._readers[highlight.work].show_highlight(highlight)
            return
        fetch = NoticeAction(
            "Download it", lambda: self._bench.download_requested.emit(highlight.work)
        )
        text = "The PDF of this highlight is not on this machine."
        self._window.notices.show_notice(Notice("no pdf", Level.INFO, text, actions=(fetch,)))

    def prepare(self) -> None:
        """Start the process for the first paper in advance, where there is one to be read."""
        from effllm_desktop.app.downloading.keeping import room_taken
        from effllm_desktop.app.pdf_reading import PdfReading

        if self._is_over:  # another library was opened before it was time
            return
        if self._reading is None and room_taken(self._session.library.database).files:
            self._reading = PdfReading()
            self._reading.prepare()

    def close(self, reader: "ReaderPane") -> None:
        """Save where one is, end the file's process, take the tab or the window away."""
        del self._readers[reader.paper.work]  # first: what fails now is told where it is seen
        self.places.remove(reader)
        reader.close_document()
        reader.hide()
        reader.deleteLater()

    def close_all(self) -> None:
        """Close each paper in its turn, those in windows of their own with these."""
        self._is_over = True
        for reader in list(self._readers.values()):
            self.close(reader)
        self.places.stop()
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    # --- inside -----------------------------------------------------------------------------

    def _file_of(self, work: WorkId) -> "PdfFile | None":
        from effllm_desktop.app.downloading.keeping import file_of

        return file_of(self._session.library, work)

    def _note_reading(self, work: WorkId) -> None:
        """What was read last goes last when room is needed."""
        library = self._session.library
        folder, now = library.folder, library.clock().isoformat()

        def job(_: Progress) -> None:
            from effllm_desktop.app.downloading.keeping import note_reading

            note_reading(folder, work, now)

        self._session.jobs.start(
            job, name="Noting what is read", done=lambda _: None, failed=self._window.tell
        )

    def _made(self, work: WorkId, path: Path, pdf: str | None) -> "ReaderPane":
        from effllm_desktop.app.pdf_reading import PdfReading
        from effllm_desktop.ui.reader.pane import Paper, ReaderPane
        from effllm_desktop.ui.shell.paper_looks import PaperLooks

        if self._reading is None:
            self._reading = PdfReading()
        if self._looks is None:
            self._looks = PaperLooks(self.places.state)
        details = self._session.library.works.details(work)
        looks = self._looks.of(details.key)
        paper = Paper(work, details.title, path, details.state.status, pdf, looks)
        library = self._session.library
        reader = ReaderPane(paper, self._reading.worker(), self._session.acts, library.highlights)
        reader.said.connect(partial(self._say, work))
        reader.failed.connect(partial(self._tell, work))
        reader.address_pressed.connect(partial(self._ask_to_open, work))
        reader.finished.connect(self._on_finished)
        reader.page_read.connect(self.pace.add)
        reader.looks_chosen.connect(partial(self._looks.keep, details.key))
        reader.opened.connect(self._window.acted)
        reader.opened.connect(self._reading.prepare)
        return reader

    def _window_of(self, work: WorkId) -> Window:
        """Where what is said of a paper is seen."""
        reader = self._readers.get(work)
        return self.places.window_of(reader) if reader is not None else self._window

    def _say(self, work: WorkId, words: str) -> None:
        self._window_of(work).status.say(words)

    def _tell(self, work: WorkId, problem: AppError) -> None:
        self._window_of(work).tell(problem)

    def _on_changed(self, changes: Changes) -> None:
        for reader in self._readers.values():
            reader.refresh(changes)

    def _ask_to_open(self, work: WorkId, address: str) -> None:
        """What a paper links to is opened by nobody but the reader."""
        actions = (
            NoticeAction("Open in the browser", lambda: open_address(address)),
            NoticeAction("Copy", lambda: QGuiApplication.clipboard().setText(address)),
        )
        text = f"This paper links to {address}"
        notice = Notice("link", Level.INFO, text, actions=actions)
        self._window_of(work).notices.show_notice(notice)

    def _on_finished(self, paper: "Paper") -> None:
        """The last page was reached: offer to mark the work as read."""
        (state,) = self._session.library.works.states([paper.work])
        if not self._offer_read or state.status is Status.READ:
            return
        mark = NoticeAction(
            "Mark as read", lambda: self._session.acts.run(SetStatus([paper.work], Status.READ))
        )
        text = f"You reached the last page of “{paper.title}”."
        notice = Notice(f"finished {paper.work}", Level.INFO, text, actions=(mark,))
        self._window_of(paper.work).notices.show_notice(notice)
