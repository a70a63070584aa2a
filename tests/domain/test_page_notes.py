"""Where the sign of a note lies on its page, and how it looks."""

from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.page_notes import SIGN, free_sign, moved, sign_at, sign_lines
from effllm_desktop.domain.pdf import Box, PageSize

PAGE = PageSize(400, 600)
PLACES = st.floats(-1000, 1000)


def test_a_sign_lies_around_its_place():
    assert sign_at(100, 200, PAGE) == Box(90, 190, 110, 210)


@given(PLACES, PLACES, PLACES, PLACES)
def test_a_sign_never_leaves_its_page(x, y, across, down):
    for sign in (sign_at(x, y, PAGE), moved(sign_at(x, y, PAGE), across, down, PAGE)):
        assert 0 <= sign.left < sign.right <= PAGE.width
        assert 0 <= sign.top < sign.bottom <= PAGE.height
        assert round(sign.right - sign.left, 2) == round(sign.bottom - sign.top, 2) == SIGN


def test_a_page_smaller_than_a_sign_has_it_in_its_corner():
    assert sign_at(5, 5, PageSize(10, 10)) == Box(0, 0, SIGN, SIGN)


def test_a_new_sign_hides_no_other_one():
    taken = [sign_at(100, 200, PAGE), sign_at(100, 220, PAGE)]
    assert free_sign(100, 200, PAGE, taken) == sign_at(100, 240, PAGE)
    assert free_sign(100, 200, PAGE, taken[1:]) == sign_at(100, 200, PAGE)
    assert free_sign(150, 200, PAGE, taken) == sign_at(150, 200, PAGE)


def test_where_the_page_ends_a_sign_may_lie_on_another_one():
    lowest = sign_at(100, 600, PAGE)
    assert free_sign(100, 595, PAGE, [lowest]) == lowest


def test_a_sign_is_moved_by_points():
    assert moved(sign_at(100, 200, PAGE), 8, -8, PAGE) == sign_at(108, 192, PAGE)


def test_what_is_drawn_lies_in_the_sign():
    sign = sign_at(100, 200, PAGE)
    outline, *lines = sign_lines(sign)
    assert len(outline) == 5
    for x, y in (point for line in (outline, *lines) for point in line):
        assert sign.left < x < sign.right
        assert sign.top < y < sign.bottom
