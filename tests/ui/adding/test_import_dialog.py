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
    def open_on(text, name="refs.bib", here=None):
        file = tmp_path / name
        file.write_text(text)
        lists = session.library.outlines.read().lists
        scope = ListScope(lists[0].id) if here is None else here
        dialog = ImportDialog(session, lists, scope, file)
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
    with qtbot.waitSignal(dialog.list_wanted) as emitted:
        dialog.take_in()
    assert [path.name for path in emitted.args] == ["refs.bib"]


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
    from effllm_desktop.app.importing import FileSource, ImportRequest, import_lists
    from effllm_desktop.app.jobs import InlineProgress

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
