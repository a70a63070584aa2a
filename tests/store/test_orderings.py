"""Very many rows are sorted without a look at the entries: indexes hold what it takes."""

import pytest

from effllm_desktop.domain.columns import GROUPING, Column, ColumnSort, Grouped, Level
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, Sort
from effllm_desktop.store import groups, orders

SORTS = [
    Sort.LIST,
    *(ColumnSort(Level(column, down)) for column in Column for down in (False, True)),
    ColumnSort(Level(Column.AUTHORS), Level(Column.YEAR, descending=True)),
    ColumnSort(Level(Column.TITLE), Level(Column.VENUE)),
    *(Grouped(column) for column in GROUPING),
]


@pytest.fixture
def asked(database, monkeypatch):
    """What SQLite was asked, as it would go about it."""
    plans = []
    rows, value = database.rows, database.value

    def explain(sql, values):
        plans.extend(detail for *_, detail in rows(f"EXPLAIN QUERY PLAN {sql}", values))

    def noted_rows(sql, values=()):
        explain(sql, values)
        return rows(sql, values)

    def noted_value(sql, values=()):
        explain(sql, values)
        return value(sql, values)

    monkeypatch.setattr(database, "rows", noted_rows)
    monkeypatch.setattr(database, "value", noted_value)
    return plans


@pytest.mark.parametrize("scope", [ListScope(ListId(1)), PlaceScope(Place.ALL)])
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("read", [orders.whole, lambda *asked: orders.first(*asked, 200)])
def test_no_entry_is_looked_at(database, asked, scope, sort, read):
    read(database, scope, sort)
    entries = [line for line in asked if line.startswith(("SCAN e", "SEARCH e"))]
    assert all("COVERING INDEX" in line for line in entries), entries
    assert entries or scope == PlaceScope(Place.ALL)


def test_short_columns_are_looked_for_in_the_shorter_index(database, asked):
    scope = ListScope(ListId(1))
    orders.whole(database, scope, Sort.LIST)
    orders.whole(database, scope, ColumnSort(Level(Column.YEAR)))
    orders.whole(database, scope, ColumnSort(Level(Column.VENUE)))
    assert sum("idx_entries_in_order" in line for line in asked) == 3
    asked.clear()
    orders.whole(database, scope, ColumnSort(Level(Column.AUTHORS)))
    assert any("idx_entries_in_words" in line for line in asked)


@pytest.mark.parametrize("scope", [ListScope(ListId(1)), PlaceScope(Place.ALL)])
@pytest.mark.parametrize("column", GROUPING)
def test_groups_are_counted_without_a_look_at_the_entries(database, asked, scope, column):
    groups.of_scope(database, scope, Grouped(column))
    entries = [line for line in asked if line.startswith(("SCAN e", "SEARCH e"))]
    assert all("COVERING INDEX" in line for line in entries), entries
    assert entries or scope == PlaceScope(Place.ALL)
