"""Asking services about works: those that are chosen, those of a list, and once a day all of them.

Nothing is asked unless the reader wants it, by an action or by the setting.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from effllm_desktop.app.operations.correcting import CorrectWork
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import KeyRefused
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.app.jobs import Progress
    from effllm_desktop.app.refreshing.reports import RefreshReport

LOOK_MILLISECONDS = 60 * 60 * 1000
FIRST_LOOK_MILLISECONDS = 60 * 1000
"""After the start: a window that is open for less than an hour a day is to know of it, too."""
DAILY = timedelta(days=1)
_NAME = "Refreshing metadata"
_MOST_REASONS = 3
_DAYS = "refresh_days"  # of the last time
_USUAL_DAYS = 30
_MOST_DAYS = 36_500


class MetadataCommands(QObject):
    """Those without an argument are named in the table of actions."""

    def __init__(
        self,
        window: Window,
        session: Session,
        bench: Workbench,
        jobs: ShownJobs,
    ) -> None:
        super().__init__(session)
        self._window = window
        self._session = session
        self._bench = bench
        self._jobs = jobs
        self._busy = False
        self._daily = QTimer(self)
        self._daily.setObjectName("daily_refresh")
        self._daily.timeout.connect(self.refresh_old)
        settings = session.settings
        if settings.refresh_daily and not settings.offline:
            self._daily.start(FIRST_LOOK_MILLISECONDS)

    def stop(self) -> None:
        self._daily.stop()

    def refresh_metadata(self) -> None:
        self._start(self._bench.entries.selected_works())

    def refresh_shown(self) -> None:
        self.refresh_scope(self._bench.scope)

    def refresh_older(self) -> None:
        """Ask about every work that nobody has answered about for so many days."""
        from effllm_desktop.ui.widgets.questions import ask_number

        said = self._session.state.text(_DAYS)
        ask_number(
            self._window,
            "Refresh what is older",
            "Works that nobody has answered about for so many days:",
            int(said) if said.isdecimal() else _USUAL_DAYS,
            range(_MOST_DAYS + 1),
            self._refresh_older_than,
        )

    def _refresh_older_than(self, days: int) -> None:
        self._session.state.set(_DAYS, str(days))
        works = self._session.library.entries.all_works(PlaceScope(Place.ALL))
        self._start(works, older_than=timedelta(days=days))

    def refresh_scope(self, scope: Scope) -> None:
        self._start(self._session.library.entries.all_works(scope))

    def correct_work(self) -> None:
        """Let the reader say what they know better."""
        from effllm_desktop.ui.details.correction import CorrectionDialog

        current = self._bench.entries.current()
        if current is None:
            return
        dialog = CorrectionDialog(self._session.library.works.details(*current), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.corrected.connect(self._correct)
        dialog.open()

    def _correct(self, operation: CorrectWork) -> None:
        self._session.acts.run(
            operation,
            done=lambda outcome: self._bench.said.emit(
                f"Done: {outcome.label}. Undo takes it back."
            ),
        )

    def show_services(self) -> None:
        """Whom the program contacts, with a switch for each."""
        from effllm_desktop.app.request_diary import log_file
        from effllm_desktop.ui.runtime.outside import open_file
        from effllm_desktop.ui.services.dialog import ServicesDialog

        dialog = ServicesDialog(self._session, self._window)
        dialog.log_wanted.connect(lambda: open_file(log_file(self._session.folder)))
        dialog.open()

    def refresh_old(self) -> None:
        """What nobody has answered about for a day; only what is new is told."""
        self._daily.setInterval(LOOK_MILLISECONDS)
        if not self._busy:
            works = self._session.library.entries.all_works(PlaceScope(Place.ALL))
            self._start(works, older_than=DAILY, quiet=True)

    def _start(
        self,
        works: Sequence[WorkId],
        *,
        older_than: timedelta | None = None,
        quiet: bool = False,
    ) -> None:
        """`quiet`: it is not told that nothing was new."""
        if self._busy:
            self._bench.said.emit("A refresh is on its way already.")
            return
        folder, settings = self._session.folder, self._session.settings
        pacing = self._session.pacing

        def job(progress: "Progress") -> "RefreshReport":
            from effllm_desktop.app.refreshing.refreshing import Means, refresh

            means = Means(settings, pacing)
            return refresh(folder, means, works, progress, older_than=older_than)

        def done(report: "RefreshReport") -> None:
            self._on_refreshed(report, quiet=quiet)

        self._busy = True
        self._jobs.start(_NAME, job, done, ended=self._on_ended)

    def _on_ended(self) -> None:
        self._busy = False
        # A job that was cancelled keeps what had come; the version of the library tells.
        self._session.workspace.notice_outside_changes()

    def _on_refreshed(self, report: "RefreshReport", *, quiet: bool) -> None:
        if report.updated:
            changes = Changes(Aspect.METADATA, frozenset(report.updated))
            self._session.workspace.announce(changes)
        if quiet and not report.updated:
            return
        left = (*report.failed, *report.unasked)
        retry = NoticeAction("Try again", lambda: self._start(left))
        keys = NoticeAction("Services…", self.show_services)
        refused = any(isinstance(one.problem, KeyRefused) for one in report.failures)
        notice = Notice(
            "refreshed",
            Level.WARNING if left or refused else Level.INFO,
            told(report),
            reasons(report),
            ((keys,) if refused else ()) + ((retry,) if left else ()),
        )
        self._window.notices.show_notice(notice)


def told(report: "RefreshReport") -> str:
    """What became of the works, in a sentence."""
    pairs = (
        (report.updated, "updated"),
        (report.unchanged, "unchanged"),
        (report.not_found, "not found"),
        (report.unknown, "not known today"),
        (report.failed, "failed"),
        (report.unasked, "not asked about"),
        (report.nameless, "that no service is asked about"),
    )
    said = ", ".join(f"{len(works):,} {word}" for works, word in pairs if works)
    return f"Metadata: {said}." if said else "There is nothing to ask about."


def reasons(report: "RefreshReport") -> str:
    """Why something failed; of many reasons the first ones."""
    from effllm_desktop.app.readmodels.sayings import SOURCES
    from effllm_desktop.app.refreshing.reports import NO_NETWORK

    lines = [f"{NO_NETWORK} What is known stays."] if report.cut_off else []
    lines += [
        f"{SOURCES[one.source]} ({counted(len(one.works), 'work')}): {one.problem.what}"
        for one in report.failures[:_MOST_REASONS]
    ]
    return " ".join(lines)
