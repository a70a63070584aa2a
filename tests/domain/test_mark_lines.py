"""The lines that underlines and strike-outs draw."""

import pytest

from effllm_desktop.domain.highlights import HighlightKind
from effllm_desktop.domain.mark_lines import line_of
from effllm_desktop.domain.pdf import Box

TEXT = Box(40, 100, 90, 112)


def test_an_underline_lies_below_the_letters_and_inside_the_box():
    assert line_of(HighlightKind.UNDERLINE, TEXT) == pytest.approx(Box(40, 110.5, 90, 111.5))


def test_a_strike_out_goes_through_the_small_letters():
    assert line_of(HighlightKind.STRIKEOUT, TEXT) == pytest.approx(Box(40, 106.5, 90, 107.5))


def test_a_line_is_as_thick_as_its_text_is_large_but_always_seen():
    thick = line_of(HighlightKind.UNDERLINE, TEXT._replace(top=52))
    assert thick.bottom - thick.top == 5
    thin = line_of(HighlightKind.UNDERLINE, TEXT, thinnest=3)
    assert thin == pytest.approx(Box(40, 109.5, 90, 112.5))
