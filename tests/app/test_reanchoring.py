"""A highlight is found again in another text of its paper, or said to be lost."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.app.reanchoring import Certainty, find_again
from effllm_desktop.domain.highlights import SURROUNDINGS, Passage
from effllm_desktop.domain.pdf import Box

PAGES = (
    "Abstract. Decoding is slow because every token waits for the one before it.",
    "We draft several tokens and verify them at once. The draft model is small, as planned here.",
    "The draft model is small in the second experiment, too. It was trained on code.",
)


def passage(quote, page=2, text=None):
    text = PAGES[page - 1] if text is None else text
    start = text.index(quote)
    before = text[max(start - SURROUNDINGS, 0) : start]
    after = text[start + len(quote) :][:SURROUNDINGS]
    return Passage(page, (Box(0, 0, 1, 1),), quote, before, after)


def text_of(found, pages):
    return pages[found.page - 1][found.start : found.end]


def test_where_it_was():
    found = find_again(passage("verify them at once"), PAGES)
    assert (found.page, found.certainty) == (2, Certainty.EXACT)
    assert text_of(found, PAGES) == "verify them at once"


def test_on_another_page():
    pages = ("A new title page.", *PAGES)
    found = find_again(passage("verify them at once"), pages)
    assert (found.page, text_of(found, pages)) == (3, "verify them at once")


@pytest.mark.parametrize("page", [2, 3])
def test_of_several_the_one_with_the_same_surroundings(page):
    pages = ("A new title page.", *PAGES)
    assert find_again(passage("The draft model is small", page), pages).page == page + 1


def test_of_equal_ones_the_nearest():
    pages = ("same", "x", "x", "same", "x")
    assert find_again(Passage(3, (), "same"), pages).page == 4


def test_with_other_line_breaks_hyphens_and_case():
    pages = ("", "we draft sev-\neral  tokens\nand veri\ufffefy THEM at once")
    found = find_again(passage("several tokens and verify them"), pages)
    assert found.certainty is Certainty.RESET
    assert text_of(found, pages) == "sev-\neral  tokens\nand veri\ufffefy THEM"


def test_reworded_by_what_stands_around_it():
    new = PAGES[1].replace("verify them at once", "check all of them in parallel")
    found = find_again(passage("verify them at once"), (PAGES[0], new, PAGES[2]))
    assert found.certainty is Certainty.REWORDED
    assert text_of(found, (PAGES[0], new)).strip(" ,") == "check all of them in parallel"


@pytest.mark.parametrize(
    "pages",
    [
        (),
        ("", ""),
        ("Something else altogether.",),
        (PAGES[1].replace("verify them at once", "x" * 200),),  # too much between
        (PAGES[1].replace(" verify them at once", ""),),  # deleted
    ],
)
def test_what_is_not_there_is_lost(pages):
    assert find_again(passage("verify them at once"), pages) is None


def test_no_words_and_no_surroundings_are_lost():
    assert find_again(Passage(1, (), " "), PAGES) is None
    assert find_again(Passage(1, (), "absent", "We draft", "and"), PAGES) is None


@given(st.integers(0, 2**32))
def test_any_stretch_is_found_however_the_lines_break(seed):
    chance = random.Random(seed)
    text = PAGES[1]
    start = chance.randrange(len(text) - 30)
    quote = text[start : start + chance.randrange(12, 30)].strip()
    broken = "".join(
        chance.choice((" ", "\n", "\r\n", "  ")) if sign == " " else sign for sign in text
    )
    found = find_again(passage(quote), (PAGES[0], broken))
    assert found is not None
    assert found.page == 2
    assert text_of(found, (PAGES[0], broken)).split() == quote.split()
