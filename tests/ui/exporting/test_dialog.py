"""The export dialog: what it offers, what it shows, and what it refuses to overwrite."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from effllm_desktop.app.exporting import previewing
from effllm_desktop.app.exporting.request import STYLED, Format, Part, Style
from effllm_desktop.app.sources import FileSource
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from effllm_desktop.ui.exporting.choices import FORMATS, file_name, whats
from effllm_desktop.ui.exporting.dialog import ExportDialog
from tests.support.citing import STYLE
from tests.support.libraries import take_in
from tests.support.window import LISTS
from tests.ui.exporting.conftest import choose, settle, shown


def test_it_offers_what_one_looks_at_first(dialog, session):
    box = dialog.options.what
    names = [box.itemText(number) for number in range(box.count())]
    assert names == [
        "First list, found by “sun”",
        "First list",
        "Starred",
        "Reading",
        "Read next",
        "Second list",
        "All lists",
    ]
    assert "Wanda" in shown(dialog)
    assert "SparseGPT" not in shown(dialog)


def test_a_place_is_offered_once(session):
    outline = session.library.outlines.read()
    found = whats(outline, PlaceScope(Place.STARRED), "Starred", "  ")
    assert [one.name for one in found].count("Starred") == 1
    assert found[0].name == "Starred"
    assert found[-1].scopes == ()


def test_whole_files_are_only_offered_for_whole_lists(dialog, qtbot, session):
    clean = dialog.options.styles[Style.CLEAN]
    assert not clean.isEnabled()
    choose(dialog, qtbot, "First list")
    assert clean.isEnabled()
    clean.click()
    settle(qtbot, dialog)
    assert shown(dialog) == LISTS["first.md"]
    assert not dialog.options.parts[Part.NOTE].isEnabled()
    choose(dialog, qtbot, "All lists")
    assert dialog.options.chosen_style is Style.CURATED
    assert "Sheared LLaMA" in shown(dialog)


def test_bibtex_and_json(dialog, qtbot, session):
    choose(dialog, qtbot, "First list")
    dialog.options.format.setCurrentText("BibTeX")
    settle(qtbot, dialog)
    assert "eprint = {2306.11695}" in shown(dialog)
    assert not dialog.options.title.isEnabled()
    assert not any(button.isEnabled() for button in dialog.options.styles.values())
    dialog.options.format.setCurrentText("JSON")
    settle(qtbot, dialog)
    assert '"key": "arxiv:2306.11695"' in shown(dialog)
    assert dialog.inside.endswith("Nothing of your own is inside.")
    offered = {part for part, box in dialog.options.parts.items() if box.isEnabled()}
    assert offered == {Part.NOTE}, "all else goes along in any case"
    choose(dialog, qtbot, "All lists")
    assert '"format": "effllm-library"' in shown(dialog)
    assert not dialog.options.parts[Part.NOTE].isEnabled()
    assert dialog.inside.endswith("Of your own: saved searches: 4.")


def test_edits_of_a_list_are_told_as_ones_own(dialog, qtbot, session):
    from effllm_desktop.app.operations.section_editing import AddSection

    (first, *_) = session.library.outlines.read().lists
    session.workspace.run(AddSection(first.id, None, "More"))
    choose(dialog, qtbot, "First list")
    dialog.options.styles[Style.CLEAN].click()
    settle(qtbot, dialog)
    assert dialog.inside.endswith("Of your own: edits of the list: 1.")
    dialog.options.styles[Style.ORIGINAL].click()
    settle(qtbot, dialog)
    assert dialog.inside.endswith("Nothing of your own is inside.")


def test_every_form_has_a_preview_that_says_what_is_inside(dialog, qtbot, session, tmp_path):
    from effllm_desktop.app.operations.noting import SetNote

    work = session.library.works.find("arxiv:2306.11695")
    session.workspace.run(SetNote(work, "one shot"))
    for number, (form, name) in enumerate(FORMATS.items()):
        if form in STYLED:  # nothing of one's own has a place there
            continue
        dialog.options.format.setCurrentIndex(number)
        dialog.options.parts[Part.NOTE].setChecked(False)
        dialog.options.parts[Part.NOTE].click()
        settle(qtbot, dialog)
        assert "one shot" in shown(dialog), name
        assert "Of your own: note: 1" in dialog.inside, name


def test_what_is_ticked_goes_along_and_nothing_else(dialog, qtbot):
    boxes = dialog.options.parts

    def ticked():
        return {part for part, box in boxes.items() if box.isChecked()}

    boxes[Part.HIGHLIGHTS].click()
    dialog.options.format.setCurrentText("CSV")
    assert ticked() == set()  # it has no place for them
    boxes[Part.STAR].click()
    dialog.options.format.setCurrentText("JSON")
    assert ticked() == set(Part) - {Part.NOTE, Part.HIGHLIGHTS}
    assert [part for part, box in boxes.items() if box.isEnabled()] == [Part.NOTE]
    choose(dialog, qtbot, "All lists")
    assert ticked() == set(Part)
    assert not any(box.isEnabled() for box in boxes.values())
    dialog.options.format.setCurrentText("Markdown")
    assert ticked() == {Part.STAR, Part.HIGHLIGHTS} == dialog.options.request().parts


def test_notes_go_into_a_folder(dialog, qtbot, session, tmp_path):
    choose(dialog, qtbot, "All lists")
    dialog.options.format.setCurrentText("Obsidian vault")
    settle(qtbot, dialog)
    dialog.save_button.click()
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "vault"))
    chooser.close()
    settle(qtbot, dialog)
    assert len(list((tmp_path / "vault").glob("*.md"))) == len(
        session.library.entries.select(PlaceScope(Place.ALL)).row_ids
    )
    assert not dialog.isVisible()


def test_a_long_export_is_previewed_in_part_and_saved_whole(
    dialog, qtbot, session, tmp_path, monkeypatch
):
    monkeypatch.setattr(previewing.preview, "__kwdefaults__", {"most": 200, "limit": 100})
    choose(dialog, qtbot, "All lists")
    assert len(shown(dialog)) == 100
    assert not dialog.copy_button.isEnabled()
    dialog.write_to(tmp_path / "all.md")
    settle(qtbot, dialog)
    assert "Sheared LLaMA" in (tmp_path / "all.md").read_text()


def test_title_and_what_is_ones_own(dialog, qtbot, session):
    from effllm_desktop.app.operations.noting import SetNote

    work = session.library.works.find("arxiv:2306.11695")
    session.workspace.run(SetNote(work, "one shot"))
    dialog.options.title.setText("For the group")
    dialog.options.parts[Part.NOTE].click()
    settle(qtbot, dialog)
    assert shown(dialog).startswith("# For the group\n")
    assert "one shot" in shown(dialog)
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
    choose(dialog, qtbot, "First list")
    dialog.options.styles[Style.ANNOTATED].click()
    settle(qtbot, dialog)
    file = tmp_path / "annotated.md"
    file.write_text(shown(dialog).replace("> one shot", "> by hand"))
    dialog.write_to(file)
    settle(qtbot, dialog)
    assert "> by hand" in file.read_text()
    assert not dialog.isVisible()


def test_an_annotated_file_that_was_changed_is_written_over_where_one_says_so(
    dialog, qtbot, tmp_path
):
    choose(dialog, qtbot, "First list")
    dialog.options.styles[Style.ANNOTATED].click()
    settle(qtbot, dialog)
    file = tmp_path / "annotated.md"
    file.write_text(shown(dialog).replace("# First list", "# Of others", 1))
    dialog.write_to(file)
    settle(qtbot, dialog)
    assert "was changed, not only its notes" in dialog.notices.notices[0].text
    dialog.notices.notices[0].actions[0].run()
    settle(qtbot, dialog)
    assert file.read_text().startswith("# First list")


def test_copy(dialog, qtbot):
    dialog.copy()
    assert "Wanda" in QApplication.clipboard().text()
    assert dialog.notices.notices[0].text == "Copied."


def test_saving_asks_for_a_name_and_writes(dialog, qtbot, tmp_path):
    dialog.save_button.click()
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "mine.md"))
    chooser.close()
    settle(qtbot, dialog)
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
    settle(qtbot, dialog)
    dialog.write_to(file)
    settle(qtbot, dialog)
    assert file.read_text() == "# Somebody else's words\n"
    (notice,) = dialog.notices.notices
    assert "was changed" in notice.text
    notice.actions[0].run()
    settle(qtbot, dialog)
    assert "Wanda" in file.read_text()


def test_what_the_disk_refuses_is_told_in_the_dialog(dialog, qtbot, session, tmp_path):
    (tmp_path / "folder.md").mkdir()
    dialog.write_to(tmp_path / "folder.md")
    settle(qtbot, dialog)
    assert dialog.isVisible()
    assert len(dialog.notices.notices) == 1


def test_an_old_preview_is_not_shown_after_a_newer_one(dialog, qtbot, session):
    for name in ("First list", "Second list", "All lists", "Second list"):
        dialog.options.what.setCurrentText(name)
    settle(qtbot, dialog)
    assert "Sheared LLaMA" in shown(dialog)
    assert "SparseGPT" not in shown(dialog)


def test_closing_it_forgets_what_is_still_being_made(dialog, qtbot, session):
    dialog.options.what.setCurrentText("All lists")
    dialog.reject()
    settle(qtbot, dialog)
    assert "Sheared LLaMA" not in shown(dialog)


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


def test_a_bibliography_is_written_in_a_style_that_is_chosen(dialog, qtbot, session, tmp_path):
    choice = dialog.options.citation_style
    assert not choice.isVisible()
    dialog.options.format.setCurrentText(FORMATS[Format.BIBLIOGRAPHY])
    settle(qtbot, dialog)
    assert choice.isVisible()
    assert not choice.usual_button.isVisible()
    assert "Sun, M. and Liu, Z. (2023)" in shown(dialog)
    kept = []
    session.setting_changed.connect(lambda *told: kept.append(told))
    choice.choose_button.click()
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(STYLE))
    chooser.close()
    settle(qtbot, dialog)
    assert choice.label.text() == "plain"
    assert shown(dialog).startswith("[1] M. Sun and Z. Liu, Wanda, 2023")
    assert kept == [("citation_style", str(STYLE))]
    assert session.settings.citation_style == str(STYLE)
    dialog.options.format.setCurrentText(FORMATS[Format.BIBLIOGRAPHY_HTML])
    settle(qtbot, dialog)
    assert "Wanda" in dialog.pane.page.toPlainText()
    assert "Bibliography" not in dialog.pane.page.toPlainText()
    dialog.write_to(tmp_path / "list.html")
    settle(qtbot, dialog)
    assert "<i>Wanda</i>" in (tmp_path / "list.html").read_text(encoding="utf-8")


def test_a_style_that_cannot_be_applied_is_told_and_let_go(dialog, qtbot, session, tmp_path):
    wrong = tmp_path / "wrong.csl"
    wrong.write_text("<html/>")
    dialog.options.format.setCurrentText(FORMATS[Format.BIBLIOGRAPHY])
    choice = dialog.options.citation_style
    choice.set_path(str(wrong))
    dialog.show_preview()
    settle(qtbot, dialog)
    assert dialog.notices.notices[0].text == "wrong.csl is no citation style in CSL 1.0."
    assert not dialog.save_button.isEnabled()
    choice.usual_button.click()
    settle(qtbot, dialog)
    assert dialog.save_button.isEnabled()
    assert session.settings.citation_style == ""
    assert choice.label.text() == "Harvard"
