"""The papers that are open: each in a tab, each in a process of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.domain.changes import Changes
from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.outside import open_address, open_file
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.tabs import Tabs
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

if TYPE_CHECKING:  # imported when the first paper is opened
    from effllm_desktop.app.downloading.keeping import PdfFile
    from effllm_desktop.app.pdf_reading import PdfReading
    from effllm_desktop.ui.reader.pane import Paper, ReaderPane

PDFS = "PDF files (*.pdf)"


class Papers(QObject):
    """Opens and closes readers. The public methods without arguments are actions."""

    def __init__(
        self, window: Window, session: Session, bench: Workbench, tabs: Tabs, *, offer_read: bool
    ) -> None:
        super().__init__(session)
        self._window = window
        self._session = session
        self._bench = bench
        self._tabs = tabs
        self._offer_read = offer_read
        self._reading: PdfReading | None = None
        self._readers: dict[WorkId, ReaderPane] = {}
        tabs.close_asked.connect(self._close)
        bench.highlight_requested.connect(self.show_highlight)
        session.changes.changed.connect(self._on_changed)

    @property
    def front(self) -> "ReaderPane | None":
        """The paper that is in front, if one is."""
        return next((one for one in self._readers.values() if one is self._tabs.front), None)

    def open(self, work: WorkId, path: Path, pdf: str | None = None) -> "ReaderPane":
        """Read the PDF of a work; `pdf` is its SHA-256, if known."""
        reader = self._readers.get(work)
        if reader is None:
            reader = self._readers[work] = self._made(work, path, pdf)
            self._tabs.add(reader, reader.paper.title)
        else:
            self._tabs.show_page(reader)
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

        if self._reading is None and room_taken(self._session.library.database).files:
            self._reading = PdfReading()
            self._reading.prepare()

    def close_all(self) -> None:
        """Save where one is in each, and end their processes."""
        for reader in list(self._readers.values()):
            self._close(reader)
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    # --- actions ----------------------------------------------------------------------------

    def in_reader(self, act: tuple[str, *tuple[object, ...]]) -> None:
        """Do what the front reader knows under a name."""
        if self.front is not None:
            self.front.act(*act)

    def highlights_to_note(self) -> None:
        if self.front is not None:
            self.front.add_highlights_to_note()

    def save_annotated(self) -> None:
        """Write a copy whose highlights other viewers show, too."""
        from effllm_desktop.ui.widgets.file_choice import choose_new_file

        reader = self.front
        if reader is not None and reader.page is not None:
            choose_new_file(
                self._window,
                "Save an annotated copy",
                self._suggested(reader.paper.work, " annotated"),
                PDFS,
                lambda file: reader.write_annotated(lambda data: self._write(file, lambda: data)),
            )

    def save_pdf(self) -> None:
        """Write a copy of the PDF under a readable name."""
        from effllm_desktop.ui.widgets.file_choice import choose_new_file

        reader = self.front
        if reader is not None:
            paper = reader.paper
            choose_new_file(
                self._window,
                "Save the PDF",
                self._suggested(paper.work, ""),
                PDFS,
                lambda file: self._write(file, paper.path.read_bytes),
            )

    def open_paper_outside(self) -> None:
        if self.front is not None:
            open_file(self.front.paper.path)

    def close_paper(self) -> None:
        if self.front is not None:
            self._close(self.front)

    def next_tab(self) -> None:
        self._tabs.step(1)

    def previous_tab(self) -> None:
        self._tabs.step(-1)

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

    def _suggested(self, work: WorkId, addition: str) -> Path:
        """A readable name for a copy outside the library."""
        from effllm_desktop.app.pdf_names import readable_name

        entry = self._session.library.works.details(work).entry
        name = readable_name(entry, self._session.settings.pdf_name)
        return Path.home() / f"{name.removesuffix('.pdf')}{addition}.pdf"

    def _write(self, file: Path, data: Callable[[], bytes]) -> None:
        """Off the main thread: it waits for the disk."""

        def job(_: Progress) -> None:
            from effllm_desktop.app.pdf_reading import write_copy

            write_copy(file, data())

        self._session.jobs.start(
            job,
            name="Saving a copy",
            done=lambda _: self._window.status.say(f"Saved {file.name}."),
            failed=self._window.tell,
        )

    def _made(self, work: WorkId, path: Path, pdf: str | None) -> "ReaderPane":
        from effllm_desktop.app.pdf_reading import PdfReading
        from effllm_desktop.ui.reader.pane import Paper, ReaderPane

        if self._reading is None:
            self._reading = PdfReading()
        details = self._session.library.works.details(work)
        paper = Paper(work, details.title, path, details.state.status, pdf)
        library = self._session.library
        reader = ReaderPane(paper, self._reading.worker(), self._session.acts, library.highlights)
        reader.said.connect(self._window.status.say)
        reader.failed.connect(self._window.tell)
        reader.address_pressed.connect(self._ask_to_open)
        reader.finished.connect(self._on_finished)
        reader.opened.connect(self._window.acted)
        reader.opened.connect(self._reading.prepare)
        return reader

    def _close(self, reader: QWidget) -> None:
        work = next(work for work, one in self._readers.items() if one is reader)
        self._readers.pop(work).close_document()
        self._tabs.remove(reader)
        reader.hide()
        reader.deleteLater()

    def _on_changed(self, changes: Changes) -> None:
        for reader in self._readers.values():
            reader.refresh(changes)

    def _ask_to_open(self, address: str) -> None:
        """What a paper links to is opened by nobody but the reader."""
        actions = (
            NoticeAction("Open in the browser", lambda: open_address(address)),
            NoticeAction("Copy", lambda: QGuiApplication.clipboard().setText(address)),
        )
        text = f"This paper links to {address}"
        self._window.notices.show_notice(Notice("link", Level.INFO, text, actions=actions))

    def _on_finished(self, paper: "Paper") -> None:
        """The last page was reached: offer to mark the work as read."""
        (state,) = self._session.library.works.states([paper.work])
        if not self._offer_read or state.status is Status.READ:
            return
        mark = NoticeAction(
            "Mark as read", lambda: self._session.acts.run(SetStatus([paper.work], Status.READ))
        )
        text = f"You reached the last page of “{paper.title}”."
        self._window.notices.show_notice(
            Notice(f"finished {paper.work}", Level.INFO, text, actions=(mark,))
        )
