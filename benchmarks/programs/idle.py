"""An empty window that lives for the given seconds. Prints its event loop's longest stop in ms."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.heart import Heart


def main() -> int:
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    hearts: list[Heart] = []
    QTimer.singleShot(1000, lambda: hearts.append(Heart()))
    QTimer.singleShot(1000 + int(float(sys.argv[1]) * 1000), application.quit)
    application.exec()
    print(hearts[0].longest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
