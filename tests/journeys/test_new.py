"""New: what came leaves it when it was selected and one went on, or when all is marked as seen."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.sections.menu import fill_menu
from effllm_desktop.ui.sections.model import NODE_ROLE
from tests.support.builders import page, take
from tests.support.window import running

NEW = PlaceScope(Place.NEW)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def person(qtbot, tmp_path):
    """A window over a library to whose list four works came."""
    folder = tmp_path / "library"
    take(folder, page("A", {"S": ["old"]}))
    take(folder, page("A", {"S": ["old", "a", "b", "c", "d"]}), as_list="A")
    with running(qtbot, folder) as person:
        person.go("New")
        yield person


def new(person):
    """What is new, and the number that the tree shows."""
    library = person.desk.session.library
    rows = library.entries.rows(NEW, library.entries.select(NEW).row_ids)
    assert tree_total(person) == len(rows)
    return [row.title for row in rows]


def tree_total(person):
    return person.find("sections").model().index_of(NEW).data(NODE_ROLE).total


def seen(person, left):
    person.qtbot.waitUntil(lambda: person.desk.session.library.entries.size(NEW).works == left)


def test_rows_stay_under_the_eyes_of_whoever_goes_through_them(person):
    person.click_row(0)
    person.qtbot.wait(400)
    assert new(person) == ["a", "b", "c", "d"]
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Down)
    seen(person, 2)
    assert new(person) == ["c", "d"]
    assert person.titles() == ["a", "b", "c", "d"]
    assert person.entries.currentIndex().row() == 2
    assert not person.desk.session.workspace.undo_label
    person.go("All")
    seen(person, 1)
    person.go("New")
    assert person.titles() == new(person) == ["d"]


def test_who_comes_back_before_it_is_written_has_not_left(person):
    person.click_row(0)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Up)
    seen(person, 3)
    assert new(person) == ["a", "c", "d"]


def test_several_that_are_chosen_together_were_not_looked_at(person):
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    person.go("All")
    person.qtbot.wait(400)
    assert new(person) == ["a", "b", "c", "d"]


def test_what_was_passed_by_is_written_when_the_window_closes(qtbot, tmp_path):
    folder = tmp_path / "library"
    take(folder, page("A", {"S": ["old"]}))
    take(folder, page("A", {"S": ["old", "a", "b"]}), as_list="A")
    with running(qtbot, folder) as person:
        person.go("New")
        person.click_row(0)
        person.press(Qt.Key.Key_Down)
    with running(qtbot, folder) as person:
        assert new(person) == ["b"]


def test_all_are_seen_at_once_and_undo_brings_them_back(person):
    person.press(Qt.Key.Key_U, CONTROL | ALT, at=person.entries)
    assert new(person) == []
    assert person.titles() == []
    assert person.window.status.message == "Done: mark 4 works as seen. Undo takes it back."
    person.press(Qt.Key.Key_Z, CONTROL)
    assert person.titles() == new(person) == ["a", "b", "c", "d"]
    person.choose("Entry", "Mark all as seen")
    assert new(person) == []
    person.choose("Entry", "Mark all as seen")
    assert person.window.status.message == "Nothing is new."


def menu_of(person, scope):
    """What the context menu of a place offers."""
    pane, view = person.bench.sections, person.find("sections")
    menu = QMenu(pane)
    fill_menu(menu, view.model().index_of(scope).data(NODE_ROLE), pane)
    return {one.text(): one for one in menu.actions()}


def test_the_menu_of_new_marks_all_as_seen(person):
    menu_of(person, NEW)["Mark all as seen"].trigger()
    assert new(person) == []
    assert not menu_of(person, NEW)["Mark all as seen"].isEnabled()
    assert "Mark all as seen" not in menu_of(person, PlaceScope(Place.ALL))


def test_ten_thousand_are_marked_while_the_window_lives(qtbot, tmp_path):
    folder = tmp_path / "library"
    take(folder, page("A", {"S": ["old"]}))
    many = [f"w{number}" for number in range(10_000)]
    take(folder, page("A", {"S": ["old", *many]}), as_list="A")
    with running(qtbot, folder) as person:
        person.go("New")
        longest, last = 0.0, time.perf_counter()
        person.press(Qt.Key.Key_U, CONTROL | ALT, at=person.entries)

        def is_done():
            nonlocal longest, last
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
            return person.desk.session.library.entries.size(NEW).works == 0

        qtbot.waitUntil(is_done, timeout=20_000)
        # Another connection has written: the window is told a moment later.
        qtbot.waitUntil(lambda: tree_total(person) == 0)
        person.wait()
        assert new(person) == []
        assert longest < 1, longest
