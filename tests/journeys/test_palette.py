"""Ctrl+K: whatever there is, found by a few letters and done by Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from tests.support.window import running, write_lists

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.go("First list")
        person.click_row(0)
        yield person


def opened(person):
    person.window.activateWindow()
    person.qtbot.waitUntil(person.window.isActiveWindow)
    person.press(Qt.Key.Key_K, CONTROL, at=person.entries)
    (palette,) = (one for one in person.window.findChildren(QDialog, "palette") if one.isVisible())
    person.qtbot.waitUntil(palette.field.hasFocus)
    return palette


def chosen(person, words, text):
    """Type some words, go to a line by arrows, press Enter."""
    palette = opened(person)
    person.qtbot.keyClicks(palette.field, words)
    person.qtbot.waitUntil(lambda: any(one.text == text for one in palette.shown))
    while palette.shown[palette.list.currentIndex().row()].text != text:
        person.qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    person.qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    person.window.activateWindow()  # where no window manager does it
    person.qtbot.waitUntil(person.window.isActiveWindow)
    person.wait()


def test_an_action_is_done_and_its_key_is_shown(person):
    palette = opened(person)
    person.qtbot.keyClicks(palette.field, "star")
    star = next(one for one in palette.shown if one.text == "Star")
    assert star.keys == "S"
    palette.reject()
    chosen(person, "star", "Star")
    library = person.desk.session.library
    row_ids = library.entries.select(PlaceScope(Place.STARRED)).row_ids
    assert [row.title for row in library.entries.rows(PlaceScope(Place.STARRED), row_ids)] == [
        "Wanda"
    ]


def test_every_action_is_found_and_what_cannot_be_done_now_says_why(person):
    palette = opened(person)
    names = {one.text for one in palette.shown}
    actions = {action.text().removesuffix("…") for _, action in person.window.commands}
    assert actions - names == {"Find anything"}  # it is open
    rests = [one.rests for one in palette.shown]
    assert rests == sorted(rests)
    palette.grab()
    palette.reject()
    chosen(person, "close the paper", "Close the paper")
    assert person.window.status.message == "Close the paper: Open a paper first."


def test_places_lists_and_sections_are_gone_to(person):
    chosen(person, "second", "Second list")
    assert isinstance(person.bench.scope, ListScope)
    assert person.titles() == ["Wanda", "Sheared LLaMA"]
    chosen(person, "serving", "Serving")
    assert person.titles() == ["vllm", "Notes on serving"]
    chosen(person, "starred", "Starred")
    assert person.bench.scope == PlaceScope(Place.STARRED)


def test_a_tag_is_searched_for_and_an_entry_shown(person):
    library = person.desk.session.library
    work = library.works.find("arxiv:2301.00774")
    library.workspace.run(AddTags([work], ["on my desk"]))
    chosen(person, "desk", "on my desk")
    assert person.titles() == ["SparseGPT"]
    chosen(person, "sheared", "Sheared LLaMA")
    assert person.bench.scope == PlaceScope(Place.ALL)
    assert person.bench.entries.current() is not None
    palette = opened(person)
    assert palette.shown[0].text == "SparseGPT"  # what was touched last
    palette.reject()


def test_what_one_looked_at_is_a_key_press_away(person, qtbot):
    person.go("First list")
    seen = person.desk.service.palette._seen._seen
    for row in (2, 1):
        person.click_row(row)
        here = person.bench.entries.selected_works()
        qtbot.waitUntil(lambda here=here: list(seen)[-1:] == here)
    person.click_row(3)  # passed by
    person.click_row(0)
    palette = opened(person)
    assert [one.text for one in palette.shown[:2]] == ["SparseGPT", "vllm"]
    assert {one.about for one in palette.shown[:2]} == {"Seen lately"}
    palette.reject()
    chosen(person, "", "vllm")
    assert person.bench.entries.selected_works() == [
        person.desk.session.library.works.find("github:vllm-project/vllm")
    ]


def test_nothing_fits_and_enter_does_nothing(person):
    palette = opened(person)
    person.qtbot.keyClicks(palette.field, "qqqq")
    assert list(palette.shown) == []
    assert palette._told.isVisible()
    person.qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    person.qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.isVisible()
    person.qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
