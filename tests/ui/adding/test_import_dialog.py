"""The dialog that shows what a file has before it comes in."""

import pytest
from PySide6.QtCore import Qt

from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from effllm_desktop.ui.adding.import_dialog import ImportDialog
from effllm_desktop.ui.runtime.session import Session
from tests.support.libraries import library_of
from tests.support.window import LISTS

BIB = """@misc{w, title={Wanda}, eprint={2306.11695}, archiveprefix={arXiv}, keywords={later}}
@misc{s, title={Sheared LLaMA}, eprint={2310.06694}, archiveprefix={arXiv}}
@misc{n, title={Nobody knows me}, url={https://example.org/new}}
@misc{x, author={Nobody}}
"""


@pytest.fixture
def session(qapp, tmp_path):
    library_of(tmp_path / "library", *LISTS.values()).close()
    session = Session(tmp_path / "library")
    yield session
    session.close()


@pytest.fixture
def open_on(session, qtbot, tmp_path):
    def open_on(text, name="refs.bib", here=None, more=(), as_list=False):
        files = [tmp_path / name, *(tmp_path / other for other, _ in more)]
        for file, written in zip(files, (text, *(words for _, words in more)), strict=True):
            file.write_text(written)
        lists = session.library.outlines.read().lists
        scope = ListScope(lists[0].id) if here is None else here
        dialog = ImportDialog(session, lists, scope, files, as_list=as_list)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        settle(dialog, qtbot)
        return dialog

    return open_on


def settle(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog.told.text().startswith("Reading"))


def lines(dialog):
    return [dialog.rows.item(row).text() for row in range(dialog.rows.count())]


def test_it_says_what_is_new_what_is_there_and_what_is_unread(open_on):
    dialog = open_on(BIB)
    assert dialog.into.isChecked()
    assert dialog.told.text() == (
        "BibTeX: 1 new · 1 in your library already · 1 in this list already · "
        "1 work with status, tags or notes · 1 place could not be read"
    )
    assert lines(dialog) == [
        "Line 4: a record without a title",
        "Nobody knows me",
        "Sheared LLaMA — in your library already",
        "Wanda — in First list / Pruning already",
    ]


def test_what_is_chosen_is_one_operation(open_on, session, qtbot):
    dialog = open_on(BIB)
    dialog.place.section.setCurrentIndex(2)
    settle(dialog, qtbot)
    with qtbot.waitSignal(dialog.chosen) as emitted:
        qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    (operation,) = emitted.args
    session.workspace.run(operation)
    text = session.library.database.value("SELECT count(*) FROM list_edits")
    assert text == 1
    assert operation.section == session.library.outlines.read().lists[0].sections[1].id
    assert dialog.isHidden()


def test_as_a_list_of_its_own_it_is_told_of_the_library(open_on, qtbot):
    dialog = open_on(BIB, here=PlaceScope(Place.ALL))
    assert dialog.as_list.isChecked()
    assert not dialog.place.isEnabled()
    assert dialog.told.text().startswith("BibTeX: 1 new · 2 in your library already")
    with qtbot.waitSignal(dialog.lists_wanted) as emitted:
        dialog.take_in()
    assert [path.name for path in emitted.args[0]] == ["refs.bib"]


def test_the_place_can_be_changed(open_on, qtbot):
    dialog = open_on(BIB, here=PlaceScope(Place.ALL))
    dialog.into.click()
    settle(dialog, qtbot)
    dialog.place.list.setCurrentIndex(1)
    settle(dialog, qtbot)
    assert "Sheared LLaMA — in Second list / Pruning again already" in lines(dialog)


def test_a_file_that_cannot_be_read_is_told_of(open_on):
    dialog = open_on("", name="empty.ris")
    assert "is empty" in dialog.told.text()
    assert not dialog.import_button.isEnabled()
    dialog.take_in()
    assert dialog.isVisible()


def test_nothing_new_cannot_be_imported(open_on):
    dialog = open_on("@misc{w, title={Wanda}, eprint={2306.11695}, archiveprefix={arXiv}}")
    assert dialog.told.text() == "BibTeX: Nothing new · 1 in this list already"
    assert not dialog.import_button.isEnabled()


def test_a_new_version_of_a_list_says_what_changes(open_on, session, tmp_path):
    from effllm_desktop.app.import_reports import ImportRequest
    from effllm_desktop.app.importing import import_lists
    from effllm_desktop.app.jobs import InlineProgress
    from effllm_desktop.app.sources import FileSource

    file = tmp_path / "x.md"
    file.write_text("# X\n- [a](https://a.example)\n- [b](https://b.example)\n")
    import_lists(session.folder, ImportRequest((FileSource(file),)), InlineProgress())
    dialog = open_on("# X\n- [a](https://a.example)\n", "x.md", PlaceScope(Place.ALL))
    assert lines(dialog) == [
        "“X” is in the library: this is a new version of it.",
        "b: taken out",
    ]


def test_the_json_of_a_library_says_which_lists_come(open_on, tmp_path):
    from effllm_desktop.app.exporting.rendering import render
    from effllm_desktop.app.exporting.request import ExportRequest, Format

    other = library_of(tmp_path / "other", "# Theirs\n- [a](https://a.example)\n")
    text = render(other, ExportRequest(format=Format.JSON)).data.decode()
    other.close()
    dialog = open_on(text, "all.json", PlaceScope(Place.ALL))
    assert lines(dialog) == ["“Theirs” comes with 1 entry."]
    assert dialog.import_button.isEnabled()


def test_several_files_are_seen_together_and_one_that_cannot_be_read_is_told(
    open_on, session, qtbot
):
    again = "TY  - GEN\nTI  - Nobody knows me\nUR  - https://example.org/new\nER  - \nx\n"
    dialog = open_on(BIB, more=[("b.ris", again), ("empty.bib", " ")])
    assert dialog.windowTitle() == "Import"
    assert dialog.told.text().startswith("BibTeX, RIS: 1 new · 1 in your library already")
    unread = [line for line in lines(dialog) if "line" in line or "empty" in line]
    assert unread[:2] == ["refs.bib, line 4: a record without a title",
                          "b.ris, line 5: a line outside any record"]  # fmt: skip
    assert unread[2].endswith("empty.bib is empty.")
    assert lines(dialog)[3:] == [
        "Nobody knows me",
        "Sheared LLaMA — in your library already",
        "Wanda — in First list / Pruning already",
    ]
    with qtbot.waitSignal(dialog.chosen) as emitted:
        dialog.take_in()
    session.workspace.run(*emitted.args)
    assert session.workspace.undo_label == "add 2 entries"


def test_several_files_become_several_lists(open_on, qtbot):
    more = [("b.bib", "@misc{a, title={A}, url={https://a.example}}\n@misc{b, year=1}\n")]
    dialog = open_on(BIB, more=more, as_list=True)
    assert dialog.as_list.isChecked()
    assert dialog.as_list.text() == "Lists of their own"
    assert lines(dialog)[:2] == [
        "refs, line 4: a record without a title", "b, line 2: a record without a title"
    ]  # fmt: skip
    with qtbot.waitSignal(dialog.lists_wanted) as emitted:
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Return)
    assert [path.name for path in emitted.args[0]] == ["refs.bib", "b.bib"]


def test_a_list_in_the_trash_comes_back(open_on, session):
    from effllm_desktop.app.operations.trash import TrashList

    first = open_on(BIB, here=PlaceScope(Place.ALL))
    from effllm_desktop.app.import_reports import ImportRequest
    from effllm_desktop.app.importing import import_lists
    from effllm_desktop.app.jobs import InlineProgress
    from effllm_desktop.app.sources import FileSource

    path = first._paths[0]
    told = import_lists(session.folder, ImportRequest((FileSource(path),)), InlineProgress())
    session.workspace.run(TrashList(told.lists[0].list_id))
    dialog = open_on(BIB, here=PlaceScope(Place.ALL))
    assert "“refs” is in the trash: it comes back." in lines(dialog)
    assert dialog.import_button.isEnabled()
