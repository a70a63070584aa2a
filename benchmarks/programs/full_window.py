"""The program itself on the library named by the argument. Prints when its rows are painted.

With a number behind it goes on for so many seconds and prints its memory in MB, too.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from effllm_desktop import bootstrap


def main() -> int:
    bootstrap.hurry()  # the program imports Qt after that, and so must this

    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    from effllm_desktop.ui import application

    class FirstRows(QObject):
        """Ends the program behind the first paint of the panes.

        It sees the events of the panes' frame alone: to see those of the whole application would
        cost a good part of what is measured. The frame is painted before what is in it, in one go
        with it.
        """

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self._end)
            return False

        def _end(self) -> None:
            print(time.time())
            if len(sys.argv) > 2:
                QTimer.singleShot(int(float(sys.argv[2]) * 1000), self._end_rest)
            else:
                QApplication.closeAllWindows()

        def _end_rest(self) -> None:
            from benchmarks.programs import memory

            print(memory.proportional())
            QApplication.closeAllWindows()

    class WatchedProgram(application.WindowProgram):
        """The program, with somebody looking at its panes."""

        def start(self, sources: Sequence[Path] = ()) -> None:
            super().start(sources)
            if self.desk is None or not self.desk.bench.entries.view.model().rowCount():
                sys.exit("there are no rows to wait for")
            self.watcher = FirstRows()
            self.desk.bench.installEventFilter(self.watcher)

    application.WindowProgram = WatchedProgram  # type: ignore[misc]
    return bootstrap.window(["--library", sys.argv[1]])


if __name__ == "__main__":
    sys.exit(main())
