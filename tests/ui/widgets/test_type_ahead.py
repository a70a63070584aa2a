"""Typing a title's first letters goes there."""

from collections.abc import Iterator

import pytest

from effllm_desktop.ui.widgets.type_ahead import TypeAhead

TITLES = ["Attention", "Adapter", "AWQ", "Äther", "论文", "aardvark"]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ahead(qapp: object, clock: Clock) -> TypeAhead:
    def titles(start: int) -> Iterator[tuple[int, str]]:
        for step in range(len(TITLES)):
            number = (start + step) % len(TITLES)
            yield number, TITLES[number]

    return TypeAhead(titles, clock)


def test_letters_typed_quickly_are_one_word(ahead: TypeAhead) -> None:
    assert ahead.type("a", -1) == 0
    assert ahead.type("w", 0) == 2
    assert ahead.active


def test_after_a_pause_a_new_word_begins_behind_the_current_row(
    ahead: TypeAhead, clock: Clock
) -> None:
    ahead.type("a", -1)
    clock.now = 1.0
    assert not ahead.active
    assert ahead.type("a", 0) == 1


def test_one_letter_again_and_again_steps_on(ahead: TypeAhead) -> None:
    assert [ahead.type("a", row) for row in (0, 1, 2)] == [1, 2, 5]


def test_case_and_script_do_not_matter(ahead: TypeAhead, clock: Clock) -> None:
    assert ahead.type("ä", -1) == 3
    clock.now = 1.0
    assert ahead.type("论", 3) == 4


def test_no_title_that_fits_stays_where_it_is(ahead: TypeAhead) -> None:
    assert ahead.type("z", 2) is None
