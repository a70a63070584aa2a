"""The real program on a temporary library, used as a person would: keys, clicks, menus."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from effllm_desktop.app.settings import Settings
from effllm_desktop.app.settings_file import Reading
from effllm_desktop.paths import Places
from effllm_desktop.ui import theme
from effllm_desktop.ui.application import WindowProgram
from effllm_desktop.ui.theme import Mode

LISTS = {
    "first.md": """# First list

## Pruning

- **Wanda**, `arXiv, 2306.11695`, [arxiv](https://arxiv.org/abs/2306.11695v1)

    *Mingjie Sun, Zhuang Liu*
- **SparseGPT**, `arXiv, 2301.00774`, [arxiv](https://arxiv.org/abs/2301.00774v1)

    *Elias Frantar, Dan Alistarh*

## Serving

- [vllm](https://github.com/vllm-project/vllm)
- [Notes on serving](https://example.org/serving)
""",
    "second.md": """# Second list

## Pruning again

- **Wanda**, `arXiv, 2306.11695`, [arxiv](https://arxiv.org/abs/2306.11695v2)
- **Sheared LLaMA**, `arXiv, 2310.06694`, [arxiv](https://arxiv.org/abs/2310.06694v1)
""",
}


class Person:
    """Somebody in front of the window."""

    def __init__(self, qtbot: QtBot, program: WindowProgram) -> None:
        self.qtbot = qtbot
        self.program = program

    @property
    def window(self) -> QWidget:
        return self.program.window

    @property
    def desk(self):
        assert self.program.desk is not None, "no library is open"
        return self.program.desk

    @property
    def bench(self):
        return self.desk.bench

    @property
    def entries(self) -> QWidget:
        return self.bench.entries.view

    def wait(self) -> None:
        """Until no job runs and the first paint was followed by what follows it."""
        desk = self.desk
        self.qtbot.waitUntil(lambda: not desk.session.jobs.running)
        self.qtbot.waitUntil(lambda: self.window.findChild(QWidget, "details") is not None)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier, at: QWidget | None = None):
        target = at or QApplication.focusWidget() or self.window
        self.qtbot.keyClick(target, key, modifier)

    def type(self, text: str, into: str) -> None:
        field = self.find(into)
        field.setFocus()
        self.qtbot.keyClicks(field, text)

    def find(self, name: str) -> QWidget:
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} visible widgets are called {name}"
        return found[0]

    def button(self, text: str, inside: QWidget | None = None) -> QAbstractButton:
        buttons = (inside or self.window).findChildren(QAbstractButton)
        found = [one for one in buttons if one.text() == text and one.isVisible()]
        assert len(found) == 1, f"{len(found)} visible buttons say {text}"
        return found[0]

    def click(self, text: str, inside: QWidget | None = None) -> None:
        self.qtbot.mouseClick(self.button(text, inside), Qt.MouseButton.LeftButton)

    def choose(self, *path: str) -> None:
        """Through the menus, by what they say."""
        menus = {action.text().replace("&", ""): action for action in self.menu_bar_actions()}
        action = menus[path[0]]
        for name in path[1:]:
            menu = action.menu()
            assert isinstance(menu, QMenu)
            menu.aboutToShow.emit()
            action = {one.text(): one for one in menu.actions()}.get(name)
            assert action is not None, f"{[one.text() for one in menu.actions()]} has no {name}"
        assert action.isEnabled(), f"{path} is grey"
        action.trigger()

    def menu_bar_actions(self):
        return self.window.menuBar().actions()

    def click_row(self, number: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        view = self.entries
        place = view.visualRect(view.model().index(number, 0)).center() - QPoint(80, 0)
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    def titles(self) -> list[str]:
        model = self.entries.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def notices(self) -> list[str]:
        return [f"{one.text} {one.hint}".strip() for one in self.window.notices.notices]

    def go(self, name: str) -> None:
        """Click on a place, list or section."""
        view = self.find("sections")
        model = view.model()
        wanted = next(index for index in _all(model) if index.data() == name and index.flags() != 0)
        view.expand(wanted.parent())
        view.scrollTo(wanted)
        place = view.visualRect(wanted).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def drop(self, *files: Path) -> bool:
        """Drag files over the window and let them go; False when they were refused."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPoint(200, 200), copy, mime, left, none)
        enter.ignore()
        QApplication.sendEvent(self.window, enter)
        if not enter.isAccepted():
            return False
        drop = QDropEvent(QPointF(200, 200), copy, mime, left, none)
        QApplication.sendEvent(self.window, drop)
        return True


def _all(model, parent=None):
    for row in range(model.rowCount(parent) if parent else model.rowCount()):
        index = model.index(row, 0, parent) if parent else model.index(row, 0)
        yield index
        yield from _all(model, index)


@contextmanager
def running(
    qtbot: QtBot,
    folder: Path,
    *,
    sources=(),
    problems=(),
    for_picture=False,
    settings: Settings | None = None,
) -> Iterator[Person]:
    """The program, from its start to its end."""
    theme.current().apply(Mode.LIGHT)
    reading = Reading(settings or Settings(theme="light"), tuple(problems))
    places = Places(folder, folder / "config.toml")
    program = WindowProgram(places, reading, for_picture=for_picture)
    program.window.show()
    program.window.activateWindow()  # where no window manager does it
    qtbot.waitUntil(program.window.isActiveWindow)
    program.start(sources)
    person = Person(qtbot, program)
    if program.desk is not None:
        person.wait()
    try:
        yield person
    finally:
        program.window.close()
        program.window.deleteLater()
        program.deleteLater()


def write_lists(folder: Path) -> list[Path]:
    """The lists above as files."""
    files = []
    for name, text in LISTS.items():
        file = folder / name
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return files
