"""The program itself on the library named by the argument. Prints when its rows are painted."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from effllm_desktop import bootstrap


class FirstRows(QObject):
    """Notes the time at the first event behind the one that paints the entries' rows."""

    def __init__(self) -> None:
        super().__init__()
        self._painting = False
        self._painted = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if self._painted:
            return False
        if self._painting:
            self._painted = time.time()
            QTimer.singleShot(0, self._end)
        elif event.type() == QEvent.Type.Paint:
            view = watched.parent()
            rows = isinstance(view, QTableView) and view.model() and view.model().rowCount()
            self._painting = bool(rows)
        return False

    def _end(self) -> None:
        print(self._painted)
        QApplication.closeAllWindows()


class WatchedApplication(QApplication):
    """The application that the program makes, every event seen."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.watcher = FirstRows()
        self.installEventFilter(self.watcher)


def main() -> int:
    from effllm_desktop.ui import application

    application.QApplication = WatchedApplication  # type: ignore[misc]
    return bootstrap.window(["--library", sys.argv[1]])


if __name__ == "__main__":
    sys.exit(main())
