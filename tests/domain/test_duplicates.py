"""Who wrote a work, however names are written; what two states come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.duplicates import Names, same_authors
from effllm_desktop.domain.merging import all_tags, both_notes, united
from effllm_desktop.domain.state import State, Status

NAMES = st.lists(st.sampled_from(["Ada Lovelace", "Bo Li", "张三", "J. Doe"]), max_size=4)
STATES = st.builds(
    State,
    st.sampled_from(Status),
    st.booleans(),
    st.integers(0, 5),
    st.lists(st.sampled_from("abc"), unique=True).map(tuple),
    st.sampled_from(["", "one", "two\n"]),
    st.none() | st.integers(1, 9),
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Lovelace", "A. Lovelace", True),
        ("Ada Lovelace", "Lovelace, Ada", True),
        ("Ada King Lovelace", "Ada Lovelace", True),
        ("ADA LOVELACE", "Ada Lovelace", True),
        ("Émile Zola", "Emile Zola", True),
        ("张三", "张三", True),
        ("San Zhang", "Zhang San", True),
        ("Plato", "Plato", True),
        ("Plato", "Aristocles Plato", False),
        ("Ada Lovelace", "Bob Lovelace", False),
        ("张三", "李四", False),
    ],
)
def test_one_person_may_be_written_in_several_ways(one, other, same):
    assert same_authors([Names((one,))], [Names((other,))]) is same
    assert same_authors([Names((other,))], [Names((one,))]) is same


def test_authors_are_left_out_only_where_that_is_said():
    many = Names(("Ada Lovelace", "Bo Li", "Cy Young"))
    assert same_authors([many], [Names(("A. Lovelace",), elided=True)]) is True
    assert same_authors([many], [Names(("A. Lovelace",))]) is False
    assert same_authors([many], [Names(("A. Lovelace",)), many]) is True
    assert same_authors([Names((), elided=True)], [many]) is None
    assert same_authors([many], []) is None


@given(NAMES, st.booleans())
def test_whoever_says_the_same_agrees(names, elided):
    said = [Names(tuple(names), elided)]
    assert same_authors(said, said) is (True if names else None)


@given(STATES, STATES)
def test_nothing_of_two_states_is_lost(kept, gone):
    both = united(kept, gone)
    assert both.starred is (kept.starred or gone.starred)
    assert both.rating == (kept.rating or gone.rating)
    assert both.queue == (gone.queue if kept.queue is None else kept.queue)
    assert kept.note.strip() in both.note
    assert gone.note.strip() in both.note
    assert {kept.status, gone.status} >= {both.status}
    assert set(all_tags(kept, gone)) == {*kept.tags, *gone.tags}
    assert united(kept, State()) == (kept.status, kept.starred, kept.rating, kept.note, kept.queue)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Status.UNREAD, Status.DROPPED, Status.DROPPED),
        (Status.DROPPED, Status.READING, Status.READING),
        (Status.READ, Status.READING, Status.READ),
    ],
)
def test_the_further_status_wins(one, other, both):
    assert united(State(one), State(other)).status is both
    assert united(State(other), State(one)).status is both


def test_equal_notes_are_one():
    assert both_notes("same\n", "same") == "same\n"
    assert both_notes("one\n", "two\n") == "one\n\ntwo\n"
    assert both_notes(" ", "two") == "two"
