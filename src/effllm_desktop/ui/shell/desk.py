"""One open library in the window: its panes, what can be done now, and what is done for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.scopes import ListScope, SearchScope, SectionScope, WorksScope
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.action_spec import Needs
from effllm_desktop.ui.shell.tabs import Tabs
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

    from effllm_desktop.ui.shell.service import LibraryService

BACKUP_AFTER_MILLISECONDS = 20_000  # the first minute belongs to the reader


class LibraryDesk(QObject):
    """Puts a session into the window. Closing saves what is half typed, then the session."""

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(session)
        self._window = window
        self._service: LibraryService | None = None
        self.session = session
        self.bench = Workbench(session)
        self.tabs = Tabs(self.bench)
        self._backup = QTimer(self)
        self._backup.setObjectName("daily_backup")
        self._backup.setSingleShot(True)
        self._connect()

    @property
    def service(self) -> "LibraryService":
        """Made when it is first wanted, at the latest after the first paint."""
        if self._service is None:
            from effllm_desktop.ui.shell.full_screen import FullScreen
            from effllm_desktop.ui.shell.papers import Papers
            from effllm_desktop.ui.shell.service import LibraryService

            papers = Papers(
                self._window,
                self.session,
                self.bench,
                self.tabs,
                offer_read=self.session.settings.offer_read,
            )
            FullScreen(self._window, lambda: papers.front, self.tabs, papers)
            self._service = LibraryService(self._window, self.session, self.bench, papers)
        return self._service

    @property
    def commands(self) -> tuple[object, ...]:
        """Whose methods the actions are."""
        service = self.service
        return (
            service.library,
            service.lists,
            service.exporting,
            service.editing,
            service.moving,
            service.rewording,
            service.trash,
            service.pasting,
            service.entries,
            service.searches,
            service.view,
            service.tags,
            service.table,
            service.palette,
            service.papers.places.commands,
            service.pdfs,
            service.printing,
            service.metadata,
            service.merging,
            service.completing,
        )

    @property
    def window_in_front(self) -> Window:
        """What the reader has before them: the window of the lists, or that of a paper."""
        return self._service.papers.places.window_in_front if self._service else self._window

    @property
    def is_untouched(self) -> bool:
        """No list was ever opened here."""
        return not self.bench.outline.lists and not self.session.library.lists.all()

    def start(self) -> None:
        self.bench.start()
        self._update_actions()
        self._backup.start(BACKUP_AFTER_MILLISECONDS)

    def remember(self, geometry: "QByteArray") -> None:
        """Save how the window looks, for the next time."""
        self.session.state.set("geometry", geometry)
        self.bench.remember()

    def close(self) -> None:
        self._window.acted.disconnect(self._update_actions)
        self._backup.stop()
        if self._service is not None:
            self._service.stop()
            self._service.papers.close_all()
        self.bench.flush()
        # The panes go before the library does: nothing of them may ask it afterwards.
        self._window.set_content(QWidget())
        QCoreApplication.sendPostedEvents(self.tabs, QEvent.Type.DeferredDelete)
        self.session.close()
        self.session.deleteLater()

    def say(self, words: str) -> None:
        self.window_in_front.status.say(words)

    def tell(self, problem: AppError) -> None:
        self.window_in_front.tell(problem)

    def what_is_there(self) -> frozenset[Needs]:
        """What the actions need, as far as it is there."""
        workspace, way = self.session.workspace, self.bench.navigation
        lists = self.tabs.front is self.bench
        there = {
            Needs.NOTHING: True,
            Needs.LIBRARY: True,
            Needs.LOG: True,
            Needs.LISTS: lists,
            Needs.GROUPS: lists and self.bench.look.is_grouped,
            Needs.PAPER: not lists,
            Needs.PAPERS: self._service is not None and self._service.papers.places.has_papers,
            Needs.WORKS: lists and bool(self.bench.entries.selected_count()),
            Needs.TWO_WORKS: lists and self.bench.entries.selected_count() == 2,
            Needs.LIST_SCOPE: lists and not isinstance(self.bench.scope, WorksScope),
            Needs.LIST_ENTRIES: lists and self.bench.has_list_entries,
            Needs.LIST_ENTRY: lists
            and self.bench.has_list_entries
            and self.bench.entries.selected_count() == 1,
            Needs.SECTION: lists and isinstance(self.bench.scope, SectionScope),
            Needs.NAMED: lists
            and isinstance(self.bench.scope, ListScope | SectionScope | SearchScope),
            Needs.UNDO: workspace.undo_label is not None,
            Needs.REDO: workspace.redo_label is not None,
            Needs.BACK: lists and way.can_go_back,
            Needs.FORWARD: lists and way.can_go_forward,
        }
        return frozenset(need for need, holds in there.items() if holds)

    def _update_actions(self) -> None:
        actions, workspace = self._window.commands, self.session.workspace
        actions.enable(self.what_is_there())
        actions.tick("sort", self.bench.sort)
        actions.tick("groups", self.bench.look.group if self.bench.look.is_table else None)
        actions.name_steps(workspace.undo_label, workspace.redo_label)
        alone = self.bench.entries.selected_count() == 1
        chosen = self.bench.entries.selected_row_ids() if alone else []
        rows = self.session.library.entries.rows(self.bench.scope, chosen)
        actions.tick("status", rows[0].status if rows else None)
        actions.tick("rating", rows[0].rating if rows else None)

    def _on_tab_changed(self) -> None:
        if self.tabs.front is self.bench:
            self.bench.entries.view.setFocus()
        self._update_actions()

    def _on_entry_menu(self, menu: QMenu) -> None:
        of_groups = not self.bench.entries.selected_count()
        self._window.fill_entry_menu(menu, of_groups=of_groups)

    def _on_changed(self, changes: Changes) -> None:
        if Aspect.HISTORY in changes.aspects:
            for window in {self._window, self.window_in_front}:
                window.status.forget_act()

    def _on_shown(self) -> None:
        self._service = self.service

    def _on_time_for_backup(self) -> None:
        self.service.daily.begin()

    def _connect(self) -> None:
        bench, window = self.bench, self._window
        bench.navigated.connect(self._update_actions)
        self.tabs.changed.connect(self._on_tab_changed)
        bench.selection_changed.connect(self._update_actions)
        bench.entry_menu_requested.connect(self._on_entry_menu)
        bench.said.connect(self.say)
        bench.failed.connect(self.tell)
        bench.shown.connect(self._on_shown)
        self.session.changes.changed.connect(self._on_changed)
        self._backup.timeout.connect(self._on_time_for_backup)
        window.acted.connect(self._update_actions)  # a ticked one that is chosen again stays so
        window.commands.give_keys(bench.entries.view)
