"""What the reader does with PDFs: read, fetch, attach, keep, get ready for a flight."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.operations.pinning import PinPdfs
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.downloader import Downloader
from effllm_desktop.ui.runtime.outside import open_address
from effllm_desktop.ui.runtime.paper_index import PaperIndex
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.papers import Papers
from effllm_desktop.ui.shell.resting import RestingDownloads
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.app.downloading.asking import Asked
    from effllm_desktop.app.downloading.attaching import WholePdf
    from effllm_desktop.app.downloading.meters import DownloadProgress, QueueProgress
    from effllm_desktop.app.readiness import Readiness
    from effllm_desktop.ui.downloads.pane import DownloadsPane

LARGEST_SHOWN = 200  # PDFs that are named with their sizes
HITS = 100  # pages that are shown of those that hold some words
PDFS = "PDF files (*.pdf)"


class PdfCommands(QObject):
    """The public methods without arguments are actions."""

    def __init__(
        self, window: Window, session: Session, bench: Workbench, jobs: ShownJobs, papers: Papers
    ) -> None:
        super().__init__(session)
        self._window = window
        self._session = session
        self._bench = bench
        self._jobs = jobs
        self._papers = papers
        self._pane: DownloadsPane | None = None
        self.downloader = Downloader(session, jobs)
        self.downloader.failed.connect(window.tell)
        self.downloader.progressed.connect(self._on_progressed)
        self._going: tuple[DownloadProgress, ...] = ()
        self._resting = RestingDownloads(window, session, self.downloader)
        self._resting.changed.connect(self._on_rested)
        self.index = PaperIndex(session)
        session.changes.changed.connect(self._on_changed)

    @property
    def pane(self) -> "DownloadsPane":
        """Made when it is first wanted."""
        if self._pane is None:
            self._pane = self._made_pane()
        return self._pane

    # --- actions ----------------------------------------------------------------------------

    def open_entry(self) -> None:
        """Read the paper where its PDF is here, else open its best link."""
        current = self._bench.entries.current()
        if current is not None and not self.read(current[0]):
            self._window.commands["open_link"].trigger()

    def download(self) -> None:
        self.fetch(self._bench.entries.selected_works(), first=True)

    def toggle_pin(self) -> None:
        works = self._bench.entries.selected_works()
        pinned = self._session.library.works.pinned(works)
        self._session.acts.run(
            PinPdfs(works, not pinned),
            done=lambda outcome: self._bench.said.emit(f"Done: {outcome.label}."),
        )

    def attach_pdf(self) -> None:
        """Let a file of the reader's own be the PDF of the chosen work: it is copied in."""
        from effllm_desktop.ui.widgets.file_choice import choose_file

        works = self._bench.entries.selected_works()
        if works:
            choose_file(
                self._window,
                "Attach a PDF",
                Path.home(),
                PDFS,
                lambda path: self.attach(works[0], path),
            )

    def get_ready(self) -> None:
        """Say what of what is shown can be read without a network."""
        self.get_scope_ready(self._bench.scope, self._bench.search_text)

    def find_inside(self) -> None:
        """Search the text of the PDFs on this machine."""
        from effllm_desktop.app.readmodels.inside import find_inside
        from effllm_desktop.ui.inside.dialog import InsideDialog

        database = self._session.library.database
        dialog = InsideDialog(
            lambda words: find_inside(database, words, HITS),
            self._bench.search_text,
            self._window,
        )
        dialog.opened.connect(self._papers.read_at)
        dialog.open()

    def show_storage(self) -> None:
        """Show what room the PDFs take."""
        from effllm_desktop.app.downloading import keeping
        from effllm_desktop.ui.downloads.storage import StorageDialog

        database, limit = self._session.library.database, self._session.settings.pdf_limit
        room, held = keeping.room_taken(database), keeping.largest(database, LARGEST_SHOWN)
        dialog = StorageDialog(room, limit, held, self._window)
        dialog.clear_wanted.connect(self._clear)
        dialog.open()

    def toggle_downloads(self) -> None:
        self.show_downloads(shown=not self.pane.isVisible())

    # --- for others -------------------------------------------------------------------------

    def read(self, work: WorkId) -> bool:
        """Open the PDF of a work; False where it is not on this machine."""
        return self._papers.read(work)

    def fetch(self, works: Sequence[WorkId], *, first: bool) -> None:
        if not works:
            return
        if self._session.settings.offline:
            self._window.notices.show_notice(
                Notice(
                    "offline",
                    Level.INFO,
                    "The program is set to stay offline: what you ask for waits.",
                    "To change that: offline = false in config.toml.",
                )
            )
        self.downloader.request(works, first=first, done=self._say_asked)

    def cancel(self, work: WorkId) -> None:
        self.downloader.cancel([work])

    def attach(self, work: WorkId, path: Path) -> None:
        folder = self._session.folder

        def job(progress: Progress) -> "WholePdf":
            from effllm_desktop.app.downloading.attaching import copied
            from effllm_desktop.app.pdf_reading import pages_of

            return copied(folder, path, pages_of, progress.checkpoint)

        def done(whole: "WholePdf") -> None:
            from effllm_desktop.app.downloading.attaching import attach

            attach(self._session.library, work, whole)
            read = NoticeAction("Read", lambda: self.read(work))
            title = self._session.library.works.details(work).title
            text = f"{path.name} is the PDF of “{title}” now."
            self._window.notices.show_notice(
                Notice(f"attached {work}", Level.INFO, text, actions=(read,))
            )

        self._jobs.start(f"Attaching {path.name}", job, done)

    def get_scope_ready(self, scope: Scope, search: str = "") -> None:
        """`search`: only what it finds there."""
        folder, settings = self._session.folder, self._session.settings
        title = self._bench.title_of(scope)
        if search.strip():
            title = f"{title}: {search.strip()}"

        def job(progress: Progress) -> "Readiness":
            from effllm_desktop.app.readiness import readiness_of
            from effllm_desktop.domain.queries import parse

            progress.report(None, "Looking at what is here")
            return readiness_of(folder, settings, scope, parse(search))

        def done(readiness: "Readiness") -> None:
            from effllm_desktop.ui.downloads.flight import FlightDialog

            dialog = FlightDialog(title, readiness, self._window)
            dialog.fetch_wanted.connect(self._fetch_and_keep)
            dialog.open()

        self._jobs.start("Ready for flight", job, done)

    def show_downloads(self, *, shown: bool = True) -> None:
        self.pane.setVisible(shown)
        if shown:
            self._show_rows()
            self.pane.focus()
        else:
            self._bench.entries.view.setFocus()

    def stop(self) -> None:
        self.downloader.progressed.disconnect(self._on_progressed)
        self._resting.stop()
        self.downloader.stop()
        self.index.stop()
        if self._pane is not None:
            self._window.remove_below(self._pane)
            self._pane = None

    # --- inside -----------------------------------------------------------------------------

    def _clear(self) -> None:
        """Remove what nothing keeps: it can be fetched again."""
        folder = self._session.folder

        def job(_: Progress) -> int:
            from effllm_desktop.app.downloading.keeping import clear

            return len(clear(folder))

        def done(count: int) -> None:
            self._session.workspace.notice_outside_changes()
            self._bench.said.emit(f"Removed the PDFs of {counted(count, 'work')}.")

        self._jobs.start("Removing PDFs", job, done)

    def _fetch_and_keep(self, readiness: "Readiness") -> None:
        self._session.acts.run(PinPdfs(readiness.wanted, pinned=True))
        self.fetch([one.work for one in readiness.missing], first=False)

    def _say_asked(self, asked: "Asked") -> None:
        parts = [f"{counted(len(asked.queued), 'PDF')} queued"] if asked.queued else []
        if asked.here:
            parts.append(f"{len(asked.here):,} here already")
        if asked.without:
            parts.append(f"{counted(len(asked.without), 'work')} without a PDF")
        self._bench.said.emit(", ".join(parts) + "." if parts else "Nothing to download.")

    def _show_rows(self, works: Collection[WorkId] | None = None) -> None:
        """Show the queue; where only some works have changed, these."""
        from effllm_desktop.app.readmodels.downloads import downloads_of

        database, settings = self._session.library.database, self._session.settings
        if works is not None and self.pane.show_changed(
            works, downloads_of(database, settings, works)
        ):
            return
        self.pane.show_rows(downloads_of(database, settings))

    def _on_changed(self, changes: Changes) -> None:
        if self._pane is not None and self._pane.isVisible() and Aspect.PDFS in changes.aspects:
            self._show_rows(changes.works)

    def _made_pane(self) -> "DownloadsPane":
        from effllm_desktop.ui.downloads.pane import DownloadsPane

        pane = DownloadsPane()
        pane.hide()
        self._window.add_below(pane)
        loader = self.downloader
        pane.pause_wanted.connect(loader.pause)
        pane.resume_wanted.connect(loader.resume)
        pane.retry_wanted.connect(loader.retry)
        pane.cancel_wanted.connect(loader.cancel)
        pane.page_wanted.connect(open_address)
        pane.closed.connect(lambda: self.show_downloads(shown=False))
        loader.progressed.connect(pane.show_progress)
        pane.show_pause(self._resting.pause)
        return pane

    def _on_progressed(self, progress: "QueueProgress | None") -> None:
        self._going = progress.downloads if progress else ()
        self._say_in_rows()

    def _on_rested(self) -> None:
        if self._pane is not None:
            self._pane.show_pause(self._resting.pause)
            if self._pane.isVisible():
                self._show_rows()  # a service that is left alone concerns all that wait for it
        self._say_in_rows()

    def _say_in_rows(self) -> None:
        """Say beside entries how far their PDFs are, or what they wait for."""
        from effllm_desktop.ui.downloads.wording import in_a_row

        said = {**self._resting.rows, **{one.work: in_a_row(one) for one in self._going}}
        self._bench.entries.show_downloads(said)
        self._bench.details.show_downloads(said)
