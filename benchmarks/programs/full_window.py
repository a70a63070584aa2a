"""The program itself on the library named by the argument. Prints when its rows are painted."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from effllm_desktop import bootstrap


class FirstRows(QObject):
    """Ends the program behind the first paint of the entries while they have rows."""

    def __init__(self) -> None:
        super().__init__()
        self._painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() != QEvent.Type.Paint or self._painted:
            return False
        view = watched.parent()
        if isinstance(view, QTableView) and view.model() and view.model().rowCount():
            self._painted = True
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        print(time.time())
        QApplication.closeAllWindows()


class WatchedApplication(QApplication):
    """The application that the program makes, every paint seen."""

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
