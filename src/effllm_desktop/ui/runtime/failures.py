"""Where every exception that nobody caught ends: the world's as a notice, ours as a report."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from effllm_desktop import __version__
from effllm_desktop.domain.errors import AppError

log = logging.getLogger(__name__)
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class FailureDesk(QObject):
    """Takes `sys.excepthook` over. Exceptions may come from any thread; signals come on ours."""

    expected = Signal(AppError)
    bug_found = Signal(str)
    interrupted = Signal()  # Ctrl+C in the terminal
    _handed_over = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: Hook | None = None
        self._handed_over.connect(self._on_handed_over, Qt.ConnectionType.AutoConnection)

    def install(self) -> None:
        self._before = sys.excepthook
        sys.excepthook = self.take

    def remove(self) -> None:
        if self._before is not None:
            sys.excepthook = self._before
            self._before = None

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """What Python calls for an exception that reached the top."""
        if issubclass(kind, KeyboardInterrupt):
            self.interrupted.emit()
            return
        self._handed_over.emit(error.with_traceback(trace))

    @Slot(object)
    def _on_handed_over(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            log.info("%s: %s", type(error).__name__, error)
            self.expected.emit(error)
            return
        log.error("a bug", exc_info=error)
        self.bug_found.emit(report(error))


def report(error: BaseException) -> str:
    """What a developer needs to know, and nothing of what the reader reads."""
    import platform
    import traceback

    lines = [
        f"EffLLM Desktop {__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "",
        *traceback.format_exception(error),
    ]
    return "\n".join(line.rstrip("\n") for line in lines)
