import pytest

from effllm_desktop.domain.columns import Column, ColumnSort, Level, by_columns
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
