"""The program with a window: it opens libraries, changes them in place, and ends in order."""

import gc
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from effllm_desktop.app.settings import SECRETS
from effllm_desktop.app.settings_file import Reading, save
from effllm_desktop.domain.errors import AppError, LibraryInUse
from effllm_desktop.paths import Places
from effllm_desktop.ui import icons, theme
from effllm_desktop.ui.arguments import WindowRequest
from effllm_desktop.ui.runtime.failures import FailureDesk
from effllm_desktop.ui.runtime.garbage import collect_between_events
from effllm_desktop.ui.runtime.job_runner import ThreadedJobRunner
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.window_state import RecentLibraries
from effllm_desktop.ui.shell.action_spec import Needs
from effllm_desktop.ui.shell.desk import LibraryDesk
from effllm_desktop.ui.shell.program_commands import ProgramCommands, WindowCommands
from effllm_desktop.ui.shell.window import PROGRAM, Window
from effllm_desktop.ui.theme import Mode

if TYPE_CHECKING:
    from effllm_desktop.app.settings import Value
    from effllm_desktop.ui.shell.bug_report import BugReport
    from effllm_desktop.ui.shell.key_bindings import KeyBindings

log = logging.getLogger(__name__)

SWITCH_SECONDS = 0.0005
"""How long a job that is busy in Python keeps the window waiting, each time that painting calls Qt:
ten times less than Python's own, which makes a picture of a tenth of a second of one."""
RECENT_AFTER_MILLISECONDS = 500  # it goes to the disk: not on the way to the first paint
AHEAD_AFTER_MILLISECONDS = 2000  # nobody waits for the program any more


def make_application(mode: Mode) -> QApplication:
    """The QApplication, dressed."""
    QApplication.setApplicationName("effllm-desktop")
    QApplication.setApplicationDisplayName(PROGRAM)
    QApplication.setDesktopFileName("effllm-desktop")
    # Asked for by name: `setStyle` returns the style, and to hand it over PySide makes Python's
    # side of `QStyle` with its twenty enumerations, a hundredth of a second before the first paint.
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    theme.current().apply(mode)
    theme.current().follow_system()
    return application


class WindowProgram(QObject):
    """One window; one library at a time, or a panel that says why there is none."""

    def __init__(self, places: Places, settings: Reading, *, for_picture: bool = False) -> None:
        """For a picture the library may be open elsewhere, and nothing is remembered of it."""
        super().__init__()
        self._places = places
        self._settings = settings
        self._for_picture = for_picture
        self._folder = places.library
        self._desk: LibraryDesk | None = None
        self._bugs: BugReport | None = None
        self._is_to_close = False
        self._bindings: KeyBindings | None = None
        self._recent = RecentLibraries(places.settings.parent)
        self._runner = ThreadedJobRunner(self)
        self.failures = FailureDesk(self)
        self.window = Window()
        self._commands = ProgramCommands(self.window, self)
        self._window_commands = WindowCommands(self.window)
        self.failures.expected.connect(self._tell)
        self.failures.bug_found.connect(self._on_bug_found)
        self.failures.interrupted.connect(self.window.close)
        self.window.closing.connect(self.close)
        self.window.set_gate(self._may_close)
        self.window.recent_menu.aboutToShow.connect(self._fill_recent)
        self.window.painted.connect(_on_first_painted)
        self.window.commands.tick("theme", theme.current().mode)
        if settings.settings.keys or not settings.settings.single_keys:
            bindings = self.key_bindings
            self._settings = settings._replace(problems=(*settings.problems, *bindings.problems))
            self.window.bind(bindings.heard())

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def desk(self) -> LibraryDesk | None:
        return self._desk

    @property
    def key_bindings(self) -> "KeyBindings":
        """Made when keys are to be changed, or were before."""
        if self._bindings is None:
            from effllm_desktop.ui.shell.key_bindings import KeyBindings

            self._bindings = bindings = KeyBindings(
                self._settings.settings.keys,
                letters=self._settings.settings.single_keys,
                keep=self._keep_setting,
                parent=self,
            )
            bindings.changed.connect(lambda: self.window.bind(bindings.heard()))
        return self._bindings

    @property
    def problems(self) -> tuple[AppError, ...]:
        """What was wrong with the settings."""
        return self._settings.problems

    def start(self, sources: Sequence[Path] = ()) -> None:
        """Open the library and what was asked for; the first start opens the bundled lists."""
        self.open_folder(self._folder)
        for problem in self.problems:
            self.window.tell(problem)
        if self._desk is None:
            return
        if sources and self._for_picture:  # nobody is there to be asked
            self._desk.service.importer.open_paths(sources)
        elif sources:
            self._desk.service.opening.take(sources)
        elif self._desk.is_untouched:
            self._desk.service.open_first_lists()

    def open_folder(self, folder: Path) -> None:
        """Show another library, or say why it cannot be opened."""
        self._leave()
        self._folder = folder
        try:
            session = Session(folder, self._settings.settings, alone=not self._for_picture)
        except AppError as problem:
            self._show_recovery(problem)
            return
        self._show(session)

    def restore_latest(self) -> None:
        from effllm_desktop.app.safety import latest_backup

        file = latest_backup(self._folder)
        if file is not None:
            self.restore_from(file)

    def restore_from(self, file: Path) -> None:
        """Close the library, put the backup in its place, open it again."""
        from effllm_desktop.ui.shell.restoring import go_back

        self._leave()
        folder = self._folder
        go_back(folder, file, self._runner, self.window, lambda: self.open_folder(folder))

    def set_mode(self, mode: Mode) -> None:
        """Light, dark or as the system; remembered."""
        theme.current().apply(mode)
        self.window.commands.tick("theme", mode)
        save(self._places.settings, "theme", mode.value)

    def close(self) -> None:
        """End in order: what is typed is saved, jobs end, the database is closed last."""
        self._leave()
        self._runner.close()
        if self._bugs is not None:
            self._bugs.close()

    def _keep_setting(self, name: str, value: "Value") -> None:
        """It holds for the libraries that are opened later, and for the next start."""
        changed = self._settings.settings._replace(**{name: value})  # type: ignore[arg-type] # checked where it is set
        self._settings = self._settings._replace(settings=changed)
        if name in SECRETS:
            from effllm_desktop.app.service_keys import write_setting

            write_setting(self._places.settings, name, str(value))
        else:
            save(self._places.settings, name, value)

    def _tell(self, problem: AppError) -> None:
        """Where it is seen: the lists may lie behind the window of a paper."""
        (self._desk or self.window).tell(problem)

    def _may_close(self) -> bool:
        """Nothing that the reader did may be lost: the window stays until it is saved.

        Whoever closes it again ends the jobs that it waits for.
        """
        acts = self._desk.session.acts if self._desk is not None else None
        if acts is None or not acts.waiting or self._is_to_close:
            return True
        self._is_to_close = True
        acts.emptied.connect(self.window.close, Qt.ConnectionType.QueuedConnection)
        self._tell(
            LibraryInUse(
                "What you did last is not saved yet.",
                "The window closes by itself when it is; close it again to end what it waits for.",
            )
        )
        return False

    def _leave(self) -> None:
        if self._desk is not None:
            if not self._for_picture:
                self._desk.remember(self.window.saveGeometry())
                self._recent.add(self._folder)
            self._desk.close()
            self._desk = None
        self.window.set_commands(lambda: (self._window_commands, self._commands))
        self.window.commands.enable(frozenset((Needs.NOTHING,)))

    def _show(self, session: Session) -> None:
        geometry = session.state.bytes("geometry")
        if geometry is not None and not self._for_picture:
            self.window.restoreGeometry(geometry)
        self.window.notices.clear()
        self.window.set_banner(None)
        session.setting_changed.connect(self._keep_setting)
        desk = self._desk = LibraryDesk(self.window, session)
        self.window.set_content(desk.tabs)
        self.window.set_commands(lambda: (*desk.commands, self._window_commands, self._commands))
        desk.start()
        self._name_window(session.folder)
        if not self._for_picture:
            QTimer.singleShot(RECENT_AFTER_MILLISECONDS, self, self._add_recent)
            QTimer.singleShot(AHEAD_AFTER_MILLISECONDS, self, self._load_ahead)

    def _name_window(self, folder: Path) -> None:
        own = folder == self._places.library and folder != self._places.settings.parent
        name = "Your library" if own else folder.name
        self.window.status.name_library(name, str(folder))
        self.window.setWindowTitle(PROGRAM if own else f"{name} – {PROGRAM}")

    def _add_recent(self) -> None:
        if self._desk is not None:
            self._recent.add(self._folder)

    def _load_ahead(self) -> None:
        from effllm_desktop.ui.runtime.loading_ahead import load_ahead

        if self._desk is not None:
            load_ahead(self._runner)

    def _show_recovery(self, problem: AppError) -> None:
        from effllm_desktop.app.safety import latest_backup
        from effllm_desktop.ui.shell.recovery import RecoveryPanel

        log.info("%s: %s", type(problem).__name__, problem)
        panel = RecoveryPanel(problem, has_backup=latest_backup(self._folder) is not None)
        panel.chosen.connect(self._on_way_out_chosen)
        self.window.notices.clear()
        self.window.set_banner(None)
        self.window.set_content(panel)
        self._name_window(self._folder)

    def _fill_recent(self) -> None:
        menu = self.window.recent_menu
        menu.clear()
        for folder in self._recent.folders():
            action = menu.addAction(str(folder))
            action.setEnabled(folder != self._folder)
            action.triggered.connect(lambda _checked=False, one=folder: self.open_folder(one))

    def _on_way_out_chosen(self, name: str) -> None:
        # The panel that asks goes away with the answer: so not inside its own button.
        QTimer.singleShot(0, self, getattr(self._commands, name))

    def _on_bug_found(self, report: str) -> None:
        from effllm_desktop.ui.shell.bug_report import BugReport

        if self._bugs is None:
            self._bugs = BugReport(self.window)
        self._bugs.add(report)


def _on_first_painted() -> None:
    """Look for garbage again, but not among what was made at the start (see `bootstrap`)."""
    gc.freeze()
    collect_between_events()
    QApplication.setWindowIcon(icons.program_icon())


def run(request: WindowRequest, places: Places, settings: Reading) -> int:
    """Show the window until it is closed; the exit code."""
    sys.setswitchinterval(SWITCH_SECONDS)
    application = make_application(Mode(request.theme or settings.settings.theme))
    program = WindowProgram(places, settings)
    program.failures.install()
    try:
        program.window.show()
        program.start(request.sources)
        return application.exec()
    finally:
        program.failures.remove()
