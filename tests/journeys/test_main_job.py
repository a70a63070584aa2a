"""The main job, end to end: open lists, read, take back, find, write a list of one's own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QRadioButton

from effllm_desktop.domain.scopes import Place
from tests.support.window import LISTS, running, write_lists

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lists(tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    return write_lists(folder)


@pytest.fixture
def person(qtbot, tmp_path, lists):
    with running(qtbot, tmp_path / "library", sources=lists) as person:
        yield person


def test_open_star_undo_search_export(person, tmp_path, qtbot):
    assert "Opened 2 lists with 6 entries." in person.notices()[0]
    person.go("First list")
    assert person.titles() == ["Wanda", "SparseGPT", "vllm", "Notes on serving"]

    person.click_row(1)
    person.press(Qt.Key.Key_S)
    assert "star 1 work" in person.window.status.message
    assert person.window.commands["undo"].text() == "Undo star 1 work"
    person.press(Qt.Key.Key_Z, CONTROL)
    assert person.window.commands["redo"].text() == "Redo star 1 work"
    person.choose("Edit", "Redo star 1 work")

    person.type("frantar", into="search")
    assert person.titles() == ["SparseGPT"]
    person.press(Qt.Key.Key_Escape)
    assert len(person.titles()) == 4

    person.go("Starred")
    assert person.titles() == ["SparseGPT"]
    person.press(Qt.Key.Key_E, CONTROL)
    dialog = person.find("export")
    person.click("Text", inside=dialog)
    preview = dialog.findChild(QPlainTextEdit, "preview")
    qtbot.waitUntil(lambda: "SparseGPT" in preview.toPlainText())
    assert "Wanda" not in preview.toPlainText()
    assert "1 entry. Nothing of your own is inside." in dialog.inside
    file = tmp_path / "mine.md"
    with qtbot.waitSignal(dialog.written):
        dialog.write_to(file)
    assert "SparseGPT" in file.read_text()
    assert person.window.status.message == f"Wrote {file}."

    person.drop(file)
    person.wait()
    assert person.titles() == ["SparseGPT"]


def test_a_curators_file_comes_back_byte_for_byte(person, tmp_path, qtbot, lists):
    person.go("First list")
    person.choose("Library", "Export…")
    dialog = person.find("export")
    dialog.findChild(QRadioButton, "clean").click()
    person.click("Text", inside=dialog)
    preview = dialog.findChild(QPlainTextEdit, "preview")
    qtbot.waitUntil(lambda: "## Serving" in preview.toPlainText())
    with qtbot.waitSignal(dialog.written):
        dialog.write_to(tmp_path / "again.md")
    assert (tmp_path / "again.md").read_bytes() == lists[0].read_bytes()


def test_state_belongs_to_the_work_and_shows_wherever_it_appears(person):
    person.go("First list")
    person.click_row(0)
    person.press(Qt.Key.Key_U)
    person.go("Second list")
    person.click_row(0)
    assert person.window.commands["status_read"].isChecked()
    person.press(Qt.Key.Key_U)
    assert person.window.commands["status_unread"].isChecked()


def test_nothing_becomes_read_by_being_looked_at(person):
    person.go("First list")
    for _ in range(6):
        person.press(Qt.Key.Key_N)
    unread = {place.place: place.unread for place in person.bench.outline.places}
    assert unread[Place.ALL] == 5


def test_several_at_once_are_one_step(person):
    person.go("First list")
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    person.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert person.window.commands["undo"].text() == "Undo mark 4 works as read"
    person.press(Qt.Key.Key_4, CONTROL)
    person.press(Qt.Key.Key_Z, CONTROL)
    person.press(Qt.Key.Key_Z, CONTROL)
    assert person.window.commands["undo"].isEnabled() is False


def test_mark_all_read_leaves_what_was_put_aside(person):
    person.go("First list")
    person.click_row(0)
    person.press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    person.choose("Entry", "Mark as read", "Mark all as read")
    assert person.window.commands["undo"].text() == "Undo mark 3 works as read"
    person.choose("Entry", "Mark as read", "Mark all as read")
    assert person.window.status.message == "Nothing is unread here."


def test_back_and_forward(person):
    left, right = Qt.Key.Key_Left, Qt.Key.Key_Right
    alt = Qt.KeyboardModifier.AltModifier
    person.go("First list")
    person.go("Starred")
    person.press(left, alt)
    assert len(person.titles()) == 4
    person.press(right, alt)
    assert person.titles() == []
    assert not person.window.commands["forward"].isEnabled()


def test_copying(person, qapp):
    person.go("Second list")
    person.click_row(1)
    person.press(Qt.Key.Key_C, CONTROL)
    assert qapp.clipboard().text().startswith("- **Sheared LLaMA**")
    person.press(Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "eprint = {2310.06694}" in qapp.clipboard().text()


def test_letters_are_text_where_text_is_typed(person):
    person.go("First list")
    person.click_row(0)
    person.type("sun", into="search")
    assert person.window.commands["undo"].isEnabled() is False
    assert person.titles() == ["Wanda"]


def test_everything_is_there_again_after_a_restart(qtbot, tmp_path, lists):
    with running(qtbot, tmp_path / "library", sources=lists) as person:
        person.go("Serving")
        person.click_row(1)
        person.press(Qt.Key.Key_S)
    with running(qtbot, tmp_path / "library") as person:
        assert person.titles() == ["vllm", "Notes on serving"]
        assert person.bench.entries.current() is not None
        assert person.entries.currentIndex().data() == "Notes on serving"
        person.press(Qt.Key.Key_Z, CONTROL)
        assert "Undone: star 1 work." in person.window.status.message


def test_the_bundled_lists_open_by_themselves_the_first_time_only(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library") as person:
        assert person.find("first_start").isVisible()
        assert "Opened 2 lists with 340 entries." in person.notices()[0]
        assert "damaged" in person.notices()[0]
        person.click("Show")
        report = person.find("import_report")
        report.close()
        person.click("Got it")
        for node in person.bench.outline.lists:
            person.desk.service.library.trash_list(node.id)
        assert person.bench.entries.empty.isVisible()
    with running(qtbot, tmp_path / "library") as person:
        assert person.notices() == []
        assert person.bench.outline.lists == ()


def test_lists_shown_are_the_ones_in_the_files(person):
    assert [node.name for node in person.bench.outline.lists] == [
        text.splitlines()[0].removeprefix("# ") for text in LISTS.values()
    ]
