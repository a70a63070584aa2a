"""Works pasted into a section, sections made and renamed, a list saved: the real program."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QPushButton

from effllm_desktop.app.operations.entry_editing import RewordEntry
from effllm_desktop.app.operations.section_editing import DeleteSection
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.scopes import ListScope, SectionScope
from tests.support.misbehaving_server import MisbehavingServer, said, stalled
from tests.support.service_answers import Paper, Services
from tests.support.window import LISTS, running, write_lists

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lists(tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    return write_lists(folder)


@pytest.fixture
def person(qtbot, tmp_path, lists):
    offline = Settings(theme="light", offline=True)
    with running(qtbot, tmp_path / "library", sources=lists[:1], settings=offline) as person:
        person.window.notices.clear()
        person.wait()
        yield person


def dialog(person, name: str) -> QDialog:
    (found,) = (one for one in person.window.findChildren(QDialog, name) if one.isVisible())
    return found


def section(person, heading: str) -> SectionScope:
    (node,) = person.bench.outline.lists
    for top in node.sections:
        for one in (top, *top.children):
            if one.heading == heading:
                return SectionScope(one.id)
    raise AssertionError(heading)


def add(person, button: QPushButton) -> None:
    person.qtbot.waitUntil(button.isEnabled)
    person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    person.wait()


def test_three_ids_are_pasted_into_a_section_and_saved(person, lists, qapp):
    file = lists[0]
    person.bench.go(section(person, "Serving"))
    qapp.clipboard().setText("2404.00001 2404.00002\nhttps://github.com/x/y")
    person.press(Qt.Key.Key_V, CONTROL, at=person.entries)
    shown = dialog(person, "add_dialog")
    person.qtbot.waitUntil(lambda: "3 entries" in shown.add_button.text())
    preview = shown.findChild(QPlainTextEdit, "add_preview").toPlainText()
    assert "- [x/y](https://github.com/x/y)\n" in preview
    assert "2 titles still to be completed." in shown.told.text()
    add(person, shown.add_button)
    assert file.read_text() == LISTS["first.md"]
    (node,) = person.bench.outline.lists
    assert node.edited
    person.choose("Library", "Save list")
    assert person.notices() == []
    assert file.read_text() == LISTS["first.md"] + preview
    (node,) = person.bench.outline.lists
    assert not node.edited
    person.choose("Edit", "Undo add 3 entries")
    person.wait()
    (node,) = person.bench.outline.lists
    assert node.edited


def test_what_is_added_to_a_short_list_is_written_beside_as_one_step(person, qapp):
    heard = []
    person.desk.session.changes.changed.connect(heard.append)
    person.bench.go(section(person, "Serving"))
    qapp.clipboard().setText("2404.00001 2404.00002")
    person.press(Qt.Key.Key_V, CONTROL, at=person.entries)
    shown = dialog(person, "add_dialog")
    person.qtbot.waitUntil(shown.add_button.isEnabled)
    person.wait()
    heard.clear()
    person.qtbot.mouseClick(shown.add_button, Qt.MouseButton.LeftButton)
    assert person.desk.session.acts.waiting == 1, "the window did it itself"
    person.qtbot.waitUntil(lambda: not person.desk.session.acts.waiting)
    assert len(heard) == 1
    assert person.titles()[-2:] == ["arXiv:2404.00001", "arXiv:2404.00002"]
    person.choose("Edit", "Undo add 2 entries")
    person.wait()
    assert person.titles() == ["vllm", "Notes on serving"]


def test_what_cannot_be_written_is_told(person, qapp):
    person.bench.go(section(person, "Serving"))
    qapp.clipboard().setText("2404.00001")
    person.press(Qt.Key.Key_V, CONTROL, at=person.entries)
    shown = dialog(person, "add_dialog")
    person.qtbot.waitUntil(shown.add_button.isEnabled)
    (node,), gone = person.bench.outline.lists, section(person, "Serving").section_id
    person.desk.session.workspace.run(DeleteSection(node.id, gone, with_entries=True))
    person.qtbot.mouseClick(shown.add_button, Qt.MouseButton.LeftButton)
    person.wait()
    (told,) = person.notices()
    assert "section" in told


def test_a_section_is_added_renamed_and_deleted(person):
    person.bench.go(section(person, "Serving"))
    person.choose("Edit", "Section", "New section…")
    name(person, "Fast")
    assert section(person, "Serving")
    person.press(Qt.Key.Key_F2, at=person.entries)
    assert dialog(person, "name_dialog").field.text() == "Serving"
    name(person, "Slow")
    slow = section(person, "Slow")
    assert person.bench.title_of(slow) == "Slow"
    person.desk.service.editing.edit("delete_section", slow)
    person.click("Delete", person.window.findChild(QDialog, "question"))
    person.wait()
    (node,) = person.bench.outline.lists
    assert [one.heading for one in node.sections] == ["Pruning"]


def name(person, words: str) -> None:
    asked = dialog(person, "name_dialog")
    asked.findChild(QLineEdit, "name").setText(words)
    person.qtbot.mouseClick(asked.accept_button, Qt.MouseButton.LeftButton)
    person.window.activateWindow()  # where no window manager does it
    person.qtbot.waitUntil(person.window.isActiveWindow)
    person.wait()


def test_a_list_of_ones_own_is_begun(person, lists, qapp):
    person.choose("Library", "New list…")
    name(person, "Mine")
    assert [node.name for node in person.bench.outline.lists] == ["First list", "Mine"]
    assert person.bench.title_of(person.bench.scope) == "Mine"


def test_a_list_that_was_begun_says_how_it_is_filled(person):
    person.press(Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.AltModifier)
    name = dialog(person, "name_dialog")
    name.findChild(QLineEdit).setText("Mine")
    person.click("Make", name)
    empty = person.bench.entries.empty
    assert empty.shown.title == "Nothing in this list yet"
    assert empty.shown.hint.endswith("dragged onto its name, or sent to it (Ctrl+M).")
    person.click("New section…", empty)
    name = dialog(person, "name_dialog")
    name.findChild(QLineEdit).setText("One")
    person.click("Add", name)
    assert empty.shown.title == "Nothing in this list yet"
    person.go("One")
    assert "Nothing stands below this heading yet." in empty.shown.hint
    person.click("Add works…", empty)
    adding = dialog(person, "add_dialog")
    assert adding.place.section.currentText().strip() == "One"


def test_entries_are_taken_out_and_the_list_is_put_back(person, lists, qapp):
    person.bench.go(section(person, "Serving"))
    person.bench.entries.view.selectAll()
    person.press(Qt.Key.Key_Delete, CONTROL, at=person.entries)
    person.wait()
    (node,) = person.bench.outline.lists
    assert (node.total, node.edited) == (2, True)
    person.choose("Library", "Put list back…")
    box = person.window.findChild(QDialog, "question")
    person.qtbot.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
    person.wait()
    (node,) = person.bench.outline.lists
    assert (node.total, node.edited) == (4, False)


def test_a_list_is_saved_by_its_key(person, lists):
    person.bench.entries.view.selectAll()
    person.press(Qt.Key.Key_Delete, CONTROL, at=person.entries)
    person.wait()
    person.press(Qt.Key.Key_S, CONTROL, at=person.entries)
    assert "Wanda" not in lists[0].read_text()
    person.press(Qt.Key.Key_S, CONTROL, at=person.entries)
    assert "vllm" not in lists[0].read_text()


def test_what_is_known_is_said_while_typing(person, lists, qapp):
    person.press(Qt.Key.Key_N, CONTROL, at=person.entries)
    shown = dialog(person, "add_dialog")
    shown.input.setPlainText("arXiv:2306.11695\nnonsense")
    person.qtbot.waitUntil(lambda: "Already in your library: Wanda" in shown.told.text())
    assert "1 line not understood: “nonsense”." in shown.told.text()
    shown.place.list.setCurrentIndex(0)
    shown.reject()
    person.wait()


def test_what_the_list_has_already_is_left_out_unless_it_is_wanted_again(person, lists, qapp):
    person.bench.go(section(person, "Serving"))
    qapp.clipboard().setText("2306.11695, 2404.00001\nhttps://github.com/vllm-project/vllm")
    person.press(Qt.Key.Key_V, CONTROL, at=person.entries)
    shown = dialog(person, "add_dialog")
    person.qtbot.waitUntil(lambda: shown.add_button.text() == "Add 1 entry")
    assert shown.input.textCursor().atEnd()
    assert "Already in your library: Wanda (First list / Pruning)." in shown.told.text()
    assert shown.shown.toPlainText().count("\n") == 1
    assert shown.again.isVisible()
    shown.again.click()
    person.qtbot.waitUntil(lambda: shown.add_button.text() == "Add 3 entries")
    shown.again.click()
    person.qtbot.waitUntil(lambda: shown.add_button.text() == "Add 1 entry")
    shown.input.setPlainText("2306.11695")
    person.qtbot.waitUntil(lambda: shown.add_button.text() == "Add")
    assert not shown.add_button.isEnabled()
    shown.input.setPlainText("2404.00001")
    person.qtbot.waitUntil(shown.add_button.isEnabled)
    assert not shown.again.isVisible()
    add(person, shown.add_button)
    assert person.bench.outline.lists[0].edited


@pytest.fixture
def services():
    with MisbehavingServer() as server:
        yield Services(server)


@pytest.fixture
def online(qtbot, tmp_path, lists, services):
    base = services.server.base
    settings = Settings(
        theme="light",
        arxiv_api_url=base,
        openalex_url=base,
        arxiv_interval=0,
        host_interval=0,
        retries=0,
    )
    with running(qtbot, tmp_path / "other", sources=lists[:1], settings=settings) as person:
        person.window.notices.clear()
        person.wait()
        yield person


@pytest.mark.loopback
def test_titles_come_while_one_types(online, services):
    services.papers["2404.00001"] = Paper("2404.00001", "A title from arXiv")
    services.others["/page"] = said(404)
    online.press(Qt.Key.Key_N, CONTROL, at=online.entries)
    shown = dialog(online, "add_dialog")
    shown.input.setPlainText("2404.00001")
    online.qtbot.waitUntil(lambda: "A title from arXiv" in shown.shown.toPlainText())
    online.qtbot.waitUntil(lambda: shown.told.text() == "")
    shown.input.setPlainText(f"2404.00001\n{services.server.base}/page")
    online.qtbot.waitUntil(lambda: "has no such file" in shown.told.text())
    assert "1 title still to be completed." in shown.told.text()
    assert "A title from arXiv" in shown.shown.toPlainText()
    add(online, shown.add_button)
    assert services.asked("/api/query") == 1


@pytest.mark.loopback
def test_titles_that_are_there_do_not_wait_for_pages_that_are_slow(online, services):
    services.papers["2404.00001"] = Paper("2404.00001", "A title from arXiv")
    services.others["/slow"] = stalled(seconds=60)
    online.press(Qt.Key.Key_N, CONTROL, at=online.entries)
    shown = dialog(online, "add_dialog")
    shown.input.setPlainText(f"{services.server.base}/slow\n2404.00001")
    online.qtbot.waitUntil(lambda: "A title from arXiv" in shown.shown.toPlainText())
    assert "Looking up" in shown.told.text()
    shown.reject()
    online.wait()


@pytest.mark.loopback
def test_closing_the_dialog_ends_the_lookup(online, services):
    services.others["/api/query"] = stalled(seconds=60)
    online.press(Qt.Key.Key_N, CONTROL, at=online.entries)
    shown = dialog(online, "add_dialog")
    shown.input.setPlainText("2404.00001")
    online.qtbot.waitUntil(lambda: "Looking up 1 title" in shown.told.text())
    online.qtbot.waitUntil(shown.add_button.isEnabled)
    shown.reject()
    online.wait()


def test_entries_move_within_their_section_by_keys(person, lists):
    alt = Qt.KeyboardModifier.AltModifier
    person.go("First list")
    person.click_row(0)
    person.press(Qt.Key.Key_Up, alt)
    assert "the first of its section" in person.window.status.message
    person.press(Qt.Key.Key_Down, alt)
    person.wait()
    assert person.titles()[:2] == ["SparseGPT", "Wanda"]
    person.press(Qt.Key.Key_Down, alt)
    assert "the last of its section" in person.window.status.message
    person.press(Qt.Key.Key_Up, alt)
    person.wait()
    assert person.titles()[:2] == ["Wanda", "SparseGPT"]
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    person.press(Qt.Key.Key_Down, alt)
    assert "several sections" in person.window.status.message
    person.choose("Edit", "Undo move 1 entry")
    person.wait()
    assert person.titles()[:2] == ["SparseGPT", "Wanda"]
    assert lists[0].read_text() == LISTS["first.md"]


def test_edits_that_a_new_version_crossed_are_decided_about(person, lists):
    library = person.desk.session.library
    (node,) = person.bench.outline.lists
    for title, new in (("Wanda", "My Wanda"), ("SparseGPT", "My SparseGPT")):
        scope = ListScope(node.id)
        ids = library.entries.select(scope).row_ids
        (row,) = [row for row in library.entries.rows(scope, ids) if row.title == title]
        library.workspace.run(RewordEntry(node.id, row.entry_id, new))
    changed = LISTS["first.md"].replace("**Wanda**", "**Their Wanda**")
    lists[0].write_text(changed.replace("**SparseGPT**", "**Their SparseGPT**"))
    person.desk.service.importer.open_paths([lists[0]])
    person.wait()
    assert any("2 edits of yours" in said for said in person.notices())
    assert person.titles()[:2] == ["Their Wanda", "Their SparseGPT"]
    person.choose("Library", "Edits that wait…")
    shown = dialog(person, "waiting_edits")
    take, *_ = [one for one in shown.findChildren(QPushButton) if one.text() == "Take mine"]
    person.qtbot.waitUntil(take.hasFocus)
    person.press(Qt.Key.Key_Space, at=take)
    person.wait()
    assert person.titles()[:2] == ["My Wanda", "Their SparseGPT"]
    (let_go,) = [
        one
        for one in shown.findChildren(QPushButton)
        if one.text() == "Let mine go" and one.isVisible()
    ]
    person.qtbot.mouseClick(let_go, Qt.MouseButton.LeftButton)
    person.wait()
    assert not library.lists.waiting(node.id)
    assert "No edit waits" in shown._title.text()
    shown.accept()
    person.choose("Library", "Edits that wait…")
    assert "No edit waits" in person.window.status.message
