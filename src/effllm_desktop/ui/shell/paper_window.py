"""A window of its own for one paper: the frame of the program, with the actions of the reader."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication

from effllm_desktop.ui.runtime.window_state import WindowState
from effllm_desktop.ui.shell.action_spec import Needs
from effllm_desktop.ui.shell.actions import ACTIONS
from effllm_desktop.ui.shell.menu_specs import MENUS, MenuSpec
from effllm_desktop.ui.shell.window import Window

PAPER_MENU = next(menu for menu in MENUS if menu.id == "paper")
WINDOW_MENUS = (
    MenuSpec("edit", "&Edit", ("undo", "redo")),
    MenuSpec("view", "&View", ("full_screen",)),
    PAPER_MENU,
    MenuSpec("help", "&Help", ("show_keys", "change_keys", None, "about", None, "quit")),
)
ASIDE = 32
"""How far a second window stands from the first: one sees that there are two."""
GEOMETRY = "geometry"


class PaperWindow(Window):
    """The reader in it is given to it, and may be taken back."""

    def __init__(self, title: str, state: WindowState) -> None:
        ids = frozenset(_ids(WINDOW_MENUS))
        super().__init__([spec for spec in ACTIONS if spec.id in ids], WINDOW_MENUS)
        self._state = state
        self.setObjectName("paper_window")
        self.setWindowTitle(title)
        self.setAcceptDrops(False)  # what is dropped belongs to an entry of the lists
        self.commands["move_paper"].setText("Put back as a tab")

    def show_beside(self, others: int) -> None:
        """Show it where the last one was, in its size; not right over `others`."""
        geometry = self._state.bytes(GEOMETRY)
        if geometry is not None:
            self.restoreGeometry(geometry)
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
            self.move(self.pos() + QPoint(others * ASIDE, others * ASIDE))
        self.come_to_front()

    def move_under(self, place: QPoint) -> None:
        """Stand where a tab was let go of, on that screen."""
        screen = QGuiApplication.screenAt(place) or self.screen()
        area = screen.availableGeometry()
        left = min(place.x() - self.width() // 2, area.right() - self.width())
        top = min(place.y(), area.bottom() - self.height())
        self.move(max(left, area.left()), max(top, area.top()))

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """Say what can be done now."""
        there = {Needs.NOTHING, Needs.LIBRARY, Needs.PAPER, Needs.PAPERS}
        if undo is not None:
            there.add(Needs.UNDO)
        if redo is not None:
            there.add(Needs.REDO)
        self.commands.enable(frozenset(there))
        self.commands.name_steps(undo, redo)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._state.set(GEOMETRY, self.saveGeometry())
        super().closeEvent(event)


def _ids(menus: tuple[MenuSpec, ...]) -> Iterator[str]:
    for menu in menus:
        for item in menu.items:
            if isinstance(item, MenuSpec):
                yield from _ids((item,))
            elif item is not None:
                yield item
