"""What services know is brought into a list: looked at, chosen, written, taken back."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QStyle, QStyleOptionViewItem

from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.domain.scopes import SectionScope
from effllm_desktop.store import list_edits, metadata
from effllm_desktop.ui import theme
from tests.support.window import running

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def paper(name: str, number: str, count: str, authors: str) -> str:
    links = f"[arxiv](http://arxiv.org/abs/{number}v1), cication: [**{count}**](None)"
    return f"- **{name}**, `arXiv, {number}`, {links}\n\n\t *{authors}*\n"


TEXT = f"""# Completed

## Papers

{paper("Wanda", "2306.11695", "-1", "Mingjie Sun, ..., Zico Kolter")}\
{paper("SparseGPT", "2301.00774", "3", "Elias Frantar, Dan Alistarh 😀")}\
{paper("Another", "2404.00009", "9", "Somebody Else, ...")}\
{paper("Unknown", "2404.00010", "9", "Some Body, ...")}
## Tools

- [vllm-project/vllm](https://github.com/vllm-project/vllm) ⭐ 1.2k - Serves models.
- [plain](https://github.com/own/plain)
"""
KNOWN = {
    "arxiv:2306.11695": {
        Fact.AUTHORS: ["Mingjie Sun", "Zhuang Liu", "Anna Bair", "J. Zico Kolter"],
        Fact.CITATIONS: 321,
    },
    "arxiv:2301.00774": {Fact.CITATIONS: 1234},
    "arxiv:2404.00009": {Fact.AUTHORS: ["Ann Adams", "Bo Berg"], Fact.CITATIONS: 2},
    "github:vllm-project/vllm": {Fact.STARS: 45678},
}


@pytest.fixture
def person(qtbot, tmp_path):
    file = tmp_path / "completed.md"
    file.write_text(TEXT, encoding="utf-8")
    settings = Settings(theme="light", offline=True)
    with running(qtbot, tmp_path / "library", sources=[file], settings=settings) as person:
        person.window.notices.clear()
        person.wait()
        library = person.desk.session.library
        said = {library.works.find(key): facts for key, facts in KNOWN.items()}
        with library.database.transaction():
            metadata.take(library.database, Source.ARXIV, said, "2026-03-01T10:00:00+00:00")
        yield person


def text(person) -> str:
    database = person.desk.session.library.database
    (found,) = person.bench.outline.lists
    return list_edits.shown(database, found.id).decode()


def dialog(person) -> QDialog:
    (found,) = (
        one for one in person.window.findChildren(QDialog, "bring_dialog") if one.isVisible()
    )
    return found


def opened(person) -> QDialog:
    person.press(Qt.Key.Key_B, CTRL | SHIFT, at=person.entries)
    return looked(person)


def looked(person) -> QDialog:
    shown = dialog(person)
    person.qtbot.waitUntil(lambda: shown.empty.shown.icon != "refresh" or shown.list.isVisible())
    return shown


def rows(shown) -> list[str]:
    model = shown.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def section(person, heading: str) -> SectionScope:
    (node,) = person.bench.outline.lists
    (found,) = (
        one.id for top in node.sections for one in (top, *top.children) if one.heading == heading
    )
    return SectionScope(found)


def test_what_changes_is_shown_and_what_is_ticked_is_written(person):
    person.go("Completed")
    shown = opened(person)
    assert rows(shown) == [
        "Wanda (authors, citations)",
        "SparseGPT (citations)",
        "vllm-project/vllm (stars)",
    ]
    assert shown.write_button.text() == "Write 3 entries"
    assert shown.told.text() == (
        "1 entry leaves authors out, and no service has said yet who they are. Refresh metadata "
        "asks services about more: Entry, Refresh metadata of all.\n"
        "1 entry names other people than services do, and nothing is written there."
    )
    assert shown.told.toolTip() == "Another"
    assert shown.before.marked == ["-1", "..."]
    assert shown.after.marked == ["321", "Zhuang Liu, Anna Bair"]
    assert "*Mingjie Sun, Zhuang Liu, Anna Bair, Zico Kolter*" in shown.after.toPlainText()
    person.press(Qt.Key.Key_Down, at=shown.list)
    assert (shown.before.marked, shown.after.marked) == (["3"], ["1234"])
    person.press(Qt.Key.Key_Space, at=shown.list)
    assert shown.write_button.text() == "Write 2 entries"
    assert text(person) == TEXT
    person.click("Write 2 entries", shown)
    person.wait()
    written = TEXT.replace("**-1**", "**321**").replace("Sun, ...", "Sun, Zhuang Liu, Anna Bair")
    assert text(person) == written.replace("1.2k", "45.7k")
    person.choose("Edit", "Undo bring what services know into 2 entries")
    person.wait()
    assert text(person) == TEXT


def test_one_chooses_what_is_written_and_ticks_by_click(person):
    person.go("Completed")
    shown = opened(person)
    shown.parts["authors"].click()
    shown.parts["stars"].click()
    person.qtbot.waitUntil(lambda: rows(shown) == ["Wanda (citations)", "SparseGPT (citations)"])
    assert not shown.told.text()
    person.click("None", shown)
    assert not shown.write_button.isEnabled()
    assert shown.write_button.text() == "Write"
    shown.write()
    assert shown.isVisible()
    index = shown.list.model().index(1, 0)
    option = QStyleOptionViewItem()
    shown.list.initViewItemOption(option)
    option.rect = shown.list.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box: QRect = shown.list.style().subElementRect(
        QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, shown.list
    )
    person.qtbot.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert shown.write_button.text() == "Write 1 entry"
    person.click("All", shown)
    assert shown.write_button.text() == "Write 2 entries"
    person.click("Write 2 entries", shown)
    person.wait()
    assert text(person) == TEXT.replace("**-1**", "**321**").replace("**3**", "**1234**")


def test_of_several_selected_entries_only_they_are_ticked(person):
    person.go("Completed")
    person.click_row(0)
    person.click_row(2, CTRL)
    shown = opened(person)
    assert len(rows(shown)) == 3
    assert shown.write_button.text() == "Write 1 entry"
    shown.reject()


def test_of_a_section_its_entries_and_nothing_is_said_where_nothing_is_new(person):
    person.bench.go(section(person, "Tools"))
    shown = opened(person)
    assert rows(shown) == ["vllm-project/vllm (stars)"]
    person.click("Write 1 entry", shown)
    person.wait()
    person.choose("Entry", "Bring into the list…")
    again = looked(person)
    assert again.empty.isVisible()
    assert again.empty.shown.title == "There is nothing to bring in"
    assert "Refresh metadata of all" in again.empty.shown.hint
    assert not again.write_button.isEnabled()
    for box in again.parts.values():
        box.click()
    person.qtbot.waitUntil(lambda: "Tick above" in again.empty.shown.hint)


def test_a_list_that_changed_meanwhile_is_not_written(person):
    from effllm_desktop.app.operations.section_editing import AddSection

    person.go("Completed")
    shown = opened(person)
    (node,) = person.bench.outline.lists
    papers = section(person, "Papers").section_id
    person.desk.session.workspace.run(AddSection(node.id, papers, "New"))
    changed = text(person)
    person.click("Write 3 entries", shown)
    person.wait()
    assert text(person) == changed
    (said,) = person.notices()
    assert said.startswith("The list was changed meanwhile, so nothing was written.")


def test_marks_follow_the_theme(person):
    person.go("Completed")
    shown = opened(person)
    for mode in (theme.Mode.DARK, theme.Mode.LIGHT):
        theme.current().apply(mode)
        colours = theme.current().colours
        (mark, _) = shown.before.extraSelections()
        assert mark.format.background().color() == colours.error_surface
        assert mark.format.fontStrikeOut()
        assert mark.cursor.selectionStart() < mark.cursor.selectionEnd()
        assert isinstance(mark.cursor, QTextCursor)
