"""Everything by the keyboard alone: each key goes to whatever has the focus, nothing is clicked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPlainTextEdit

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SectionScope
from tests.support.papers import paper
from tests.support.reading import read, settle
from tests.support.window import LISTS, running, write_lists

Key, Mod = Qt.Key, Qt.KeyboardModifier
NONE, CONTROL, SHIFT, ALT = (
    Mod.NoModifier,
    Mod.ControlModifier,
    Mod.ShiftModifier,
    Mod.AltModifier,
)


class Typist:
    """Hands that never leave the keyboard."""

    def __init__(self, person):
        self.person = person

    def press(self, key, modifier=NONE, times=1):
        """To what has the focus: a dialog takes it from the window, and gives it back."""
        for _ in range(times):
            self.person.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
            QTest.keyClick(QApplication.focusWidget(), key, modifier)
        self.person.wait()

    def write(self, words):
        QTest.keyClicks(QApplication.focusWidget(), words)

    def reached(self, name, kind=QDialog):
        """The dialog of this name, once the focus is in it."""
        find = lambda: [  # noqa: E731
            one for one in self.person.window.findChildren(kind, name) if one.isVisible()
        ]
        self.person.qtbot.waitUntil(lambda: len(find()) == 1)
        (found,) = find()
        found.activateWindow()  # where no window manager does it
        self.person.qtbot.waitUntil(lambda: found.isAncestorOf(QApplication.focusWidget()))
        return found

    def back(self):
        """In the window again, once a dialog is gone."""
        self.person.window.activateWindow()
        self.person.qtbot.waitUntil(
            lambda: self.person.window.isActiveWindow() and QApplication.focusWidget() is not None
        )
        self.person.wait()

    def find(self, words, text, about=""):
        """Ctrl+K, a few letters, arrows, Enter. `about`: what the line says beside its name."""
        self.press(Key.Key_K, CONTROL)
        palette = self.reached("palette")
        self.write(words)

        def fits(one):
            return one.text == text and about in one.about

        self.person.qtbot.waitUntil(lambda: any(map(fits, palette.shown)))
        row = next(row for row, one in enumerate(palette.shown) if fits(one))
        for _ in range(row):
            QTest.keyClick(palette.field, Key.Key_Down)
        QTest.keyClick(palette.field, Key.Key_Return)
        self.back()

    def tab_to(self, words):
        """Tab on until the button with these words has the focus."""
        for _ in range(30):
            focus = QApplication.focusWidget()
            if getattr(focus, "text", str)() == words:
                return
            QTest.keyClick(focus, Key.Key_Tab)
        raise AssertionError(words)

    def name(self, words):
        """Give the name that a dialog asks for."""
        self.reached("name_dialog")
        self.press(Key.Key_A, CONTROL)
        self.write(words)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
        self.back()

    @property
    def titles(self):
        return self.person.titles()

    @property
    def said(self):
        return self.person.window.status.message

    @property
    def place(self):
        return self.person.bench.title_of(self.person.bench.scope)

    def outline(self, name):
        """The sections of a list: headings, those inside others in lists of their own."""
        (found,) = (one for one in self.person.bench.outline.lists if one.name == name)

        def headings(sections):
            return [
                [one.heading, *headings(one.children)] if one.children else one.heading
                for one in sections
            ]

        return headings(found.sections)

    def text(self, name):
        library = self.person.desk.session.library
        return library.lists.repaired(library.lists.named(name).id).decode()


@pytest.fixture
def files(tmp_path):
    return write_lists(tmp_path)


@pytest.fixture
def typist(qtbot, tmp_path, files):
    with running(qtbot, tmp_path / "library", sources=files) as person:
        person.window.notices.clear()
        typist = Typist(person)
        typist.find("first", "First list")
        person.qtbot.waitUntil(person.entries.hasFocus)
        yield typist


def test_a_list_is_made_and_its_sections_moved_nested_renamed_and_deleted(typist):
    typist.press(Key.Key_N, CONTROL | ALT)
    typist.name("Mine")
    assert typist.place == "Mine"
    for heading in ("One", "Two", "Three"):
        typist.find("mine", "Mine")
        typist.press(Key.Key_N, CONTROL | ALT | SHIFT)
        typist.name(heading)
    assert typist.outline("Mine") == ["One", "Two", "Three"]
    typist.find("three", "Three")
    typist.press(Key.Key_Up, ALT | SHIFT)
    assert typist.outline("Mine") == ["One", "Three", "Two"]
    assert typist.place == "Three"
    typist.press(Key.Key_Down, ALT | SHIFT)
    assert typist.outline("Mine") == ["One", "Two", "Three"]
    typist.press(Key.Key_Down, ALT | SHIFT)
    assert typist.said == "“Three” is the last one there."
    typist.press(Key.Key_Right, ALT | SHIFT)
    assert typist.outline("Mine") == ["One", ["Two", "Three"]]
    assert typist.place == "Three"
    typist.press(Key.Key_Right, ALT | SHIFT)
    assert typist.said == "No section stands before “Three” that it could go into."
    typist.press(Key.Key_Up, ALT | SHIFT)
    assert typist.said == "“Three” is the first one there."
    typist.press(Key.Key_Left, ALT | SHIFT)
    assert typist.outline("Mine") == ["One", "Two", "Three"]
    typist.press(Key.Key_Left, ALT | SHIFT)
    assert typist.said == "“Three” is in no other section."
    typist.press(Key.Key_F2)
    typist.name("Last")
    assert typist.place == "Last"
    assert typist.outline("Mine") == ["One", "Two", "Last"]
    typist.press(Key.Key_Delete, CONTROL | SHIFT)
    typist.reached("question", QMessageBox)
    typist.press(Key.Key_Return)
    typist.back()
    assert typist.outline("Mine") == ["One", "Two"]
    typist.press(Key.Key_Z, CONTROL)
    assert typist.outline("Mine") == ["One", "Two", "Last"]


def test_a_list_gets_another_name_and_searches_that_name_it_are_told(typist):
    typist.find("pruning", "Pruning")
    typist.person.type("wanda", "search")
    typist.press(Key.Key_B, CONTROL)
    typist.reached("name_question")
    typist.press(Key.Key_Return)
    typist.back()
    typist.find("first", "First list")
    typist.press(Key.Key_F2)
    typist.name("Better list")
    assert (typist.place, typist.person.bench.entries.header.title) == 2 * ("Better list",)
    assert typist.text("Better list") == LISTS["first.md"].replace("# First", "# Better", 1)
    assert typist.said == (
        "Done: rename a list to “Better list”. Undo takes it back. "
        "Searches that name it find nothing by that name now: “wanda”."
    )
    typist.press(Key.Key_Z, CONTROL)
    assert typist.place == "First list"


def test_delete_in_the_tree_asks_for_a_section_and_takes_a_list_to_the_trash(typist):
    typist.find("serving", "Serving")
    typist.press(Key.Key_F6, SHIFT)
    assert typist.person.bench.sections.view.hasFocus()
    typist.press(Key.Key_Delete)
    typist.reached("question", QMessageBox)
    typist.press(Key.Key_Escape)
    typist.back()
    assert typist.outline("First list") == ["Pruning", "Serving"]
    typist.press(Key.Key_Delete)
    typist.reached("question", QMessageBox)
    typist.press(Key.Key_Return)
    typist.back()
    assert typist.outline("First list") == ["Pruning"]
    typist.find("second", "Second list")
    typist.press(Key.Key_F6, SHIFT)
    typist.press(Key.Key_Delete)
    assert [one.name for one in typist.person.bench.outline.lists] == ["First list"]
    typist.press(Key.Key_Z, CONTROL, times=2)
    assert typist.outline("First list") == ["Pruning", "Serving"]
    assert len(typist.person.bench.outline.lists) == 2


def test_a_heading_goes_and_its_entries_stay(typist):
    typist.find("serving", "Serving")
    typist.find("delete section", "Delete section")
    typist.reached("question", QMessageBox)
    typist.tab_to("Delete the heading alone")
    typist.press(Key.Key_Space)
    typist.back()
    assert typist.outline("First list") == ["Pruning"]
    typist.find("pruning", "Pruning")
    assert typist.titles == ["Wanda", "SparseGPT", "vllm", "Notes on serving"]


def test_entries_are_sent_to_another_list_and_moved_within_theirs(typist):
    typist.press(Key.Key_Down, SHIFT)
    typist.press(Key.Key_M, CONTROL)
    dialog = typist.reached("send_dialog")
    typist.write("Second")  # the list has the focus
    assert dialog.place.list.currentText() == "Second list"
    assert dialog.move_button.isHidden()
    typist.press(Key.Key_Tab)
    typist.press(Key.Key_Down)
    assert dialog.place.section.currentText().strip() == "Pruning again"
    typist.press(Key.Key_Return)
    typist.back()
    assert typist.titles == ["Wanda", "SparseGPT", "vllm", "Notes on serving"]
    typist.find("second", "Second list")
    assert typist.titles == ["Wanda", "Sheared LLaMA", "Wanda", "SparseGPT"]
    assert "**SparseGPT**, `arXiv, 2301.00774`" in typist.text("Second list")
    typist.find("first", "First list")
    typist.press(Key.Key_Home)
    typist.press(Key.Key_M, CONTROL)
    dialog = typist.reached("send_dialog")
    assert dialog.place.list.currentText() == "First list"
    typist.press(Key.Key_Tab)
    typist.press(Key.Key_End)
    assert dialog.place.section.currentText().strip() == "Serving"
    typist.press(Key.Key_Return)
    typist.back()
    assert typist.titles == ["SparseGPT", "vllm", "Notes on serving", "Wanda"]


def test_what_undo_takes_back_is_what_was_done_last(typist):
    typist.press(Key.Key_Q)
    assert typist.said == "Done: put 1 work into the queue. Undo takes it back."
    typist.press(Key.Key_T)
    typist.write("later")
    typist.press(Key.Key_Return)
    assert typist.said == ""
    typist.person.entries.setFocus()
    typist.press(Key.Key_Delete, CONTROL)
    assert typist.said == "Done: take 1 entry out of a list. Undo takes it back."
    typist.press(Key.Key_Z, CONTROL)
    assert typist.said == "Undone: take 1 entry out of a list."
    typist.press(Key.Key_N, CONTROL | ALT)
    typist.name("Mine")
    assert typist.said == "Done: make the list “Mine”. Undo takes it back."


def test_an_entry_is_reworded_in_its_row_and_put_back(typist, files):
    typist.press(Key.Key_F2, SHIFT)
    typist.write("Wanda, again")
    typist.press(Key.Key_Return)
    assert typist.titles[0] == "Wanda, again"
    assert typist.person.entries.hasFocus()
    assert "**Wanda, again**, `arXiv" in typist.text("First list")
    typist.press(Key.Key_Down, times=2)
    typist.press(Key.Key_F2, SHIFT)
    typist.press(Key.Key_Down)
    typist.write("serves models")
    typist.press(Key.Key_Return)
    assert "- [vllm](https://github.com/vllm-project/vllm) - serves models\n" in typist.text(
        "First list"
    )
    typist.press(Key.Key_F2, SHIFT)
    typist.write("nothing of this")
    typist.press(Key.Key_Escape)
    assert typist.titles == ["Wanda, again", "SparseGPT", "vllm", "Notes on serving"]
    typist.press(Key.Key_Z, CONTROL | ALT)
    assert "serves models" not in typist.text("First list")
    typist.find("put entry", "Put entry back")
    assert typist.said == "This entry is as its file has it."
    typist.press(Key.Key_Home)
    typist.press(Key.Key_Z, CONTROL | ALT)
    assert typist.text("First list") == LISTS["first.md"] == files[0].read_text()


def test_a_curators_list_says_that_it_has_edits_of_the_readers(typist):
    def counts():
        return typist.person.bench.entries.header.counts

    assert counts() == "4 entries, 4 works"
    typist.press(Key.Key_F2, SHIFT)
    typist.write("Mine")
    typist.press(Key.Key_Return)
    assert counts() == "4 entries, 4 works · with your edits"
    typist.find("serving", "Serving")
    assert counts() == "2 entries, 2 works · with your edits"
    typist.press(Key.Key_F2)
    typist.name("Serving models")
    assert typist.person.bench.entries.header.title == "Serving models"
    typist.find("second", "Second list")
    assert counts() == "2 entries, 2 works"
    typist.press(Key.Key_N, CONTROL | ALT)
    typist.name("Mine")
    typist.press(Key.Key_N, CONTROL | ALT | SHIFT)
    typist.name("One")
    assert counts() == "0 entries, 0 works"


def test_a_list_is_put_back_as_a_whole(typist):
    for _ in range(2):
        typist.press(Key.Key_F2, SHIFT)
        typist.write("Mine")
        typist.press(Key.Key_Return)
        typist.press(Key.Key_Down)
    assert typist.titles[:2] == ["Mine", "Mine"]
    typist.press(Key.Key_Z, CONTROL | ALT | SHIFT)
    typist.reached("question", QMessageBox)
    typist.press(Key.Key_Return)
    typist.back()
    assert typist.text("First list") == LISTS["first.md"]
    typist.press(Key.Key_Z, CONTROL)
    assert typist.titles[:2] == ["Mine", "Mine"]


def test_words_are_kept_when_the_focus_goes_elsewhere(typist):
    typist.press(Key.Key_F2, SHIFT)
    typist.write("Kept")
    typist.press(Key.Key_F6)
    typist.person.qtbot.waitUntil(lambda: typist.titles[0] == "Kept")
    assert typist.person.window.findChild(QPlainTextEdit, "row_editor") is None


def test_words_that_the_list_cannot_take_stay_in_the_row(typist):
    typist.press(Key.Key_F2, SHIFT)
    typist.write(" ")
    typist.press(Key.Key_Return)
    assert any("An entry needs a title" in one for one in typist.person.notices())
    typist.write("Better")
    typist.press(Key.Key_Return)
    assert typist.titles[0] == "Better"


def test_edits_are_put_back_one_by_one(typist):
    typist.press(Key.Key_E, CONTROL | ALT)
    assert "no edits of yours" in typist.said
    typist.press(Key.Key_Delete, CONTROL)
    typist.press(Key.Key_End)
    typist.press(Key.Key_F2, SHIFT)
    typist.write("Thoughts on serving")
    typist.press(Key.Key_Return)
    assert typist.titles == ["SparseGPT", "vllm", "Thoughts on serving"]
    typist.press(Key.Key_E, CONTROL | ALT)
    dialog = typist.reached("own_edits")
    assert dialog.title == "2 edits of yours in “First list”"
    typist.press(Key.Key_Space)
    typist.person.qtbot.waitUntil(lambda: dialog.title == "1 edit of yours in “First list”")
    assert typist.titles == ["Wanda", "SparseGPT", "vllm", "Thoughts on serving"]
    typist.press(Key.Key_Space)
    typist.person.qtbot.waitUntil(lambda: "no edits of yours" in dialog.title)
    typist.press(Key.Key_Escape)
    typist.back()
    assert typist.text("First list") == LISTS["first.md"]
    typist.press(Key.Key_Z, CONTROL)
    assert "Thoughts on serving" in typist.titles


def test_a_list_of_ones_own_has_nothing_to_be_put_back_to(typist):
    typist.press(Key.Key_N, CONTROL | ALT)
    typist.name("Mine")
    typist.press(Key.Key_E, CONTROL | ALT)
    assert "no edits of yours" in typist.said
    typist.find("put list", "Put list back")
    typist.reached("question", QMessageBox)
    typist.press(Key.Key_Return)
    typist.back()
    assert any("nothing to put it back to" in one for one in typist.person.notices())
    assert typist.text("Mine") == "# Mine\n"


def test_a_list_goes_to_the_trash_and_comes_back(typist):
    typist.find("second", "Second list")
    typist.find("trash", "Move list to the trash")
    assert [one.name for one in typist.person.bench.outline.lists] == ["First list"]
    typist.find("trash", "Trash")
    dialog = typist.reached("trash")
    typist.person.qtbot.waitUntil(dialog.rows.hasFocus)
    assert dialog.rows.item(0).text() == (
        "Second list   2 entries, put away today, removed for good in 30 days"
    )
    typist.press(Key.Key_Return)
    assert dialog.rows.count() == 0
    assert "The trash is empty" in dialog.told
    typist.press(Key.Key_Escape)
    typist.back()
    assert [one.name for one in typist.person.bench.outline.lists] == ["First list", "Second list"]


def test_what_is_above_and_below_becomes_read(typist):
    library = typist.person.desk.session.library

    def unread():
        left = library.entries.unread(list(typist.person.entries.model().works))
        return [title for title, is_so in zip(typist.titles, left, strict=True) if is_so]

    typist.press(Key.Key_Down, times=2)
    typist.press(Key.Key_Up, CONTROL | SHIFT)
    assert unread() == ["vllm", "Notes on serving"]
    typist.press(Key.Key_Up, CONTROL | SHIFT)
    assert typist.said == "Nothing is unread above."
    typist.press(Key.Key_Down, CONTROL | SHIFT)
    assert unread() == ["vllm"]
    typist.press(Key.Key_Down, CONTROL | SHIFT)
    assert typist.said == "Nothing is unread below."
    typist.press(Key.Key_Z, CONTROL)
    assert unread() == ["vllm", "Notes on serving"]
    typist.press(Key.Key_Z, CONTROL)
    assert unread() == ["Wanda", "SparseGPT", "vllm", "Notes on serving"]
    typist.press(Key.Key_U, CONTROL | SHIFT)
    assert unread() == []
    typist.press(Key.Key_Z, CONTROL)
    typist.find("all", "All")
    typist.press(Key.Key_U, CONTROL | SHIFT)
    assert unread() == []


def test_reading_is_begun_and_ended_in_the_queue(typist):
    opened = []
    typist.person.bench.link_requested.disconnect()
    typist.person.bench.link_requested.connect(opened.append)
    typist.press(Key.Key_Q)
    typist.press(Key.Key_Down)
    typist.press(Key.Key_Q)
    typist.press(Key.Key_Down)
    typist.press(Key.Key_Q, SHIFT)
    typist.find("read next", "Read next", "Place")
    assert typist.titles == ["vllm", "Wanda", "SparseGPT"]
    typist.press(Key.Key_G)
    assert opened == ["https://github.com/vllm-project/vllm"]
    reading = typist.person.desk.session.library.entries.size(PlaceScope(Place.READING))
    assert reading.works == 1
    typist.press(Key.Key_D)
    assert typist.titles == ["Wanda", "SparseGPT"]
    typist.press(Key.Key_Down, ALT)
    assert typist.titles == ["SparseGPT", "Wanda"]


def test_panes_are_gone_through_both_ways(typist):
    person = typist.person
    panes = {"entries": person.bench.entries, "details": person.bench.details}
    panes["sections"] = person.bench.sections

    def here():
        focus = QApplication.focusWidget()
        return next(name for name, pane in panes.items() if pane.isAncestorOf(focus))

    seen = []
    for _ in range(3):
        seen.append(here())
        typist.press(Key.Key_F6)
    assert seen == ["entries", "details", "sections"]
    assert here() == "entries"
    typist.press(Key.Key_F6, SHIFT)
    assert here() == "sections"
    typist.press(Key.Key_End)
    assert isinstance(person.bench.scope, ListScope | SectionScope)


def test_panes_that_come_are_gone_through_as_well(typist):
    person = typist.person
    typist.press(Key.Key_J, CONTROL)
    typist.press(Key.Key_F6, SHIFT)
    person.window.tell(BadInput("Something went wrong.", "Do this."))
    seen = []
    for _ in range(5):
        seen.append(QApplication.focusWidget())
        typist.press(Key.Key_F6)
    parts = (
        person.bench.details,
        person.find("downloads"),
        person.window.notices,
        person.bench.sections,
        person.bench.entries,
    )
    assert [part.isAncestorOf(one) for part, one in zip(parts, seen, strict=True)] == [True] * 5
    assert QApplication.focusWidget() is seen[0]


def test_parts_of_a_paper_are_gone_through(typist, tmp_path):
    reader = read(typist.person, paper(tmp_path / "paper.pdf"))
    page = reader.page
    assert page.view.isAncestorOf(QApplication.focusWidget()) or page.view.hasFocus()
    typist.press(Key.Key_F6)
    assert page.view.hasFocus() or page.view.isAncestorOf(QApplication.focusWidget())
    reader.act("toggle_thumbnails")
    settle(typist.person, reader)
    page.view.setFocus()
    typist.press(Key.Key_F6)
    assert page.side.isAncestorOf(QApplication.focusWidget())
    typist.press(Key.Key_F6, SHIFT)
    assert page.view.hasFocus() or page.view.isAncestorOf(QApplication.focusWidget())


def test_history_goes_back_to_before_a_step_and_forward_again(typist):
    typist.press(Key.Key_S)
    typist.press(Key.Key_Q)
    typist.press(Key.Key_Delete, CONTROL)
    assert len(typist.titles) == 3
    typist.press(Key.Key_H, CONTROL)
    typist.reached("history")
    typist.press(Key.Key_Down, times=2)
    typist.press(Key.Key_Return)
    typist.person.qtbot.waitUntil(lambda: len(typist.titles) == 4)
    typist.press(Key.Key_Escape)
    typist.back()
    library = typist.person.desk.session.library
    assert library.entries.size(PlaceScope(Place.STARRED)).works == 0
    typist.press(Key.Key_Y, CONTROL)
    assert library.entries.size(PlaceScope(Place.STARRED)).works == 1
