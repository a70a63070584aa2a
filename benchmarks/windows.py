"""The program's own window, used by a script, with an eye on what it paints and when.

A time ends when the frame that shows the result is painted as a whole: not when the key was
handled, and not when painting began. Only the panes that matter are watched: an eye on all events
of the application would cost a good part of what is measured.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTreeView,
    QWidget,
)

from effllm_desktop import bootstrap
from effllm_desktop.domain.columns import GROUPING, Column, ColumnSort, Level
from effllm_desktop.domain.scopes import Place
from effllm_desktop.ui import application

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
FRAME_ENDED = QEvent.Type(QEvent.registerEventType())
PATIENCE = 20_000  # milliseconds until something that was to be seen counts as never shown
QUIET = 120  # milliseconds without news in which all is taken to be complete
NO_KEYS = Qt.KeyboardModifier.NoModifier


class NeverShownError(Exception):
    """What was to be seen did not come."""


class Seen(NamedTuple):
    """Milliseconds from an act to the frame that shows what came of it, and to the last change."""

    shown: float
    complete: float


class Frames(QObject):
    """Tells when frames end in which one of some watched widgets was painted.

    Painting is one event of the window. What is posted while it goes on comes right behind it.
    """

    ended = Signal()

    def __init__(self, watched: dict[QWidget, str]) -> None:
        super().__init__()
        self._names = watched
        self._pending = False
        self._painting: set[str] = set()
        self.painted: set[str] = set()  # in the frame that ended last
        self.at = 0.0
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self._painting.add(self._names[watched])
            if not self._pending:
                self._pending = True
                high = Qt.EventPriority.HighEventPriority.value
                QCoreApplication.postEvent(self, QEvent(FRAME_ENDED), high)
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() != FRAME_ENDED:
            return super().event(event)
        self.at = time.perf_counter()
        self.painted, self._painting, self._pending = self._painting, set(), False
        self.ended.emit()
        return True


class Person:
    """Somebody in front of the window, with a stopwatch."""

    def __init__(self, program: application.WindowProgram) -> None:
        assert program.desk is not None, "no library is open"
        self._desk = program.desk
        self.window = program.window
        self.search = _found(self.window, QLineEdit, "search")
        self.rows = _found(self.window, QTableView, "entries")
        self.tree = _found(self.window, QTreeView, "sections")
        self._header = self._desk.bench.entries.header
        self.frames = Frames(
            {
                self.rows.viewport(): "rows",
                self._desk.bench.entries.empty: "rows",  # stands for them where there are none
                self.tree.viewport(): "tree",
            }
        )
        self._changed = False  # rows, since the frame before
        self._counts = ""
        self.renewed = False  # rows, since somebody set it to False
        self._complete = 0.0
        model = self.rows.model()
        for signal in (model.modelReset, model.dataChanged, model.layoutChanged):
            signal.connect(self._on_changed)
        for signal in (model.rowsInserted, model.rowsRemoved):
            signal.connect(self._on_changed)
        self.frames.ended.connect(self._on_frame)

    def shows(self, act: Callable[[], object], shown: Callable[[], bool] | None = None) -> Seen:
        """Do something and wait until a frame with the changed rows is painted.

        `shown` says more exactly what is to be seen by then. Raises NeverShownError.
        """
        self.renewed = False
        began = time.perf_counter()
        act()
        seen = self._until(lambda: self.renewed and "rows" in self.frames.painted, shown)
        self._complete = seen
        self.settle()
        return Seen((seen - began) * 1000, (self._complete - began) * 1000)

    def frame(self, act: Callable[[], object]) -> float:
        """Do something that paints rows: milliseconds until that is done."""
        began = time.perf_counter()
        act()
        return (self._until(lambda: "rows" in self.frames.painted) - began) * 1000

    def repaint(self) -> float:
        """The limit: the same rows painted again, nothing else; milliseconds."""
        return self.frame(self.rows.viewport().update)

    def settle(self) -> None:
        """Until nothing more changes for a moment."""
        while True:
            before = self._complete
            self.wait(QUIET)
            if self._complete == before:
                return

    def wait(self, milliseconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(int(milliseconds), loop.quit)
        loop.exec()

    def wait_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Whether it came true in that time; looked at ten times a second."""
        until = time.perf_counter() + seconds
        while not condition() and time.perf_counter() < until:
            self.wait(100)
        return condition()

    def press(self, key: str | Qt.Key, widget: QWidget) -> None:
        """A key or a character, the way the window system hands it on."""
        if isinstance(key, str) and not key.isascii():  # comes from an input method
            QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, NO_KEYS, key))
        else:
            QTest.keyClick(widget, key)  # type: ignore[arg-type] # takes characters, too

    def click(self, index: QModelIndex) -> None:
        """On a row of the tree that is in sight."""
        place = self.tree.visualRect(index).center()
        QTest.mouseClick(self.tree.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)

    def bring_into_sight(self, index: QModelIndex) -> None:
        self.tree.scrollTo(index)

    def wheel(self, steps: int = -1) -> None:
        """One notch of the wheel down, or some up."""
        port = self.rows.viewport()
        middle = QPointF(port.rect().center())
        QApplication.sendEvent(
            port,
            QWheelEvent(
                middle,
                port.mapToGlobal(middle),
                QPoint(),
                QPoint(0, 120 * steps),
                Qt.MouseButton.NoButton,
                NO_KEYS,
                Qt.ScrollPhase.NoScrollPhase,
                False,  # noqa: FBT003 - Qt's signature
            ),
        )

    def jump(self, share: float) -> None:
        """The scroll bar dragged to a share of its length."""
        bar = self.rows.verticalScrollBar()
        bar.setValue(int(bar.maximum() * share))

    def places(self) -> list[QModelIndex]:
        """The places, without the searches that are saved below them."""
        return self._above_lists()[: len(Place)]

    def _above_lists(self) -> list[QModelIndex]:
        model = self.tree.model()
        found: list[QModelIndex] = []
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
                return found
            found.append(index)
        return found

    def all_works(self) -> QModelIndex:
        """The place that shows every work."""
        return next(place for place in self.places() if place.data() == "All")

    def list_rows(self) -> list[QModelIndex]:
        """The lists themselves."""
        model, first = self.tree.model(), len(self._above_lists()) + 1
        return [model.index(row, 0) for row in range(first, model.rowCount())]

    def sections(self) -> list[QModelIndex]:
        """All sections of all lists."""
        return [found for one in self.list_rows() for found in self._below(one)]

    def some_section(self, draw: random.Random) -> QModelIndex:
        """A section of some list, or one below it."""
        model, found = self.tree.model(), draw.choice(self.list_rows())
        for _ in range(draw.choice((1, 1, 2))):
            if below := model.rowCount(found):
                found = model.index(draw.randrange(below), 0, found)
        return found

    def starred(self) -> str:
        """What the tree says about the starred works."""
        role = Qt.ItemDataRole.AccessibleTextRole
        said = (str(place.data(role)) for place in self.places())
        return next(words for words in said if words.startswith("Starred"))

    def take_in(self, files: Sequence[Path]) -> None:
        """Open lists, as the menu does."""
        self._desk.service.importer.open_paths(files)

    def sort(self, sort: str) -> None:
        """Sort by what an action of that value stands for."""
        self.window.commands[f"sort_{sort}"].trigger()

    def select_first(self, count: int) -> None:
        """The first rows, as a click and one with Shift select them."""
        model, selection = self.rows.model(), self.rows.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(model.index(0, 0), flags.NoUpdate)
        chosen = QItemSelection(model.index(0, 0), model.index(count - 1, 0))
        selection.select(chosen, flags.ClearAndSelect | flags.Rows)

    def select_all(self) -> None:
        self.rows.clearSelection()
        self.window.commands["select_all"].trigger()

    def undo(self) -> None:
        self.window.commands["undo"].trigger()

    def begin_adding(self) -> tuple[QPlainTextEdit, QPushButton]:
        """Open the dialog that adds; where one types, and what adds."""
        self.window.commands["add_works"].trigger()
        dialog = _found(self.window, QDialog, "add_dialog")
        return _found(dialog, QPlainTextEdit, "add_text"), _found(dialog, QPushButton, "add_button")

    def last_step(self) -> str | None:
        """What undo would take back."""
        return self._desk.session.workspace.undo_label

    @property
    def is_table(self) -> bool:
        """Whether entries are shown in columns."""
        return self.rows.horizontalHeader().isVisible()

    def show_table(self) -> None:
        self.window.commands["toggle_table"].trigger()

    def columns(self) -> list[str]:
        """All columns that there are, shown or not."""
        return [column.value for column in Column]

    def sort_by_column(self, column: str) -> None:
        """Sort by a column, the largest first, as a click on its heading does."""
        self._desk.bench.sort_by(ColumnSort(Level(Column(column), descending=True)))

    def groupings(self) -> list[str]:
        """All columns by which the table can be grouped."""
        return [column.value for column in GROUPING]

    def group_by(self, column: str) -> None:
        """Group by a column, or by none, as the menu does."""
        self.window.commands[f"group_{column}" if column else "ungroup"].trigger()

    def fold_groups(self) -> None:
        self.window.commands["fold_groups"].trigger()

    def unfold_groups(self) -> None:
        self.window.commands["unfold_groups"].trigger()

    def toggle_group(self) -> None:
        """Fold the group of the first row, or unfold it, as the keys do."""
        self.rows.setFocus()
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Space):
            QTest.keyClick(self.rows, key)

    @property
    def is_working(self) -> bool:
        """Whether a job goes on."""
        return bool(self._desk.session.jobs.running)

    def _below(self, index: QModelIndex) -> Iterator[QModelIndex]:
        model = self.tree.model()
        for row in range(model.rowCount(index)):
            found = model.index(row, 0, index)
            yield found
            yield from self._below(found)

    def _until(self, *conditions: Callable[[], bool] | None) -> float:
        """When the frame ended at whose end all of this holds."""
        loop = QEventLoop()

        def look() -> None:
            if all(condition() for condition in conditions if condition is not None):
                loop.exit(1)

        self.frames.ended.connect(look)
        QTimer.singleShot(PATIENCE, loop, loop.quit)
        seen = loop.exec()
        at = self.frames.at
        self.frames.ended.disconnect(look)
        if not seen:
            raise NeverShownError(f"not within {PATIENCE / 1000:.0f} s")
        return at

    def _on_changed(self) -> None:
        self._changed = self.renewed = True

    def _on_frame(self) -> None:
        counts = self._header.counts
        if counts != self._counts or (self._changed and "rows" in self.frames.painted):
            self._complete = self.frames.at
            self._counts, self._changed = counts, False


def use(library: Path, script: Callable[[Person], T]) -> T:
    """Start the program on a library as a user does, do what the script says, and end it."""
    results: list[T] = []
    failures: list[Exception] = []

    class UsedProgram(application.WindowProgram):
        """The program, with somebody in front of it."""

        def start(self, sources: Sequence[Path] = ()) -> None:
            super().start(sources)
            QTimer.singleShot(1000, self, self._play)

        def _play(self) -> None:
            try:
                results.append(script(Person(self)))
            except Exception as failure:  # noqa: BLE001 - Qt's loop would swallow it; raised below
                failures.append(failure)
            QApplication.closeAllWindows()

    application.WindowProgram = UsedProgram  # type: ignore[misc]
    bootstrap.window(["--library", str(library)])
    for failure in failures:
        raise failure
    return results[0]


def _found(window: QWidget, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert isinstance(found, kind), f"there is no {name}"
    return found
