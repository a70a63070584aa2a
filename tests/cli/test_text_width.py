import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.cli.text_width import columns, one_line, pad, safe, shorten, wrap

WIDTHS = st.integers(min_value=2, max_value=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("abc", 3),
        ("论解", 4),
        ("é", 1),
        ("e\u0301", 1),
        ("🌟", 2),
        ("a\u200db", 2),
        ("ｆ", 2),
    ],
)
def test_wide_characters_take_two_columns_and_accents_none(text, expected):
    assert columns(text) == expected


def test_text_is_padded_to_columns_not_to_characters():
    assert pad("论解", 6) == "论解  "
    assert pad("12", 4, right=True) == "  12"
    assert pad("too long", 3) == "too long"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("fits", 4, "fits"),
        ("does not fit", 8, "does no…"),
        ("ends in blank", 6, "ends…"),
        ("论文解读", 5, "论文…"),
        ("论文解读", 6, "论文…"),
    ],
)
def test_what_is_too_long_ends_in_an_ellipsis(text, width, expected):
    assert shorten(text, width) == expected


def test_lines_break_at_blanks():
    assert wrap("Key value caches in the wild", 12) == ["Key value", "caches in", "the wild"]


def test_chinese_breaks_between_characters_but_not_before_a_comma():
    assert wrap("解读、大模型", 4) == ["解", "读、", "大模", "型"]


def test_an_opening_bracket_stays_with_what_it_opens():
    assert wrap("解读《论文》", 6) == ["解读", "《论", "文》"]


def test_a_word_longer_than_a_line_is_broken():
    assert wrap("https://example.org/a", 10) == ["https://ex", "ample.org/", "a"]


def test_nothing_is_one_empty_line():
    assert wrap("", 10) == [""]
    assert wrap("   ", 10) == [""]


@given(st.text(), WIDTHS)
def test_wrapped_lines_fit_and_lose_only_blanks(text, width):
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


@given(st.text(), WIDTHS)
def test_shortened_text_fits(text, width):
    assert columns(shorten(text, width)) <= width


def test_no_text_steers_the_terminal():
    assert safe("a\x1b[31mred\x07\x9b\u202eturned\r") == "a�[31mred���turned�"
    assert safe("two\nlines\tand a tab") == "two\nlines\tand a tab"
    assert one_line(" two\r\n lines\x1b ") == "two lines�"
