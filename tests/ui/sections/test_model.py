"""The tree of places, lists and sections."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.app.readmodels.outline import ListNode, Outline, PlaceNode, SectionNode
from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SectionScope
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.sections.model import OutlineModel, signs
from tests.support.libraries import bundled_library

NAME = Qt.ItemDataRole.DisplayRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
PLACES = [
    *("New", "Read next", "Reading", "Starred", "All"),
    *("Unread", "With notes", "Recently read", "Duplicates"),
]
TOOLTIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = bundled_library(tmp_path)
    yield library
    library.close()


def names(model: OutlineModel, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    return [model.index(row, 0, parent).data(NAME) for row in range(model.rowCount(parent))]


def test_the_model_keeps_the_rules_of_qt(library: Library, qtmodeltester: ModelTester) -> None:
    model = OutlineModel()
    model.show_outline(library.outlines.read())
    qtmodeltester.check(model)


def test_places_come_first_then_lists_under_a_caption(library: Library) -> None:
    model = OutlineModel()
    model.show_outline(library.outlines.read())
    assert names(model)[:10] == [*PLACES, "Lists"]
    assert set(names(model)[10:]) == {"Awesome efficient llm", "Efficient LLM"}
    caption = model.index(9, 0)
    assert not caption.flags() & Qt.ItemFlag.ItemIsSelectable
    assert caption.data(SPOKEN) == "Lists"
    assert caption.data(TOOLTIP) == ""


def test_a_section_below_a_list_of_its_name_and_equal_names_are_rows_of_their_own(
    library: Library,
) -> None:
    model = OutlineModel()
    outline = library.outlines.read()
    model.show_outline(outline)
    alike = next(one for one in outline.lists if one.name == "Efficient LLM")
    inside = names(model, model.index_of(ListScope(alike.id)))
    assert inside[:2] == ["Survey", "Efficient LLM"]
    others = [node for node in model.nodes() if node.name == "Other"]
    assert len({node.scope for node in others}) == len(others) == 4


def test_new_numbers_leave_the_rows_where_they_are(library: Library) -> None:
    model = OutlineModel()
    model.show_outline(library.outlines.read())
    resets: list[None] = []
    changed: list[str] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.dataChanged.connect(lambda index: changed.append(index.data(NAME)))
    works = library.entries.all_works(PlaceScope(Place.ALL))
    library.workspace.run(SetStatus(works[:1], Status.READ))
    assert not model.show_outline(library.outlines.read())
    assert resets == []
    assert {"All", "Awesome efficient llm"} <= set(changed)
    assert "Toolkits" not in changed


def test_another_tree_is_shown_from_the_start(library: Library) -> None:
    model = OutlineModel()
    outline = library.outlines.read()
    model.show_outline(outline)
    assert model.show_outline(outline._replace(lists=outline.lists[:1]))
    assert model.show_outline(outline._replace(lists=()))
    assert names(model) == PLACES
    assert not model.index_of(ListScope(outline.lists[0].id)).isValid()
    assert not model.index_of(None).isValid()


def test_a_row_says_its_numbers_and_its_troubles() -> None:
    section = SectionNode(SectionId(4), "Other", "A / Other", 2, 1, 3, ())
    file = Path("/lists/README.md")
    trouble = ListNode(ListId(1), "A", True, 2, 5, 9, file, (section,))
    fine = ListNode(ListId(2), "B", False, 0, 0, 1, None, ())
    one = trouble._replace(id=ListId(3), damaged=False, problems=1, linked=None)
    model = OutlineModel()
    model.show_outline(Outline((PlaceNode(Place.ALL, 5, 10),), (trouble, fine, one)))
    index = model.index_of(ListScope(ListId(1)))
    assert index.data(SPOKEN) == "A, 5 unread of 9, text repaired, 2 places not understood"
    assert index.data(TOOLTIP).splitlines() == [
        "A",
        "5 unread of 9",
        "/lists/README.md",
        "Text repaired, 2 places not understood",
    ]
    assert model.index_of(ListScope(ListId(2))).data(SPOKEN) == "B, 0 unread of 1"
    assert model.index_of(ListScope(ListId(3))).data(SPOKEN).endswith("1 place not understood")
    assert model.index_of(SectionScope(SectionId(4))).data(TOOLTIP).startswith("A / Other\n")
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None


def test_a_thousand_nested_sections() -> None:
    inner: tuple[SectionNode, ...] = ()
    for number in range(1000, 0, -1):
        depth = () if number % 10 else inner
        inner = (*depth, SectionNode(SectionId(number), f"S{number}", "", 2, 0, 0, ()))
    sections = tuple(
        SectionNode(SectionId(5000 + n), "Same", "", 2, 0, 0, inner if n == 0 else ())
        for n in range(1000)
    )
    model = OutlineModel()
    model.show_outline(Outline((), (ListNode(ListId(1), "L", False, 0, 0, 0, None, sections),)))
    assert model.rowCount(model.index_of(ListScope(ListId(1)))) == 1000


def test_signs_say_what_is_special_about_a_list_each_for_itself() -> None:
    plain = ListNode(ListId(1), "One", False, 0, 0, 3, None, ())

    def shown(**special: object) -> list[str]:
        model = OutlineModel()
        model.show_outline(Outline((), (plain._replace(**special),)))
        return signs(model.nodes()[-1])

    assert shown() == []
    assert shown(edited=True) == ["pencil"]
    assert shown(damaged=True, edited=True) == ["info", "pencil"]
    assert shown(damaged=True, problems=2, edited=True) == ["warning", "pencil"]
