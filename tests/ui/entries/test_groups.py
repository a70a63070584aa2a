"""Groups in the table of entries: headers, folds, keys and clicks, and all else as without them."""

from contextlib import closing

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDrag, QKeyEvent
from PySide6.QtWidgets import QApplication

from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.app.readmodels.groups import Group, Groups
from effllm_desktop.app.readmodels.orders import AT_ONCE, FIRST, read_first, read_order
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.columns import GROUPING, Column, ColumnSort, Grouped, Level
from effllm_desktop.domain.queries import EVERYTHING, parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, Sort
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.entries.columns import COLUMNS, Shown
from effllm_desktop.ui.entries.group_words import offered, said_of_header, words_of
from effllm_desktop.ui.entries.header_keys import Wish
from effllm_desktop.ui.entries.pane import EntriesPane
from effllm_desktop.ui.words import GROUPED_BY
from tests.support.libraries import library_of

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
ALL = PlaceScope(Place.ALL)
SHOWN = (Shown(Column.STATUS, 40), Shown(Column.TITLE, 200), Shown(Column.STAR, 40))
YEARS = (2024, 2023, 2022)
BY_YEAR = Grouped(Column.YEAR)
TEXT = "# Years\n\n" + "\n".join(
    f"- **Title {number}**, `arXiv, {YEARS[number % 3]}`, "
    f"[arxiv](https://arxiv.org/abs/2402.{number:05})"
    for number in range(12)
)


@pytest.fixture
def library(tmp_path):
    with closing(library_of(tmp_path, TEXT)) as library:
        yield library


@pytest.fixture
def plain(library, qtbot):
    pane = EntriesPane(library.entries, library.workspace, markdown_of=lambda ids: f"{len(ids)}")
    qtbot.addWidget(pane)
    pane.resize(560, 600)
    pane.show_columns(SHOWN)
    pane.show_scope(ALL, lists=1)
    pane.show()
    pane.view.setFocus()
    leave = library.workspace.subscribe(pane.refresh)
    yield pane
    leave()


@pytest.fixture
def pane(plain):
    plain.show_scope(ALL, EVERYTHING, BY_YEAR)
    return plain


def lines(pane):
    """What stands in the rows: headers with the number of their rows, titles of entries."""
    model = pane.view.model()
    said = []
    for row in range(model.rowCount()):
        group = model.group_at(row)
        said.append(f"{group.said}: {group.rows}" if group else model.row(row).title)
    return said


def here(pane):
    return lines(pane)[pane.view.currentIndex().row()]


def titles(*numbers):
    return [f"Title {number}" for number in numbers]


Y24, Y23, Y22 = titles(0, 3, 6, 9), titles(1, 4, 7, 10), titles(2, 5, 8, 11)
OPEN = ["2024: 4", *Y24, "2023: 4", *Y23, "2022: 4", *Y22]
FOLDED = ["2024: 4", "2023: 4", "2022: 4"]


def go_to(pane, line):
    pane.view.setCurrentIndex(pane.view.model().index(lines(pane).index(line), 0))


def click(qtbot, pane, line, modifier=Qt.KeyboardModifier.NoModifier):
    index = pane.view.model().index(lines(pane).index(line), 1)
    qtbot.mouseClick(pane.view.viewport(), LEFT, modifier, pane.view.visualRect(index).center())


def work(library, number):
    return library.works.find(f"arxiv:2402.{number:05}")


def test_rows_stand_below_headers_and_counts_are_of_entries(pane):
    assert lines(pane) == OPEN
    assert pane.header.counts == "12 works"
    assert pane.selected_count() == 0


@pytest.mark.parametrize("folded", [(), (1,), (0, 1, 2)])
def test_the_grouped_table_keeps_the_rules_of_qt(pane, qtmodeltester, folded):
    pane.view.model().fold(folded)
    qtmodeltester.check(pane.view.model())


def test_folding_and_unfolding_keeps_the_rules_of_qt(pane, qtmodeltester):
    model = pane.view.model()
    qtmodeltester.check(model)
    for folded in ((1,), (1, 2), (0, 1, 2), (0, 2), (), (0, 1, 2), ()):
        model.fold(folded)
    qtmodeltester.check(model)
    assert lines(pane) == OPEN


def test_headers_are_said_and_are_not_dragged(pane):
    model, role = pane.view.model(), Qt.ItemDataRole.AccessibleTextRole
    assert [model.index(0, place).data(role) for place in range(3)] == [
        "Group 2024, 4 entries, unfolded"
    ] * 3
    model.fold((0,))
    assert model.index(0, 0).data(role) == "Group 2024, 4 entries, folded"
    assert model.index(0, 0).data() == model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "2024"
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None
    drag = Qt.ItemFlag.ItemIsDragEnabled
    assert [bool(model.flags(model.index(row, 0)) & drag) for row in (0, 1, 2)] == [
        False,
        False,
        True,
    ]
    pane.view.grab()


def test_keys_go_over_headers_and_fold_them(pane, qtbot):
    view = pane.view
    pane.focus_list()
    assert here(pane) == "Title 0"
    qtbot.keyClick(view, KEY.Key_Up)
    assert (here(pane), pane.selected_count(), pane.current()) == ("2024: 4", 0, None)
    for key, expected in (
        (KEY.Key_Left, ["2024: 4", *OPEN[5:]]),
        (KEY.Key_Left, ["2024: 4", *OPEN[5:]]),
        (KEY.Key_Right, OPEN),
        (KEY.Key_Space, ["2024: 4", *OPEN[5:]]),
        (KEY.Key_Return, OPEN),
        (KEY.Key_Enter, ["2024: 4", *OPEN[5:]]),
        (KEY.Key_Enter, OPEN),
    ):
        qtbot.keyClick(view, key)
        assert (lines(pane), here(pane)) == (expected, "2024: 4")
    qtbot.keyClick(view, KEY.Key_Right)
    assert here(pane) == "Title 0"
    qtbot.keyClick(view, KEY.Key_Down)
    qtbot.keyClick(view, KEY.Key_Left)
    assert here(pane) == "2024: 4"
    go_to(pane, "Title 3")
    qtbot.keyClick(view, KEY.Key_Right)
    assert view.currentIndex().column() == 1
    qtbot.keyClick(view, KEY.Key_Left)
    assert (here(pane), view.currentIndex().column()) == ("Title 3", 0)
    qtbot.keyClick(view, KEY.Key_End)
    assert here(pane) == "Title 11"
    qtbot.keyClick(view, KEY.Key_Home)
    assert here(pane) == "2024: 4"


def test_a_screen_reader_is_told_what_a_header_is_now(pane, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: told.append(event.message())
    )
    go_to(pane, "2023: 4")
    qtbot.keyClick(pane.view, KEY.Key_Space)
    qtbot.keyClick(pane.view, KEY.Key_Space)
    go_to(pane, "Title 2")
    pane.view.fold_wanted.emit(0, Wish.OUT)
    assert told == ["Group 2023, 4 entries, folded", "Group 2023, 4 entries, unfolded"]


@pytest.mark.parametrize(
    ("line", "key", "is_claimed"),
    [
        ("2024: 4", KEY.Key_Space, True),
        ("2024: 4", KEY.Key_Return, True),
        ("2024: 4", KEY.Key_Down, False),
        ("Title 0", KEY.Key_Space, False),
        ("Title 0", KEY.Key_Return, False),
    ],
)
def test_keys_of_headers_are_no_shortcuts_there(pane, line, key, is_claimed):
    go_to(pane, line)
    event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(pane.view, event)
    assert event.isAccepted() == is_claimed


def test_a_click_on_a_header_folds_it_and_one_with_shift_chooses(pane, qtbot):
    click(qtbot, pane, "2023: 4")
    assert lines(pane) == [*OPEN[:6], *OPEN[10:]]
    assert here(pane) == "2023: 4"
    click(qtbot, pane, "2023: 4")
    assert lines(pane) == OPEN
    click(qtbot, pane, "Title 9")
    click(qtbot, pane, "2022: 4", SHIFT)
    assert lines(pane) == OPEN
    assert pane.selected_count() == 5
    click(qtbot, pane, "2024: 4")
    view, model = pane.view, pane.view.model()
    qtbot.mouseDClick(view.viewport(), LEFT, pos=view.visualRect(model.index(0, 1)).center())
    assert lines(pane)[:2] == FOLDED[:2]  # the second click of two folds nothing


def test_a_press_that_ends_elsewhere_folds_nothing(pane, qtbot):
    view = pane.view
    first, other = (view.visualRect(view.model().index(row, 1)).center() for row in (0, 5))
    qtbot.mousePress(view.viewport(), LEFT, pos=first)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=other)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=first)
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(first.x(), 590))
    assert lines(pane) == OPEN


def test_the_star_of_a_header_is_none(pane, library, qtbot):
    view = pane.view
    place = view.visualRect(view.model().index(0, 2)).center()
    qtbot.mouseMove(view.viewport(), place)
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)
    assert library.workspace.undo_label is None
    assert lines(pane)[1] == "2023: 4"


def test_all_groups_are_folded_and_unfolded_and_one_stays_where_one_is(pane):
    go_to(pane, "Title 7")
    told = []
    pane.selection_changed.connect(told.append)
    pane.folding.fold_all()
    assert (lines(pane), here(pane)) == (FOLDED, "2023: 4")
    assert told == [[]]
    pane.folding.fold_all()
    pane.folding.unfold_all()
    assert (lines(pane), here(pane)) == (OPEN, "2023: 4")


def test_folding_without_groups_does_nothing(plain):
    go = plain.view.model().rowCount()
    plain.folding.fold_all()
    plain.folding.unfold_all()
    assert not plain.folding.choose_group()
    assert plain.view.model().rowCount() == go
    plain.focus_list()
    assert plain.selected_count() == 1


def test_what_is_chosen_elsewhere_stays_chosen_when_others_fold(pane):
    go_to(pane, "Title 2")
    chosen = pane.selected_works()
    for row, wish in ((5, Wish.OUT), (0, Wish.TOGGLE), (0, Wish.IN), (0, Wish.OUT)):
        pane.view.fold_wanted.emit(row, wish)
        assert pane.selected_works() == chosen
        assert here(pane) == "Title 2"
    assert lines(pane) == [*FOLDED, *Y22]
    pane.folding.unfold_all()
    assert (pane.selected_works(), here(pane)) == (chosen, "Title 2")


def test_the_rows_of_a_group_are_chosen_from_its_header_or_an_entry(pane, library):
    group = [work(library, number) for number in (1, 4, 7, 10)]
    assert not pane.folding.choose_group()
    for line in ("Title 7", "2023: 4"):
        go_to(pane, line)
        assert pane.folding.choose_group()
        assert (pane.selected_works(), here(pane)) == (group, "Title 1")
    pane.folding.fold_all()
    assert pane.selected_works() == []
    assert pane.folding.choose_group()
    assert pane.selected_works() == group
    assert lines(pane) == ["2024: 4", "2023: 4", *Y23, "2022: 4"]


def test_acts_are_on_the_rows_that_are_shown(pane, library):
    pane.view.model().fold((1,))
    pane.select_all()
    others = [work(library, number) for number in (0, 3, 6, 9, 2, 5, 8, 11)]
    assert pane.selected_works() == others
    assert (pane.selected_count(), len(pane.selected_row_ids())) == (8, 8)
    assert pane.view.drag().mimeData().text() == "8"
    go_to(pane, "Title 5")
    assert pane.works_beside(below=False) == others[:5]
    assert pane.works_beside(below=True) == others[6:]
    go_to(pane, "2022: 4")
    assert pane.works_beside(below=False) == others[:4]
    assert pane.works_beside(below=True) == others[4:]


def test_a_header_alone_is_not_dragged(pane, monkeypatch):
    begun = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: begun.append(drag.mimeData().text()))
    go_to(pane, "2024: 4")
    pane.view.startDrag(Qt.DropAction.CopyAction)
    assert begun == []
    pane.select_all()
    pane.view.startDrag(Qt.DropAction.CopyAction)
    assert begun == ["12"]


def test_the_next_unread_is_found_below_a_fold(pane, library):
    library.workspace.run(SetStatus([work(library, number) for number in (0, 3, 6)], Status.READ))
    pane.view.model().fold((0, 1))
    go_to(pane, "2024: 4")
    assert pane.select_next_unread()
    assert here(pane) == "Title 9"
    assert lines(pane) == [*OPEN[:6], *OPEN[10:]]
    assert pane.select_next_unread()
    assert here(pane) == "Title 1"
    assert pane.select_next_unread(forward=False)
    assert here(pane) == "Title 9"
    assert not pane.select_next_unread(forward=False)
    go_to(pane, "2023: 4")
    assert pane.select_next_unread(forward=False)
    assert here(pane) == "Title 9"


def test_a_work_is_gone_to_below_a_fold(pane):
    pane.folding.fold_all()
    assert pane.select_key("arxiv:2402.00008")
    assert here(pane) == "Title 8"
    pane.folding.fold_all()
    pane.view.selectionModel().clear()
    pane.focus_list()
    assert here(pane) == "2024: 4"


def test_type_ahead_goes_through_what_is_shown(pane, qtbot):
    pane.view.model().fold((0,))
    go_to(pane, "2024: 4")
    qtbot.keyClicks(pane.view, "title 2")
    assert here(pane) == "Title 2"
    model = pane.view.model()
    found = [title for _, title in model.titles_from(1, 99)]
    assert found == [*Y23, *Y22]
    assert [lines(pane)[row] for row, _ in model.titles_from(1, 99)] == found


def test_what_no_longer_belongs_stays_till_one_goes_elsewhere(pane, library):
    by_status = Grouped(Column.STATUS)
    pane.show_scope(ALL, EVERYTHING, by_status)
    go_to(pane, "Title 3")
    library.workspace.run(SetStatus([work(library, 3)], Status.READ))
    assert lines(pane)[0] == "0: 12"
    assert pane.view.currentIndex().siblingAtColumn(0).data() == "Read"
    pane.show_scope(ALL, EVERYTHING, by_status)
    assert [line for line in lines(pane) if ":" in line] == ["0: 11", "2: 1"]
    assert here(pane) == "Title 3"
    library.workspace.undo()
    pane.show_scope(ALL, EVERYTHING, by_status)
    assert lines(pane)[0] == "0: 12"


def test_ones_place_is_kept_when_all_is_shown_again(pane, library):
    view = pane.view
    pane.resize(560, 240)
    pane.view.model().fold((0,))
    go_to(pane, "2022: 4")
    view.verticalScrollBar().setValue(view.row_height() + 5)
    before = lines(pane), here(pane), view.verticalScrollBar().value()
    pane.refresh(Changes(Aspect.CATALOG))
    assert (lines(pane), here(pane), view.verticalScrollBar().value()) == before
    pane.show_scope(ListScope(library.outlines.read().lists[0].id), EVERYTHING, BY_YEAR)
    assert lines(pane) == OPEN
    pane.show_scope(ALL, EVERYTHING, BY_YEAR)
    assert (lines(pane), here(pane), view.verticalScrollBar().value()) == before
    pane.show_scope(ALL)
    assert lines(pane) == titles(*range(12))
    pane.show_scope(ALL, EVERYTHING, BY_YEAR)
    assert lines(pane) == before[0]


def test_chosen_rows_of_several_groups_stay_one_run(pane):
    pane.select_all()
    pane.refresh(Changes(Aspect.CATALOG))
    assert pane.selected_count() == 12
    runs = [run.height() for run in pane.view.selectionModel().selection().toList()]
    assert sorted(runs) == [1, 14]  # the header where one is, and all below
    go_to(pane, "Title 7")
    pane.view.model().fold((0,))
    pane.show_scope(ALL, EVERYTHING, Grouped(Column.YEAR, Sort.TITLE))
    assert here(pane) == "Title 7"


def test_what_moves_below_a_fold_leaves_its_header_behind(pane, library):
    by_status = Grouped(Column.STATUS)
    library.workspace.run(SetStatus([work(library, 0)], Status.READ))
    pane.show_scope(ALL, EVERYTHING, by_status)
    pane.view.model().fold((1,))
    go_to(pane, "Title 3")
    library.workspace.run(SetStatus([work(library, 3)], Status.READ))
    pane.show_scope(ALL, EVERYTHING, by_status)
    assert (here(pane), pane.selected_count()) == ("2: 2", 0)


def test_a_search_shows_the_groups_of_what_it_finds(pane):
    pane.show_scope(ALL, parse("title:1"), BY_YEAR)
    assert lines(pane) == ["2023: 2", *titles(1, 10), "2022: 1", *titles(11)]
    pane.show_scope(ALL, parse("nothing"), BY_YEAR)
    assert lines(pane) == []
    assert pane.empty.isVisible()
    pane.focus_list()


def test_groups_follow_the_direction_in_which_their_column_is_sorted(pane):
    ascending = ColumnSort(Level(Column.YEAR), Level(Column.TITLE, descending=True))
    pane.show_scope(ALL, EVERYTHING, Grouped(Column.YEAR, ascending))
    assert lines(pane)[:3] == ["2022: 4", "Title 8", "Title 5"]
    button = pane.header.sort_button
    assert button.toolTip() == "Sorted by: year up, then title down; grouped by year"


def test_the_button_offers_groups(pane, qtbot):
    button = pane.header.sort_button
    menu = next(action.menu() for action in button.menu().actions() if action.text() == "Group by")
    for _ in range(2):
        menu.aboutToShow.emit()
    said = {action.text(): action.isChecked() for action in menu.actions()}
    assert [name for name, ticked in said.items() if ticked] == ["Year"]
    assert list(said) == ["Nothing", *offered().values()]
    with qtbot.waitSignal(button.group_chosen) as chosen:
        next(action for action in menu.actions() if action.text() == "Venue").trigger()
    assert chosen.args == [Column.VENUE]
    assert button.toolTip() == "Sorted by: list order; grouped by year"


def test_the_menu_on_a_header_is_that_of_no_entry(pane, qtbot):
    go_to(pane, "2024: 4")
    rect = pane.view.visualRect(pane.view.currentIndex())
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard,
        rect.center(),
        pane.view.viewport().mapToGlobal(rect.center()),
    )
    with qtbot.waitSignal(pane.menu_requested):
        QApplication.sendEvent(pane.view.viewport(), event)
    assert pane.selected_works() == []


@pytest.mark.parametrize(
    ("column", "said", "words"),
    [
        (Column.YEAR, 2024, "2024"),
        (Column.YEAR, None, "No year"),
        (Column.VENUE, "ICML", "ICML"),
        (Column.KIND, "repository", "Repository"),
        (Column.STATUS, 0, "Unread"),
        (Column.STATUS, 3, "Not for me"),
        (Column.STAR, 1, "Starred"),
        (Column.STAR, None, "Not starred"),
        (Column.RATING, 3, "★★★"),
        (Column.RATING, None, "Not rated"),
        (Column.TAGS, "a, b", "a, b"),
        (Column.TAGS, None, "No tags"),
        (Column.NOTE, 1, "With a note"),
        (Column.NOTE, None, "Without a note"),
        (Column.PDF, 1, "PDF on this machine"),
        (Column.PDF, 0, "No PDF on this machine"),
        (Column.SECTION, None, "No section"),
        (Column.LIST, "A list", "A list"),
    ],
)
def test_headers_have_words(column, said, words):
    assert words_of(column, said) == words


def test_stars_are_counted_for_the_ear_and_no_number_is_said_before_it_is_known():
    role = Qt.ItemDataRole.AccessibleTextRole
    groups = Groups(Column.RATING, (Group("rating:3", 3, 1),))
    said = said_of_header(groups, groups.all[0], role, folded=False)
    assert said == "Group 3 stars, 1 entry, unfolded"
    groups = groups._replace(counted=False)
    assert said_of_header(groups, groups.all[0], role, folded=True) == "Group 3 stars, folded"


def test_all_columns_that_group_have_words():
    assert set(GROUPED_BY) == set(GROUPING) <= set(COLUMNS)


MANY = AT_ONCE + 400
MANY_TEXT = "# Many\n\n" + "\n".join(
    f"- **Title {number}**, `arXiv, {2000 + number % 4}`, [link](https://example.org/{number})"
    for number in range(MANY)
)


@pytest.fixture
def many(tmp_path, qtbot):
    """A pane whose jobs end when a test says so."""
    asked = []
    with closing(library_of(tmp_path / "many", MANY_TEXT)) as library:
        pane = EntriesPane(
            library.entries,
            library.workspace,
            markdown_of=str,
            fetch_order=lambda *wish: asked.append(wish),
        )
        qtbot.addWidget(pane)
        pane.resize(560, 600)
        pane.show_columns(SHOWN)
        pane.show_scope(ALL, EVERYTHING, BY_YEAR)
        pane.show()

        def arrive(read):
            qtbot.waitUntil(lambda: not pane._finder._ask.isActive())
            scope, sort, deliver = asked[-1]
            deliver(read(library.folder, scope, sort))

        pane.arrive = arrive
        yield pane


def headers(pane):
    model = pane.view.model()
    return [
        (row, group.said, group.rows if model.groups.counted else None)
        for row in range(model.rowCount())
        if (group := model.group_at(row))
    ]


EACH = MANY // 4


def test_of_very_many_rows_the_first_come_without_numbers(many):
    many.arrive(read_first)
    assert headers(many) == [(0, 2003, None)]
    model = many.view.model()
    assert (model.rowCount(), model.count, many.is_whole) == (MANY + 1, MANY, False)
    assert model.row(FIRST) is not None
    assert model.row(FIRST + 1) is None
    many.view.scrollToBottom()
    many.view.grab()
    assert model.name_of(FIRST + 1) is None
    many.arrive(read_order)
    expected = [(n * (EACH + 1), 2003 - n, EACH) for n in range(4)]
    assert headers(many) == expected
    assert many.is_whole


def test_what_is_wanted_of_groups_waits_for_their_rows(many, qtbot):
    many.arrive(read_first)
    many.folding.fold_all()
    assert many.view.model().rowCount() == MANY + 1
    many.arrive(read_order)
    qtbot.waitUntil(lambda: many.view.model().rowCount() == 4)
    assert headers(many) == [(n, 2003 - n, EACH) for n in range(4)]
    many.show_scope(ALL, EVERYTHING, Grouped(Column.YEAR, Sort.TITLE))
    many.arrive(read_first)
    assert headers(many) == [(0, 2003, None)]  # all that is not known yet stands below it
    assert many.view.model().rowCount() == 1
    many.arrive(read_order)
    assert headers(many) == [(n, 2003 - n, EACH) for n in range(4)]


def test_ones_place_is_found_again_when_all_rows_are_known(many):
    many.arrive(read_first)
    many.arrive(read_order)
    many.select_key("url:example.org/5")
    row = many.view.currentIndex().row()
    assert row > FIRST
    many.refresh(Changes(Aspect.CATALOG))
    many.arrive(read_first)
    many.arrive(read_order)
    assert many.view.currentIndex().row() == row
    assert many.selected_count() == 1
    assert not many.select_key("url:example.org/none")


def test_a_search_for_very_much_shows_first_rows_and_then_all(many, qtbot):
    many.arrive(read_order)
    many.show_scope(ALL, parse("title"), BY_YEAR)
    assert headers(many)[0] == (0, 2003, None)
    many.folding.fold_all()
    qtbot.waitUntil(lambda: many.view.model().rowCount() == 4)
    assert headers(many) == [(n, 2003 - n, EACH) for n in range(4)]
