"""How long pages are read, as far as they are."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from effllm_desktop.ui.reader.pace_keeper import PaceKeeper
from tests.support.papers import paper


@pytest.fixture
def reading(open_paper, tmp_path):
    """A paper of some pages, a clock that is set by hand, and the times that were told."""
    sitting = open_paper(paper(tmp_path / "a.pdf", pages=6))
    told, clock = [], [0.0]
    keeper = PaceKeeper(sitting.view, lambda: clock[0])
    keeper.page_read.connect(told.append)

    def go(page, seconds):
        clock[0] += seconds
        sitting.page.jump_to(page)

    return sitting, go, told, clock


def test_pages_that_are_gone_on_from_are_read(reading):
    _, go, told, _ = reading
    go(2, 60)
    go(3, 45)
    assert told == [60, 45]


def test_turning_jumping_going_back_and_being_elsewhere_is_no_reading(reading):
    _, go, told, _ = reading
    go(2, 9)
    go(4, 60)
    go(3, 60)
    go(4, 601)
    assert told == []
    go(5, 10)
    go(6, 600)
    assert told == [10, 600]


def test_time_in_another_window_does_not_count(reading):
    sitting, go, told, clock = reading
    clock[0] += 30
    QCoreApplication.sendEvent(sitting.view, QEvent(QEvent.Type.WindowDeactivate))
    go(2, 60)
    assert told == []
    QCoreApplication.sendEvent(sitting.view, QEvent(QEvent.Type.WindowDeactivate))
    clock[0] += 300
    QCoreApplication.sendEvent(sitting.view, QEvent(QEvent.Type.WindowActivate))
    go(3, 20)
    assert told == [20]
