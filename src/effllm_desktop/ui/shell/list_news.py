"""What is told of lists: what came of an import, what changed in their files, which edits wait."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.ui.importing.importer import Importer
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.upstream_watch import FileNews, UpstreamWatch
from effllm_desktop.ui.shell.editing_commands import EditingCommands
from effllm_desktop.ui.shell.library_commands import trashed
from effllm_desktop.ui.shell.list_commands import ListCommands
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.app.import_reports import ImportSummary


class ListNews(QObject):
    """Shows notices with what can be done, and takes away those that no longer hold."""

    def __init__(
        self,
        window: Window,
        session: Session,
        bench: Workbench,
        importer: Importer,
        watch: UpstreamWatch,
        lists: ListCommands,
        editing: EditingCommands,
    ) -> None:
        super().__init__(session)
        self._window = window
        self._session = session
        self._bench = bench
        self._importer = importer
        self._watch = watch
        self._lists = lists
        self._editing = editing
        importer.imported.connect(self._on_imported)
        importer.working.connect(bench.entries.show_opening)
        watch.found.connect(self._on_file_news)
        watch.settled.connect(self._on_settled)
        session.changes.changed.connect(self._on_changed)
        self._look_at_lists()

    def _on_imported(self, summary: "ImportSummary") -> None:
        from effllm_desktop.ui.importing.notices import notices

        for notice in notices(
            summary, self._lists.show_reports, self._lists.show_text, self._importer.open_linked
        ):
            self._window.notices.show_notice(notice)
        for report in summary.lists:
            self._window.notices.dismiss(f"upstream {report.list_id}")
            if report.list_id is not None:
                self._tell_of_waiting(report.list_id, report.name)
        if summary.lists and summary.lists[0].list_id is not None:
            self._bench.go(ListScope(summary.lists[0].list_id))
            self._bench.entries.focus_list()

    def _tell_of_waiting(self, list_id: ListId, name: str) -> None:
        """Say that edits of the reader's wait for a decision."""
        waits = len(self._session.library.lists.waiting(list_id))
        if waits:
            show = NoticeAction("Show", lambda: self._editing.show_waiting_of(list_id))
            text = f"{counted(waits, 'edit')} of yours in “{name}” crossed changes of its file."
            notice = Notice(f"waiting {list_id}", Level.WARNING, text, actions=(show,))
            self._window.notices.show_notice(notice)

    def _on_file_news(self, news: FileNews) -> None:
        from effllm_desktop.ui.importing import wording

        key = f"upstream {news.list_id}"
        if news.problem is not None:
            text, hint = news.problem.what, f"“{news.name}” stays as it was taken in."
            self._window.notices.show_notice(Notice(key, Level.WARNING, text, hint))
            return
        report = news.report
        told = wording.differences(report) if report else ""
        actions = [NoticeAction("Take in", lambda: self._importer.open_paths([news.path]))]
        if report is not None and told:
            show = NoticeAction("Show", lambda: self._lists.show_reports((report,)), stays=True)
            actions.insert(0, show)
        text = f"{news.path.name} changed: {told or 'its entries are the same'}."
        self._window.notices.show_notice(Notice(key, Level.INFO, text, actions=tuple(actions)))

    def _on_settled(self, list_id: int) -> None:
        self._window.notices.dismiss(f"upstream {ListId(list_id)}")

    def _on_changed(self, changes: Changes) -> None:
        if Aspect.CATALOG in changes.aspects:
            self._look_at_lists()

    def _look_at_lists(self) -> None:
        lists = self._bench.outline.lists
        self._watch.set_linked(any_list=any(one.linked for one in lists))
        for one in lists:  # it may be back by other ways
            self._window.notices.dismiss(trashed(one.id))
