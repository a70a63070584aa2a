"""The whole screen for the pages of a paper; for lists with all that is around them."""

import pytest
from PySide6.QtCore import Qt

from tests.journeys.test_reading import find, read
from tests.support.papers import paper
from tests.support.window import running, write_lists

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as one:
        yield one


@pytest.fixture
def reader(person, tmp_path):
    return read(person, paper(tmp_path / "paper.pdf"))


def test_what_is_told_in_full_screen_is_seen(person, reader):
    assert person.window.notices.isVisible()
    person.press(Qt.Key.Key_F11)
    assert not person.window.notices.isVisible()
    place = reader.page.view.point_of(1, 60, 190)
    person.qtbot.mouseClick(reader.page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert person.notices()[0] == "This paper links to https://example.org/code"
    assert person.window.notices.isVisible()
    person.window.notices.clear()
    person.press(Qt.Key.Key_F11)
    assert not person.window.notices.isVisible()
    assert person.window.status.isVisible()


def around(person, reader):
    window, page = person.window, reader.page
    parts = (window.menuBar(), window.status, person.desk.tabs.bar, page.header, page.marks)
    return [part.isVisible() for part in parts]


def test_only_the_pages_fill_the_screen_and_what_was_there_comes_back(person, reader):
    find(person, reader, "accepted")
    person.press(Qt.Key.Key_H)
    person.press(Qt.Key.Key_M)
    assert around(person, reader) == 5 * [True]
    person.press(Qt.Key.Key_F11)
    assert person.window.isFullScreen()
    assert around(person, reader) == 5 * [False]
    person.qtbot.waitUntil(lambda: reader.page.view.size() == person.window.size())
    person.press(Qt.Key.Key_F11)
    assert not person.window.isFullScreen()
    assert around(person, reader) == 5 * [True]


def test_keys_count_without_menus(person, reader):
    person.press(Qt.Key.Key_F11)
    person.press(Qt.Key.Key_D)
    assert reader.page.view.pages_in_sight[:2] == [1, 2]
    person.press(Qt.Key.Key_G)
    assert reader.page.header.isVisible()
    person.qtbot.keyClicks(reader.page.header.page, "3")
    person.press(Qt.Key.Key_Return, at=reader.page.header.page)
    assert reader.page.view.page == 3
    assert not reader.page.header.isVisible()
    person.press(Qt.Key.Key_F7)
    assert reader.page.thumbnails.isVisible()


def test_esc_lets_go_of_what_is_selected_first(person, reader):
    person.press(Qt.Key.Key_F11)
    find(person, reader, "accepted")
    assert person.window.isFullScreen()
    person.press(Qt.Key.Key_Escape)
    assert reader.page.view.selection.is_empty
    assert person.window.isFullScreen()
    person.press(Qt.Key.Key_Escape)
    assert not person.window.isFullScreen()
    person.press(Qt.Key.Key_Escape)
    assert not person.window.isFullScreen()


def test_the_lists_have_their_menus_in_full_screen_too(person, reader):
    person.press(Qt.Key.Key_F11)
    person.press(Qt.Key.Key_Tab, CONTROL)
    assert person.window.isFullScreen()
    assert person.window.menuBar().isVisible()
    assert person.desk.tabs.bar.isVisible()
    person.press(Qt.Key.Key_Tab, CONTROL)
    assert not person.window.menuBar().isVisible()
    person.press(Qt.Key.Key_W, CONTROL)
    assert person.window.menuBar().isVisible()
    assert person.window.isFullScreen()


def test_a_paper_that_is_opened_in_full_screen_shows_its_pages_alone(person, tmp_path):
    person.press(Qt.Key.Key_F11)
    assert person.window.menuBar().isVisible()
    reader = read(person, paper(tmp_path / "paper.pdf"))
    assert around(person, reader) == 5 * [False]


def test_a_window_that_was_large_is_so_again(person, reader):
    person.window.showMaximized()
    person.press(Qt.Key.Key_F11)
    person.press(Qt.Key.Key_F11)
    assert person.window.isMaximized()


def test_a_paper_in_its_own_window_fills_the_screen_with_its_pages_alone(person, reader):
    person.press(Qt.Key.Key_W)
    own = reader.window()
    assert own is not person.window
    person.qtbot.waitUntil(own.isActiveWindow)
    person.press(Qt.Key.Key_F11, at=reader.page.view)
    assert own.isFullScreen()
    assert not person.window.isFullScreen()
    shown = (own.menuBar(), own.status, reader.page.header)
    assert [part.isVisible() for part in shown] == 3 * [False]
    person.press(Qt.Key.Key_W, at=reader.page.view)
    assert reader.window() is person.window
    assert reader.page.header.isVisible()
    assert person.window.menuBar().isVisible()
