"""What is done daily is done once for each day, also of a program that is never closed."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject

from effllm_desktop.ui.shell.daily import Daily


def test_it_is_done_at_once_and_again_on_each_new_day(qtbot):
    now = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    done = []
    owner = QObject()
    daily = Daily(lambda: done.append(now.date().day), owner, lambda: now)
    daily.look()
    assert done == []
    daily.begin()
    daily.look()
    assert done == [1]
    now += timedelta(hours=1, minutes=29)
    daily.look()
    assert done == [1]
    now += timedelta(minutes=2)
    daily.look()
    daily.look()
    assert done == [1, 2]
    now += timedelta(days=3)  # a machine that slept
    daily.look()
    assert done == [1, 2, 5]


def test_an_open_program_looks_by_itself(qtbot, monkeypatch):
    monkeypatch.setattr("effllm_desktop.ui.shell.daily.LOOK_MILLISECONDS", 1)
    now = datetime(2026, 3, 1, tzinfo=UTC)
    done = []
    owner = QObject()
    daily = Daily(lambda: done.append(now.day), owner, lambda: now)
    daily.begin()
    now += timedelta(days=1)
    qtbot.waitUntil(lambda: done == [1, 2])
    owner.deleteLater()
