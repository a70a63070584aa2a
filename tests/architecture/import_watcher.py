"""Imports the modules it is given and prints, as JSON, what each did besides.

A program of its own, because only the first import of a module does anything. What libraries do
when they are imported is theirs: an act is put down to the nearest code that is not the standard
library's.
"""

import gc
import importlib
import json
import os
import sys
import sysconfig
import threading
from types import FrameType

STANDARD = (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), "<frozen")
# In a virtual environment these lie inside the folder that is named for the standard library.
INSTALLED = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
CODE = (".py", ".pyc", ".so", ".pyd", ".dylib", ".dll")
ACTS = (
    "os.chdir",
    "os.chmod",
    "os.mkdir",
    "os.putenv",
    "os.remove",
    "os.rename",
    "os.system",
    "socket.__new__",
    "sqlite3.connect",
    "subprocess.Popen",
)


class Watcher:
    """Notes what code of one package does while it is watched."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._watching = True
        self.acts: list[str] = []

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._watching or not self._counts(event, arguments):
            return
        if frame := self._culprit():
            self.acts.append(f"{frame.f_code.co_filename}:{frame.f_lineno} {event} {arguments}")

    def stop(self) -> None:
        self._watching = False

    def _counts(self, event: str, arguments: tuple[object, ...]) -> bool:
        if "__pycache__" in str(arguments):
            return False
        if event == "open":  # a number is a file that was opened, and seen, before
            return not isinstance(arguments[0], int) and not str(arguments[0]).endswith(CODE)
        return event in ACTS

    def _culprit(self) -> FrameType | None:
        frame: FrameType | None = sys._getframe(2)
        while frame and is_standard(frame.f_code.co_filename):
            frame = frame.f_back
        inside = f"{os.sep}{self._package}{os.sep}"
        return frame if frame and inside in frame.f_code.co_filename else None


def is_standard(file: str) -> bool:
    return file.startswith(STANDARD) and not file.startswith(INSTALLED)


def left_over() -> list[str]:
    found = [f"thread {one.name}" for one in threading.enumerate()[1:]]
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        found += [repr(one) for one in gc.get_objects() if isinstance(one, core.QObject)]
    return found


def main(package: str, modules: list[str]) -> None:
    watcher = Watcher(package)
    sys.addaudithook(watcher.audit)
    for module in modules:
        importlib.import_module(module)
    watcher.stop()
    report = {"acts": watcher.acts + left_over(), "imported": sorted(sys.modules)}
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
