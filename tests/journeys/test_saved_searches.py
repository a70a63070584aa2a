"""A search becomes a place: saved, counted, renamed, deleted, and back again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu

from effllm_desktop.domain.ids import SearchId
from effllm_desktop.domain.scopes import SearchScope
from effllm_desktop.ui.sections.model import NODE_ROLE
from tests.support.window import running, write_lists

CONTROL = Qt.KeyboardModifier.ControlModifier
UNREAD = SearchScope(SearchId(1))
MINE = SearchScope(SearchId(5))


@pytest.fixture
def person(qtbot, tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    with running(qtbot, tmp_path / "library", sources=write_lists(folder)) as person:
        yield person


def node(person, scope):
    view = person.find("sections")
    return view.model().index_of(scope).data(NODE_ROLE)


def numbers(person, scope):
    found = node(person, scope)
    return (found.unread, found.total) if found.counted else None


def answer(person, name):
    dialog = person.find("name_question")
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue(name)
    dialog.accept()


def test_unread_is_a_search_whose_number_follows_behind_the_picture(person, qtbot):
    qtbot.waitUntil(lambda: numbers(person, UNREAD) == (5, 5))
    person.go("First list")
    person.click_row(0)
    person.press(Qt.Key.Key_U)
    qtbot.waitUntil(lambda: numbers(person, UNREAD) == (4, 4))
    person.go("Unread")
    assert person.titles() == ["SparseGPT", "vllm", "Notes on serving", "Sheared LLaMA"]


def test_a_search_is_saved_with_the_place_it_was_made_in(person, qtbot):
    person.go("First list")
    person.type("2301 or vllm", into="search")
    person.press(Qt.Key.Key_B, CONTROL)
    answer(person, "Two of them")
    assert node(person, MINE).query == 'list:"First list" (2301 or vllm)'
    qtbot.waitUntil(lambda: numbers(person, MINE) == (2, 2))
    person.bench.go(MINE)
    assert person.titles() == ["SparseGPT", "vllm"]
    person.type("kind:repository", into="search")
    assert person.titles() == ["vllm"]
    person.choose("Edit", "Save this search…")
    answer(person, "One of them")
    assert [one.name for one in person.bench.outline.searches][-2:] == [
        "Two of them",
        "One of them",
    ]


def test_names_venues_and_headings_are_offered_while_one_types(person):
    person.go("First list")
    box = person.find("search")
    for typed, offered in (
        ("author:sun", ['author:"Mingjie Sun"']),
        ("venue:a", ["venue:arXiv"]),
        ("section:serv", ["section:Serving"]),
        ("repo:vl", ["repo:vllm-project/vllm"]),
    ):
        box.clear()
        person.type(typed, into="search")
        shown = [box.suggestions.item(row).text() for row in range(box.suggestions.count())]
        assert shown == offered, typed
    person.press(Qt.Key.Key_Down, at=box)
    person.press(Qt.Key.Key_Return, at=box)
    assert person.titles() == ["vllm"]


def test_one_is_a_term_of_another_and_its_new_name_is_told(person, qtbot):
    person.go("First list")
    person.type("search:no", into="search")
    suggestions = person.find("search").suggestions
    assert [suggestions.item(row).text() for row in range(suggestions.count())] == [
        'search:"With notes"'
    ]
    person.find("search").clear()
    person.type('-search:"With notes" vllm', into="search")
    person.press(Qt.Key.Key_B, CONTROL)
    answer(person, "Not yet")
    person.bench.go(MINE)
    assert person.titles() == ["vllm"]
    with qtbot.waitSignal(person.bench.said) as told:
        person.bench.sections.delete_search_requested.emit(SearchScope(SearchId(2)))
    assert told.args[0].endswith("Searches that name it find nothing by that name now: “Not yet”.")
    person.type("search:gone", into="search")
    assert person.find("query_reading").text() == "Shown: found by “gone”."
    told = person.find("query_otherwise").text()
    assert told == "No search is saved as “gone”: it finds nothing."


def test_a_section_and_a_place_become_part_of_what_is_saved(person):
    person.go("Pruning")
    person.type("a", into="search")
    person.press(Qt.Key.Key_B, CONTROL)
    answer(person, "here")
    assert 'section:"First list / Pruning"' in node(person, MINE).query
    person.go("Starred")
    person.type("a", into="search")
    person.press(Qt.Key.Key_B, CONTROL)
    answer(person, "stars")
    assert person.bench.outline.searches[-1].query == "is:starred a"


def test_it_is_renamed_and_deleted_from_its_menu_and_by_a_key(person, qtbot):
    person.go("With notes")
    person.find("sections").setFocus()
    pane = person.bench.sections
    pane._on_menu_wanted(person.window.mapToGlobal(person.window.rect().center()))
    menu = next(one for one in pane.findChildren(QMenu) if one.isVisible())
    actions = {action.text(): action for action in menu.actions()}
    assert "Copy path" not in actions
    actions["Rename search…"].trigger()
    menu.close()
    answer(person, "Noted")
    assert person.bench.title_of(person.bench.scope) == "Noted"
    assert person.bench.entries.header.title == "Noted"
    person.press(Qt.Key.Key_Delete, at=person.find("sections"))
    names = [one.name for one in person.bench.outline.searches]
    assert names == ["Unread", "Recently read", "Duplicates"]
    assert person.window.commands["undo"].text() == "Undo delete a search"
    person.press(Qt.Key.Key_Z, CONTROL)
    assert "Noted" in [one.name for one in person.bench.outline.searches]
    person.go("Noted")
    person.press(Qt.Key.Key_F2, at=person.entries)
    answer(person, "Annotated")
    assert "Annotated" in [one.name for one in person.bench.outline.searches]


def test_without_words_there_is_nothing_to_save(person):
    person.go("First list")
    person.press(Qt.Key.Key_B, CONTROL)
    assert any("no search to save" in notice for notice in person.notices())
    person.type("vllm", into="search")
    person.press(Qt.Key.Key_B, CONTROL)
    answer(person, "  ")
    assert any("needs a name" in notice for notice in person.notices())


def test_the_box_offers_what_the_library_holds(person):
    person.go("First list")
    person.type("list:sec", into="search")
    offered = person.find("suggestions")
    assert [offered.item(row).text() for row in range(offered.count())] == ['list:"Second list"']
    person.press(Qt.Key.Key_Escape)
    person.press(Qt.Key.Key_Escape)
    person.type("section:pru", into="search")
    offered = person.find("suggestions")
    texts = [offered.item(row).text() for row in range(offered.count())]
    assert texts == ["section:Pruning", 'section:"Pruning again"']
    person.press(Qt.Key.Key_Escape)
    person.press(Qt.Key.Key_Escape)
    person.type("venue:x", into="search")
    assert not offered.isVisible()


def test_what_is_most_like_the_selected_work_is_a_search_one_can_change(qtbot, tmp_path):
    said = ["Draft models decode", "Pruning", "Decode", "Decode with draft models"]
    entries = "".join(f"- [{title}](https://x.org/{n})\n" for n, title in enumerate(said))
    file = tmp_path / "list.md"
    file.write_text(f"# Alike\n\n{entries}")
    with running(qtbot, tmp_path / "library", sources=[file]) as person:
        person.go("Alike")
        person.click_row(0)
        person.press(Qt.Key.Key_L)
        assert person.find("search").text() == "like:url:x.org/0"
        assert person.find("query_reading").text() == "Shown: most like “url:x.org/0”."
        assert person.titles() == ["Decode with draft models", "Decode"]
        assert QApplication.focusWidget() is person.entries
        person.type(" -with", into="search")
        assert person.titles() == ["Decode"]
        person.find("search").clear()
        person.choose("View", "Sort by", "Title")
        person.click_row(0)
        with qtbot.waitSignal(person.bench.said) as told:
            person.press(Qt.Key.Key_L)
        assert told.args == ["The most alike come first in list order."]
        assert person.titles() == ["Decode with draft models", "Draft models decode"]


def test_a_pattern_is_looked_for_in_many_works_while_the_window_goes_on(qtbot, tmp_path):
    entries = "".join(f"- [title {n}](https://x.org/{n})\n" for n in range(400))
    file = tmp_path / "list.md"
    file.write_text(f"# Many\n\n{entries}")
    with running(qtbot, tmp_path / "library", sources=[file]) as person:
        person.go("Many")
        person.type("/title 1[0-9]{2}$/", into="search")
        qtbot.waitUntil(lambda: len(person.titles()) == 100)
        person.bench.search("/title 39[0-9]$/")
        person.bench.search("/title 3[0-9]$/")  # that one is no longer looked for
        qtbot.waitUntil(lambda: person.titles() == [f"title {n}" for n in range(30, 40)])
        person.find("search").clear()
        person.click_row(0)
        person.press(Qt.Key.Key_L)
        qtbot.waitUntil(lambda: person.titles() == [])
