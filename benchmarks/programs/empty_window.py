"""The limit: an empty QMainWindow, shown and painted. Prints the time of its first paint.

With a number it goes on for so many seconds and prints its memory in MB, too.
"""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstPaint(QObject):
    """Ends the program behind a window's first paint, or some seconds later."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        print(time.time())
        if len(sys.argv) > 1:
            QTimer.singleShot(int(float(sys.argv[1]) * 1000), self._end_rest)
        else:
            QApplication.quit()

    def _end_rest(self) -> None:
        from benchmarks.programs import memory

        print(memory.proportional())
        QApplication.quit()


def main() -> int:
    application = QApplication(sys.argv)
    window = QMainWindow()
    watcher = FirstPaint()
    window.installEventFilter(watcher)
    window.resize(1280, 800)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
