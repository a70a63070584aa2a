"""What the reader wants of the queue, by keys, buttons and the menu of a row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from effllm_desktop.app.readmodels.downloads import DownloadRow, DownloadState
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.downloads.pane import DownloadsPane

QUEUED, FAILED, PAUSED = DownloadState.QUEUED, DownloadState.FAILED, DownloadState.PAUSED


def row(number, state=QUEUED):
    error = "It is a web page." if state is FAILED else ""
    page = f"https://a.test/{number}"
    return DownloadRow(WorkId(number), f"Paper {number}", state, 0, None, error, "", page)


class Wishes(list):
    """What the pane said."""

    def of(self, pane):
        for name in ("pause", "resume", "retry", "cancel", "page"):
            signal = getattr(pane, f"{name}_wanted")
            signal.connect(lambda what, name=name: self.append((name, what)))
        return self


@pytest.fixture
def pane(qtbot):
    made = DownloadsPane()
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_rows([row(1), row(2, FAILED), row(3, PAUSED)])
    return made


@pytest.fixture
def wishes(pane):
    return Wishes().of(pane)


def button(pane, text):
    return next(one for one in pane.findChildren(QPushButton) if one.text() == text)


def test_a_row_that_failed_is_tried_again_or_opened_in_the_browser(pane, wishes, qtbot):
    pane.view.setCurrentIndex(pane.view.model().index(1, 0))
    place = pane.view.visualRect(pane.view.currentIndex()).center()
    for text, said in (
        ("Try again", ("retry", [2])),
        ("Open in the browser", ("page", "https://a.test/2")),
        ("Cancel", ("cancel", [2])),
    ):
        pane.view.customContextMenuRequested.emit(place)
        menu = next(one for one in pane.findChildren(QMenu) if one.isVisible())
        action = next(one for one in menu.actions() if one.text() == text)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        assert wishes.pop() == said


def test_keys_are_about_the_chosen_rows(pane, wishes, qtbot):
    pane.view.setCurrentIndex(pane.view.model().index(0, 0))
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert wishes == [("pause", [1])]
    pane.view.setCurrentIndex(pane.view.model().index(2, 0))
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert wishes[1:] == [("resume", [3]), ("retry", [3])]
    qtbot.keyClick(pane.view, Qt.Key.Key_Delete)
    assert wishes[3:] == [("cancel", [3])]
    pane.view.clearSelection()
    qtbot.keyClick(pane.view, Qt.Key.Key_Delete)
    assert len(wishes) == 4


def test_what_waits_for_a_network_can_be_told_to_go_on(pane, wishes, qtbot):
    pane.show_rows([row(1)])
    resume = button(pane, "Resume all")
    assert not resume.isEnabled()
    pane.show_pause("paused: no network")
    assert pane.summary == "1 to go · paused: no network"
    assert resume.isEnabled()
    qtbot.mouseClick(resume, Qt.MouseButton.LeftButton)
    assert wishes == [("resume", None)]
    pane.show_pause("")
    assert not resume.isEnabled()
    assert pane.summary == "1 to go"


def test_what_changed_is_taken_over_and_the_choice_stays(pane):
    pane.view.setCurrentIndex(pane.view.model().index(2, 0))
    assert pane.show_changed([WorkId(1)], [])
    assert pane.chosen() == [3]
    assert pane.summary == "1 paused · 1 failed"
    assert not button(pane, "Pause all").isEnabled()
    assert not pane.show_changed([WorkId(9)], [row(9)])
    assert pane.show_changed([WorkId(2), WorkId(3)], [])
    assert not pane.view.isVisible()  # but a word on how to fetch something
