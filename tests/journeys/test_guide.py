"""The guide "From a list to your own published list", done in the window by its very words."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QInputDialog, QLineEdit, QToolButton

from effllm_desktop.ui.exporting.preview_pane import View
from tests.support.window import running

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
PAGE = Path(__file__).parents[2] / "docs" / "guide" / "your-own-list.md"
TEXT = " ".join(PAGE.read_text(encoding="utf-8").split())


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library") as person:
        yield person


def star(person, section, *rows):
    activate(person)
    person.go(section)
    for row in rows:
        person.click_row(row)
        person.press(Qt.Key.Key_S)
    person.wait()


def activate(person):
    """Where no window manager does it."""
    person.window.activateWindow()
    person.qtbot.waitUntil(person.window.isActiveWindow)


def export_window(person):
    person.press(Qt.Key.Key_E, CONTROL, at=person.entries)
    (dialog,) = (one for one in person.window.findChildren(QDialog, "export") if one.isVisible())
    person.qtbot.waitUntil(lambda: dialog.is_settled)
    return dialog


def choose(person, dialog, name, words):
    """What the guide calls by these words is chosen from a box, by keys."""
    assert f"*{words}*" in TEXT
    box = dialog.findChild(QComboBox, name)
    box.setFocus()
    while box.currentText() != words:
        before = box.currentIndex()
        person.press(Qt.Key.Key_Down, at=box)
        assert box.currentIndex() > before, f"{name} has no {words}"
    person.qtbot.waitUntil(lambda: dialog.is_settled)


def row_of(table, words):
    return next(row for row in range(table.rowCount()) if table.item(row, 0).text() == words)


def put_together(person, dialog):
    """Step 2: the table of choices, the sections, and the two previews."""
    choose(person, dialog, "arrangement", "Sections of all lists merged")
    choose(person, dialog, "wording", "Short bullets")
    title = dialog.findChild(QLineEdit, "title")
    title.selectAll()
    person.qtbot.keyClicks(title, "Efficient Language Models")
    person.qtbot.keyClicks(dialog.options.curation.introduction, "What I would read *first*.")
    assert not any(box.isChecked() for box in dialog.options.parts.values())
    assert "Nothing is ticked before you tick it" in TEXT
    person.press(Qt.Key.Key_Space, at=person.button("Notes", dialog))
    person.click("Sections", dialog)
    person.qtbot.waitUntil(lambda: dialog.is_settled)
    table = dialog.pane.sections
    row = row_of(table, "Efficient LLM / Finetune")
    table.setCurrentCell(row, 0)
    person.press(Qt.Key.Key_Return, at=table)
    (field,) = (one for one in table.findChildren(QLineEdit) if one.isVisible())
    person.qtbot.keyClicks(field, "Efficient finetuning")
    person.press(Qt.Key.Key_Return, at=field)
    person.qtbot.waitUntil(lambda: dialog.is_settled)
    person.qtbot.waitUntil(lambda: table.item(row, 2).font().bold())
    table.setCurrentCell(row_of(table, "Awesome efficient llm / Pruning"), 0)
    person.press(Qt.Key.Key_Space, at=table)
    person.qtbot.waitUntil(lambda: dialog.is_settled)
    for words in ("Text", "Page"):
        assert f"**{words}**" in TEXT
        person.click(words, dialog)
    assert dialog.pane.views.value is View.PAGE


def keep_and_save(person, dialog, file):
    """Step 3: Recipe → Keep as a recipe, then Save…, each in the window that it opens."""
    assert "**Recipe → Keep as a recipe…**" in TEXT
    menu = dialog.findChild(QToolButton, "recipe_menu").menu()
    (keep,) = (one for one in menu.actions() if one.text() == "Keep as a recipe…")
    keep.trigger()
    (question,) = (one for one in dialog.findChildren(QInputDialog) if one.isVisible())
    person.press(Qt.Key.Key_Return, at=question.findChild(QLineEdit))
    person.qtbot.waitUntil(lambda: dialog.keeping.in_force is not None)
    assert "**Save…**" in TEXT
    person.click("Save…", dialog)
    (where,) = (one for one in dialog.findChildren(QFileDialog) if one.isVisible())
    where.selectFile(str(file))
    with person.qtbot.waitSignal(dialog.written):
        where.accept()


def run_again(person):
    activate(person)
    person.press(Qt.Key.Key_R, CONTROL | ALT, at=person.entries)
    person.wait()


def test_from_a_list_to_ones_own_published_list(person, tmp_path):
    star(person, "Awesome efficient llm", 1, 40)
    star(person, "Efficient LLM", 3)
    star(person, "Finetune", 0)
    star(person, "Pruning", 0)
    person.go("Starred")
    person.click_row(0)
    person.press(Qt.Key.Key_E)
    person.qtbot.keyClicks(person.find("note"), "Begin here.")
    dialog = export_window(person)
    assert dialog.options.what.currentText() == "Starred"
    put_together(person, dialog)
    assert re.fullmatch(r"\d entries\. Of your own: note: 1\..*", dialog.inside)
    file = tmp_path / "list" / "README.md"
    file.parent.mkdir()
    keep_and_save(person, dialog, file)
    before = file.read_text(encoding="utf-8")
    assert before.startswith("# Efficient Language Models [![Awesome]")
    assert "> Begin here." in before
    assert "## Efficient finetuning" in before
    assert "## Pruning" not in before
    star(person, "Toolkits", 0)
    run_again(person)
    after = file.read_text(encoding="utf-8")
    assert "## Toolkits" in after
    assert set(before.splitlines()) <= set(after.splitlines())
    file.write_text(after + "By hand.\n", encoding="utf-8")
    run_again(person)
    assert file.read_text(encoding="utf-8").endswith("By hand.\n")
    assert "did not write" in person.notices()[0]
