"""What the window does for an open library: its commands and what goes on by itself, wired up.

None of it is needed to show the entries, so it is made after they are painted.
"""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from effllm_desktop.app.jobs import Progress
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.importing.importer import Importer
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.outside import open_address
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.runtime.upstream_watch import UpstreamWatch
from effllm_desktop.ui.shell.completing_commands import CompletingCommands
from effllm_desktop.ui.shell.daily import Daily
from effllm_desktop.ui.shell.drag_commands import Dragging
from effllm_desktop.ui.shell.dropping import Dropping
from effllm_desktop.ui.shell.editing_commands import EditingCommands
from effllm_desktop.ui.shell.entry_commands import EntryCommands
from effllm_desktop.ui.shell.export_commands import ExportCommands
from effllm_desktop.ui.shell.library_commands import LibraryCommands
from effllm_desktop.ui.shell.list_commands import ListCommands
from effllm_desktop.ui.shell.list_news import ListNews
from effllm_desktop.ui.shell.merge_commands import MergeCommands
from effllm_desktop.ui.shell.metadata_commands import MetadataCommands
from effllm_desktop.ui.shell.moving_commands import MovingCommands
from effllm_desktop.ui.shell.opening import Opening
from effllm_desktop.ui.shell.palette_commands import PaletteCommands
from effllm_desktop.ui.shell.papers import Papers
from effllm_desktop.ui.shell.paste_commands import PasteCommands
from effllm_desktop.ui.shell.pdf_commands import PdfCommands
from effllm_desktop.ui.shell.print_commands import PrintCommands
from effllm_desktop.ui.shell.reading_effort import ReadingEffort
from effllm_desktop.ui.shell.rewording_commands import RewordingCommands
from effllm_desktop.ui.shell.search_commands import SearchCommands
from effllm_desktop.ui.shell.seeing import Seeing
from effllm_desktop.ui.shell.seen_lately import SeenLately
from effllm_desktop.ui.shell.table_commands import TableCommands
from effllm_desktop.ui.shell.tag_commands import TagCommands
from effllm_desktop.ui.shell.trash_commands import TrashCommands
from effllm_desktop.ui.shell.view_commands import ViewCommands
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

READY_AFTER_MILLISECONDS = 4000  # the start has other things to do
PATIENCE_MILLISECONDS = 1000  # nobody is told of what takes less


class LibraryService(QObject):
    """Wires commands and background work to the panes; `stop` ends what goes on by itself."""

    def __init__(self, window: Window, session: Session, bench: Workbench, papers: Papers) -> None:
        super().__init__(session)
        self._window = window
        self._session = session
        self._bench = bench
        jobs = ShownJobs(session.jobs, window.status.progress, window.tell)
        self.importer = Importer(session, jobs)
        self.watch = UpstreamWatch(session)
        self.lists = ListCommands(window, session, bench, jobs, self.importer)
        self.editing = EditingCommands(window, session, bench)
        self.opening = Opening(window, session, bench, jobs, self.importer)
        self._news = ListNews(
            window, session, bench, self.importer, self.watch, self.lists, self.editing
        )
        self.library = LibraryCommands(
            window,
            session,
            bench,
            jobs,
            self.opening,
            self.watch,
            self.lists.show_reports,
        )
        self.exporting = ExportCommands(window, session, bench, jobs)
        self.papers = papers
        self.pdfs = PdfCommands(window, session, bench, jobs, papers)
        self.entries = EntryCommands(session, bench, jobs, self.pdfs.open_entry)
        self.dragging = Dragging(session, bench)
        self.moving = MovingCommands(window, session, bench, self.dragging)
        self.rewording = RewordingCommands(window, session, bench, jobs)
        self.trash = TrashCommands(window, session, bench, self.library.trash_list)
        self.seeing = Seeing(session, bench, self)
        self.effort = ReadingEffort(session, bench, papers.pace, self)
        self.searches = SearchCommands(window, session, bench)
        self.view = ViewCommands(window, bench, lambda: papers.front)
        self.tags = TagCommands(window, session, bench)
        self.table = TableCommands(window, bench)
        seen = SeenLately(session, bench, self)
        self.palette = PaletteCommands(window, session, bench, self.exporting, seen)
        self.printing = PrintCommands(
            lambda: papers.places.front_in(papers.places.window_in_front),
            lambda: papers.places.window_in_front,
            jobs,
        )
        self.dropping = Dropping(
            window, session, bench, jobs, self.opening, self.editing, self.pdfs
        )
        self.pasting = PasteCommands(self.dropping.take, self.editing.add_text)
        self.metadata = MetadataCommands(window, session, bench, jobs)
        self.merging = MergeCommands(window, session, bench)
        self.completing = CompletingCommands(window, session, bench)
        self.daily = Daily(self.back_up_daily, self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(lambda: window.status.say("Changing very many works …"))
        self._connect()
        self.tags.show_again()
        self.pdfs.downloader.look()
        self.pdfs.index.look_soon()
        QTimer.singleShot(READY_AFTER_MILLISECONDS, papers, papers.prepare)

    def stop(self) -> None:
        for connection in self._heard:  # the window stays
            QObject.disconnect(connection)
        self.watch.stop()
        self.seeing.write()
        self.metadata.stop()
        self.pdfs.stop()

    def open_first_lists(self) -> None:
        """What the first start does: the bundled lists, and a word on what to do with them."""
        from effllm_desktop.ui.welcome.first_start import FirstStart

        banner = FirstStart()
        banner.dismissed.connect(lambda: self._window.set_banner(None))
        banner.open_list_requested.connect(self.library.open_list)
        self._window.set_banner(banner)
        self.importer.open_bundled()

    def back_up_daily(self) -> None:
        """Back up the library, and remove what has been in the trash for long."""
        folder = self._session.folder

        def job(progress: Progress) -> None:
            from effllm_desktop.app.safety import daily_backup

            progress.checkpoint()
            daily_backup(folder)

        # What is removed for good is in today's backup, or stays.
        self._session.jobs.start(
            job,
            name="Daily backup",
            done=lambda _: self.trash.remove_expired(),
            failed=self._window.tell,
        )

    def _on_trouble(self, problem: AppError) -> None:
        self.papers.places.window_in_front.tell(problem)

    def _on_changed(self, changes: Changes) -> None:
        if Aspect.TAGS in changes.aspects:
            self.tags.show_again()

    def _open_link(self, address: str) -> None:
        if open_address(address):
            self._window.status.say(f"Opened {address}")
            return
        copy = NoticeAction(
            "Copy the address", lambda: QGuiApplication.clipboard().setText(address)
        )
        self._window.notices.show_notice(
            Notice("opening", Level.WARNING, f"No program opened {address}.", actions=(copy,))
        )

    def _connect(self) -> None:
        bench, window, session = self._bench, self._window, self._session
        bench.link_requested.connect(self._open_link)
        bench.open_list_requested.connect(self.library.open_list)
        bench.inside_requested.connect(self.pdfs.find_inside)
        bench.sections.mark_all_read_requested.connect(self.entries.mark_scope_read)
        bench.sections.export_requested.connect(self.exporting.export_scope)
        bench.sections.refresh_requested.connect(self.metadata.refresh_scope)
        bench.sections.trash_list_requested.connect(self.library.trash_list)
        bench.read_requested.connect(self.pdfs.read)
        bench.download_requested.connect(lambda work: self.pdfs.fetch([work], first=True))
        bench.download_cancelled.connect(self.pdfs.cancel)
        bench.merge_requested.connect(self.merging.offer)
        bench.sections.flight_requested.connect(self.pdfs.get_scope_ready)
        bench.sections.problems_requested.connect(self.lists.show_text)
        bench.sections.rename_search_requested.connect(self.searches.rename)
        bench.sections.delete_search_requested.connect(self.searches.delete)
        bench.sections.linked_lists_requested.connect(self.lists.look_for_linked)
        bench.sections.edit_requested.connect(self.editing.edit)
        bench.sections.action_requested.connect(lambda name: window.commands[name].trigger())
        bench.entries.reworded.connect(self.rewording.reword)
        bench.entries.add_works_requested.connect(self.editing.add_works)
        bench.entries.add_section_requested.connect(self.editing.add_section)
        bench.entries.list_text_requested.connect(self.lists.show_text)
        bench.entries.trash_list_requested.connect(self.library.trash_list)
        session.trouble.connect(self._on_trouble)
        session.acts.job_began.connect(self._patience.start)
        session.acts.job_ended.connect(self._patience.stop)
        session.changes.changed.connect(self._on_changed)
        self._heard = (
            window.files_dropped.connect(self.dropping.take),
            window.activated.connect(self.watch.look),
        )
