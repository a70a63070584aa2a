"""Two works that turn out to be one: seen in the details, looked at, merged, undone, by keys."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.identifying import MergeWorks
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.tagging import AddTags
from effllm_desktop.domain.scopes import SearchScope
from effllm_desktop.ui.details.merge_dialog import MergeDialog
from effllm_desktop.ui.details.same_work import SameWork
from effllm_desktop.ui.sections.model import NODE_ROLE
from tests.support.window import running

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LIST = """# Papers

## One

- [Attention](https://arxiv.org/abs/1706.03762)
- [Other](https://example.org/other)

## Two

- [ATTENTION & more](https://example.org/more)
- [Attention](https://doi.org/10.5555/3295222)
"""
ONE, OTHER = "arxiv:1706.03762", "doi:10.5555/3295222"
DUPLICATES = SearchScope(4)


@pytest.fixture
def person(qtbot, tmp_path):
    source = tmp_path / "papers.md"
    source.write_text(LIST, encoding="utf-8")
    with running(qtbot, tmp_path / "library", sources=[source]) as person:
        person.go("Papers")
        person.entries.setFocus()
        yield person


def same(person):
    return person.find("details").findChild(SameWork)


def dialog(person):
    found = [one for one in person.window.findChildren(QDialog, "merge") if one.isVisible()]
    assert len(found) == 1
    asked = found[0]
    assert isinstance(asked, MergeDialog)
    person.qtbot.waitUntil(lambda: QApplication.focusWidget() in asked.choices)
    return asked


def tab_to(person, widget):
    for _ in range(60):
        if QApplication.focusWidget() is widget:
            return
        person.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {widget.accessibleName()}")


def shown(facts):
    return {name: block.toPlainText() for name, block in facts.items() if block.isVisible()}


def count(person, scope):
    node = person.find("sections").model().index_of(scope).data(NODE_ROLE)
    return (node.unread, node.total) if node.counted else None


def test_it_is_offered_looked_at_and_merged_by_keys_alone(person, qtbot):
    library = person.desk.session.library
    kept, gone = library.works.find(ONE), library.works.find(OTHER)
    person.desk.session.acts.run(SetNote(gone, "read on a train"))
    person.desk.session.acts.run(AddTags([kept, gone], ["attention"]))
    qtbot.waitUntil(lambda: count(person, DUPLICATES) == (2, 2))
    person.click_row(1)
    assert not same(person).isVisible()
    person.click_row(0)
    assert same(person).said == ["May be the same work as “Attention”: same title"]
    merge, _ = same(person).buttons
    assert merge.accessibleName() == "Merge with “Attention”…"
    tab_to(person, merge)
    person.press(Qt.Key.Key_Space)
    asked = dialog(person)
    assert asked.choices[0].isChecked()
    assert QApplication.focusWidget() is asked.choices[0]
    assert shown(asked.facts) == {
        "Title": "Attention",
        "State": "Unread",
        "Tags": "#attention",
        "Note": "read on a train",
        "Stands in": "Papers › One\nPapers › Two",
    }
    person.press(Qt.Key.Key_Down)  # the other one
    assert asked.way.kept.key == OTHER
    person.press(Qt.Key.Key_Return)
    assert library.works.find(ONE) == gone
    assert person.window.status.message == (
        "Merged into “Attention”. Undo makes two works of it again."
    )
    assert person.titles() == ["Attention", "Other", "ATTENTION & more", "Attention"]
    assert person.bench.outline.lists[0].total == 3
    assert not same(person).isVisible()
    qtbot.waitUntil(lambda: count(person, DUPLICATES) == (0, 0))
    person.window.activateWindow()
    qtbot.waitUntil(person.window.isActiveWindow)
    person.entries.setFocus()
    person.press(Qt.Key.Key_Z, CTRL)
    assert library.works.find(ONE) == kept
    assert same(person).said == ["May be the same work as “Attention”: same title"]
    assert person.bench.outline.lists[0].total == 4
    person.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert library.works.find(ONE) == gone


def test_not_the_same_is_remembered_and_undone(person, qtbot):
    person.click_row(0)
    _, apart = same(person).buttons
    tab_to(person, apart)
    person.press(Qt.Key.Key_Space)
    assert person.window.status.message == "These stay two works. Undo takes it back."
    assert not same(person).isVisible()
    qtbot.waitUntil(lambda: count(person, DUPLICATES) == (0, 0))
    person.entries.setFocus()
    person.press(Qt.Key.Key_Z, CTRL)
    assert same(person).isVisible()
    assert person.window.commands["redo"].text() == "Redo keep two works apart"


def test_two_selected_works_are_merged_whatever_they_are_called(person):
    library = person.desk.session.library
    person.click_row(0)
    assert not person.window.commands["merge_selected"].isEnabled()
    person.click_row(2, CTRL)
    person.press(Qt.Key.Key_M, CTRL | SHIFT)
    asked = dialog(person)
    assert shown(asked.facts)["Title"] == "Attention (also “ATTENTION & more”)"
    assert asked.choices[1].text().startswith("ATTENTION && more")
    person.press(Qt.Key.Key_Escape)
    assert library.works.find("url:example.org/more") != library.works.find(ONE)
    person.choose("Entry", "Merge the two works…")
    person.click("Merge", dialog(person))
    assert library.works.find("url:example.org/more") == library.works.find(ONE)
    person.click_row(0)
    person.click_row(2, CTRL)  # two rows of one work
    person.choose("Entry", "Merge the two works…")
    assert person.window.status.message == "Select two works to merge them."


def test_what_was_merged_outside_a_moment_ago_is_told(person):
    library = person.desk.session.library
    kept, gone = library.works.find(ONE), library.works.find(OTHER)
    person.click_row(0)
    with closing(open_library(library.folder)) as outside:
        outside.workspace.run(MergeWorks(kept, gone))
    person.click("Merge…")
    assert person.notices()[0] == "These are one work already."
