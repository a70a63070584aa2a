"""Which row is which entry: what a plain list of all rows says, for any groups and folds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.ui.entries.shown_rows import PlainRows, ShownRows

COUNTS = st.lists(st.integers(min_value=1, max_value=5), max_size=8)


@st.composite
def grouped(draw):
    """The table, and the same written out: `("group", n)` or `("entry", n)` for each row."""
    counts = draw(COUNTS)
    folded = draw(st.sets(st.integers(0, len(counts) - 1))) if counts else set()
    rows, entry = [], 0
    for group, count in enumerate(counts):
        rows.append(("group", group))
        if group not in folded:
            rows += [("entry", entry + place) for place in range(count)]
        entry += count
    return ShownRows(counts, folded), rows, counts, folded


@given(grouped())
def test_each_row_is_a_header_or_an_entry(made):
    shown, rows, counts, folded = made
    assert (len(shown), shown.groups, shown.folded) == (len(rows), len(counts), folded)
    for row, (what, number) in enumerate(rows):
        assert shown.header_at(row) == (number if what == "group" else None)
        assert shown.entry_at(row) == (number if what == "entry" else None)


@given(grouped())
def test_each_entry_has_a_row_or_is_folded_away(made):
    shown, rows, counts, folded = made
    groups = [group for group, count in enumerate(counts) for _ in range(count)]
    for entry, group in enumerate(groups):
        assert shown.group_of(entry) == group
        header = rows.index(("group", group))
        assert shown.header_of(group) == header
        where = None if group in folded else rows.index(("entry", entry))
        assert shown.row_of(entry) == where
        assert shown.row_near(entry) == (header if where is None else where)


@given(grouped())
def test_a_group_knows_its_entries_and_its_rows(made):
    shown, rows, counts, _ = made
    for group in range(len(counts)):
        entries = range(sum(counts[:group]), sum(counts[: group + 1]))
        assert shown.entries_of(group) == entries
        there = [rows.index(("entry", one)) for one in entries if ("entry", one) in rows]
        assert list(shown.rows_of(group)) == there


@given(grouped(), st.data())
def test_runs_of_rows_hold_the_entries_between_the_headers(made, data):
    shown, rows, _, _ = made
    first = data.draw(st.integers(0, len(rows)))
    after = data.draw(st.integers(first, len(rows)))
    runs = list(shown.entries_in(range(first, after)))
    expected = [number for what, number in rows[first:after] if what == "entry"]
    assert [entry for run in runs for entry in run] == expected
    assert all(one.stop < two.start for one, two in pairwise(runs))


@given(grouped(), st.data())
def test_runs_of_entries_are_shown_by_rows_and_the_headers_between(made, data):
    shown, rows, counts, _ = made
    first = data.draw(st.integers(0, sum(counts)))
    after = data.draw(st.integers(first, sum(counts)))
    runs = list(shown.rows_in(range(first, after)))
    said = [[rows[row] for row in run] for run in runs]
    entries = [number for run in said for what, number in run if what == "entry"]
    assert entries == [n for n in range(first, after) if ("entry", n) in rows]
    for run in said:
        assert run[0][0] == run[-1][0] == "entry"
    assert all(one.stop < two.start for one, two in pairwise(runs))
    headers = [rows[one.stop : two.start] for one, two in pairwise(runs)]
    assert all(len(between) > 1 for between in headers)  # a single one is chosen with its rows


@given(grouped(), st.data())
def test_groups_are_folded_and_unfolded(made, data):
    shown, _, counts, _ = made
    folded = data.draw(st.sets(st.integers(0, len(counts) - 1))) if counts else set()
    other, fresh = shown.with_folded(folded), ShownRows(counts, folded)
    assert other.folded == folded
    assert [other.entry_at(row) for row in range(len(other))] == [
        fresh.entry_at(row) for row in range(len(fresh))
    ]


@pytest.mark.parametrize("count", [0, 1, 7])
def test_without_groups_rows_are_entries(count):
    plain = PlainRows(count)
    assert (len(plain), plain.has_headers, plain.groups) == (count, False, 0)
    for number in range(count):
        assert (plain.entry_at(number), plain.row_of(number)) == (number, number)
        assert plain.row_near(number) == number
        assert plain.header_at(number) is None
    assert list(plain.rows_in(range(count))) == ([range(count)] if count else [])
    assert list(plain.entries_in(range(count))) == ([range(count)] if count else [])
