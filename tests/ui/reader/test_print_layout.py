"""How pages lie on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.pdf import PageSize
from effllm_desktop.ui.reader.print_layout import BAND_PIXELS, bands, placed, repeated

SIDES = st.floats(10, 5000)


def test_a_page_is_as_large_as_the_paper_allows_and_in_the_middle():
    place = placed(PageSize(400, 600), 1000, 1200, 300)
    assert place == (0, 100, 0, 800, 1200, 1)


def test_a_page_is_turned_where_the_paper_is_not():
    place = placed(PageSize(600, 400), 800, 1200, 300)
    assert place == (1, 0, 0, 800, 1200, 1)


def test_no_finer_than_anybody_sees():
    assert placed(PageSize(400, 600), 1000, 1200, 1200).dots == 2


@given(SIDES, SIDES, SIDES, SIDES)
def test_no_page_leaves_its_paper(width, height, across, down):
    place = placed(PageSize(width, height), across, down, 600)
    assert place.left >= -0.01
    assert place.top >= -0.01
    assert place.left + place.width <= across + 0.01
    assert place.top + place.height <= down + 0.01


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_pieces_make_up_the_page(width, height):
    found = list(bands(width, height))
    assert [one.top for one in found] == [
        sum(before.height for before in found[:number]) for number in range(len(found))
    ]
    assert sum(one.height for one in found) == height
    assert all(one.width * one.height <= max(BAND_PIXELS, width) for one in found)


@pytest.mark.parametrize(
    ("collated", "sheets"), [(True, [1, 3, 1, 3]), (False, [1, 1, 3, 3])], ids=["sets", "pages"]
)
def test_copies(collated, sheets):
    assert repeated([1, 3], 2, collated=collated) == sheets
