"""Dragging: entries into sections, lists and places, the queue and sections in another order."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication

from effllm_desktop.app.operations.searching import SaveSearch
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.ui.sections.dragging import drag_of as drag_of_section
from effllm_desktop.ui.widgets.row_drops import SECTION
from tests.support.dragging import ACTIONS, LEFT, NONE, Drag
from tests.support.window import running, write_lists

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.go("First list")
        yield person


@pytest.fixture
def tree(person):
    return person.find("sections")


def row(tree, name):
    """The row of the tree with this name, in sight."""

    def below(parent):
        for number in range(tree.model().rowCount(parent)):
            index = tree.model().index(number, 0, parent)
            yield index
            yield from below(index)

    index = next(one for one in below(tree.rootIndex()) if one.data() == name)
    tree.expand(index.parent())
    tree.scrollTo(index)
    return index


def drag_entries(person, *rows, onto, modifiers=NONE):
    """Choose rows and begin to drag them over a view."""
    person.click_row(rows[0])
    for number in rows[1:]:
        person.click_row(number, CONTROL)
    person.kept = person.entries.drag()  # it owns what it carries
    return Drag(onto, person.kept.mimeData(), modifiers)


def drag_section(person, tree, name):
    node = person.bench.sections._model.node(row(tree, name))
    person.kept = drag_of_section(tree, node)
    return Drag(tree, person.kept.mimeData())


def entry(person, number):
    return person.entries.model().index(number, 0)


def message(person):
    return person.window.status.message


def undo(person):
    person.press(Qt.Key.Key_Z, CONTROL, at=person.entries)
    person.wait()


def test_entries_move_into_a_section_of_their_list_in_one_step(person, tree):
    drag = drag_entries(person, 0, 1, onto=tree)
    serving = row(tree, "Serving")
    assert drag.over(serving)
    assert message(person) == "Move 2 entries to “Serving”. Ctrl copies instead."
    drag.drop(serving)
    person.wait()
    assert person.titles() == ["vllm", "Notes on serving", "Wanda", "SparseGPT"]
    assert message(person) == "Done: move 2 entries. Undo takes it back."
    undo(person)
    assert person.titles() == ["Wanda", "SparseGPT", "vllm", "Notes on serving"]


def test_entries_are_copied_into_another_list_in_its_style(person, tree):
    drag = drag_entries(person, 2, onto=tree)
    assert drag.over(row(tree, "Pruning again"))
    assert message(person) == "Copy 1 entry to “Pruning again” of Second list."
    drag.drop(row(tree, "Pruning again"))
    person.wait()
    assert person.titles() == ["Wanda", "SparseGPT", "vllm", "Notes on serving"]
    person.go("Second list")
    assert person.titles() == ["Wanda", "Sheared LLaMA", "vllm"]
    undo(person)
    assert person.titles() == ["Wanda", "Sheared LLaMA"]


def test_with_ctrl_entries_are_copied_within_their_list(person, tree):
    drag_entries(person, 0, onto=tree, modifiers=CONTROL).drop(row(tree, "Serving"))
    person.wait()
    assert person.titles() == ["Wanda", "SparseGPT", "vllm", "Notes on serving", "Wanda"]


def test_works_of_a_place_go_to_a_list(person, tree):
    person.go("All")
    number = person.titles().index("Sheared LLaMA")
    drag_entries(person, number, onto=tree).drop(row(tree, "First list"))
    person.wait()
    person.go("First list")
    assert "Sheared LLaMA" in person.titles()


def test_entries_go_to_places_where_that_means_something(person, tree):
    drag_entries(person, 0, 1, onto=tree).drop(row(tree, "Starred"))
    drag_entries(person, 1, onto=tree).drop(row(tree, "Read next"))
    drag_entries(person, 0, onto=tree).drop(row(tree, "Read next"))
    drag_entries(person, 3, onto=tree).drop(row(tree, "Reading"))
    for place, titles in (
        ("Starred", ["Wanda", "SparseGPT"]),
        ("Read next", ["SparseGPT", "Wanda"]),
        ("Reading", ["Notes on serving"]),
    ):
        person.go(place)
        assert person.titles() == titles
    for place, why in (
        ("New", "What is new comes here by itself, with a new version of a list."),
        ("All", "All works are here already."),
        ("Unread", "“Unread” is a search: it finds its works by itself."),
    ):
        drag = drag_entries(person, 0, onto=tree)
        drag.drop(row(tree, place), refused=True)
        assert message(person) == why


def test_a_search_for_a_tag_gives_that_tag(person, tree):
    person.desk.session.acts.run(SaveSearch("To cite", 'tag:"to cite"'))
    drag_entries(person, 0, 2, onto=tree).drop(row(tree, "To cite"))
    assert message(person).startswith("Done: tag 2 works")
    person.go("To cite")
    assert person.titles() == ["Wanda", "vllm"]


def test_rows_are_put_in_order_within_a_section_and_into_another(person):
    rows = person.entries
    drag = drag_entries(person, 1, onto=rows)
    assert drag.over(entry(person, 0), 0.2)
    assert message(person) == "Move 1 entry here."
    drag.drop(entry(person, 0), 0.2)
    person.wait()
    assert person.titles()[:2] == ["SparseGPT", "Wanda"]
    drag_entries(person, 0, onto=rows).drop(entry(person, 2), 0.8)
    person.wait()
    assert person.titles() == ["Wanda", "vllm", "SparseGPT", "Notes on serving"]
    drag_entries(person, 1, 3, onto=rows).drop(entry(person, 0), 0.8)
    person.wait()
    assert person.titles() == ["Wanda", "vllm", "Notes on serving", "SparseGPT"]
    person.go("Pruning")
    assert person.titles() == ["Wanda", "vllm", "Notes on serving"]


def test_rows_that_are_there_already_make_no_step(person):
    before = person.window.commands["undo"].text()
    drag_entries(person, 0, onto=person.entries).drop(entry(person, 0), 0.8)
    drag_entries(person, 0, 1, onto=person.entries).drop(entry(person, 0), 0.2)
    drag_entries(person, 1, onto=person.entries).drop(entry(person, 1), 0.8)
    person.wait()
    assert person.window.commands["undo"].text() == before


def test_the_queue_is_put_in_order(person):
    for number in (0, 1, 2):
        person.click_row(number)
        person.press(Qt.Key.Key_Q)
    person.go("Read next")
    drag = drag_entries(person, 2, onto=person.entries)
    assert drag.over(entry(person, 0), 0.2)
    assert message(person) == "Move 1 work here in what to read next."
    drag.drop(entry(person, 0), 0.2)
    assert person.titles() == ["vllm", "Wanda", "SparseGPT"]
    drag_entries(person, 0, 1, onto=person.entries).drop(entry(person, 2), 0.9)
    assert person.titles() == ["SparseGPT", "vllm", "Wanda"]
    undo(person)
    assert person.titles() == ["vllm", "Wanda", "SparseGPT"]


def test_below_the_last_row_is_the_end(person):
    for number in (0, 1):
        person.click_row(number)
        person.press(Qt.Key.Key_Q)
    person.go("Read next")
    drag = drag_entries(person, 0, onto=person.entries)
    surface = person.entries.viewport()
    assert drag.at(surface.rect().bottomLeft())
    mark = person.desk.service.dragging.over_rows.mark
    assert mark.center().y() == pytest.approx(
        person.entries.visualRect(entry(person, 1)).bottom(), abs=3
    )
    drag.leave()
    assert person.desk.service.dragging.over_rows.mark is None


def test_in_another_order_rows_stay_and_the_status_says_why(person):
    person.choose("View", "Sort by", "Title")
    drag = drag_entries(person, 0, onto=person.entries)
    drag.drop(entry(person, 2), 0.8, refused=True)
    assert "in list order, without a search" in message(person)


def test_sections_are_moved_and_nested_in_the_tree(person, tree):
    def sections():
        (one, *_) = person.bench.outline.lists
        return [(node.heading, [below.heading for below in node.children]) for node in one.sections]

    drag = drag_section(person, tree, "Serving")
    assert drag.over(row(tree, "Pruning"), 0.1)
    assert message(person) == "Move “Serving” before “Pruning”."
    drag.drop(row(tree, "Pruning"), 0.1)
    person.wait()
    assert sections() == [("Serving", []), ("Pruning", [])]
    drag_section(person, tree, "Serving").drop(row(tree, "Pruning"), 0.9)
    person.wait()
    assert sections() == [("Pruning", []), ("Serving", [])]
    drag = drag_section(person, tree, "Serving")
    assert drag.over(row(tree, "Pruning"))
    assert message(person) == "Move “Serving” into “Pruning”, as the last one."
    drag.drop(row(tree, "Pruning"))
    person.wait()
    assert sections() == [("Pruning", ["Serving"])]
    tree.expand(row(tree, "Pruning"))
    drag_section(person, tree, "Serving").drop(row(tree, "First list"))
    person.wait()
    assert sections() == [("Pruning", []), ("Serving", [])]
    undo(person)
    assert sections() == [("Pruning", ["Serving"])]


def test_sections_stay_in_their_list_and_out_of_themselves(person, tree):
    for onto, why in (
        ("Second list", "“Serving” moves within its list."),
        ("Starred", "“Serving” moves within its list."),
        ("Serving", "A section cannot be moved into itself."),
    ):
        drag_section(person, tree, "Serving").drop(row(tree, onto), refused=True)
        assert message(person) == why


def test_what_a_list_refuses_is_told_in_words(qtbot, tmp_path):
    file = tmp_path / "deep.md"
    headings = [f"{'#' * level} Level {level}" for level in range(1, 7)]
    entry = "- [One](https://example.org/1)"
    file.write_text("\n\n".join([*headings, entry, "## Flat", entry]) + "\n")
    with running(qtbot, tmp_path / "library", sources=[file]) as person:
        tree = person.find("sections")
        tree.expandAll()
        drag_section(person, tree, "Flat").drop(row(tree, "Level 6"))
        person.wait()
        told = "Headings cannot be nested deeper. Choose a place further up."
        assert told in person.notices()


def test_folded_rows_unfold_and_edges_scroll(person, tree, qtbot):
    first = row(tree, "First list")
    tree.collapse(first)
    drag = drag_entries(person, 0, onto=tree)
    drag.over(first)
    qtbot.waitUntil(lambda: tree.isExpanded(first), timeout=3000)
    drag.leave()
    assert message(person) == ""


def test_many_rows_are_dragged_without_being_read(qtbot, tmp_path, monkeypatch):
    file = tmp_path / "long.md"
    lines = [f"- [Title {number}](https://example.org/{number})" for number in range(3000)]
    file.write_text("# Long\n\n## All of them\n\n" + "\n".join(lines) + "\n")
    with running(qtbot, tmp_path / "library", sources=[file]) as person:
        person.go("Long")
        qtbot.waitUntil(lambda: person.entries.model().is_whole)
        view, read = person.entries, []
        view.selectAll()
        reader = person.desk.session.library.entries
        rows = type(reader).rows
        monkeypatch.setattr(
            type(reader),
            "rows",
            lambda self, scope, ids: read.extend(ids) or rows(self, scope, ids),
        )
        person.kept = view.drag()
        drag = Drag(view, person.kept.mimeData())
        for number in range(8):
            drag.over(entry(person, number), 0.8)
        assert "At most 200 entries" in message(person)
        assert len(read) < 200
        tree = person.find("sections")
        Drag(tree, person.kept.mimeData()).drop(row(tree, "Starred"))
        person.wait()
        assert reader.size(ListScope(person.bench.outline.lists[0].id)).works == 3000
        person.go("Starred")
        qtbot.waitUntil(lambda: person.entries.model().rowCount() == 3000)


def test_files_are_still_the_windows(person, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "first.md"))])
    enter = QDragEnterEvent(person.entries.rect().center(), ACTIONS, mime, LEFT, NONE)
    enter.ignore()
    QApplication.sendEvent(person.entries.viewport(), enter)
    assert enter.isAccepted()  # by the window, to which Qt passes it on
    assert not mime.hasFormat(SECTION)


def test_what_is_dragged_elsewhere_is_text(person):
    person.click_row(0)
    drag = person.entries.drag()
    assert drag.mimeData().hasText()
    assert drag.mimeData().text().startswith("- **Wanda**")
    assert not drag.pixmap().isNull()
