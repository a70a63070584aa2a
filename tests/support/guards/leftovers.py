"""A test that leaves a thread, a pool's job, a timer or a window behind fails."""

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

PATIENCE = 2.0
"""Seconds that a thread gets to end after it was told to."""


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    threads = set(_threads())
    windows = set(_windows())
    yield
    left = [f"thread {thread.name}" for thread in _outstanding(_threads, threads)]
    left += _pool_jobs()
    _delete_what_was_told_to_go()
    left += [f"window {_name(window)}" for window in _windows_after(windows)]
    left += [f"timer {_name(timer)}" for timer in _timers()]
    if left:
        pytest.fail("the test left behind: " + ", ".join(left))


def _threads() -> list[threading.Thread]:
    # A dummy stands for a thread that Python did not start: it may outlive what it stands for.
    return [
        thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)
    ]


def _outstanding(find: Callable[[], list[Any]], before: set[Any]) -> list[Any]:
    deadline = time.monotonic() + PATIENCE
    while True:
        left = [one for one in find() if one not in before]
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.005)


def _application() -> Any:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets else None


def _pool_jobs() -> list[str]:
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return []
    pool = core.QThreadPool.globalInstance()
    if pool.activeThreadCount() == 0 or pool.waitForDone(int(PATIENCE * 1000)):
        return []
    return [f"{pool.activeThreadCount()} jobs in the global thread pool"]


def _delete_what_was_told_to_go() -> None:
    if _application() is not None:
        core = sys.modules["PySide6.QtCore"]
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


def _windows() -> list[Any]:
    application = _application()
    if application is None:
        return []
    # A tool tip belongs to Qt, which takes it away when it likes.
    return [
        window
        for window in application.topLevelWidgets()
        if window.metaObject().className() != "QTipLabel"
    ]


def _windows_after(before: set[Any]) -> list[Any]:
    if any(window not in before for window in _windows()):
        gc.collect()
    return [window for window in _windows() if window not in before]


def _timers() -> list[Any]:
    """Running timers that no window owns."""
    application = _application()
    if application is None:
        return []
    timers = application.findChildren(sys.modules["PySide6.QtCore"].QTimer)
    return [timer for timer in timers if timer.isActive()]


def _name(thing: Any) -> str:
    return f"{thing.metaObject().className()} {thing.objectName()!r}"
