import pytest

from effllm_desktop.domain.columns import (
    Column,
    ColumnSort,
    Grouped,
    Level,
    by_columns,
    within_groups,
)
from effllm_desktop.domain.scopes import Sort

YEAR, TITLE = Level(Column.YEAR, descending=True), Level(Column.TITLE)


def test_an_order_has_one_level_or_two():
    assert ColumnSort(YEAR).levels == (YEAR,)
    assert ColumnSort(YEAR, TITLE).levels == (YEAR, TITLE)


def test_an_order_knows_which_level_a_column_is():
    order = ColumnSort(YEAR, TITLE)
    assert order.level_of(Column.TITLE) is TITLE
    assert order.level_of(Column.VENUE) is None


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.LIST, None),
        (Sort.YEAR, ColumnSort(YEAR)),
        (Sort.TITLE, ColumnSort(TITLE)),
        (ColumnSort(TITLE, YEAR), ColumnSort(TITLE, YEAR)),
    ],
)
def test_every_order_but_that_of_the_list_is_one_by_columns(sort, order):
    assert by_columns(sort) == order
    assert {one for one in Sort if by_columns(one) is None} == {Sort.LIST}


@pytest.mark.parametrize(
    ("within", "sorted_by", "descending"),
    [
        (Sort.LIST, None, True),
        (Sort.TITLE, None, True),
        (Sort.YEAR, YEAR, True),
        (ColumnSort(Level(Column.YEAR)), Level(Column.YEAR), False),
        (ColumnSort(TITLE, Level(Column.YEAR)), None, True),
    ],
)
def test_groups_come_as_the_rows_are_sorted_or_as_is_natural(within, sorted_by, descending):
    groups = Grouped(Column.YEAR, within)
    assert (groups.sorted_by, groups.descending) == (sorted_by, descending)
    assert not Grouped(Column.SECTION, within).descending


def test_rows_in_groups_are_in_an_order_of_their_own():
    assert within_groups(Grouped(Column.KIND, Sort.YEAR)) is within_groups(Sort.YEAR) is Sort.YEAR
    assert by_columns(Grouped(Column.KIND, Sort.YEAR)) == ColumnSort(YEAR)
    assert by_columns(Grouped(Column.KIND)) is None
