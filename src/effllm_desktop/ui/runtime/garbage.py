"""The search for garbage in the window's process: on the main thread, between events, nowhere else.

Python by itself looks whenever it has made enough objects: in the thread of a job, or while Qt
paints. What it finds there may be a dialog that was closed, and a widget that is deleted in another
thread or amid a painting takes the program with it
(https://doc.qt.io/qt-6/threads-qobject.html: what is of widgets happens in the main thread).
"""

import gc

from PySide6.QtCore import QAbstractEventDispatcher

from effllm_desktop.app.collecting import collect_what_is_due


def collect_between_events() -> None:
    """From now on look when the event loop is about to wait, not when Python thinks it is time."""
    gc.disable()
    QAbstractEventDispatcher.instance().aboutToBlock.connect(collect_what_is_due)
