"""The table of entries: headings that are clicked and dragged, and rows that stay what they are."""

from contextlib import closing
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QApplication

from effllm_desktop.app.operations.marking import SetStar, SetStatus
from effllm_desktop.domain.columns import Column, ColumnSort, Level
from effllm_desktop.domain.queries import EVERYTHING
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, Sort
from effllm_desktop.domain.state import Status
from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui.entries.columns import COLUMNS, Shown
from effllm_desktop.ui.entries.pane import EntriesPane
from effllm_desktop.ui.entries.table_header import NARROWEST, TableHeader
from tests.support.libraries import library_of

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
ALL = PlaceScope(Place.ALL)
COUNT = 300
MANY = "# Many\n\n" + "\n".join(
    f"- **Title {number:03}**, `arXiv, {2000 + number % 20}`, "
    f"[arxiv](https://arxiv.org/abs/2402.{number:05})"
    for number in range(1, COUNT + 1)
)
SHOWN = tuple(
    Shown(column, width)
    for column, width in (
        (Column.STATUS, 40),
        (Column.TITLE, 200),
        (Column.YEAR, 60),
        (Column.STAR, 40),
    )
)


@pytest.fixture
def library(tmp_path):
    with closing(library_of(tmp_path, MANY)) as library:
        yield library


@pytest.fixture
def many(library):
    return ListScope(library.outlines.read().lists[0].id)


@pytest.fixture
def pane(library, many, qtbot):
    pane = EntriesPane(library.entries, library.workspace, markdown_of=lambda ids: f"{len(ids)}")
    qtbot.addWidget(pane)
    pane.resize(560, 500)
    pane.show_scope(many, lists=1)
    pane.show()
    pane.view.setFocus()
    leave = library.workspace.subscribe(pane.refresh)
    yield pane
    leave()


@pytest.fixture
def table(pane):
    pane.show_columns(SHOWN)
    return pane


def header(pane):
    (found,) = pane.view.findChildren(TableHeader)
    return found


def heading(pane, place):
    shown = header(pane)
    middle = shown.sectionViewportPosition(place) + shown.sectionSize(place) // 2
    return QPoint(middle, shown.height() // 2)


def headings(pane):
    model = pane.view.model()
    across = Qt.Orientation.Horizontal
    return [model.headerData(place, across) for place in range(model.columnCount())]


def drag(qtbot, pane, start, end):
    viewport = header(pane).viewport()
    qtbot.mousePress(viewport, LEFT, pos=start)
    for share in (0.3, 0.7, 1.0):
        qtbot.mouseMove(viewport, start + (end - start) * share)
    qtbot.mouseRelease(viewport, LEFT, pos=end)


def cell(pane, row, place):
    return pane.view.visualRect(pane.view.model().index(row, place))


def test_a_table_has_headings_and_low_rows_and_rows_have_none(pane):
    high = pane.view.row_height()
    assert headings(pane) == [None]
    pane.show_columns(SHOWN)
    assert header(pane).isVisible()
    assert headings(pane) == ["", "Title", "Year", ""]
    assert [header(pane).sectionSize(place) for place in range(4)] == [40, 200, 60, 40]
    assert pane.view.row_height() < high
    assert pane.table.columns == SHOWN
    pane.show_columns(())
    pane.resize(700, 500)
    assert not header(pane).isVisible()
    assert (headings(pane), pane.view.row_height()) == ([None], high)
    assert cell(pane, 0, 0).width() == pane.view.viewport().width()


def test_cells_say_what_stands_in_them(table):
    model = table.view.model()
    assert [model.index(3, place).data() for place in range(4)] == [
        "Unread",
        "Title 004",
        "2004",
        "",
    ]
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [model.index(3, place).data(role) for place in range(4)] == [
        "Status Unread",
        "unread, paper: Title 004, arXiv 2004",
        "Year 2004",
        "Star none",
    ]
    tip = model.index(3, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Title 004")


def test_the_table_keeps_the_rules_of_qt(table, qtmodeltester):
    qtmodeltester.check(table.view.model())


def test_all_that_is_chosen_stays_chosen_and_in_sight(pane, library):
    view, model = pane.view, pane.view.model()
    pane.select_key("arxiv:2402.00150")
    told = []
    pane.selection_changed.connect(told.append)
    current, works = pane.current(), pane.selected_works()
    for columns in (SHOWN, SHOWN[:2], ()):
        pane.show_columns(columns)
        assert (pane.current(), pane.selected_works()) == (current, works)
        assert cell(pane, 149, 0).intersects(view.viewport().rect())
    pane.select_all()
    told.clear()
    pane.show_columns(SHOWN)
    assert pane.selected_count() == COUNT
    assert told == []
    view.setCurrentIndex(model.index(0, 0))


def test_what_is_at_the_top_stays_there(pane):
    view = pane.view
    bar = view.verticalScrollBar()
    bar.setValue(100 * view.row_height() + 3)
    pane.show_columns(SHOWN)
    assert bar.value() // view.row_height() == 100
    pane.show_columns(())
    assert bar.value() // view.row_height() == 100


def test_another_scope_may_be_shown_otherwise(table, many):
    table.select_key("arxiv:2402.00150")
    table.show_columns(())
    table.show_scope(ALL)
    table.show_columns(SHOWN)
    table.show_scope(many)
    assert table.view.currentIndex().row() == 149
    assert table.selected_count() == 1


def test_a_click_sorts_and_one_with_shift_sorts_within(table, qtbot, many):
    viewport = header(table).viewport()
    with qtbot.waitSignal(table.sort_changed) as wanted:
        qtbot.mouseClick(viewport, LEFT, pos=heading(table, 2))
    year = Level(Column.YEAR, descending=True)
    assert wanted.args == [ColumnSort(year)]
    table.show_scope(many, EVERYTHING, wanted.args[0])
    assert headings(table) == ["", "Title", "Year ↓", ""]
    assert table.view.model().index(0, 1).data() == "Title 019"
    with qtbot.waitSignal(table.sort_changed) as wanted:
        qtbot.mouseClick(viewport, LEFT, SHIFT, heading(table, 1))
    assert wanted.args == [ColumnSort(year, Level(Column.TITLE))]
    table.show_scope(many, EVERYTHING, wanted.args[0])
    assert headings(table) == ["", "Title ↑2", "Year ↓1", ""]
    for sort in (ColumnSort(Level(Column.YEAR)), Sort.LIST):
        with qtbot.waitSignal(table.sort_changed) as wanted:
            qtbot.mouseClick(viewport, LEFT, pos=heading(table, 2))
        assert wanted.args == [sort]
        table.show_scope(many, EVERYTHING, sort)
    assert headings(table) == ["", "Title", "Year", ""]


def test_a_heading_is_dragged_to_another_place(table, qtbot):
    with qtbot.waitSignal(table.table.columns_wanted) as wanted:
        drag(qtbot, table, heading(table, 2), heading(table, 0) - QPoint(10, 0))
    columns = wanted.args[0]
    assert [one.column for one in columns] == [
        Column.YEAR,
        Column.STATUS,
        Column.TITLE,
        Column.STAR,
    ]
    table.show_columns(columns)
    assert headings(table) == ["Year", "", "Title", ""]
    shown = header(table)
    assert [shown.visualIndex(place) for place in range(4)] == [0, 1, 2, 3]
    assert [shown.sectionSize(place) for place in range(4)] == [60, 40, 200, 40]


def test_an_edge_is_dragged_and_the_rows_are_not_shown_anew(table, qtbot):
    shown = header(table)
    edge = QPoint(shown.sectionViewportPosition(2) - 1, 10)
    resets = []
    table.view.model().modelReset.connect(lambda: resets.append(1))
    widths = []
    table.table.columns_wanted.connect(lambda columns: widths.append(columns[1].width))
    table.table.columns_wanted.connect(table.show_columns)
    drag(qtbot, table, edge, edge + QPoint(50, 0))
    assert widths[-1] == shown.sectionSize(1) == 250
    drag(qtbot, table, edge + QPoint(50, 0), QPoint(0, 10))
    assert widths[-1] == shown.sectionSize(1) == NARROWEST
    assert resets == []


def test_headings_have_a_menu(table, qtbot):
    at = heading(table, 1)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, header(table).viewport().mapToGlobal(at)
    )
    with qtbot.waitSignal(table.table.menu_wanted):
        QApplication.sendEvent(header(table).viewport(), event)


def test_the_cell_with_the_star_is_clicked(table, library, qtbot):
    work = library.works.find("arxiv:2402.00002")
    viewport = table.view.viewport()
    qtbot.mouseMove(viewport, cell(table, 1, 3).center())
    qtbot.mouseClick(viewport, LEFT, pos=cell(table, 1, 3).center())
    assert library.works.details(work).state.starred
    assert table.selected_count() == 0
    qtbot.mouseClick(viewport, LEFT, pos=cell(table, 1, 1).center())
    assert table.selected_works() == [work]
    qtbot.mouseClick(viewport, LEFT, pos=QPoint(viewport.width() - 5, viewport.height() - 5))
    assert library.works.details(work).state.starred


def test_keys_keep_the_column_where_one_is(table, qtbot):
    view, model = table.view, table.view.model()
    view.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (COUNT - 1, 2)
    assert table.selected_count() == 1
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, 2)
    table.select_next_unread()
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 2)
    qtbot.keyClicks(view, "title 2")
    assert view.currentIndex().siblingAtColumn(1).data() == "Title 200"


def test_a_whole_row_is_painted_again_when_its_state_changes(table, library):
    changed = []
    table.view.model().dataChanged.connect(
        lambda first, last: changed.append((first.column(), last.column()))
    )
    table.view.grab()
    library.workspace.run(SetStar([library.works.find("arxiv:2402.00002")], True))
    assert changed == [(0, 3)]
    assert table.view.model().index(1, 3).data() == "Starred"


def test_every_column_is_painted_as_it_is_chosen(pane, library):
    works = library.entries.all_works(ALL)
    library.workspace.run(SetStatus(works[:1], Status.READ))
    library.workspace.run(SetStatus(works[1:2], Status.DROPPED))
    library.workspace.run(SetStar(works[2:3], True))
    pane.show_tag_colours({"t": TagColour.TEAL})
    pictures = []
    for column, look in COLUMNS.items():
        pane.show_columns((Shown(column, look.width), Shown(Column.TITLE, 200)))
        pictures.append(pane.view.grab().toImage())
    assert all(one != other for one, other in pairwise(pictures))


def test_headings_are_named_for_a_screen_reader(table):
    found = QAccessible.queryAccessibleInterface(header(table))
    assert found.text(QAccessible.Text.Name) == "Columns"
