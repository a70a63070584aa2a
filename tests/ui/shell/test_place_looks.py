"""How the entries of each place are shown is remembered, and nonsense was never set."""

import pytest

from effllm_desktop.domain.columns import Column, ColumnSort, Grouped, Level
from effllm_desktop.domain.ids import ListId, SearchId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, SearchScope, Sort
from effllm_desktop.ui.entries.columns import Shown
from effllm_desktop.ui.runtime.window_state import WindowState
from effllm_desktop.ui.shell.place_looks import AS_THE_PROGRAM_HAS_IT, PlaceLook, PlaceLooks

YEAR, TITLE = Level(Column.YEAR, descending=True), Level(Column.TITLE)
COLUMNS = (Shown(Column.TITLE, 200), Shown(Column.YEAR, 60))
LOOKS = {
    PlaceScope(Place.ALL): PlaceLook(is_table=True, columns=COLUMNS, sort=ColumnSort(YEAR, TITLE)),
    PlaceScope(Place.QUEUE): PlaceLook(columns=COLUMNS),
    ListScope(ListId(3)): PlaceLook(sort=Sort.YEAR),
    ListScope(ListId(4)): PlaceLook(is_table=True, columns=COLUMNS[:1], sort=ColumnSort(TITLE)),
    SearchScope(SearchId(3)): PlaceLook(is_table=True, columns=COLUMNS),
    PlaceScope(Place.READING): PlaceLook(is_table=True, columns=COLUMNS, group=Column.VENUE),
    PlaceScope(Place.STARRED): PlaceLook(columns=COLUMNS, sort=Sort.TITLE, group=Column.TAGS),
}


def test_each_place_has_its_own(tmp_path):
    state = WindowState(tmp_path)
    looks = PlaceLooks(state)
    for place, look in LOOKS.items():
        assert looks.of(place) == AS_THE_PROGRAM_HAS_IT
        looks.set(place, look)
    state.save()
    again = PlaceLooks(WindowState(tmp_path))
    assert {place: again.of(place) for place in LOOKS} == LOOKS
    assert again.of(PlaceScope(Place.NEW)) == AS_THE_PROGRAM_HAS_IT


def test_rows_are_in_groups_only_in_a_table():
    look = LOOKS[PlaceScope(Place.READING)]
    assert (look.is_grouped, look.order) == (True, Grouped(Column.VENUE))
    assert (look._replace(group=None).is_grouped, look._replace(group=None).order) == (
        False,
        Sort.LIST,
    )
    look = LOOKS[PlaceScope(Place.STARRED)]
    assert (look.is_grouped, look.order) == (False, Sort.TITLE)


@pytest.mark.parametrize("group", ['"colour"', '"title"', "7", "null", "[]"])
def test_what_cannot_be_grouped_by_is_left_out(tmp_path, group):
    state = WindowState(tmp_path)
    columns = '[["title", 200], ["year", 60]]'
    said = f'{{"table": true, "columns": {columns}, "sort": "year", "group": {group}}}'
    state.set("looks/place-all", said)
    look = PlaceLooks(state).of(PlaceScope(Place.ALL))
    assert look == PlaceLook(is_table=True, columns=COLUMNS, sort=Sort.YEAR)


def test_a_place_can_be_as_the_program_has_it_again(tmp_path):
    state = WindowState(tmp_path)
    place, look = next(iter(LOOKS.items()))
    PlaceLooks(state).set(place, look)
    PlaceLooks(state).set(place, AS_THE_PROGRAM_HAS_IT)
    assert PlaceLooks(state).of(place) == AS_THE_PROGRAM_HAS_IT


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "7",
        "{}",
        '{"table": true, "columns": [], "sort": "colour"}',
        '{"table": true, "columns": 7, "sort": "list"}',
        '{"table": true, "columns": [["title"]], "sort": "list"}',
        '{"table": true, "columns": [["title", "wide"]], "sort": "list"}',
        '{"table": true, "columns": [["title", Infinity]], "sort": "list"}',
        '{"table": true, "columns": [], "sort": []}',
        '{"table": true, "columns": [], "sort": [["colour", true]]}',
        '{"table": true, "columns": [], "sort": [7]}',
    ],
)
def test_nonsense_was_never_set(tmp_path, text):
    state = WindowState(tmp_path)
    state.set("looks/place-all", text)
    assert PlaceLooks(state).of(PlaceScope(Place.ALL)) == AS_THE_PROGRAM_HAS_IT


def test_columns_and_levels_of_a_newer_program_are_left_out(tmp_path):
    state = WindowState(tmp_path)
    columns = '[["title", 200], ["colour", 30], ["title", 9], ["year", 60]]'
    sort = '[["year", true], ["title", false], ["venue", false]]'
    state.set("looks/place-all", f'{{"table": true, "columns": {columns}, "sort": {sort}}}')
    look = PlaceLooks(state).of(PlaceScope(Place.ALL))
    assert look == PlaceLook(is_table=True, columns=COLUMNS, sort=ColumnSort(YEAR, TITLE))
