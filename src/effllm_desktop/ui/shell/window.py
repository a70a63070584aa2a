"""The window: menus, notices, the panes of one library or why there are none, the status strip."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QVBoxLayout, QWidget

from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.notice import Level, Notice
from effllm_desktop.ui.shell.action_spec import ActionSpec
from effllm_desktop.ui.shell.actions import ACTIONS
from effllm_desktop.ui.shell.menu_specs import (
    ENTRY_CONTEXT_MENU,
    GROUP_MENU,
    MENUS,
    RECENT_MENU,
    MenuSpec,
)
from effllm_desktop.ui.shell.menus import ActionSet, fill_menu, fill_menu_bar
from effllm_desktop.ui.shell.status_strip import StatusStrip
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.notices_bar import NoticesBar

PROGRAM = "EffLLM Desktop"


class Window(QMainWindow):
    """A frame. What is in it, and what its actions do, is given to it.

    The lists have one, and each paper that has a window of its own, with fewer actions.
    """

    files_dropped = Signal(list)  # paths
    closing = Signal()
    painted = Signal()  # for the first time
    activated = Signal()
    full_screen_changed = Signal()
    keys_changed = Signal()
    acted = Signal()  # an action was carried out, or refused

    def __init__(
        self, actions: Sequence[ActionSpec] = ACTIONS, menus: Iterable[MenuSpec] = MENUS
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(*tokens.WINDOW_MIN)
        self.resize(*tokens.WINDOW)
        self.setAcceptDrops(True)
        self._commands: Callable[[], tuple[object, ...]] = tuple
        self._banner: QWidget | None = None
        self._may_close: Callable[[], bool] = lambda: True
        self._was_painted = False
        self._put_away: list[QWidget] | None = None
        self._content = QWidget()
        self.notices = NoticesBar()
        self.status = StatusStrip()
        self.commands = ActionSet(self, self.run, actions)
        self.menuBar().setAccessibleName("Menus")
        fill_menu_bar(self.menuBar(), menus, self.commands)
        self._column = self._arranged()

    @property
    def content(self) -> QWidget:
        return self._content

    @property
    def recent_menu(self) -> QMenu:
        menu = self.findChild(QMenu, f"menu_{RECENT_MENU.id}")
        assert isinstance(menu, QMenu)  # noqa: S101 - made in the constructor
        return menu

    @property
    def doers(self) -> tuple[object, ...]:
        """Whose methods the actions are; the first one that has a method does it."""
        return self._commands()

    def run(self, spec: ActionSpec) -> None:
        """Do what an action stands for; what the world refuses becomes a notice."""
        method = next(
            (getattr(one, spec.method) for one in self.doers if hasattr(one, spec.method)), None
        )
        if method is None:
            return
        try:
            method() if spec.value is None else method(spec.value)
        except AppError as problem:
            self.tell(problem)
        self.acted.emit()

    def set_commands(self, commands: Callable[[], tuple[object, ...]]) -> None:
        """Give the objects whose methods the actions are; they are asked for when one is used."""
        self._commands = commands

    def bind(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Let actions have other keys; whoever shows any of them is told."""
        self.commands.bind(keys)
        self.keys_changed.emit()
        # Qt tells each widget inside that its words are others now: those with keys among them.
        QApplication.sendEvent(self, QEvent(QEvent.Type.LanguageChange))

    def set_content(self, content: QWidget) -> None:
        """Show panes, or a panel instead of them."""
        self._column.replaceWidget(self._content, content)
        self._content.hide()
        self._content.deleteLater()
        self._content = content
        content.show()

    @property
    def around(self) -> tuple[list[QWidget], list[QWidget]]:
        """What stands above and below the content, but for the status strip."""
        items = [self._column.itemAt(place) for place in range(self._column.count())]
        parts = [one for item in items if item and (one := item.widget()) is not None]
        place = parts.index(self._content)
        return parts[:place], [one for one in parts[place + 1 :] if one is not self.status]

    def take_content(self) -> QWidget:
        """Give away what is shown; whoever takes it keeps it."""
        content = self._content
        self._content = QWidget()
        self._column.replaceWidget(content, self._content)
        return content

    def add_below(self, pane: QWidget) -> None:
        """Put a pane between the content and the status strip."""
        pane.setFixedHeight(tokens.PANE_BELOW)
        self._column.insertWidget(self._column.count() - 1, pane)

    def remove_below(self, pane: QWidget) -> None:
        self._column.removeWidget(pane)
        pane.hide()
        pane.deleteLater()

    def set_banner(self, banner: QWidget | None) -> None:
        """Show something above the panes, or nothing."""
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
        self._banner = banner
        if banner is not None:
            self._column.insertWidget(1, banner)

    def toggle_full_screen(self) -> None:
        """Use the whole screen, or the window again as it was."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def set_bare(self, *, bare: bool) -> None:
        """Show nothing but the content, and what is told from now on. Keys go on counting."""
        if bare == (self._put_away is not None):
            return
        self.menuBar().setHidden(bare)
        items = [self._column.itemAt(place) for place in range(self._column.count())]
        around = [one for item in items if item and (one := item.widget()) is not self._content]
        if bare:
            self._put_away = [one for one in around if one is not None and not one.isHidden()]
        for one in self._put_away or ():
            if one in around:  # what went meanwhile stays away
                one.setHidden(bare or (one is self.notices and not self.notices.notices))
        if not bare:
            self._put_away = None

    def tell(self, problem: AppError) -> None:
        """An expected failure, as a notice."""
        self.notices.show_notice(
            Notice(type(problem).__name__, Level.ERROR, problem.what, problem.hint)
        )

    def come_to_front(self) -> None:
        """Be seen, and have the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def fill_entry_menu(self, menu: QMenu, *, of_groups: bool = False) -> None:
        """What can be done to the selected entries; on a header, to the groups."""
        fill_menu(menu, GROUP_MENU if of_groups else ENTRY_CONTEXT_MENU, self.commands)

    def set_gate(self, may_close: Callable[[], bool]) -> None:
        """Give what is asked before the window closes."""
        self._may_close = may_close

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()
        elif event.type() == QEvent.Type.WindowStateChange:
            self.full_screen_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _arranged(self) -> QVBoxLayout:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._content, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        return column


def dropped_files(mime: QMimeData) -> list[Path]:
    """The files and folders of this machine that are in a drop or a clipboard."""
    if mime.hasUrls():
        return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return []
