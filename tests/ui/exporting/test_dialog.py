"""The export dialog: what it offers, what it shows, and what it refuses to overwrite."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from effllm_desktop.app.exporting.request import Format, Part, Style
from effllm_desktop.app.sources import FileSource
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from effllm_desktop.ui.exporting.choices import FORMATS, file_name, whats
from effllm_desktop.ui.exporting.dialog import ExportDialog
from effllm_desktop.ui.runtime.session import Session
from tests.support.libraries import library_of, take_in
from tests.support.window import LISTS


@pytest.fixture
def session(qapp, tmp_path):
    library_of(tmp_path / "library", *LISTS.values()).close()
    session = Session(tmp_path / "library")
    yield session
    session.close()


@pytest.fixture
def dialog(session, qtbot):
    outline = session.library.outlines.read()
    here = ListScope(outline.lists[0].id)
    dialog = ExportDialog(session, whats(outline, here, "First list", "sun"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    _settle(qtbot, session)
    return dialog


def _settle(qtbot, session):
    qtbot.waitUntil(lambda: not session.jobs.running)


def _text(dialog):
    return dialog.preview.toPlainText()


def _choose(dialog, qtbot, session, name):
    dialog.options.what.setCurrentText(name)
    _settle(qtbot, session)


def test_it_offers_what_one_looks_at_first(dialog, session):
    box = dialog.options.what
    names = [box.itemText(number) for number in range(box.count())]
    assert names == [
        "First list, found by “sun”",
        "First list",
        "Starred",
        "Reading",
        "Second list",
        "All lists",
    ]
    assert "Wanda" in _text(dialog)
    assert "SparseGPT" not in _text(dialog)


def test_a_place_is_offered_once(session):
    outline = session.library.outlines.read()
    found = whats(outline, PlaceScope(Place.STARRED), "Starred", "  ")
    assert [one.name for one in found].count("Starred") == 1
    assert found[0].name == "Starred"
    assert found[-1].scopes == ()


def test_whole_files_are_only_offered_for_whole_lists(dialog, qtbot, session):
    clean = dialog.options.styles[Style.CLEAN]
    assert not clean.isEnabled()
    _choose(dialog, qtbot, session, "First list")
    assert clean.isEnabled()
    clean.click()
    _settle(qtbot, session)
    assert _text(dialog) == LISTS["first.md"]
    assert not dialog.options.parts[Part.NOTE].isEnabled()
    _choose(dialog, qtbot, session, "All lists")
    assert dialog.options.chosen_style is Style.CURATED
    assert "Sheared LLaMA" in _text(dialog)


def test_bibtex_and_json(dialog, qtbot, session):
    _choose(dialog, qtbot, session, "First list")
    dialog.options.format.setCurrentText("BibTeX")
    _settle(qtbot, session)
    assert "eprint = {2306.11695}" in _text(dialog)
    assert not dialog.options.title.isEnabled()
    assert not any(button.isEnabled() for button in dialog.options.styles.values())
    dialog.options.format.setCurrentText("JSON")
    _settle(qtbot, session)
    assert '"key": "arxiv:2306.11695"' in _text(dialog)
    assert dialog.inside.endswith("Nothing of your own is inside.")
    _choose(dialog, qtbot, session, "All lists")
    assert '"format": "effllm-library"' in _text(dialog)
    assert not dialog.options.parts[Part.NOTE].isEnabled()


def test_every_form_has_a_preview_that_says_what_is_inside(dialog, qtbot, session, tmp_path):
    from effllm_desktop.app.operations.noting import SetNote

    work = session.library.works.find("arxiv:2306.11695")
    session.workspace.run(SetNote(work, "one shot"))
    for number, name in enumerate(FORMATS.values()):
        dialog.options.format.setCurrentIndex(number)
        dialog.options.parts[Part.NOTE].setChecked(False)
        dialog.options.parts[Part.NOTE].click()
        _settle(qtbot, session)
        assert "one shot" in _text(dialog), name
        assert "Of your own: note: 1" in dialog.inside, name


def test_notes_go_into_a_folder(dialog, qtbot, session, tmp_path):
    _choose(dialog, qtbot, session, "All lists")
    dialog.options.format.setCurrentText("Obsidian vault")
    _settle(qtbot, session)
    dialog.save_button.click()
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "vault"))
    chooser.close()
    _settle(qtbot, session)
    assert len(list((tmp_path / "vault").glob("*.md"))) == len(
        session.library.entries.select(PlaceScope(Place.ALL)).row_ids
    )
    assert not dialog.isVisible()


def test_a_long_export_is_previewed_in_part_and_saved_whole(
    dialog, qtbot, session, tmp_path, monkeypatch
):
    monkeypatch.setattr("effllm_desktop.ui.exporting.dialog.PREVIEW_BYTES", 100)
    _choose(dialog, qtbot, session, "All lists")
    assert len(_text(dialog)) == 100
    assert not dialog.copy_button.isEnabled()
    dialog.write_to(tmp_path / "all.md")
    _settle(qtbot, session)
    assert "Sheared LLaMA" in (tmp_path / "all.md").read_text()


def test_title_and_what_is_ones_own(dialog, qtbot, session):
    from effllm_desktop.app.operations.noting import SetNote

    work = session.library.works.find("arxiv:2306.11695")
    session.workspace.run(SetNote(work, "one shot"))
    dialog.options.title.setText("For the group")
    dialog.options.parts[Part.NOTE].click()
    _settle(qtbot, session)
    assert _text(dialog).startswith("# For the group\n")
    assert "one shot" in _text(dialog)
    assert dialog.inside == "1 entry. Of your own: note: 1."


def test_what_a_form_has_no_place_for_is_grey(dialog, qtbot, session):
    dialog.options.parts[Part.HIGHLIGHTS].click()
    dialog.options.format.setCurrentText(FORMATS[Format.RIS])
    offered = {part for part, box in dialog.options.parts.items() if box.isEnabled()}
    assert offered == {Part.TAGS, Part.NOTE}
    dialog.options.format.setCurrentText(FORMATS[Format.HTML])
    assert dialog.options.parts[Part.HIGHLIGHTS].isEnabled()
    assert dialog.options.parts[Part.HIGHLIGHTS].isChecked()


def test_notes_that_were_edited_in_an_annotated_file_stay(dialog, qtbot, session, tmp_path):
    from effllm_desktop.app.operations.noting import SetNote

    work = session.library.works.find("arxiv:2306.11695")
    session.workspace.run(SetNote(work, "one shot"))
    _choose(dialog, qtbot, session, "First list")
    dialog.options.styles[Style.ANNOTATED].click()
    _settle(qtbot, session)
    file = tmp_path / "annotated.md"
    file.write_text(_text(dialog).replace("> one shot", "> by hand"))
    dialog.write_to(file)
    _settle(qtbot, session)
    assert "> by hand" in file.read_text()


def test_copy(dialog, qtbot):
    dialog.copy()
    assert "Wanda" in QApplication.clipboard().text()
    assert dialog.notices.notices[0].text == "Copied."


def test_saving_asks_for_a_name_and_writes(dialog, qtbot, tmp_path):
    dialog.save_button.click()
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "mine.md"))
    chooser.close()
    _settle(qtbot, dialog._session)
    assert "Wanda" in (tmp_path / "mine.md").read_text()
    assert not dialog.isVisible()


def test_a_linked_file_that_changed_is_not_overwritten_without_asking(session, qtbot, tmp_path):
    file = tmp_path / "first.md"
    file.write_text(LISTS["first.md"])
    take_in(session.folder, [FileSource(file)])
    file.write_text("# Somebody else's words\n")
    outline = session.library.outlines.read()
    dialog = ExportDialog(session, whats(outline, ListScope(outline.lists[0].id), "First list", ""))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    _settle(qtbot, session)
    dialog.write_to(file)
    _settle(qtbot, session)
    assert file.read_text() == "# Somebody else's words\n"
    (notice,) = dialog.notices.notices
    assert "was changed" in notice.text
    notice.actions[0].run()
    _settle(qtbot, session)
    assert "Wanda" in file.read_text()


def test_what_the_disk_refuses_is_told_in_the_dialog(dialog, qtbot, session, tmp_path):
    (tmp_path / "folder.md").mkdir()
    dialog.write_to(tmp_path / "folder.md")
    _settle(qtbot, session)
    assert dialog.isVisible()
    assert len(dialog.notices.notices) == 1


def test_an_old_preview_is_not_shown_after_a_newer_one(dialog, qtbot, session):
    for name in ("First list", "Second list", "All lists", "Second list"):
        dialog.options.what.setCurrentText(name)
    _settle(qtbot, session)
    assert "Sheared LLaMA" in _text(dialog)
    assert "SparseGPT" not in _text(dialog)


def test_closing_it_forgets_what_is_still_being_made(dialog, qtbot, session):
    dialog.options.what.setCurrentText("All lists")
    dialog.reject()
    _settle(qtbot, session)
    assert "Sheared LLaMA" not in _text(dialog)


@pytest.mark.parametrize(
    ("title", "style", "form", "name"),
    [
        ("Awesome efficient LLM!", Style.CURATED, Format.MARKDOWN, "awesome-efficient-llm.md"),
        ("A/B", Style.REPAIRED, Format.MARKDOWN, "a-b-repaired.md"),
        ("高效推理", Style.CLEAN, Format.BIBTEX, "高效推理.bib"),
        ("…", Style.CURATED, Format.JSON, "list.json"),
    ],
)
def test_the_name_that_is_suggested(title, style, form, name):
    assert file_name(title, style, form) == name
