"""Ways to open lists, and what the window says afterwards."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QListView, QPushButton

from tests.support.window import LISTS, running, write_lists

CONTROL = Qt.KeyboardModifier.ControlModifier
DAMAGED = "# Résumé\n\n" + "".join(
    f"- [Naïve {n}](https://example.org/{n}) · “café” – Müller\n" for n in range(12)
)


@pytest.fixture
def lists(tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    return write_lists(folder)


@pytest.fixture
def person(qtbot, tmp_path, lists):
    with running(qtbot, tmp_path / "library", sources=lists[:1]) as person:
        person.window.notices.clear()
        yield person


def test_by_drop_of_a_file(person, lists):
    assert person.drop(lists[1])
    person.wait()
    assert person.notices() == ["Opened “Second list”: 2 entries in 2 sections."]
    assert person.titles() == ["Wanda", "Sheared LLaMA"]


def test_by_drop_of_a_folder(person, tmp_path):
    assert person.drop(tmp_path / "lists")
    person.wait()
    assert person.notices() == ["Took in 2 lists: 1 new."]


def test_what_is_no_file_is_not_taken(person):
    assert not person.drop()


def test_by_menu(person, qtbot, lists):
    person.choose("Library", "Open list…")
    dialog = person.window.findChild(QFileDialog, "file_choice")
    dialog.filesSelected.emit([str(lists[1])])
    dialog.close()
    person.wait()
    assert person.titles() == ["Wanda", "Sheared LLaMA"]


def test_a_folder_by_menu(person, lists):
    person.choose("Library", "Open folder of lists…")
    dialog = person.window.findChild(QFileDialog, "file_choice")
    dialog.fileSelected.emit(str(lists[0].parent))
    dialog.close()
    person.wait()
    assert len(person.bench.outline.lists) == 2


@pytest.mark.parametrize("form", ["{}", "'{}'", "file://{}"])
def test_by_paste_of_a_path(person, lists, qapp, form):
    qapp.clipboard().setText(form.format(lists[1]))
    person.press(Qt.Key.Key_V, CONTROL, at=person.entries)
    person.wait()
    assert len(person.bench.outline.lists) == 2


def test_by_paste_of_a_copied_file(person, lists, qapp):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(lists[1]))])
    qapp.clipboard().setMimeData(mime)
    person.choose("Library", "Add or open what was copied")
    person.wait()
    assert len(person.bench.outline.lists) == 2


def test_other_text_is_no_path(person, qapp):
    qapp.clipboard().setText("no path, and no work either")
    person.choose("Library", "Add or open what was copied")
    assert "no file or folder of this machine" in person.notices()[0]


def test_what_cannot_be_opened_is_told_and_the_rest_opens(person, lists, tmp_path):
    picture = tmp_path / "picture.md"
    picture.write_bytes(b"\x89PNG\r\n")
    person.drop(lists[1], picture, tmp_path / "gone.md")
    person.wait()
    told = person.notices()
    assert any("a picture, not a Markdown list" in one for one in told)
    assert any("There is no file" in one for one in told)
    assert any("Second list" in one for one in told)


def test_the_same_list_again_changes_nothing(person, lists):
    person.drop(lists[0])
    person.wait()
    assert person.notices() == ["“First list” has not changed since it was taken in."]


def test_a_file_that_changed_is_told_shown_and_taken_in(person, lists, qtbot):
    person.go("First list")
    person.click_row(0)
    person.press(Qt.Key.Key_S)
    lists[0].write_text(LISTS["first.md"] + "- [New](https://example.org/new)\n")
    person.press(Qt.Key.Key_F5)
    person.wait()
    assert person.notices() == ["first.md changed: 1 new."]
    person.click("Show")
    report = person.find("import_report")
    assert "1 new" in " ".join(
        one.text() for one in report.findChildren(object) if hasattr(one, "text")
    )
    report.close()
    person.click("Take in")
    person.wait()
    assert person.notices() == ["Took in the new version of “First list”: 1 new."]
    assert person.titles()[-1] == "New"
    assert person.window.commands["undo"].text() == "Undo star 1 work"
    person.go("New")
    assert person.titles() == ["New"]


def test_a_change_is_told_once_and_goes_when_it_is_taken_back(person, lists):
    original = lists[0].read_bytes()
    lists[0].write_bytes(original + b"- [New](https://example.org/new)\n")
    person.desk.service.watch.look()
    person.wait()
    assert len(person.notices()) == 1
    person.window.notices.clear()
    person.desk.service.watch.look()
    person.wait()
    assert person.notices() == []
    lists[0].write_bytes(original + b"- [Newer](https://example.org/newer)\n\n")
    person.desk.service.watch.look()
    person.wait()
    assert len(person.notices()) == 1
    lists[0].write_bytes(original)
    person.desk.service.watch.look()
    person.wait()
    assert person.notices() == []


def test_a_file_that_is_gone_is_told_and_its_list_stays(person, lists):
    lists[0].unlink()
    person.desk.service.watch.look()
    person.wait()
    assert "“First list” stays as it was taken in." in person.notices()[0]
    assert len(person.bench.outline.lists) == 1


def test_a_damaged_text_is_shown_repaired_and_both_can_be_looked_at(person, tmp_path, qtbot):
    file = tmp_path / "damaged.md"
    file.write_text(DAMAGED.encode().decode("mac_roman"), encoding="utf-8")
    person.drop(file)
    person.wait()
    assert "Its text was damaged and is shown repaired" in person.notices()[0]
    assert person.titles()[0] == "Naïve 0"
    person.click("Show")
    report = person.find("import_report")
    person.click("Look at both texts", inside=report)
    report.close()
    person.wait()
    texts = person.find("list_text")
    assert "Naïve 0" in texts.texts.right.toPlainText()
    assert "Naïve 0" not in texts.texts.left.toPlainText()
    assert len(texts.texts.differing) == 13
    before = texts.texts.right.textCursor().blockNumber()
    person.click("Next difference", inside=texts)
    assert texts.texts.right.textCursor().blockNumber() > before
    person.click("Close", inside=texts)


def test_lines_that_were_not_understood_can_be_seen(person, tmp_path):
    file = tmp_path / "odd.md"
    file.write_text(
        "# Odd\n\n- [One](https://example.org/one)\n- \n- [Two](https://example.org/two)\n"
    )
    person.drop(file)
    person.wait()
    assert "1 place was not understood." in person.notices()[0]
    person.desk.service.lists.show_text(person.bench.outline.lists[1].id)
    person.wait()
    dialog = person.find("list_text")
    problems = dialog.findChild(QListView, "problems")
    assert problems.currentIndex().data().startswith("Line 4:")
    assert dialog.texts.left.textCursor().blockNumber() == 3
    dialog.close()


def test_an_import_can_be_cancelled_and_leaves_nothing(person, tmp_path, qtbot):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(200):
        text = f"# List {number}\n\n- [One](https://example.org/{number})\n"
        (many / f"{number}.md").write_text(text)
    person.drop(many)
    progress = person.window.status.progress
    assert progress.isVisible()
    assert progress.text == "Opening many"
    cancel = progress.findChild(QPushButton)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    person.wait()
    assert not progress.isVisible()
    assert len(person.bench.outline.lists) == 1
    assert person.notices() == []


def test_an_empty_library_says_that_a_list_is_being_opened(person, lists, tmp_path, qtbot):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(200):
        text = f"# List {number}\n\n- [One](https://example.org/{number})\n"
        (many / f"{number}.md").write_text(text)
    empty = person.bench.entries.empty
    person.desk.service.library.trash_list(person.bench.outline.lists[0].id)
    assert empty.shown.title == "No list yet"
    person.drop(many)
    assert (empty.shown.title, empty.shown.button) == ("Opening many …", "")
    cancel = person.window.status.progress.findChild(QPushButton)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    person.wait()
    assert empty.shown.title == "No list yet"
    person.drop(lists[1])
    assert empty.shown.title == f"Opening {lists[1].name} …"
    person.wait()
    person.desk.service.library.trash_list(person.bench.outline.lists[0].id)
    assert empty.shown.title == "No list yet"


def test_closing_during_an_import_cancels_it(qtbot, tmp_path, lists):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(200):
        text = f"# List {number}\n\n- [One](https://example.org/{number})\n"
        (many / f"{number}.md").write_text(text)
    with running(qtbot, tmp_path / "library", sources=lists) as person:
        person.drop(many)
        person.press(Qt.Key.Key_Q, CONTROL)
        assert not person.window.isVisible()
    with running(qtbot, tmp_path / "library") as person:
        assert len(person.bench.outline.lists) in (2, 202)


def test_selection_scroll_and_a_half_typed_note_survive_an_import(person, lists, qtbot):
    person.go("First list")
    person.click_row(2)
    note = person.find("note")
    note.setFocus()
    qtbot.keyClicks(note, "half a thou")
    person.drop(lists[1])
    person.wait()
    person.go("First list")
    assert person.entries.currentIndex().data() == "vllm"
    assert person.find("note").toPlainText() == "half a thou"


@pytest.fixture
def split(tmp_path):
    """A list in several files, as it lies in a checkout."""
    top = tmp_path / "speech"
    (top / "docs").mkdir(parents=True)
    (top / ".git").mkdir()
    for name in ("one", "two"):
        (top / "docs" / f"{name}.md").write_text(f"- [{name}](https://example.org/{name})\n")
    (top / "docs" / "prose.md").write_text("Nothing but words.\n")
    readme = top / "README.md"
    readme.write_text(
        "# Speech\n\n## Papers\n\n- [A](https://example.org/a)\n- [One](docs/one.md)\n"
        "- [Two](/docs/two.md)\n- [Prose](docs/prose.md)\n- [Out](../../../../../etc/x.md)\n"
    )
    return readme


def list_names(person):
    return [one.name for one in person.bench.outline.lists]


def test_linked_lists_are_offered_and_opened_from_the_notice(person, split):
    person.drop(split)
    person.wait()
    assert person.notices()[0].endswith("It links to 3 more lists.")
    assert list_names(person) == ["First list", "Speech"]
    person.click("Open them")
    person.wait()
    assert list_names(person) == ["First list", "Speech", "one", "two"]


def test_linked_lists_are_chosen_from_the_menu_later(person, split, qtbot):
    person.drop(split)
    person.wait()
    person.window.notices.clear()
    person.go("Papers")
    person.choose("Library", "Open linked lists…")
    person.wait()
    dialog = person.find("linked_lists")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)  # not the first
    person.click("Open 2 lists", inside=dialog)
    person.wait()
    assert list_names(person) == ["First list", "Speech", "two"]
    split.with_name("docs").joinpath("one.md").unlink()
    split.with_name("docs").joinpath("prose.md").unlink()
    person.go("Speech")
    person.choose("Library", "Open linked lists…")
    person.wait()
    assert "links to no list that is not here already" in person.window.status.message


def test_only_what_lies_in_a_file_has_linked_lists(person):
    person.choose("Library", "Open the bundled lists")
    person.wait()
    person.window.notices.clear()
    person.choose("Library", "Open linked lists…")
    assert "is linked to no file" in person.notices()[0]
    person.go("All")
    for name in ("open_linked", "look_at_text"):
        assert not person.window.commands[name].isEnabled()


def test_a_program_is_no_list_and_says_so_once(person, tmp_path):
    file = tmp_path / "run.md"
    file.write_text("#!/bin/sh\nset -e\nif true; then\n  exit 0;\nfi\n")
    person.drop(file)
    person.wait()
    (told,) = person.notices()
    assert told == (
        "Opened “run”. This looks like a program, not like a Markdown list; it is kept as it is."
    )
    person.window.notices.clear()
    person.choose("Library", "Check the library")
    person.wait()
    assert person.notices() == ["The library is sound."]
    person.window.notices.clear()
    person.click("Look at the text")
    person.wait()
    text = person.find("list_text")
    assert "set -e" in text.texts.left.toPlainText()
    text.close()
    person.click("Move to trash")
    assert list_names(person) == ["First list"]


def test_the_lines_are_a_key_press_away_from_the_report_and_the_check(person, tmp_path, qtbot):
    file = tmp_path / "odd.md"
    file.write_text("# Odd\n\n- [One](https://example.org/one)\n- no\n\n- nor here\n")
    person.drop(file)
    person.wait()
    person.window.notices.clear()
    person.choose("Library", "Check the library")
    person.wait()
    person.click("Show")
    report = person.find("import_report")
    qtbot.keyClick(person.button("Line 6: a list item without a link", report), Qt.Key.Key_Return)
    person.wait()
    text = person.find("list_text")
    assert text.texts.left.textCursor().blockNumber() == 5
    text.close()
    report.close()
    person.choose("Library", "Look at the text…")
    person.wait()
    text = person.find("list_text")
    assert text.texts.left.textCursor().blockNumber() == 3
    text.close()


def test_a_file_is_looked_at_and_comes_into_the_section_that_is_shown(person, lists, tmp_path):
    person.drop(lists[0])
    person.wait()
    file = tmp_path / "refs.bib"
    file.write_text("@misc{n, title={News}, url={https://n.example}, keywords={later}}\n")
    person.choose("Library", "Import into a section…")
    choice = person.window.findChild(QFileDialog, "file_choice")
    choice.fileSelected.emit(str(file))
    choice.close()
    person.wait()
    dialog = person.find("import_dialog")
    assert person.find("import_told").text().startswith("BibTeX: 1 new")
    person.click("Import", inside=dialog)
    person.wait()
    assert "News" in person.titles()
    person.choose("Edit", "Undo add 1 entry")
    person.wait()
    assert "News" not in person.titles()


def test_a_file_that_is_looked_at_may_become_a_list(person, lists, tmp_path):
    person.drop(lists[0])
    person.wait()
    file = tmp_path / "refs.bib"
    file.write_text("@misc{n, title={News}, url={https://n.example}}\n")
    person.choose("Library", "Import into a section…")
    choice = person.window.findChild(QFileDialog, "file_choice")
    choice.fileSelected.emit(str(file))
    choice.close()
    person.wait()
    dialog = person.find("import_dialog")
    person.click("A list of its own", inside=dialog)
    person.wait()
    person.click("Import", inside=dialog)
    person.wait()
    assert [one.name for one in person.bench.outline.lists] == ["First list", "refs"]


BIB = "@misc{n, title={News}, url={https://n.example}, keywords={later}}\n@misc{x, year=1}\n"


def open_by_menu(person, *files):
    person.choose("Library", "Open list…")
    choice = person.window.findChild(QFileDialog, "file_choice")
    choice.filesSelected.emit([str(file) for file in files])
    choice.close()


def paste(person, *files):
    QGuiApplication.clipboard().setText("\n".join(map(str, files)))
    person.press(Qt.Key.Key_V, CONTROL, at=person.entries)


WAYS = {
    "dropped": lambda person, *files: person.drop(*files),
    "opened": open_by_menu,
    "pasted": paste,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["refs.bib", "refs.txt"])
def test_what_is_no_list_is_looked_at_whichever_way_it_comes(
    person, lists, tmp_path, qtbot, way, name
):
    file = tmp_path / name
    file.write_text(BIB if name == "refs.bib" else "2404.14897\n")
    WAYS[way](person, lists[0], file)
    person.wait()
    assert list_names(person) == ["First list"]
    dialog = person.find("import_dialog")
    told = person.find("import_told").text()
    assert told.startswith("BibTeX: 1 new" if name == "refs.bib" else "arXiv ids: 1 new")
    assert dialog.as_list.isChecked()
    qtbot.keyClick(person.find("import_rows"), Qt.Key.Key_Return)
    person.wait()
    assert list_names(person) == ["First list", "refs"]


def test_what_is_looked_at_can_be_left_alone(person, tmp_path, qtbot):
    file = tmp_path / "refs.bib"
    file.write_text(BIB)
    before = list_names(person)
    person.drop(file)
    person.wait()
    qtbot.keyClick(person.find("import_rows"), Qt.Key.Key_Escape)
    person.wait()
    assert list_names(person) == before


def test_the_program_started_with_a_file_that_is_no_list_shows_it_first(qtbot, tmp_path):
    file = tmp_path / "refs.bib"
    file.write_text(BIB)
    with running(qtbot, tmp_path / "own", sources=[file]) as person:
        person.wait()
        assert list_names(person) == []
        assert "line 2" in person.find("import_rows").item(0).text().lower()
        person.click("Import", inside=person.find("import_dialog"))
        person.wait()
        assert list_names(person) == ["refs"]
    with running(qtbot, tmp_path / "other", sources=[file], for_picture=True) as person:
        person.wait()
        assert list_names(person) == ["refs"]
