"""The window itself, offscreen, with keys pressed in it."""

import os
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from effllm_desktop import paths
from effllm_desktop.app import settings
from effllm_desktop.domain.scopes import Place
from effllm_desktop.ui import application
from effllm_desktop.ui.theme import Mode


class Paints(QObject):
    """Notes when something was painted last."""

    def __init__(self) -> None:
        super().__init__()
        self.last = 0.0

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.last = time.perf_counter()
        return False


def star_presses(folder: Path, count: int) -> list[float]:
    """Milliseconds from the key to the commit, right counts and the last paint of it."""
    qt = QApplication.instance() or application.make_application(Mode.LIGHT)
    places = paths.locate(folder, {})
    program = application.WindowProgram(places, settings.read(places.settings, {}))
    program.window.resize(1280, 800)
    program.window.show()
    program.start()
    QTest.qWait(300)
    view = program.window.findChild(QTableView, "entries")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    paints = Paints()
    qt.installEventFilter(paints)
    times = []
    for _ in range(count):
        QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.qWait(30)
        began = time.perf_counter()
        QTest.keyClick(view, Qt.Key.Key_S)
        QTest.qWait(0)
        times.append((max(paints.last, time.perf_counter()) - began) * 1000)
        QTest.qWait(30)
    qt.removeEventFilter(paints)
    starred = next(p for p in program.desk.bench.outline.places if p.place is Place.STARRED)
    # A work that the list mentions twice loses its star at the second press.
    assert starred.total > count * 0.9, f"only {starred.total} of {count} stars arrived"
    program.window.close()
    return times
