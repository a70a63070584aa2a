"""What stands above columns, and what is done to them."""

import pytest
from PySide6.QtCore import Qt

from effllm_desktop.domain.columns import Column, ColumnSort, Level
from effllm_desktop.domain.scopes import Sort
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.entries.columns import (
    COLUMNS,
    WIDTHS,
    Shown,
    above,
    clicked,
    heading,
    in_words,
    known,
    moved,
    usual,
)
from tests.support.rows import row

YEAR_DOWN, TITLE_UP = Level(Column.YEAR, descending=True), Level(Column.TITLE)
BOTH = ColumnSort(YEAR_DOWN, TITLE_UP)
SHOWN = tuple(Shown(column, 100) for column in (Column.TITLE, Column.YEAR, Column.TAGS))


def test_every_column_has_a_look():
    assert set(COLUMNS) == set(Column)
    names = [look.name for look in COLUMNS.values()]
    assert len(set(names)) == len(names)
    assert all(bool(look.icon) == bool(look.sign) for look in COLUMNS.values())


def test_columns_say_what_a_row_is():
    said = row(
        status=Status.READ,
        starred=True,
        rating=3,
        has_note=True,
        pdf="cached",
        tags=("A", "b"),
        citations=1200,
        stars=20_000,
        added="2026-03-01T12:00:00+00:00",
    )
    assert {column.value: look.text(said) for column, look in COLUMNS.items()} == {
        "status": "Read",
        "kind": "Paper",
        "title": "Pruning",
        "authors": "A, B, …, Z",
        "year": "2024",
        "venue": "arXiv",
        "section": "Methods",
        "list": "Reading",
        "tags": "A, b",
        "rating": "★★★",
        "note": "With a note",
        "pdf": "PDF on this machine",
        "citations": "1,200",
        "stars": "20,000",
        "added": "2026-03-01",
        "changed": "",
        "star": "Starred",
    }


def test_what_is_not_there_is_not_said():
    bare = row(venue=None, year=None, kind=row().kind)
    empty = {column for column, look in COLUMNS.items() if not look.text(bare)}
    there = {Column.STATUS, Column.KIND, Column.TITLE, Column.AUTHORS, Column.SECTION, Column.LIST}
    assert empty == set(Column) - there
    assert COLUMNS[Column.NOTE].icon(bare) == COLUMNS[Column.PDF].icon(bare) == ""


@pytest.mark.parametrize(
    ("column", "sort", "said"),
    [
        (Column.YEAR, Sort.LIST, "Year"),
        (Column.YEAR, Sort.YEAR, "Year ↓"),
        (Column.TITLE, ColumnSort(TITLE_UP), "Title ↑"),
        (Column.YEAR, BOTH, "Year ↓1"),
        (Column.TITLE, BOTH, "Title ↑2"),
        (Column.VENUE, BOTH, "Venue"),
        (Column.STAR, Sort.LIST, ""),
        (Column.STAR, ColumnSort(Level(Column.STAR, descending=True)), "↓"),
    ],
)
def test_an_arrow_shows_by_what_rows_are_sorted(column, sort, said):
    assert heading(column, sort) == said


def test_headings_speak():
    role = Qt.ItemDataRole.AccessibleTextRole
    assert above(Column.STAR, BOTH, role) == "Star"
    assert above(Column.YEAR, BOTH, role) == "Year, sorted, largest first"
    assert above(Column.TITLE, BOTH, role) == "Title, sorted second, smallest first"


def test_headings_stand_above_what_they_are_of():
    role = Qt.ItemDataRole.TextAlignmentRole
    assert above(Column.YEAR, BOTH, role) & Qt.AlignmentFlag.AlignRight
    assert above(Column.TITLE, BOTH, role) is None
    assert not above(Column.STAR, BOTH, Qt.ItemDataRole.DecorationRole).isNull()
    assert above(Column.TITLE, BOTH, Qt.ItemDataRole.DecorationRole) is None
    starred = ColumnSort(Level(Column.STAR))
    assert above(Column.STAR, starred, Qt.ItemDataRole.DecorationRole) is None


def test_a_column_is_clicked_three_times():
    sort = clicked(Sort.LIST, Column.YEAR, second=False)
    assert sort == ColumnSort(YEAR_DOWN)
    sort = clicked(sort, Column.YEAR, second=False)
    assert sort == ColumnSort(Level(Column.YEAR))
    assert clicked(sort, Column.YEAR, second=False) is None


def test_the_order_of_the_menu_is_turned_round_by_a_click():
    assert clicked(Sort.YEAR, Column.YEAR, second=False) == ColumnSort(Level(Column.YEAR))
    assert clicked(Sort.YEAR, Column.TITLE, second=True) == BOTH


def test_with_shift_the_first_level_stays():
    one = ColumnSort(YEAR_DOWN)
    two = clicked(one, Column.TITLE, second=True)
    assert two == BOTH
    turned = clicked(two, Column.TITLE, second=True)
    assert turned == ColumnSort(YEAR_DOWN, Level(Column.TITLE, descending=True))
    assert clicked(turned, Column.TITLE, second=True) == one
    assert clicked(two, Column.VENUE, second=True) == ColumnSort(YEAR_DOWN, Level(Column.VENUE))
    assert clicked(two, Column.YEAR, second=True) == ColumnSort(Level(Column.YEAR))
    assert clicked(Sort.LIST, Column.TITLE, second=True) == ColumnSort(TITLE_UP)


def test_an_order_is_said_in_words():
    assert in_words(ColumnSort(YEAR_DOWN)) == "year down"
    assert in_words(BOTH) == "year down, then title up"


def test_of_stored_columns_those_that_there_are_are_shown():
    stored = [("title", 5), ("colour", 80), ("year", 99_999), ("title", 80), ("tags", 80)]
    assert tuple(known(stored)) == (
        Shown(Column.TITLE, WIDTHS[0]),
        Shown(Column.YEAR, WIDTHS[1]),
        Shown(Column.TAGS, 80),
    )


def test_a_column_moves():
    def names(columns):
        return [one.column.value for one in columns]

    assert names(moved(SHOWN, 0, 2)) == ["year", "tags", "title"]
    assert names(moved(SHOWN, 2, 0)) == ["tags", "title", "year"]


def test_the_titles_of_the_usual_table_get_what_room_is_left():
    narrow, wide = usual(100), usual(1000)
    assert sum(one.width for one in wide) == 1000
    assert [one.width for one in narrow] == [COLUMNS[one.column].width for one in narrow]
    assert narrow[2].column is Column.TITLE
    assert wide[2].width > narrow[2].width
