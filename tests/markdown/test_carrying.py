"""Edits carried over to a new version: nothing that one side alone changed is lost."""

from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown.carrying import Clash, carry, hunks, put_back
from effllm_desktop.markdown.edits import apply

TEXTS = st.lists(st.sampled_from(["a\n", "b\r\n", "c\r", "\n", "d\n"]), max_size=8).map("".join)


@given(TEXTS, TEXTS)
def test_hunks_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    assert apply(old, [Edit(*hunk) for hunk in hunks(old, new)]) == new
    assert apply(new, put_back(old, new, 0, len(new))) == old


@given(TEXTS, TEXTS)
def test_what_one_side_alone_changed_is_taken(base: str, other: str) -> None:
    assert carry(base, other, base).text == other
    assert carry(base, base, other).text == other
    both = carry(base, other, other)
    assert (both.text, both.clashes) == (other, ())


@given(TEXTS, TEXTS, TEXTS)
def test_where_nothing_clashes_every_line_of_ours_is_there(base: str, ours: str, new: str) -> None:
    carried = carry(base, ours, new)
    if not carried.clashes:
        for hunk in hunks(base, ours):
            assert hunk.text in carried.text


def test_changes_of_different_lines_stand_side_by_side() -> None:
    carried = carry("a\nb\nc\nd\n", "A\nb\nc\nd\ne\n", "a\nb\nC\nd\n")
    assert (carried.text, carried.clashes) == ("A\nb\nC\nd\ne\n", ())


def test_what_both_put_in_at_one_place_comes_one_behind_the_other() -> None:
    assert carry("a\n", "a\nours\n", "a\ntheirs\n").text == "a\ntheirs\nours\n"
    assert carry("a\n", "a\nsame\n", "a\nsame\nmore\n").text == "a\nsame\nmore\n"


def test_lines_that_both_changed_are_theirs_and_ours_wait() -> None:
    carried = carry("a\nb\nc\n", "a\nours\nc\n", "a\ntheirs\nc\n")
    assert carried.text == "a\ntheirs\nc\n"
    assert carried.clashes == (Clash("b\n", "ours\n", "theirs\n"),)
    alike = carry("a\nb\nc\nd\n", "x\nb\ny\nd\n", "x\nb\nz\nd\n")
    assert alike.text == "x\nb\nz\nd\n"
