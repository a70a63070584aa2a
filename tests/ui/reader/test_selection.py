"""What is selected, from where the characters of pages are."""

from array import array

import pytest

from effllm_desktop.domain.pdf import Box, Hit, PageText
from effllm_desktop.ui.reader.page_layout import Spot
from effllm_desktop.ui.reader.selection import is_on_text
from effllm_desktop.ui.reader.text_selection import TextSelection, Unit

WIDTH, HEIGHT, STEP = 5, 10, 14


def typeset(text: str) -> PageText:
    """Letters of 5 by 10 points in lines 14 points apart; line ends are nowhere."""
    boxes = array("f")
    x = y = 0.0
    for letter in text:
        if letter == "\n":
            x, y = 0.0, y + STEP
            boxes.extend((0, 0, 0, 0))
        else:
            boxes.extend((x, y, x + WIDTH, y + HEIGHT))
            x += WIDTH
    return PageText(text, boxes)


PAGES = {
    1: typeset("first line\nstate-of-the-art, yes\n\nanother paragraph"),
    2: typeset("the second page"),
    3: typeset(""),
}


@pytest.fixture
def selection():
    return TextSelection(PAGES.get, 4)


def spot(page, place, *, right=False):
    """The left or right half of a character."""
    box = PAGES[page].box(place)
    return Spot(page, box.right - 1 if right else box.left + 1, box.top + 5)


def test_letters_from_one_place_to_another_either_way(selection):
    for start, end in ((spot(1, 2), spot(1, 7, right=True)), (spot(1, 7, right=True), spot(1, 2))):
        selection.begin(start)
        assert selection.is_empty
        selection.extend(end)
        assert selection.words() == "rst li"
        assert selection.boxes(1) == ((10, 0, 40, 10),)


def test_words_and_lines(selection):
    selection.begin(spot(1, 14), Unit.WORD)
    assert selection.words() == "state-of-the-art"
    selection.extend(spot(1, 2))
    assert selection.words() == "first line state-of-the-art"
    selection.begin(spot(1, 27), Unit.WORD)
    assert selection.words() == ","
    selection.begin(spot(1, 14), Unit.LINE)
    assert selection.words() == "state-of-the-art, yes"


def test_lines_run_on_and_paragraphs_stay_apart(selection):
    selection.select_page(1)
    assert selection.words() == "first line state-of-the-art, yes\n\nanother paragraph"
    assert len(selection.boxes(1)) == 3


def test_over_pages(selection):
    selection.begin(spot(1, PAGES[1].text.index("paragraph")))
    selection.extend(spot(2, 2, right=True))
    assert selection.words() == "paragraph\n\nthe"
    first, second = selection.passages()
    assert (first.page, second.page) == (1, 2)
    assert second.quote == "the"
    assert second.after == " second page"
    assert selection.boxes(2) == ((0, 0, 15, 10),)


def test_passages_have_no_blanks_around_them(selection):
    selection.begin(spot(1, 5))
    selection.extend(Spot(1, 200, 2 * STEP + 3))
    (passage,) = selection.passages()
    assert passage.quote == "line\nstate-of-the-art, yes"
    assert passage.before == "first "
    assert passage.after.strip() == "another paragraph"
    assert len(passage.boxes) == 2


def test_by_keys(selection):
    selection.step(1)
    assert selection.is_empty
    selection.begin(spot(1, 6))
    selection.step(1)
    selection.step(1)
    assert selection.words() == "li"
    selection.step(1, Unit.WORD)
    assert selection.words() == "line"
    selection.step(1, Unit.WORD)
    assert selection.words() == "line state-of-the-art"
    selection.step(-1, Unit.WORD)
    selection.step(-1, Unit.WORD)
    selection.step(-1, Unit.WORD)
    assert selection.words() == "first"
    selection.step(-1)
    assert selection.words() == "first"


def test_keys_go_on_to_the_next_page_and_back(selection):
    end = len(PAGES[1].text)
    selection.begin(spot(1, end - 1))
    selection.step(1)
    selection.step(1)
    selection.step(1)
    assert selection.words() == "h\n\nt"
    selection.step(-1)
    selection.step(-1)
    assert selection.words() == "h"


def test_a_hit_becomes_the_selection(selection):
    hit = Hit(1, (Box(30, 0, 50, 10), Box(0, STEP, 25, STEP + 10)))
    assert selection.select_hit(hit)
    assert selection.words() == "line state"
    assert not selection.select_hit(Hit(4, hit.boxes))
    assert not selection.select_hit(Hit(3, hit.boxes))
    assert not selection.select_hit(Hit(1, ()))


def test_where_no_text_is_nothing_is_selected(selection):
    assert not selection.begin(Spot(3, 1, 1))
    assert not selection.begin(Spot(4, 1, 1))
    selection.extend(Spot(1, 1, 1))
    selection.select_page(4)
    assert selection.is_empty
    assert (selection.words(), selection.passages(), selection.boxes(1)) == ("", [], ())


def test_text_is_where_its_letters_are():
    assert is_on_text(PAGES[1], 3, 3)
    assert not is_on_text(PAGES[1], 300, 3)
    assert not is_on_text(PAGES[3], 3, 3)
