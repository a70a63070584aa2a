"""A list of one's own: put together by keys, kept as a recipe, run again by one key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog

from effllm_desktop.app.exporting import recipes
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.recipes import ChangeRecipe
from tests.support.window import running, write_lists

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def person(qtbot, tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    with running(qtbot, tmp_path / "library", sources=write_lists(folder)) as person:
        person.go("First list")
        person.window.notices.clear()
        yield person


@pytest.fixture
def recipe(person, tmp_path):
    """One that writes what is starred, its file, and one star."""
    person.click_row(0)
    person.press(Qt.Key.Key_S)
    person.go("Starred")
    dialog = opened(person)
    dialog.keeping.keep("Mine")
    with person.qtbot.waitSignal(dialog.written):
        dialog.write_to(tmp_path / "mine.md")
    return kept(person)


def kept(person):
    return recipes.named(person.desk.session.library.database, "Mine")


def opened(person):
    person.press(Qt.Key.Key_E, CONTROL, at=person.entries)
    return front(person)


def front(person):
    dialogs = person.window.findChildren(QDialog, "export")
    dialog = next(one for one in dialogs if one.isVisible())
    person.qtbot.waitUntil(lambda: dialog.is_settled)
    return dialog


def activate(person):
    """Where no window manager does it."""
    person.window.activateWindow()
    person.qtbot.waitUntil(person.window.isActiveWindow)


def again(person):
    activate(person)
    person.press(Qt.Key.Key_R, CONTROL | ALT, at=person.entries)
    person.wait()


def star_second(person):
    activate(person)
    person.go("First list")
    person.click_row(1)
    person.press(Qt.Key.Key_S)


def press(person, words):
    (action,) = (one for one in person.window.notices.notices[0].actions if one.text == words)
    action.run()
    person.wait()


def test_tab_reaches_all_that_can_be_done(person):
    dialog = opened(person)
    person.qtbot.waitUntil(dialog.options.what.hasFocus)
    reached = []
    while QApplication.focusWidget() not in reached:
        reached.append(QApplication.focusWidget())
        person.press(Qt.Key.Key_Tab)
    options, bar = dialog.options, dialog.keeping.bar
    assert set(reached) >= {
        bar.button,
        options.what,
        options.format,
        options.title,
        options.curation.arrangement,
        options.curation.wording,
        options.curation.introduction,
        options.curation.contents,
        options.curation.badges,
        *options.parts.values(),
        dialog.pane.page,
        dialog.copy_button,
        dialog.save_button,
    }
    assert any(one in reached for one in options.styles.values())
    assert any(one in reached for one in dialog.pane.views.stops())
    dialog.reject()


def test_selected_works_are_offered_first(person):
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    dialog = opened(person)
    assert dialog.options.what.currentText() == "The 4 selected works"
    assert dialog.inside.startswith("4 entries.")
    dialog.reject()


def test_a_link_of_the_preview_is_opened_outside(person, monkeypatch):
    asked = []
    monkeypatch.setattr("effllm_desktop.ui.shell.service.open_address", asked.append)
    dialog = opened(person)
    dialog.pane.page.anchorClicked.emit("https://example.org/serving")
    assert asked == ["https://example.org/serving"]
    dialog.reject()


def test_without_a_recipe_it_is_said_how_to_keep_one(person):
    again(person)
    (told,) = person.notices()
    assert told.startswith("There is no recipe yet that could be run again. Keep one in")


def test_one_key_writes_the_file_anew(person, recipe):
    assert "SparseGPT" not in recipe.file.read_text()
    star_second(person)
    again(person)
    assert "SparseGPT" in recipe.file.read_text()
    assert person.window.status.message == f"Mine: Wrote 2 entries to {recipe.file}."
    again(person)
    assert (
        person.window.status.message == f"Mine: Nothing is new for its 2 entries in {recipe.file}."
    )


def test_it_is_said_what_of_ones_own_went_along(person, recipe, tmp_path):
    session = person.desk.session
    session.workspace.run(SetNote(session.library.works.find("arxiv:2306.11695"), "one shot"))
    request = recipe.request.replace('"with": []', '"with": ["note"]')
    session.workspace.run(ChangeRecipe(recipe.id, request, recipe.file))
    again(person)
    assert person.window.status.message.endswith(" Of your own: note: 1.")
    assert "one shot" in recipe.file.read_text()


def test_what_somebody_else_wrote_there_is_not_lost(person, recipe):
    recipe.file.write_text("Somebody else's words\n")
    again(person)
    assert recipe.file.read_text() == "Somebody else's words\n"
    assert "holds something that the recipe “Mine” did not write" in person.notices()[0]
    press(person, "Open the export window")
    dialog = front(person)
    assert dialog.keeping.in_force.name == "Mine"
    dialog.reject()
    press(person, "Write over it")
    assert "Wanda" in recipe.file.read_text()


def test_what_the_recipe_names_is_gone(person, recipe):
    session = person.desk.session
    gone = recipe.request.replace('{"place": "starred"}', '{"list": "Gone", "id": 99}')
    session.workspace.run(ChangeRecipe(recipe.id, gone, recipe.file))
    again(person)
    assert "The list “Gone” that the recipe names is not in the library." in person.notices()[0]
    (action,) = person.window.notices.notices[0].actions
    assert action.text == "Open the export window"


def test_a_recipe_without_a_file_asks_for_one(person, recipe):
    session = person.desk.session
    session.workspace.run(ChangeRecipe(recipe.id, recipe.request, None))
    again(person)
    dialog = front(person)
    assert dialog.keeping.in_force.name == "Mine"
    dialog.reject()


def test_each_recipe_is_in_the_palette(person, recipe):
    star_second(person)
    person.press(Qt.Key.Key_K, CONTROL, at=person.entries)
    (palette,) = (one for one in person.window.findChildren(QDialog, "palette") if one.isVisible())
    person.qtbot.waitUntil(palette.field.hasFocus)
    person.qtbot.keyClicks(palette.field, "mine")
    person.qtbot.waitUntil(lambda: bool(palette.shown))
    assert palette.shown[0].about == f"Recipe: writes {recipe.file}"
    person.qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    person.wait()
    assert "SparseGPT" in recipe.file.read_text()


def test_keeping_a_recipe_is_a_step_like_all_others(person, recipe):
    assert "recipe" in person.window.commands["undo"].text()
    assert not person.window.findChildren(QInputDialog)


def test_notes_of_a_vault_that_are_left_alone_are_told(person, tmp_path):
    dialog = opened(person)
    dialog.options.format.setCurrentText("Obsidian vault")
    with person.qtbot.waitSignal(dialog.written):
        dialog.write_to(tmp_path / "vault")
    assert person.notices() == []
    for note in (tmp_path / "vault").glob("*.md"):
        note.write_text(note.read_text().replace("<!-- effllm:end -->", ""))
    activate(person)
    dialog = opened(person)
    dialog.options.format.setCurrentText("Obsidian vault")
    with person.qtbot.waitSignal(dialog.written):
        dialog.write_to(tmp_path / "vault")
    (told,) = person.notices()
    assert told.startswith("Left alone, for the program's part is gone from them")
