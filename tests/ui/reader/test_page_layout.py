"""Where pages lie, and what is where on them, at any zoom and turn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.pdf import Box, PageSize
from effllm_desktop.ui.reader.page_layout import GAP, PageLayout, Spot, fit_page, fit_width

SIZES = (PageSize(400, 600), PageSize(600, 400), PageSize(400, 600))
QUARTERS = st.integers(0, 3)
SCALES = st.floats(0.2, 8)


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
    assert PageLayout((), 1, 0, 0).spot(1, 1) is None


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


@given(st.integers(1, 3), st.floats(0, 1), st.floats(0, 1), SCALES, QUARTERS, st.floats(0, 3000))
def test_what_is_shown_somewhere_is_found_there(page, across, down, scale, quarters, width):
    layout = PageLayout(SIZES, scale, quarters, width)
    size = SIZES[page - 1]
    spot = Spot(page, across * size.width, down * size.height)
    found = layout.nearest_spot(*layout.point(spot))
    assert found.page == page
    assert (found.x, found.y) == pytest.approx((spot.x, spot.y), abs=0.01)


@given(SCALES, SCALES, QUARTERS, st.floats(0, 1000), st.floats(0, 1500))
def test_what_is_anchored_is_the_same_at_another_scale(before, after, quarters, x, y):
    old, new = PageLayout(SIZES, before, quarters, 0), PageLayout(SIZES, after, quarters, 0)
    anchor = old.anchor(x, y)
    assert old.anchored(anchor) == pytest.approx((x, y))
    again = new.anchor(*new.anchored(anchor))
    if 0 <= anchor.down < 1:
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
