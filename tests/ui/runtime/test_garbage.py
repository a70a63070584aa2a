"""Cycles of widgets go on the main thread, between events: never in a job, never in a painting."""

import gc
import threading

import pytest
from PySide6.QtCore import QAbstractEventDispatcher
from PySide6.QtWidgets import QWidget

from effllm_desktop.app import collecting
from effllm_desktop.ui.runtime.garbage import collect_between_events
from effllm_desktop.ui.runtime.job_runner import ThreadedJobRunner


@pytest.fixture
def gone(qapp, monkeypatch):
    """The threads on which objects without holders went."""
    threads = []

    class Dialog(QWidget):
        def __del__(self):
            threads.append(threading.current_thread())

    def leave_one():
        dialog = Dialog()
        dialog.itself = dialog

    monkeypatch.setattr(collecting, "DUE_AFTER", (500, 20, 20))
    gc.enable()
    gc.collect()
    collect_between_events()
    leave_one()
    yield threads
    QAbstractEventDispatcher.instance().aboutToBlock.disconnect(collecting.collect_what_is_due)


def makes_many(progress):
    return [[number] for number in range(50_000)]


def test_a_job_that_makes_many_objects_deletes_no_widget(gone, qtbot):
    runner = ThreadedJobRunner()
    arrived = []
    runner.start(makes_many, name="many", done=arrived.append, failed=pytest.fail)
    qtbot.waitUntil(lambda: bool(arrived))
    qtbot.waitUntil(lambda: bool(gone))
    runner.close()
    assert gone == [threading.main_thread()]


def test_nothing_is_looked_for_before_the_loop_is_idle(gone, qtbot):
    kept = makes_many(None)
    assert gone == []
    qtbot.wait(1)
    assert gone == [threading.main_thread()]
    assert len(kept) == 50_000
