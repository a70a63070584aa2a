"""Stretches of a page's text: kept, found again by their place, grown over others."""

from array import array

from effllm_desktop.app.passages import Stretch, joined, passage, stretch_of, words_of
from effllm_desktop.domain.highlights import SURROUNDINGS, Passage
from effllm_desktop.domain.pdf import Box, PageText

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


TEXT = typeset("the draft and the draft\nof the draft model")


def at(start: int, end: int) -> Passage:
    made = passage(TEXT, Stretch(1, start, end))
    assert made is not None
    return made


def test_a_passage_keeps_its_words_its_place_and_what_stands_around_it():
    long = typeset("x" * 100 + " here " + "y" * 100)
    made = passage(long, Stretch(3, 100, 106))
    assert made is not None
    assert (made.page, made.quote) == (3, "here")
    assert made.boxes == (Box(505, 0, 525, 10),)
    assert len(made.before) == len(made.after) == SURROUNDINGS
    assert passage(long, Stretch(3, 100, 101)) is None


def test_of_several_places_with_the_same_words_the_right_one_is_meant():
    for start in (4, 18, 31):
        assert stretch_of(TEXT, at(start, start + 5)) == Stretch(1, start, start + 5)


def test_a_passage_that_is_not_on_the_page_is_nowhere():
    assert stretch_of(TEXT, at(4, 9)._replace(quote="gone")) is None
    assert stretch_of(TEXT, at(4, 9)._replace(boxes=(Box(0, 99, 1, 100),))) is None
    assert stretch_of(TEXT, at(4, 9)._replace(quote="")) is None
    assert stretch_of(TEXT, at(4, 9)._replace(boxes=())) is None


def test_a_stretch_grows_over_those_that_it_touches_and_over_what_those_touch():
    first, second, apart = at(0, 9), at(7, 17), at(31, 36)
    grown, under = joined(TEXT, Stretch(1, 8, 9), [second, apart, first])
    assert grown == Stretch(1, 0, 17)
    assert sorted(one.quote for one in under) == sorted((first.quote, second.quote))


def test_a_stretch_beside_others_stays_as_it_is():
    assert joined(TEXT, Stretch(1, 9, 12), [at(0, 9), at(12, 14)]) == (Stretch(1, 9, 12), [])


def test_lines_run_on_and_paragraphs_stay_apart():
    text = typeset("one\ntwo\n\nthree  four")
    assert words_of(text, Stretch(1, 0, len(text.text))) == "one two\n\nthree four"
