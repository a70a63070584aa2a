"""Rows of large scopes come in two steps; what comes late is what was asked for last."""

from contextlib import closing

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.app.operations.searching import SaveSearch
from effllm_desktop.app.readmodels.orders import (
    AT_ONCE,
    FIRST,
    read_first,
    read_glimpse,
    read_hits,
    read_order,
)
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.columns import Column, ColumnSort, Grouped, Level
from effllm_desktop.domain.ids import ListId, SearchId
from effllm_desktop.domain.queries import EVERYTHING, parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SearchScope, Sort
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.entries.finding import FEW_HITS
from effllm_desktop.ui.entries.pane import EntriesPane
from tests.support.builders import page, take

COUNT = AT_ONCE + 400
BIG = ListScope(ListId(1))
SMALL = ListScope(ListId(2))
ALL = PlaceScope(Place.ALL)


def entry(number):
    common = "common " if number < FEW_HITS + 300 else ""
    return f"[{common}title {number}](https://example.org/{number})"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("big")
    take(folder, page("Big", {"S": [entry(number) for number in range(COUNT)]}))
    take(folder, page("Small", {"S": ["one", "two"]}))
    return folder


@pytest.fixture
def library(folder):
    with closing(open_library(folder)) as library:
        yield library
        while library.workspace.undo_label:
            library.workspace.undo()


class Waiting:
    """Orders that are asked for, and come when a test says so."""

    def __init__(self, folder, qtbot):
        self.folder = folder
        self.qtbot = qtbot
        self.asked = []
        self.finder = None

    def __call__(self, scope, sort, deliver):
        self.asked.append((scope, sort, deliver))

    def settle(self):
        """Until what is shown has been painted, and the rest is asked for."""
        self.qtbot.waitUntil(lambda: not self.finder._ask.isActive())

    def arrive(self, number=-1):
        self.settle()
        scope, sort, deliver = self.asked[number]
        deliver(read_order(self.folder, scope, sort))


@pytest.fixture
def waiting(folder, qtbot):
    return Waiting(folder, qtbot)


@pytest.fixture
def pane(library, waiting, qtbot):
    pane = EntriesPane(library.entries, library.workspace, markdown_of=str, fetch_order=waiting)
    qtbot.addWidget(pane)
    waiting.finder = pane._finder
    pane.resize(600, 600)
    pane.show()
    leave = library.workspace.subscribe(pane.refresh)
    yield pane
    leave()


def rows(pane):
    return pane.view.model().rowCount()


def titles(pane, *numbers):
    model = pane.view.model()
    return [model.index(number, 0).data() for number in numbers]


def test_the_first_rows_are_there_at_once_and_the_others_are_blank(pane, waiting, library):
    pane.show_scope(BIG)
    assert rows(pane) == COUNT
    assert pane.header.counts == f"{COUNT:,} entries, {COUNT:,} works"
    assert titles(pane, 0, FIRST) == ["common title 0", None]
    pane.view.scrollToBottom()
    pane.view.grab()
    pane.view.setCurrentIndex(pane.view.model().index(COUNT - 1, 0))
    assert pane.current() is None
    pane.view.star_clicked.emit(COUNT - 1)
    pane.view.activated.emit(pane.view.currentIndex())
    waiting.arrive()
    assert titles(pane, COUNT - 1) == [f"title {COUNT - 1}"]
    assert pane.current() is not None
    assert len(waiting.asked) == 1
    assert library.workspace.undo_label is None


def test_a_row_that_is_not_known_yet_is_gone_to_later(pane, waiting):
    pane.show_scope(BIG)
    assert pane.select_key("url:example.org/2000")
    assert pane.current() is None
    waiting.arrive()
    assert pane.view.currentIndex().row() == 2000
    assert not pane.select_key("url:example.org/nowhere")


def test_a_scope_that_was_only_passed_is_not_read(pane, waiting):
    pane.show_scope(BIG)
    pane.show_scope(ALL)
    waiting.settle()
    assert [scope for scope, _, _ in waiting.asked] == [ALL]


def test_end_goes_to_a_row_that_is_told_as_soon_as_it_is_known(pane, waiting, qtbot):
    pane.show_scope(BIG)
    pane.view.setFocus()
    pane.view.selectRow(0)
    qtbot.keyClick(pane.view, Qt.Key.Key_End)
    assert pane.view.currentIndex().row() == COUNT - 1
    assert pane.current() is None
    with qtbot.waitSignal(pane.current_changed) as told:
        waiting.arrive()
    assert told.args == list(pane.current())
    assert titles(pane, pane.view.currentIndex().row()) == [f"title {COUNT - 1}"]
    qtbot.keyClick(pane.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert pane.selected_count() == COUNT


def test_somebody_who_went_elsewhere_meanwhile_stays_there(pane, waiting):
    pane.show_scope(BIG)
    pane.select_key("url:example.org/2000")
    pane.view.setCurrentIndex(pane.view.model().index(3, 0))
    waiting.arrive()
    assert pane.view.currentIndex().row() == 3


def test_a_place_deep_in_a_list_is_found_again(pane, waiting):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.select_key("url:example.org/2000")
    bar = pane.view.verticalScrollBar()
    scrolled = bar.value()
    pane.show_scope(SMALL)
    assert rows(pane) == 2
    pane.show_scope(BIG)
    assert bar.value() == 0
    waiting.arrive()
    assert (pane.view.currentIndex().row(), bar.value()) == (2000, scrolled)


def test_few_hits_are_shown_without_the_order(pane, waiting):
    pane.show_scope(BIG)
    pane.show_scope(BIG, parse("2222"))
    assert (rows(pane), titles(pane, 0)) == (1, ["title 2222"])
    waiting.arrive()
    assert rows(pane) == 1


def test_many_hits_wait_for_the_order_and_come_in_two_steps(pane, waiting, qtbot):
    pane.show_scope(BIG)
    pane.show_scope(BIG, parse("common"))
    assert rows(pane) == COUNT
    waiting.arrive()
    assert (rows(pane), titles(pane, 0, FIRST)) == (FEW_HITS + 300, ["common title 0", None])
    qtbot.waitUntil(lambda: titles(pane, FIRST) == [f"common title {FIRST}"])
    pane.show_scope(BIG, parse("title"))
    assert titles(pane, 0, COUNT - 1) == ["common title 0", None]
    pane.show_scope(BIG)
    assert titles(pane, COUNT - 1) == [f"title {COUNT - 1}"]
    assert len(waiting.asked) == 1


def test_another_sort_of_many_rows_comes_later_and_changes_nothing_till_then(pane, waiting):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.show_scope(BIG, EVERYTHING, Sort.TITLE)
    assert titles(pane, 5) == ["common title 5"]
    waiting.arrive()
    assert titles(pane, 2) == ["common title 10"]
    pane.show_scope(ALL, EVERYTHING, Sort.YEAR)
    assert (rows(pane), titles(pane, 0)) == (COUNT + 2, [None])
    waiting.arrive(0)  # that of the list, which is no longer wanted
    assert titles(pane, 0) == [None]
    waiting.arrive()
    assert titles(pane, 0) == ["common title 0"]


def test_rows_that_changed_between_the_steps_are_shown_as_they_are(pane, waiting, library):
    pane.show_scope(SearchScope(SearchId(1)))
    library.workspace.run(SetStatus([1], Status.READ))
    waiting.arrive()
    assert (rows(pane), titles(pane, 0)) == (COUNT + 1, ["common title 1"])


def test_an_order_that_may_be_another_one_is_asked_for_again(pane, waiting, library):
    pane.show_scope(BIG)
    waiting.arrive()
    for scope, sort, aspects, again in (
        (BIG, Sort.LIST, Aspect.STATE, False),
        (BIG, Sort.LIST, Aspect.CATALOG, True),
        (ALL, Sort.LIST, Aspect.STATE, False),
        (ALL, Sort.CHANGED, Aspect.NOTE, True),
        (SearchScope(SearchId(1)), Sort.LIST, Aspect.STATE, True),
        (SearchScope(SearchId(1)), Sort.LIST, Aspect.NOTE, True),
        (SearchScope(SearchId(1)), Sort.LIST, Aspect.HISTORY, False),
    ):
        pane.show_scope(scope, EVERYTHING, sort)
        waiting.arrive()
        before = len(waiting.asked)
        pane.refresh(Changes(aspects))
        pane.show_scope(scope, EVERYTHING, sort)
        waiting.settle()
        assert (len(waiting.asked) > before) == again, (scope, sort, aspects)
        waiting.arrive()


def test_thousands_of_rows_stay_chosen_when_the_library_changed(pane, waiting, qtbot):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.select_all()
    rows_below = pane.view.model().index(5, 0), pane.view.model().index(7, 0)
    selection, flags = pane.view.selectionModel(), QItemSelectionModel.SelectionFlag
    selection.select(QItemSelection(*rows_below), flags.Deselect | flags.Rows)
    chosen = pane.selected_row_ids()
    assert len(chosen) == COUNT - 3
    pane.refresh(Changes(Aspect.CATALOG))
    waiting.arrive()
    assert pane.selected_row_ids() == chosen
    assert len(selection.selection().toList()) == 2


def test_a_pane_that_stands_alone_reads_everything_at_once(library, qtbot):
    pane = EntriesPane(library.entries, library.workspace, markdown_of=str)
    qtbot.addWidget(pane)
    pane.show_scope(BIG)
    assert titles(pane, COUNT - 1) == [f"title {COUNT - 1}"]
    pane.view.setCurrentIndex(pane.view.model().index(0, 0))
    library.workspace.run(SetStatus(list(range(2, 2000)), Status.READ))
    assert pane.select_next_unread()
    assert pane.view.currentIndex().row() == 1999
    pane.select_all()
    assert (pane.selected_count(), len(pane.selected_works())) == (COUNT, COUNT)
    assert pane.selected_row_ids(3) == list(pane.view.model().ids[:3])


def test_the_first_rows_of_another_sort_are_shown_before_the_others_are_known(
    pane, waiting, library
):
    sort = ColumnSort(Level(Column.TITLE, descending=True))
    pane.show_scope(BIG, EVERYTHING, sort)
    waiting.settle()
    deliver = waiting.asked[-1][2]
    deliver(read_first(waiting.folder, BIG, sort))
    assert (rows(pane), titles(pane, 0, FIRST)) == (COUNT, ["title 2399", None])
    waiting.arrive()
    assert titles(pane, COUNT - 1) == ["common title 0"]


def test_first_rows_are_of_no_use_to_a_search(pane, waiting):
    sort = ColumnSort(Level(Column.TITLE, descending=True))
    pane.show_scope(BIG, parse("common"), sort)
    waiting.settle()
    shown = rows(pane)
    deliver = waiting.asked[-1][2]
    deliver(read_first(waiting.folder, BIG, sort))
    assert rows(pane) == shown
    waiting.arrive()
    assert titles(pane, 0) == ["common title 999"]
    deliver(read_first(waiting.folder, BIG, sort))
    assert titles(pane, 0) == ["common title 999"]


@pytest.mark.parametrize(
    ("aspect", "again"),
    [
        (Aspect.STATE, True),
        (Aspect.METADATA, True),
        (Aspect.QUEUE, True),
        (Aspect.SEARCHES, True),
        (Aspect.HISTORY, False),
    ],
)
@pytest.mark.parametrize("sort", [ColumnSort(Level(Column.STATUS)), Grouped(Column.STATUS)])
def test_an_order_by_columns_follows_what_they_say(pane, waiting, sort, aspect, again):
    pane.show_scope(BIG, EVERYTHING, sort)
    waiting.arrive()
    pane.refresh(Changes(aspect))
    pane.show_scope(BIG, EVERYTHING, sort)
    waiting.settle()
    assert (len(waiting.asked) > 1) == again


class Asking:
    """Queries that are asked beside, and answered when a test says so."""

    def __init__(self, folder):
        self.folder = folder
        self.asked = []

    def __call__(self, scope, query, deliver, *, glimpse):
        self.asked.append((scope, query, deliver, glimpse))

    def glimpse(self):
        scope, query, deliver, wanted = self.asked[-1]
        assert wanted
        deliver(read_glimpse(self.folder, scope, query))

    def answer(self, number=-1):
        _, query, deliver, _ = self.asked[number]
        deliver(read_hits(self.folder, query, lambda: None))


@pytest.fixture
def asking(pane, folder, monkeypatch):
    monkeypatch.setattr("effllm_desktop.app.readmodels.orders._GLIMPSE_SECONDS", 60)
    asking = Asking(folder)
    pane.ask_beside(asking)
    return asking


@pytest.fixture
def much(monkeypatch):
    """More works than 500 are not found on the way to the next picture."""
    monkeypatch.setattr("effllm_desktop.app.readmodels.orders.MANY_HITS", 500)


def test_the_first_rows_of_much_are_shown_before_it_is_counted(pane, waiting, asking, much, qtbot):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.show_scope(BIG, parse("common"))
    assert (rows(pane), titles(pane, 0)) == (FIRST, ["common title 0"])
    assert pane.header.counts == f"{FIRST} entries, {FIRST} works and more …"
    assert not asking.asked  # what is shown is painted first
    qtbot.waitUntil(lambda: len(asking.asked) == 1)
    asking.answer()
    assert pane.header.counts == "1,300 entries, 1,300 works"
    qtbot.waitUntil(lambda: titles(pane, FIRST) == [f"common title {FIRST}"])
    assert [glimpse for *_, glimpse in asking.asked] == [False]


def test_much_is_not_counted_if_the_next_key_comes_before(pane, waiting, asking, much, qtbot):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.show_scope(BIG, parse("common"))
    pane.show_scope(BIG, parse("title"), Sort.LIST)
    qtbot.waitUntil(lambda: len(asking.asked) == 1)
    assert asking.asked[0][1] == parse("title")


def test_much_waits_for_its_order(pane, waiting, asking, much):
    pane.show_scope(BIG, parse("common"))
    assert rows(pane) == COUNT
    waiting.arrive()
    assert rows(pane) == FIRST


def test_a_query_of_several_questions_is_asked_row_by_row_before_all(pane, waiting, asking, qtbot):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.show_scope(BIG, parse("common is:unread"))
    assert rows(pane) == FIRST
    for text, count in (("2222 is:unread", 1), ("7 is:unread", 111), ("nothing is:unread", 0)):
        pane.show_scope(BIG, parse(text))
        assert rows(pane) == count
        assert pane.is_whole
    assert not asking.asked


def test_of_a_short_list_no_other_works_are_asked_about(pane, waiting, asking, much):
    pane.show_scope(SMALL, parse("-two"))
    assert (rows(pane), titles(pane, 0)) == (1, ["one"])
    assert (pane.is_whole, asking.asked) == (True, [])


def test_what_is_shown_again_stays_until_all_is_found(pane, waiting, asking, much, qtbot):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.show_scope(BIG, parse("common"))
    qtbot.waitUntil(lambda: len(asking.asked) == 1)
    asking.answer()
    qtbot.waitUntil(lambda: titles(pane, FIRST) == [f"common title {FIRST}"])
    pane.view.setCurrentIndex(pane.view.index_of(1000))
    bar = pane.view.verticalScrollBar()
    scrolled = bar.value()
    pane.refresh(Changes(Aspect.CATALOG))
    waiting.arrive()
    assert len(asking.asked) == 2
    assert (rows(pane), titles(pane, FIRST)) == (1300, [f"common title {FIRST}"])
    asking.answer()
    qtbot.waitUntil(lambda: titles(pane, FIRST) == [f"common title {FIRST}"])
    assert (pane.view.currentIndex().row(), bar.value()) == (1000, scrolled)


def test_a_pattern_is_looked_for_beside_and_what_is_shown_stays_till_then(pane, waiting, asking):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.show_scope(BIG, parse("/TITLE 222[0-9]$/"))
    assert rows(pane) == COUNT
    asking.answer()
    assert (rows(pane), titles(pane, 0)) == (10, ["title 2220"])
    pane.show_scope(BIG, parse("title:2223"))
    assert titles(pane, 0) == ["title 2223"]
    assert len(asking.asked) == 1


def test_the_first_rows_of_a_pattern_come_before_all(pane, waiting, asking):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.show_scope(BIG, parse("/common/"))
    asking.glimpse()
    assert (rows(pane), titles(pane, 0)) == (FIRST, ["common title 0"])
    assert pane.header.counts == f"{FIRST} entries, {FIRST} works and more …"
    assert not pane.is_whole
    pane.view.setCurrentIndex(pane.view.index_of(7))
    pane.select_all()
    assert pane.selected_count() == 1
    asking.answer()
    assert rows(pane) == FEW_HITS + 300
    assert pane.header.counts.startswith("1,300 entries, 1,300 works, ")
    assert pane.selected_count() == FEW_HITS + 300
    assert pane.view.currentIndex().row() == 7


def test_what_waits_for_all_rows_is_not_done_elsewhere(pane, waiting, asking):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.show_scope(BIG, parse("/common/"))
    asking.glimpse()
    pane.select_all()
    pane.show_scope(BIG, parse("/title 222[0-9]/"))
    asking.glimpse()
    assert (rows(pane), pane.is_whole) == (10, True)
    asking.answer()
    assert (rows(pane), pane.selected_count()) == (10, 0)


def test_in_another_order_no_first_rows_are_asked_for(pane, waiting, asking):
    pane.show_scope(BIG, parse("/common/"), Sort.TITLE)
    assert not asking.asked[-1][-1]


def test_what_has_an_order_of_its_own_has_no_first_rows(folder):
    assert read_glimpse(folder, ALL, parse("like:nothing")) is None
    assert read_glimpse(folder, SearchScope(SearchId(1)), parse("url:example")) is None


def test_first_rows_that_take_long_are_not_waited_for(folder, monkeypatch):
    monkeypatch.setattr("effllm_desktop.app.readmodels.orders._GLIMPSE_SECONDS", -1)
    monkeypatch.setattr("effllm_desktop.store.database._STEPS", 1)
    assert read_glimpse(folder, ALL, parse("url:example")) is None


def test_an_answer_to_what_was_asked_before_is_not_shown(pane, waiting, asking):
    pane.show_scope(BIG)
    waiting.arrive()
    pane.show_scope(BIG, parse("/222[0-9]/"))
    pane.show_scope(BIG, parse("/222[01]/"))
    asking.answer(0)
    assert rows(pane) == COUNT
    asking.answer(1)
    assert rows(pane) == 2
    pane.show_scope(BIG)
    asking.answer(1)
    assert rows(pane) == COUNT


def test_many_hits_of_a_pattern_wait_for_the_order_as_well(pane, waiting, asking, qtbot):
    pane.show_scope(BIG)
    pane.show_scope(BIG, parse("/common/"))
    asking.answer()
    assert rows(pane) == COUNT
    waiting.arrive()
    assert (rows(pane), titles(pane, 0, FIRST)) == (FEW_HITS + 300, ["common title 0", None])
    qtbot.waitUntil(lambda: titles(pane, FIRST) == [f"common title {FIRST}"])
    assert len(asking.asked) == 1


def test_the_order_may_come_before_the_hits(pane, waiting, asking):
    pane.show_scope(BIG)
    pane.show_scope(BIG, parse("/222[0-9]/"))
    waiting.arrive()
    assert rows(pane) == COUNT
    asking.answer()
    assert rows(pane) == 10


def test_a_saved_pattern_is_read_by_a_job_alone(pane, waiting, library):
    library.workspace.run(SaveSearch("Patterns", "/title 22[0-9]{2}$/"))
    scope = SearchScope(SearchId(library.outlines.read().searches[-1].id))
    pane.show_scope(BIG)
    pane.show_scope(scope, lists=1)
    assert (rows(pane), pane.empty.shown.title) == (0, "Looking")
    waiting.arrive()
    assert (rows(pane), titles(pane, 0)) == (100, ["title 2200"])
    pane.show_scope(scope, parse("2222"))
    assert titles(pane, 0) == ["title 2222"]


def test_the_most_alike_are_shown_first_in_list_order_alone(pane, waiting, asking, library):
    query = parse("like:url:example.org/7")
    pane.show_scope(SMALL, query)
    asking.answer()
    assert rows(pane) == 0
    pane.show_scope(BIG, query)
    asking.answer()
    best = library.entries.found_by(query).works
    assert len(best) == rows(pane)
    pane.show_scope(BIG, query, Sort.TITLE)
    asking.answer()
    assert len(best) == rows(pane)
