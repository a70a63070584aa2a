"""How pages look is told when somebody chose it, once they have chosen."""

import pytest
from PySide6.QtCore import Qt

from effllm_desktop.ui import theme
from effllm_desktop.ui.reader.looks import Looks
from effllm_desktop.ui.reader.zoom import Fit
from effllm_desktop.ui.theme import Mode


@pytest.fixture
def chosen(sitting):
    told = []
    sitting.pane.looks_chosen.connect(told.append)
    return told


@pytest.fixture
def in_the_dark():
    before = theme.current().mode
    theme.current().apply(Mode.DARK)
    yield
    theme.current().apply(before)


def test_many_steps_are_told_as_one(sitting, chosen):
    for _ in range(3):
        sitting.act("zoom_in")
    sitting.act("turn_pages", 1)
    sitting.wait(lambda: bool(chosen))
    assert chosen == [sitting.view.looks]
    assert (chosen[0].fit, chosen[0].quarters) == (Fit.NOTHING, 1)
    assert round(100 * chosen[0].zoom) == sitting.view.percent


def test_what_was_chosen_a_moment_ago_is_told_at_the_end(sitting, chosen):
    sitting.act("fit_page")
    sitting.pane.close_document()
    assert chosen == [Looks(Fit.PAGE)]


def test_what_is_as_before_is_not_told(sitting, chosen):
    sitting.act("fit_page")
    sitting.act("fit_width")
    sitting.pane.close_document()
    assert chosen == []


def test_neither_a_larger_window_nor_another_theme_is_a_choice(sitting, chosen, qapp):
    sitting.pane.resize(700, 500)
    sitting.view.go_to_page(3)
    before = theme.current().mode
    theme.current().apply(Mode.DARK)
    sitting.pane.close_document()
    theme.current().apply(before)
    assert chosen == []


def test_pages_are_dark_in_a_dark_window_and_light_pages_there_are_a_choice(
    in_the_dark, sitting, chosen
):
    assert sitting.view.is_dark
    assert sitting.view.looks.dark is None
    sitting.act("toggle_dark_pages")
    assert sitting.view.looks.dark is False
    sitting.act("toggle_dark_pages")
    sitting.pane.close_document()
    assert chosen == []


def test_the_wheel_chooses_as_well(sitting, chosen):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    place = QPointF(300, 250)
    event = QWheelEvent(
        place,
        sitting.view.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sitting.view.viewport(), event)
    sitting.pane.close_document()
    assert [one.fit for one in chosen] == [Fit.NOTHING]


def test_a_paper_begins_with_the_looks_that_it_is_given_where_reading_stopped(open_paper):
    first = open_paper()
    first.view.go_to_page(4)
    first.pane.close_document()
    looks = Looks(Fit.NOTHING, 1.5, 0, dark=True)
    again = open_paper(looks=looks)
    assert again.view.looks == looks
    assert again.view.percent == 150
    assert again.page.header.dark.isChecked()
    assert again.view.page == 4
