"""One open library at work in the window: its panes, its commands, its notices."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from effllm_desktop.app.jobs import Progress
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope, PlaceScope
from effllm_desktop.ui.importing.importer import Importer
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.runtime.upstream_watch import FileNews, UpstreamWatch
from effllm_desktop.ui.shell.actions import Needs
from effllm_desktop.ui.shell.entry_commands import EntryCommands
from effllm_desktop.ui.shell.library_commands import LibraryCommands
from effllm_desktop.ui.shell.view_commands import ViewCommands
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

if TYPE_CHECKING:
    from effllm_desktop.app.import_reports import ImportSummary

BACKUP_AFTER_MILLISECONDS = 20_000  # the first minute belongs to the reader


class LibraryDesk(QObject):
    """Wires a session to the window. Closing saves what is half typed, then the session."""

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(session)
        self._window = window
        self.session = session
        self.jobs = ShownJobs(session.jobs, window.status.progress, window.tell)
        self.importer = Importer(session, self.jobs)
        self.watch = UpstreamWatch(session)
        self.bench = Workbench(session)
        self.library = LibraryCommands(
            window, session, self.bench, self.jobs, self.importer, self.watch
        )
        self.entries = EntryCommands(session.library, self.bench)
        self.view = ViewCommands(self.bench)
        self._backup = QTimer(self)
        self._backup.setObjectName("daily_backup")
        self._backup.setSingleShot(True)
        self._connect()

    @property
    def is_untouched(self) -> bool:
        """No list was ever opened here."""
        return not self.bench.outline.lists and not self.session.library.lists.all()

    def start(self) -> None:
        self.bench.start()
        self._on_catalog_changed()
        self._update_actions()
        self._backup.start(BACKUP_AFTER_MILLISECONDS)

    def open_first_lists(self) -> None:
        """What the first start does: the bundled lists, and a word on what to do with them."""
        from effllm_desktop.ui.welcome.first_start import FirstStart

        banner = FirstStart()
        banner.dismissed.connect(lambda: self._window.set_banner(None))
        banner.open_list_requested.connect(self.library.open_list)
        self._window.set_banner(banner)
        self.importer.open_bundled()

    def remember(self, geometry: QByteArray) -> None:
        """Save how the window looks, for the next time."""
        self.session.state.set("geometry", geometry)
        self.bench.remember()

    def close(self) -> None:
        for connection in self._heard:  # the window stays
            QObject.disconnect(connection)
        self._backup.stop()
        self.watch.stop()
        self.bench.flush()
        # The panes go before the library does: nothing of them may ask it afterwards.
        self._window.set_content(QWidget())
        QCoreApplication.sendPostedEvents(self.bench, QEvent.Type.DeferredDelete)
        self.session.close()
        self.session.deleteLater()

    def what_is_there(self) -> frozenset[Needs]:
        """What the actions need, as far as it is there."""
        workspace, way = self.session.workspace, self.bench.navigation
        there = {
            Needs.NOTHING: True,
            Needs.LIBRARY: True,
            Needs.LOG: True,
            Needs.WORKS: bool(self.bench.entries.selected_row_ids()),
            Needs.LIST_SCOPE: not isinstance(self.bench.scope, PlaceScope),
            Needs.UNDO: workspace.undo_label is not None,
            Needs.REDO: workspace.redo_label is not None,
            Needs.BACK: way.can_go_back,
            Needs.FORWARD: way.can_go_forward,
        }
        return frozenset(need for need, holds in there.items() if holds)

    def _update_actions(self) -> None:
        actions, workspace = self._window.commands, self.session.workspace
        actions.enable(self.what_is_there())
        actions.tick("sort", self.bench.sort)
        for name, word, label in (
            ("undo", "Undo", workspace.undo_label),
            ("redo", "Redo", workspace.redo_label),
        ):
            actions[name].setText(f"{word} {label}" if label else word)
        rows = self.session.library.entries.rows(
            self.bench.scope, self.bench.entries.selected_row_ids()[:1]
        )
        alone = len(self.bench.entries.selected_row_ids()) == 1
        actions.tick("status", rows[0].status if alone else None)
        actions.tick("rating", rows[0].rating if alone else None)

    def _on_imported(self, summary: "ImportSummary") -> None:
        from effllm_desktop.ui.importing.notices import notices

        for notice in notices(summary, self.library.show_reports):
            self._window.notices.show_notice(notice)
        for report in summary.lists:
            self._window.notices.dismiss(f"upstream {report.list_id}")
        if summary.lists and summary.lists[0].list_id is not None:
            self.bench.go(ListScope(summary.lists[0].list_id))
            self.bench.entries.focus_list()

    def _on_file_news(self, news: FileNews) -> None:
        from effllm_desktop.ui.importing import wording

        key = f"upstream {news.list_id}"
        if news.problem is not None:
            text, hint = news.problem.what, f"“{news.name}” stays as it was taken in."
            self._window.notices.show_notice(Notice(key, Level.WARNING, text, hint))
            return
        report = news.report
        told = wording.differences(report) if report else ""
        actions = [NoticeAction("Take in", lambda: self.importer.open_paths([news.path]))]
        if report is not None and told:
            show = NoticeAction("Show", lambda: self.library.show_reports((report,)), stays=True)
            actions.insert(0, show)
        text = f"{news.path.name} changed: {told or 'its entries are the same'}."
        self._window.notices.show_notice(Notice(key, Level.INFO, text, actions=tuple(actions)))

    def _on_catalog_changed(self) -> None:
        self.watch.set_linked(any_list=any(one.linked for one in self.bench.outline.lists))

    def _on_settled(self, list_id: int) -> None:
        self._window.notices.dismiss(f"upstream {ListId(list_id)}")

    def _on_time_for_backup(self) -> None:
        folder = self.session.folder

        def job(progress: Progress) -> None:
            from effllm_desktop.app.safety import daily_backup

            progress.checkpoint()
            daily_backup(folder)

        self.session.jobs.start(
            job, name="Daily backup", done=lambda _: None, failed=self._window.tell
        )

    def _open_link(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address))
        self._window.status.say(f"Opened {address}")

    def _connect(self) -> None:
        bench, window, session = self.bench, self._window, self.session
        bench.navigated.connect(self._update_actions)
        bench.selection_changed.connect(self._update_actions)
        bench.link_requested.connect(self._open_link)
        bench.open_list_requested.connect(self.library.open_list)
        bench.entry_menu_requested.connect(window.fill_entry_menu)
        bench.said.connect(window.status.say)
        bench.failed.connect(window.tell)
        bench.sections.mark_all_read_requested.connect(self.entries.mark_scope_read)
        bench.sections.export_requested.connect(self.library.export_scope)
        bench.sections.trash_list_requested.connect(self.library.trash_list)
        bench.sections.problems_requested.connect(self.library.show_list_text)
        self.importer.imported.connect(self._on_imported)
        session.trouble.connect(window.tell)
        session.changes.changed.connect(self._on_catalog_changed)
        self.watch.found.connect(self._on_file_news)
        self.watch.settled.connect(self._on_settled)
        self._backup.timeout.connect(self._on_time_for_backup)
        self._heard = (
            window.files_dropped.connect(self.importer.open_paths),
            window.activated.connect(self.watch.look),
            window.acted.connect(self._update_actions),  # a ticked one chosen again stays ticked
        )
        window.commands.give_keys(bench.entries.view)
