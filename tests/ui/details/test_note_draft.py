"""However a note is typed and stored from elsewhere, no text is lost."""

from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.ui.details.note_draft import NoteDraft, Outside


def test_a_note_that_nobody_typed_into_follows_the_library() -> None:
    draft = NoteDraft("old", "old")
    assert draft.look("new") is Outside.TAKE
    assert draft.typed == "new"
    assert not draft.dirty


def test_a_half_typed_note_stays_when_the_library_did_not_change() -> None:
    draft = NoteDraft("old", "old and half")
    assert draft.look("old") is Outside.NOTHING
    assert draft.dirty


def test_the_same_text_from_elsewhere_is_no_conflict() -> None:
    draft = NoteDraft("", "same")
    assert draft.look("same") is Outside.NOTHING
    assert not draft.dirty


def test_a_change_from_elsewhere_while_typing_is_a_conflict_that_keeps_both() -> None:
    draft = NoteDraft("old", "mine")
    assert draft.look("theirs") is Outside.CONFLICT
    assert (draft.typed, draft.theirs) == ("mine", "theirs")
    draft.keep_both()
    assert draft.typed == "mine\n\n---\n\ntheirs"
    assert draft.theirs is None


def test_mine_or_theirs_can_be_chosen() -> None:
    mine, theirs = NoteDraft("old", "mine"), NoteDraft("old", "mine")
    for draft in (mine, theirs):
        draft.look("theirs")
    mine.keep_mine()
    theirs.take_theirs()
    assert (mine.typed, mine.dirty) == ("mine", True)
    assert (theirs.typed, theirs.dirty) == ("theirs", False)


def test_a_note_that_was_emptied_elsewhere_leaves_only_mine() -> None:
    draft = NoteDraft("old", "mine")
    draft.look("")
    draft.keep_both()
    assert draft.typed == "mine"


texts = st.sampled_from(["", "a", "b", "c"])


@given(st.lists(st.tuples(st.sampled_from(["type", "outside", "save"]), texts)))
def test_whatever_happens_a_typed_text_is_shown_until_it_is_saved(
    events: list[tuple[str, str]],
) -> None:
    library, draft = "", NoteDraft()
    for what, text in events:
        if what == "type":
            draft.typed = text
        elif what == "outside":
            library = text
        else:
            typed, was_dirty = draft.typed, draft.dirty
            draft.look(library)
            if was_dirty:
                assert draft.typed == typed
            if draft.theirs is not None:
                assert draft.theirs == library
                draft.keep_both()
                assert library in draft.typed
            library = draft.typed
            draft.saved()
    assert draft.theirs is None
