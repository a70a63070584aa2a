"""Tags get colours and keys in their window; a digit puts a tag on whatever is selected."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QLineEdit

from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.domain.tags import TagColour
from tests.support.window import running, write_lists

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.go("First list")
        library = person.desk.session.library
        work = library.works.find("arxiv:2306.11695")
        library.workspace.run(AddTags([work], ["pruning", "to cite"]))
        yield person


def opened(person):
    person.press(Qt.Key.Key_T, CONTROL | SHIFT, at=person.entries)
    shown = next(one for one in person.window.findChildren(QDialog, "tags") if one.isVisible())
    person.qtbot.waitUntil(shown.rows.hasFocus)
    return shown


def closed(person, shown):
    shown.reject()
    person.window.activateWindow()  # where no window manager does it
    person.qtbot.waitUntil(person.window.isActiveWindow)


def rows(shown):
    items = [shown.rows.topLevelItem(number) for number in range(shown.rows.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(3)) for item in items]


def answer(person, name):
    """Give the name that is asked for."""
    questions = person.window.findChildren(QInputDialog, "name_question")
    question = next(one for one in questions if one.isVisible())
    field = question.findChild(QLineEdit)
    field.selectAll()
    person.qtbot.keyClicks(field, name)
    person.press(Qt.Key.Key_Return, at=field)
    person.wait()


def tags(person):
    return [tuple(tag) for tag in person.desk.session.library.tags.read()]


def test_a_digit_in_the_window_becomes_the_tags_key_and_then_tags_what_is_selected(person):
    shown = opened(person)
    person.press(Qt.Key.Key_Down, at=shown.rows)
    person.press(Qt.Key.Key_1, at=shown.rows)
    assert rows(shown) == [("pruning", "", "1"), ("to cite", "1", "1")]
    assert shown.chosen.name == "to cite"
    closed(person, shown)
    assert person.window.commands["tag_1"].text() == "Tag 1: to cite"
    person.entries.setFocus()
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    person.press(Qt.Key.Key_1, at=person.entries)
    person.wait()
    assert tags(person)[1][:2] == ("to cite", 4)
    person.press(Qt.Key.Key_1, at=person.entries)
    person.wait()
    assert tags(person)[1][:2] == ("to cite", 0)
    person.press(Qt.Key.Key_Z, CONTROL, at=person.entries)
    assert tags(person)[1][:2] == ("to cite", 4)


def test_a_key_that_no_tag_has_says_where_tags_get_keys(person):
    person.click_row(0)
    person.press(Qt.Key.Key_9, at=person.entries)
    said = "No tag has the key 9. Tags… (Ctrl+Shift+T) gives keys to tags."
    assert person.notices()[0] == said


def test_colours_are_seen_in_rows_chips_and_palette(person):
    person.click_row(0)
    before = person.entries.grab().toImage()
    shown = opened(person)
    teal = next(one for one in shown.colours.actions() if one.text() == "Teal")
    teal.trigger()
    closed(person, shown)
    assert tags(person)[0][2] is TagColour.TEAL
    assert person.entries.grab().toImage() != before
    own = person.find("add_tag").parent()
    assert [chip.colour for chip in own.chips()] == [TagColour.TEAL, None]
    person.press(Qt.Key.Key_K, CONTROL, at=person.entries)
    palette = person.find("palette")
    assert {one.text: one.tone for one in palette.shown if one.icon == "tag"}["pruning"] == (
        "tag_teal"
    )
    palette.reject()


def test_a_search_for_a_tag_has_its_colour_in_the_tree(person):
    from effllm_desktop.app.operations.searching import SaveSearch

    library = person.desk.session.library
    library.workspace.run(SaveSearch("What I prune", "tag:Pruning"))
    library.workspace.run(SaveSearch("Either", "tag:pruning or tag:x"))
    nodes = {node.name: node for node in person.bench.sections.nodes()}
    assert (nodes["What I prune"].tag, nodes["What I prune"].icon) == ("pruning", "tag")
    assert nodes["Either"].tag == ""
    before = person.find("sections").grab().toImage()
    shown = opened(person)
    shown.colours.actions()[0].trigger()
    closed(person, shown)
    assert person.find("sections").grab().toImage() != before


def test_tags_are_renamed_merged_and_deleted_by_keys(person):
    shown = opened(person)
    person.press(Qt.Key.Key_F2, at=shown.rows)
    answer(person, "Sparse")
    assert [row[0] for row in rows(shown)] == ["Sparse", "to cite"]
    person.press(Qt.Key.Key_F2, at=shown.rows)
    answer(person, "To cite")
    assert shown.said == "There is a tag “to cite” already. Merge the two instead."
    shown.merging.aboutToShow.emit()
    (other,) = shown.merging.actions()
    assert other.text() == "to cite"
    other.trigger()
    assert rows(shown) == [("to cite", "", "1")]
    person.press(Qt.Key.Key_Delete, at=shown.rows)
    assert rows(shown) == []
    assert "There is no tag yet" in shown.said
    closed(person, shown)
    for _ in range(3):
        person.press(Qt.Key.Key_Z, CONTROL, at=person.entries)
    assert [tag[0] for tag in tags(person)] == ["pruning", "to cite"]


def test_a_new_tag_gets_the_first_free_key_and_enter_shows_works(person):
    shown = opened(person)
    person.click("New tag…", inside=shown)
    answer(person, "to present")
    assert shown.chosen.name == "to present"
    assert shown.chosen.key == 1
    person.press(Qt.Key.Key_0, at=shown.rows)
    assert "to present" not in [row[0] for row in rows(shown)]  # nothing is left of it
    person.press(Qt.Key.Key_Home, at=shown.rows)
    person.press(Qt.Key.Key_Return, at=shown.rows)
    assert not shown.isVisible()
    assert person.titles() == ["Wanda"]
    assert person.bench.search_text == "tag:pruning"


def test_with_all_keys_given_a_new_tag_gets_a_colour(person):
    shown = opened(person)
    for number in range(10):
        person.click("New tag…", inside=shown)
        answer(person, f"t{number}")
    assert tags(person)[-2] == ("t9", 0, TagColour.BLUE, None)
    closed(person, shown)


def test_the_menu_of_a_row_says_what_the_buttons_say(person):
    shown = opened(person)
    shown.rows.customContextMenuRequested.emit(shown.rows.rect().center())
    menus = [one for one in shown.findChildren(type(shown.colours)) if one.isVisible()]
    assert [one.text() for one in menus[0].actions()] == [
        "Show works", "Rename…", "Colour", "Key", "Merge into", "Delete"
    ]  # fmt: skip
    menus[0].hide()
    closed(person, shown)
