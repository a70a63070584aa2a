"""Where pages lie, and what is where on them, at any zoom and turn."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.pdf import Box, PageSize
from effllm_desktop.ui.reader.page_layout import GAP, PageLayout, Spot, fit_page, fit_width
from effllm_desktop.ui.reader.spreads import Rows, Spread

SIZES = (PageSize(400, 600), PageSize(600, 400), PageSize(400, 600))
QUARTERS = st.integers(0, 3)
SCALES = st.floats(0.2, 8)
SPREADS = st.sampled_from(Spread)


def test_pages_stand_one_below_the_other_in_the_middle():
    layout = PageLayout(SIZES, 2, 0, 100)
    first, second = layout.area(1), layout.area(2)
    assert first == (200 + GAP, GAP, 800, 1200)
    assert second.top == first.bottom + GAP
    assert layout.width == 1200 + 2 * GAP
    assert layout.height == layout.area(3).bottom + GAP
    assert PageLayout(SIZES, 2, 0, 3000).area(2).left == 900


def test_pages_are_found_by_height():
    layout = PageLayout(SIZES, 1, 0, 0)
    assert [layout.page_at(y) for y in (-5, 0, 300, 613, 640, 5000)] == [1, 1, 1, 1, 2, 3]
    assert list(layout.pages_between(0, 100)) == [1]
    assert list(layout.pages_between(600, 700)) == [1, 2]
    assert list(layout.pages_between(614, 700)) == [2]
    assert list(layout.pages_between(0, 5000)) == [1, 2, 3]
    assert list(PageLayout((), 1, 0, 0).pages_between(0, 100)) == []
    for spread in Spread:
        assert PageLayout((), 1, 0, 0, spread).spot(1, 1) is None


def test_beside_the_pages_there_is_no_place_but_a_nearest_one():
    layout = PageLayout(SIZES, 1, 0, 1000)
    area = layout.area(1)
    assert layout.spot(area.left - 1, area.top + 5) is None
    assert layout.nearest_spot(area.left - 50, area.top + 5) == Spot(1, 0, 5)
    assert layout.spot(area.left + 3, area.top + 5) == Spot(1, 3, 5)


@pytest.mark.parametrize(
    ("quarters", "corner"), [(0, (0, 0)), (1, (600, 0)), (2, (400, 600)), (3, (0, 400))]
)
def test_the_upper_left_corner_of_a_page_goes_round(quarters, corner):
    layout = PageLayout(SIZES[:1], 1, quarters, 0)
    area = layout.area(1)
    assert layout.point(Spot(1, 0, 0)) == (area.left + corner[0], area.top + corner[1])


@given(
    st.integers(1, 3),
    st.floats(0, 1),
    st.floats(0, 1),
    SCALES,
    QUARTERS,
    st.floats(0, 3000),
    SPREADS,
)
def test_what_is_shown_somewhere_is_found_there(page, across, down, scale, quarters, width, spread):
    layout = PageLayout(SIZES, scale, quarters, width, spread)
    size = SIZES[page - 1]
    spot = Spot(page, across * size.width, down * size.height)
    found = layout.nearest_spot(*layout.point(spot))
    assert found.page == page
    assert (found.x, found.y) == pytest.approx((spot.x, spot.y), abs=0.01)


@given(SCALES, SCALES, QUARTERS, st.floats(0, 1000), st.floats(0, 1500), SPREADS)
def test_what_is_anchored_is_the_same_at_another_scale(before, after, quarters, x, y, spread):
    old = PageLayout(SIZES, before, quarters, 0, spread)
    new = PageLayout(SIZES, after, quarters, 0, spread)
    anchor = old.anchor(x, y)
    assert old.anchored(anchor) == pytest.approx((x, y))
    again = new.anchor(*new.anchored(anchor))
    if 0 <= anchor.down < 1 and 0 <= anchor.across <= 1:
        assert again == pytest.approx(anchor)


@given(QUARTERS, SCALES)
def test_a_box_stays_upright_and_as_large(quarters, scale):
    layout = PageLayout(SIZES, scale, quarters, 0)
    area = layout.box(2, Box(10, 20, 110, 40))
    sides = (area.width, area.height) if quarters % 2 == 0 else (area.height, area.width)
    assert sides == pytest.approx((100 * scale, 20 * scale))


def test_pages_fit_the_view():
    assert fit_width(SIZES, 0, 600 + 2 * GAP) == 1
    assert fit_page(SIZES, 1, 0, 4000, 600 + 2 * GAP) == 1
    assert fit_page(SIZES, 1, 1, 600 + 2 * GAP, 4000) == 1
    assert fit_width((), 0, 5) == 1


# --- two side by side ----------------------------------------------------------------------------


@given(st.integers(0, 9), SPREADS)
def test_each_page_stands_once_in_a_row_of_one_or_two(pages, spread):
    rows = Rows(pages, spread)
    found = [list(rows.pages_of(row)) for row in range(len(rows))]
    assert [page for beside in found for page in beside] == list(range(1, pages + 1))
    assert all(1 <= len(beside) <= rows.columns for beside in found)
    assert all(rows.row_of(page) == row for row, beside in enumerate(found) for page in beside)
    if spread is Spread.COVER and pages:
        assert found[0] == [1]
    assert len(rows.pages_of(len(rows))) == 0


def test_two_stand_side_by_side_in_the_middle():
    layout = PageLayout(SIZES, 2, 0, 100, Spread.TWO)
    first, second, third = (layout.area(page) for page in (1, 2, 3))
    assert first == (GAP, GAP, 800, 1200)
    assert second == (first.right + GAP, GAP, 1200, 800)
    assert layout.width == second.right + GAP
    assert third.top == first.bottom + GAP
    assert third.right == layout.width / 2 - GAP / 2  # a last one alone keeps to its side
    wide = PageLayout(SIZES, 2, 0, 3000, Spread.TWO)
    assert wide.area(1).left - 0 == pytest.approx(3000 - wide.area(2).right)


def test_a_cover_stands_alone_on_the_right():
    sizes = [PageSize(400, 600)] * 3
    layout = PageLayout(sizes, 1, 0, 0, Spread.COVER)
    assert layout.area(1).left == layout.area(3).left
    assert layout.area(2).top == layout.area(3).top == layout.area(1).bottom + GAP
    alone = PageLayout(sizes[:1], 1, 0, 0, Spread.COVER)
    assert alone.area(1).left == GAP
    assert alone.width == 400 + 2 * GAP


def test_of_two_the_nearer_page_is_meant():
    layout = PageLayout(SIZES, 1, 0, 0, Spread.TWO)
    first, second = layout.area(1), layout.area(2)
    assert layout.page_at(100) == layout.page_at(100, first.left) == 1
    assert layout.page_at(100, second.left) == layout.page_at(100, 9000) == 2
    assert layout.page_at(5000, 9000) == 3
    assert layout.spot(second.left + 5, second.top + 6) == Spot(2, 5, 6)
    assert layout.spot(second.left + 5, second.bottom + 6) is None
    assert layout.nearest_spot(second.left + 5, second.bottom + 6) == Spot(2, 5, 400)
    assert list(layout.pages_between(0, 100)) == [1, 2]
    assert list(layout.pages_between(600, 700)) == [1, 2, 3]
    assert list(layout.pages_between(614, 700)) == [3]


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), min_size=1), QUARTERS, SPREADS)
def test_pages_do_not_overlap_and_fit_the_width(sides, quarters, spread):
    sizes = [PageSize(*one) for one in sides]
    width = 700
    scale = fit_width(sizes, quarters, width, spread)
    layout = PageLayout(sizes, scale, quarters, width, spread)
    areas = [layout.area(page) for page in range(1, len(sizes) + 1)]
    assert layout.width == pytest.approx(width)
    for area in areas:
        assert area.left >= GAP - 0.01
        assert area.right <= width - GAP + 0.01
        assert area.bottom <= layout.height
    for one, other in pairwise(areas):
        beside = other.left >= one.right + GAP - 0.01
        assert (one.top == other.top and beside) or other.top >= one.bottom + GAP - 0.01


def test_two_pages_fit_the_view():
    assert fit_width(SIZES, 0, 1000 + 3 * GAP, Spread.TWO) == 1
    assert fit_page(SIZES, 2, 0, 4000, 600 + 2 * GAP, Spread.TWO) == 1
    assert fit_page(SIZES, 1, 0, 1000 + 3 * GAP, 4000, Spread.TWO) == 1
    assert fit_page(SIZES, 3, 0, 800 + 3 * GAP, 4000, Spread.TWO) == 1
    assert fit_page(SIZES, 1, 0, 800 + 3 * GAP, 4000, Spread.COVER) == 1
    assert fit_page(SIZES[:1], 1, 0, 400 + 2 * GAP, 4000, Spread.COVER) == 1


def test_twenty_thousand_pages_are_laid_out_at_once():
    sizes = [PageSize(400, 600)] * 20_000
    layout = PageLayout(sizes, 1, 0, 900, Spread.COVER)
    assert layout.area(20_000).bottom == layout.height - GAP
    assert len(layout.pages_between(layout.height / 2, layout.height / 2 + 700)) <= 6
