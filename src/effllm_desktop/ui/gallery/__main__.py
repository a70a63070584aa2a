"""Draws the gallery.

    python -m effllm_desktop.ui.gallery FOLDER [WORD]

Light and dark, in three sizes; only the scenes whose name holds WORD, where one is given. The
libraries that it needs are made in a temporary folder.
"""

import os
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from effllm_desktop.ui.application import make_application
from effllm_desktop.ui.gallery.show import Gallery
from effllm_desktop.ui.theme import Mode

USAGE = "usage: python -m effllm_desktop.ui.gallery FOLDER [WORD]\n"


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 2 or arguments[0].startswith("-"):
        sys.stderr.write(USAGE)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(Mode.LIGHT)
    application.setQuitOnLastWindowClosed(False)
    sys.excepthook = _stop
    with tempfile.TemporaryDirectory() as work:
        gallery = Gallery(folder, arguments[1] if len(arguments) > 1 else "", Path(work))
        gallery.finished.connect(application.quit)
        QTimer.singleShot(0, gallery, gallery.next)
        status = application.exec()
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures are in {folder}.\n")
    return status


def _stop(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A scene that fails would leave the others waiting."""
    sys.__excepthook__(kind, error, trace)
    QApplication.exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
