"""A few letters find a name: whole words before scattered letters."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.ui.palette.matching import best, fitness


class Name(NamedTuple):
    text: str


NAMES = ["Open list", "Reopen", "Open the log", "Next unread", "Export", "Network", "Read next"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("open", ["Open list", "Open the log", "Reopen"]),
        ("OPEN L", ["Open list", "Open the log"]),
        ("log", ["Open the log"]),
        ("next", ["Next unread", "Read next"]),
        ("nun", ["Next unread"]),
        ("ex", ["Export", "Read next", "Next unread"]),
        ("zzz", []),
    ],
)
def test_the_best_come_first(asked, expected):
    assert [one.text for one in best(asked, map(Name, NAMES), 10)] == expected


def test_only_so_many_are_given():
    assert len(best("e", map(Name, NAMES), 3)) == 3


@given(st.text(max_size=20), st.text(max_size=20))
def test_every_part_of_a_name_fits_it(before, after):
    name = f"{before}word{after}"
    assert fitness("word", name) > 0
    assert fitness(name, name) > 0 or not name.split()
    assert fitness("", name) == 0


def test_accents_and_strokes_do_not_count():
    assert fitness("cafe", "Café")
    assert fitness("ŁUK", "Lukasz")
    assert fitness("lukasz", "Łukasz")
