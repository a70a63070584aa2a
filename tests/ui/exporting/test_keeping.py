"""Recipes in the export window: kept, shown, changed, renamed, deleted; each can be taken back."""

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog

from effllm_desktop.app.exporting import recipes, request_json
from effllm_desktop.app.exporting.request import ExportRequest, Format, Part, Style
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.recipes import DeleteRecipe, KeepRecipe
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.domain.curation import Arrangement, Curation, Move, Wording
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.store import recipes as stored
from effllm_desktop.ui.exporting.choices import WORDINGS
from effllm_desktop.ui.exporting.curation_options import IN_THE_TRASH
from effllm_desktop.ui.exporting.recipe_bar import NONE
from tests.support.citing import STYLE
from tests.ui.exporting.conftest import choose, settle, shown


def names(session):
    return [one.name for one in recipes.every(session.library.database)]


def answer(dialog, name):
    """To the question that was asked for a name."""
    question = next(one for one in dialog.findChildren(QInputDialog) if one.isVisible())
    question.setTextValue(name)
    question.accept()


def keep(dialog, name):
    dialog.keeping.bar.keep.trigger()
    answer(dialog, name)


def pick(dialog, qtbot, name):
    box = dialog.keeping.bar.box
    box.setCurrentText(name)
    box.activated.emit(box.currentIndex())
    settle(qtbot, dialog)


def press(dialog, words):
    (action,) = (one for one in dialog.notices.notices[0].actions if one.text == words)
    action.run()


def enabled(dialog):
    bar = dialog.keeping.bar
    return [one.isEnabled() for one in (bar.keep, bar.change, bar.rename, bar.delete)]


def test_without_recipes_there_is_only_the_way_to_keep_one(dialog):
    assert not dialog.keeping.bar.box.isVisible()
    assert enabled(dialog) == [True, False, False, False]
    assert dialog.keeping.in_force is None


def test_what_is_chosen_is_kept_and_that_is_taken_back(dialog, session):
    dialog.options.title.setText("For the group")
    dialog.keeping.bar.keep.trigger()
    question = next(one for one in dialog.findChildren(QInputDialog) if one.isVisible())
    assert question.textValue() == "For the group"
    answer(dialog, "Mine")
    assert names(session) == ["Mine"]
    assert dialog.keeping.bar.box.currentText() == "Mine"
    assert dialog.keeping.in_force == recipes.named(session.library.database, "Mine")
    assert enabled(dialog) == [True, False, True, True]
    press(dialog, "Take back")
    assert names(session) == []
    assert not dialog.keeping.bar.box.isVisible()
    assert dialog.options.title.text() == "For the group"


def test_a_name_that_is_none_is_refused(dialog, session):
    keep(dialog, "  ")
    assert dialog.notices.notices[0].text == "A recipe needs a name."
    assert names(session) == []


def test_a_recipe_shows_all_that_it_says(dialog, qtbot, session):
    first, second = (one.id for one in session.library.outlines.read().lists)
    request = ExportRequest(
        (ListScope(first), ListScope(second)),
        parse("wanda"),
        parts=frozenset((Part.NOTE, Part.TAGS)),
        title="T",
        citation_key="{arxiv}",
        works=("arxiv:2306.11695",),
        curation=Curation(
            Arrangement.MERGED,
            Wording.LIKE_LIST,
            second,
            (Move("First list / Pruning", "Mine"),),
            "In *short*.",
            contents=False,
            badges=False,
        ),
    )
    text = request_json.written(session.library.database, request)
    session.workspace.run(KeepRecipe("Mine", text))
    other = ExportRequest((ListScope(first),), style=Style.CLEAN)
    session.workspace.run(
        KeepRecipe("Clean", request_json.written(session.library.database, other))
    )
    dialog.keeping.begin(None)
    pick(dialog, qtbot, "Mine")
    assert dialog.options.request() == request
    assert "## Mine" in shown(dialog)
    assert dialog.options.what.currentText() == "As in “Mine”"
    pick(dialog, qtbot, "Clean")
    assert dialog.options.chosen_style is Style.CLEAN
    assert dialog.options.curation.moves == ()
    pick(dialog, qtbot, NONE)
    assert dialog.options.chosen_style is Style.CLEAN  # what is chosen stays
    assert dialog.keeping.in_force is None


def test_a_window_opens_on_a_recipe(opened, session, qtbot):
    request = ExportRequest(format=Format.RIS)
    text = request_json.written(session.library.database, request)
    session.workspace.run(KeepRecipe("Mine", text))
    dialog = opened(recipes.named(session.library.database, "Mine").id)
    assert dialog.options.chosen_format is Format.RIS
    assert dialog.keeping.in_force.name == "Mine"


def test_a_recipe_is_changed_to_what_is_chosen(dialog, qtbot, session):
    keep(dialog, "Mine")
    before = recipes.named(session.library.database, "Mine").request
    dialog.options.title.setText("Another")
    settle(qtbot, dialog)
    assert dialog.keeping.in_force is None
    assert enabled(dialog) == [True, True, True, True]
    dialog.keeping.bar.change.trigger()
    changed = recipes.named(session.library.database, "Mine").request
    assert '"Another"' in changed
    assert dialog.keeping.in_force is not None
    press(dialog, "Take back")
    assert recipes.named(session.library.database, "Mine").request == before
    assert enabled(dialog) == [True, True, True, True]


def test_keeping_under_a_name_that_is_there_changes_that_recipe(dialog, session):
    keep(dialog, "Mine")
    dialog.options.title.setText("Another")
    keep(dialog, " mine ")
    assert names(session) == ["Mine"]
    assert '"Another"' in recipes.named(session.library.database, "Mine").request
    assert dialog.notices.notices[0].text == "The recipe “mine” is changed."


def test_a_recipe_is_renamed_and_deleted_and_put_back(dialog, session):
    keep(dialog, "Mine")
    dialog.keeping.bar.rename.trigger()
    answer(dialog, "Best")
    assert names(session) == ["Best"]
    assert dialog.keeping.bar.box.currentText() == "Best"
    assert dialog.keeping.in_force is not None
    dialog.keeping.bar.delete.trigger()
    assert names(session) == []
    assert enabled(dialog) == [True, False, False, False]
    press(dialog, "Put back")
    assert names(session) == ["Best"]


def test_what_others_deleted_meanwhile_is_told(dialog, session):
    keep(dialog, "Mine")
    session.workspace.run(DeleteRecipe(recipes.named(session.library.database, "Mine").id))
    dialog.keeping.bar.delete.trigger()
    assert dialog.notices.notices[0].text == "That recipe is no longer there."


def test_a_recipe_of_what_is_gone_is_told_and_not_shown(dialog, qtbot, session):
    session.workspace.run(KeepRecipe("Odd", '{"what": 1}'))
    dialog.keeping.begin(None)
    pick(dialog, qtbot, "Odd")
    assert "cannot be read" in dialog.notices.notices[0].text
    assert dialog.keeping.bar.box.currentText() == NONE


def test_the_style_of_a_list_in_the_trash_is_kept(opened, qtbot, session):
    second = session.library.outlines.read().lists[1].id
    request = ExportRequest(curation=Curation(wording=Wording.LIKE_LIST, like=second))
    text = request_json.written(session.library.database, request)
    session.workspace.run(KeepRecipe("Mine", text))
    session.workspace.run(TrashList(second))
    dialog = opened(recipes.named(session.library.database, "Mine").id)
    assert dialog.options.curation.wording.currentText() == IN_THE_TRASH
    assert dialog.options.request() == request
    dialog.options.curation.wording.setCurrentText(WORDINGS[Wording.KEPT])
    assert dialog.options.request().curation.like is None


def test_a_file_that_is_written_becomes_that_of_the_recipe(opened, qtbot, session, tmp_path):
    dialog = opened()
    choose(dialog, qtbot, "First list")
    keep(dialog, "Mine")
    dialog.write_to(tmp_path / "mine.md")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    kept = recipes.named(session.library.database, "Mine")
    assert kept.file == tmp_path / "mine.md"
    assert stored.sha_written(session.library.database, kept.id, tmp_path / "mine.md")
    again = opened(kept.id)
    again.save_button.click()
    chooser = again.findChild(QFileDialog)
    assert chooser.selectedFiles() == [str(tmp_path / "mine.md")]
    chooser.reject()


def test_what_is_chosen_otherwise_is_not_the_recipes(dialog, qtbot, session, tmp_path):
    keep(dialog, "Mine")
    dialog.options.title.setText("Once")
    dialog.write_to(tmp_path / "once.md")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert (tmp_path / "once.md").read_text().startswith("# Once\n")
    assert recipes.named(session.library.database, "Mine").file is None


def test_a_recipe_that_was_deleted_while_it_was_written_is_told(
    dialog, qtbot, session, tmp_path, monkeypatch
):
    keep(dialog, "Mine")
    told = []
    monkeypatch.setattr(dialog.saving, "_tell", told.append)

    def refuse(*_, **__):
        raise AppError("That recipe is no longer there.")

    monkeypatch.setattr(session.acts, "run", refuse)
    dialog.write_to(tmp_path / "mine.md")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert [one.text for one in told] == ["That recipe is no longer there."]
    assert "Wanda" in (tmp_path / "mine.md").read_text()


@pytest.mark.parametrize("ends", ["keep", "take back"])
def test_nothing_is_shown_in_a_window_that_is_closed(dialog, session, monkeypatch, ends):
    """An act may have had to wait for another program."""
    waiting = []
    keep(dialog, "Mine")
    back = dialog.notices.notices[0].actions[0].run
    monkeypatch.setattr(session.acts, "run", lambda _, done: waiting.append(done))
    monkeypatch.setattr(session.acts, "undo", waiting.append)
    if ends == "keep":
        keep(dialog, "Another")
    else:
        back()
    dialog.reject()
    notices = dialog.notices.notices
    waiting[0](None)
    assert dialog.notices.notices == notices
    assert names(session) == ["Mine"]


def test_annotated_lists_hold_what_is_ticked(dialog, qtbot, session):
    work = session.library.works.find("arxiv:2306.11695")
    session.workspace.run(SetNote(work, "one shot"))
    choose(dialog, qtbot, "First list")
    dialog.options.styles[Style.ANNOTATED].click()
    settle(qtbot, dialog)
    assert dialog.inside.endswith("Of your own: note: 1.")
    dialog.options.parts[Part.STATUS].click()
    settle(qtbot, dialog)
    assert dialog.inside.endswith("Nothing of your own is inside.")
    assert "one shot" not in shown(dialog)


def test_a_recipe_brings_its_citation_style(dialog, qtbot, session):
    request = ExportRequest(format=Format.BIBLIOGRAPHY, citation_style=str(STYLE))
    text = request_json.written(session.library.database, request)
    session.workspace.run(KeepRecipe("Cited", text))
    dialog.keeping.begin(None)
    pick(dialog, qtbot, "Cited")
    assert dialog.options.request() == request
    assert shown(dialog).startswith("[1] ")
    assert session.settings.citation_style == ""
