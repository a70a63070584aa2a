"""Boxes of letters become boxes of lines."""

from effllm_desktop.domain.pdf import Box, merged


def test_letters_of_a_line_are_one_box():
    assert merged([Box(0, 0, 5, 10), Box(5, 1, 9, 9)]) == (Box(0, 0, 9, 10),)
    assert merged([Box(50, 0, 55, 10), Box(0, 12, 5, 22)]) == (
        Box(50, 0, 55, 10),
        Box(0, 12, 5, 22),
    )
    assert merged([]) == ()


def test_what_has_no_extent_makes_no_line_longer():
    letters = [Box(0, 0, 5, 10), Box(80, 8, 80, 8), Box(6, 0, 9, 10), Box(0, 0, 0, 0)]
    assert merged(letters) == (Box(0, 0, 9, 10),)
