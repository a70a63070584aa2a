"""A note saves itself, and no text of anybody is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.sources import BytesSource
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.details.note_editor import PAUSE_MILLISECONDS, NoteEditor
from effllm_desktop.ui.details.note_preview import LONGEST
from effllm_desktop.ui.details.pane import DetailsPane
from tests.support.libraries import library_of, take_in

TEXT = "# L\n\n- [One](https://example.org/1)\n- [Two](https://example.org/2)\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path, TEXT)
    yield library
    library.close()


@pytest.fixture
def works(library: Library) -> list[WorkId]:
    return library.entries.all_works(PlaceScope(Place.ALL))


@pytest.fixture
def pane(library: Library, works: list[WorkId], qtbot: QtBot) -> Iterator[DetailsPane]:
    pane = DetailsPane(library.workspace, library.works, known_tags=list)
    qtbot.addWidget(pane)
    pane.resize(400, 700)
    pane.show()
    pane.show_work(works[0])
    leave = library.workspace.subscribe(pane.refresh)
    yield pane
    leave()


@pytest.fixture
def note(pane: DetailsPane) -> QPlainTextEdit:
    pane.focus_note()
    found = pane.findChild(QPlainTextEdit, "note")
    assert isinstance(found, QPlainTextEdit)
    return found


@pytest.fixture
def editor(pane: DetailsPane) -> NoteEditor:
    return pane._page.note


def stored(library: Library, work: WorkId) -> str:
    return library.works.details(work).state.note


def elsewhere(library: Library, work: WorkId, text: str) -> None:
    """Somebody else writes a note: the command line, another window of the same library."""
    other = open_library(library.folder)
    other.workspace.run(SetNote(work, text))
    other.close()


def test_it_saves_by_itself_a_moment_after_the_last_key(
    note: QPlainTextEdit, library: Library, works: list[WorkId], editor: NoteEditor, qtbot: QtBot
) -> None:
    qtbot.keyClicks(note, "half")
    assert stored(library, works[0]) == ""
    assert editor._timer.interval() == PAUSE_MILLISECONDS
    qtbot.waitUntil(lambda: stored(library, works[0]) == "half")
    assert editor.head.said == "Saved"
    qtbot.keyClicks(note, " more")
    assert editor.head.said == ""


def test_it_saves_when_another_work_comes_and_when_the_window_closes(
    note: QPlainTextEdit, pane: DetailsPane, library: Library, works: list[WorkId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(note, "first")
    pane.show_work(works[1])
    assert stored(library, works[0]) == "first"
    assert note.toPlainText() == ""
    qtbot.keyClicks(note, "second")
    pane.flush_note()
    assert stored(library, works[1]) == "second"
    qtbot.keyClicks(note, "!")
    pane.clear()
    assert stored(library, works[1]) == "second!"
    pane.show_many(works)
    pane.show_work(works[0])
    assert note.toPlainText() == "first"


def test_it_saves_when_it_loses_the_focus_but_not_to_a_popup(
    note: QPlainTextEdit, library: Library, works: list[WorkId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(note, "a")
    for reason, expected in (
        (Qt.FocusReason.PopupFocusReason, ""),
        (Qt.FocusReason.TabFocusReason, "a"),
    ):
        note.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut, reason))
        assert stored(library, works[0]) == expected


def test_writing_is_one_step_of_undo(
    note: QPlainTextEdit, pane: DetailsPane, library: Library, works: list[WorkId], qtbot: QtBot
) -> None:
    for words in ("one", " two"):
        qtbot.keyClicks(note, words)
        pane.flush_note()
    assert library.workspace.undo() == "edit a note"
    assert note.toPlainText() == ""
    assert library.workspace.undo_label is None


def test_a_half_typed_note_survives_what_happens_around_it(
    note: QPlainTextEdit, library: Library, works: list[WorkId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(note, "half")
    cursor = note.textCursor().position()
    library.workspace.run(SetStar((works[0],), True))
    source = BytesSource("x", (TEXT + "- [New](https://example.org/3)\n").encode())
    take_in(library.folder, [source], as_list="L")
    library.workspace.notice_outside_changes()
    assert note.toPlainText() == "half"
    assert note.textCursor().position() == cursor
    qtbot.keyClicks(note, " typed")
    assert note.toPlainText() == "half typed"


def test_a_note_written_elsewhere_appears(
    note: QPlainTextEdit, library: Library, works: list[WorkId]
) -> None:
    elsewhere(library, works[0], "from elsewhere")
    library.workspace.notice_outside_changes()
    assert note.toPlainText() == "from elsewhere"


CHOICES = {
    "keep_both": "mine\n\n---\n\ntheirs",
    "keep_mine": "mine",
    "keep_theirs": "theirs",
}


@pytest.mark.parametrize("choice", CHOICES)
def test_two_texts_wait_for_a_choice(
    choice: str,
    note: QPlainTextEdit,
    editor: NoteEditor,
    library: Library,
    works: list[WorkId],
    qtbot: QtBot,
) -> None:
    qtbot.keyClicks(note, "mine")
    elsewhere(library, works[0], "theirs")
    library.workspace.notice_outside_changes()
    assert note.toPlainText() == "mine"
    assert editor.conflict.isVisible()
    editor._timer.timeout.emit()
    assert stored(library, works[0]) == "theirs"
    qtbot.mouseClick(editor.conflict.findChild(QPushButton, choice), Qt.MouseButton.LeftButton)
    assert not editor.conflict.isVisible()
    assert stored(library, works[0]) == note.toPlainText() == CHOICES[choice]


def test_a_change_that_nobody_announced_is_seen_before_saving(
    note: QPlainTextEdit, editor: NoteEditor, library: Library, works: list[WorkId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(note, "mine")
    elsewhere(library, works[0], "theirs")
    editor._timer.timeout.emit()
    assert editor.conflict.isVisible()
    assert stored(library, works[0]) == "theirs"


def test_leaving_without_a_choice_keeps_both(
    note: QPlainTextEdit, pane: DetailsPane, library: Library, works: list[WorkId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(note, "mine")
    elsewhere(library, works[0], "theirs")
    pane.show_work(works[1])
    assert stored(library, works[0]) == "mine\n\n---\n\ntheirs"
    pane.show_work(works[0])
    assert not pane._page.note.conflict.isVisible()


def test_a_note_that_cannot_be_saved_is_kept_and_tried_again(
    note: QPlainTextEdit, pane: DetailsPane, library: Library, works: list[WorkId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(note, "dear")
    library.database.rows("PRAGMA query_only=1")
    with qtbot.waitSignal(pane.failed) as failed:
        pane.show_work(works[1])
    assert failed.args[0].what
    library.database.rows("PRAGMA query_only=0")
    pane.show_work(works[0])
    assert note.toPlainText() == "dear"
    pane.flush_note()
    assert stored(library, works[0]) == "dear"


def test_the_preview_shows_what_is_typed_and_opens_links(
    note: QPlainTextEdit, editor: NoteEditor, pane: DetailsPane, library: Library, qtbot: QtBot
) -> None:
    qtbot.keyClicks(note, "# Idea")
    note.insertPlainText("\n\n## Two\n\nsee <https://example.org/a>")
    qtbot.mouseClick(editor.head.switch, Qt.MouseButton.LeftButton)
    assert editor.preview.isVisible()
    assert editor.preview.toPlainText() == "Idea\nTwo\nsee https://example.org/a"
    with qtbot.waitSignal(pane.link_opened) as opened:
        editor.preview.anchorClicked.emit(QUrl("https://example.org/a"))
    assert opened.args == ["https://example.org/a"]
    qtbot.mouseClick(editor.head.switch, Qt.MouseButton.LeftButton)
    assert note.isVisible()
    assert note.hasFocus()


def test_the_preview_stays_for_works_with_a_note(
    note: QPlainTextEdit, editor: NoteEditor, pane: DetailsPane, works: list[WorkId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(note, "words")
    editor.head.switch.click()
    pane.show_work(works[1])
    assert note.isVisible()
    pane.show_work(works[0])
    assert editor.preview.isVisible()
    pane.focus_note()
    assert note.isVisible()
    assert note.hasFocus()


def test_a_preview_follows_a_change_from_elsewhere(
    note: QPlainTextEdit, editor: NoteEditor, library: Library, works: list[WorkId], qtbot: QtBot
) -> None:
    qtbot.keyClicks(note, "old")
    editor.head.switch.click()
    elsewhere(library, works[0], "new")
    library.workspace.notice_outside_changes()
    assert editor.preview.toPlainText() == "new"


def test_a_megabyte_is_a_note_like_any_other(
    note: QPlainTextEdit,
    editor: NoteEditor,
    pane: DetailsPane,
    library: Library,
    works: list[WorkId],
) -> None:
    text = "ein langer Satz 及其变体 שלום\n" * 30_000
    note.setPlainText(text)
    editor.head.switch.click()
    assert editor.preview.toPlainText().endswith("the note goes on.")
    assert len(editor.preview.toPlainText()) < 2 * LONGEST
    pane.show_work(works[1])
    assert stored(library, works[0]) == text


def test_names_for_a_screen_reader(note: QPlainTextEdit, editor: NoteEditor) -> None:
    for widget, name in ((note, "Note"), (editor.head.switch, "Preview the note")):
        found = QAccessible.queryAccessibleInterface(widget)
        assert found.text(QAccessible.Text.Name) == name
