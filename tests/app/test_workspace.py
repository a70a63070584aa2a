import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.tagging import AddTags, RemoveTags
from effllm_desktop.app.operations.trash import RestoreList, TrashList
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import BadInput, Conflict, NotFound
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.state import UNTOUCHED, State, Status
from tests.support.builders import found, page, take, user_rows, work
from tests.support.soundness import assert_sound


@pytest.fixture
def a(folder, library):
    """A library with three works; the first of them."""
    take(folder, page("L", {"S": ["a", "b", "c"]}))
    return work(library, "a")


def state(library, work_id) -> State:
    return library.works.details(work_id).state


def heard(library) -> list[Changes]:
    changes: list[Changes] = []
    library.workspace.subscribe(changes.append)
    return changes


def test_an_operation_is_committed_noted_and_announced_once(library, a):
    changes = heard(library)
    told = library.workspace.run(SetStar([a], True), origin="me")
    assert state(library, a) == State(starred=True)
    assert told == Changes(Aspect.STATE | Aspect.HISTORY, frozenset([a]), "me")
    assert changes == [told]
    assert library.workspace.undo_label == "star 1 work"


def test_an_operation_without_effect_leaves_no_trace(library, a):
    changes = heard(library)
    before = user_rows(library.database)
    for nothing in (
        SetStar([a], False),
        SetStatus([a], Status.UNREAD),
        SetRating([a], 0),
        SetNote(a, ""),
        RemoveTags([a], ["none"]),
        AddTags([a], []),
        AddTags([], ["new"]),
        ChangeState(works=[a]),
        SetStar([], True),
        RestoreList(ListId(1)),
    ):
        assert library.workspace.run(nothing).aspects is Aspect.NOTHING
    assert changes == []
    assert library.workspace.undo_label is None
    assert user_rows(library.database) == before


def test_undo_and_redo_go_back_and_forth_over_many_steps(library, a):
    b = work(library, "b")
    stages = [user_rows(library.database)]
    for step in (
        SetStatus([a, b], Status.READING),
        SetStar([a], True),
        AddTags([a, b], ["ML", "to read"]),
        SetNote(b, "good"),
        SetRating([b], 4),
        RemoveTags([a], ["ml"]),
        SetStatus([a], Status.DROPPED),
        TrashList(ListId(1)),
    ):
        library.workspace.run(step)
        stages.append(user_rows(library.database))
    for stage in reversed(stages[:-1]):
        library.workspace.undo()
        assert user_rows(library.database) == stage
    assert library.workspace.undo_label is None
    for stage in stages[1:]:
        library.workspace.redo()
        assert user_rows(library.database) == stage
    assert library.workspace.redo_label is None
    assert_sound(library.database)


def test_labels_say_what_undo_and_redo_would_do(library, a):
    workspace = library.workspace
    workspace.run(SetStatus([a], Status.READ))
    workspace.run(AddTags([a, work(library, "b")], ["x", "y"]))
    assert (workspace.undo_label, workspace.redo_label) == ("tag 2 works “x”, “y”", None)
    assert workspace.undo() == "tag 2 works “x”, “y”"
    assert (workspace.undo_label, workspace.redo_label) == (
        "mark 1 work as read",
        "tag 2 works “x”, “y”",
    )
    assert workspace.redo() == "tag 2 works “x”, “y”"


@pytest.mark.parametrize(
    ("operation", "label"),
    [
        (SetStar([WorkId(1)] * 1200, False), "unstar 1,200 works"),
        (SetRating([WorkId(1)], 3), "rate 1 work"),
        (RemoveTags([WorkId(1)], ["x"]), "untag 1 work “x”"),
        (SetNote(WorkId(1), " "), "delete a note"),
        (SetNote(WorkId(1), "x"), "edit a note"),
        (ChangeState(works=[WorkId(1)], starred=False), "change 1 work (not starred)"),
        (
            ChangeState(works=[WorkId(1)], status=Status.READING, untags=["x"], seen=True),
            "change 1 work (reading, untagged “x”, seen)",
        ),
        (ChangeState(works=[WorkId(1)]), "change 1 work"),
        (TrashList(ListId(1)), "move a list to the trash"),
        (RestoreList(ListId(1)), "restore a list"),
    ],
)
def test_labels_complete_undo(operation, label):
    assert operation.label == label


def test_undo_tells_the_same_changes_as_doing(library, a):
    done = library.workspace.run(SetNote(a, "x"))
    changes = heard(library)
    library.workspace.undo()
    library.workspace.redo()
    assert changes == [done, done]


def test_nothing_to_undo_or_redo(library):
    with pytest.raises(NotFound, match="nothing to undo"):
        library.workspace.undo()
    with pytest.raises(NotFound, match="nothing to redo"):
        library.workspace.redo()


def test_a_new_step_drops_what_was_undone(library, a):
    library.workspace.run(SetStar([a], True))
    library.workspace.undo()
    library.workspace.run(SetRating([a], 2))
    assert library.workspace.redo_label is None
    assert library.workspace.undo() == "rate 1 work"
    assert state(library, a) == UNTOUCHED


def test_history_survives_a_restart(library, a, folder, clock):
    library.workspace.run(SetStar([a], True))
    library.workspace.run(SetStatus([a], Status.READ))
    library.workspace.undo()
    library.close()
    again = open_library(folder, clock=clock)
    assert (again.workspace.undo_label, again.workspace.redo_label) == (
        "star 1 work",
        "mark 1 work as read",
    )
    again.workspace.redo()
    again.workspace.undo()
    again.workspace.undo()
    assert state(again, a) == UNTOUCHED
    again.close()


def test_undo_refuses_when_a_row_has_moved_on(library, a):
    library.workspace.run(SetStatus([a], Status.READING))
    library.workspace.run(SetStar([a, work(library, "b")], True))
    library.database.run("UPDATE reading SET starred = 0 WHERE work_id = ?", (a,))
    before = user_rows(library.database)
    changes = heard(library)
    with pytest.raises(Conflict, match="Undo of “star 2 works” would overwrite newer work"):
        library.workspace.undo()
    assert user_rows(library.database) == before
    assert changes == []
    assert library.workspace.undo_label == "star 2 works"


def test_redo_refuses_when_a_row_has_moved_on(library, a):
    library.workspace.run(SetStar([a], True))
    library.workspace.undo()
    library.database.run("INSERT INTO reading (work_id, changed_at) VALUES (?, 'x')", (a,))
    with pytest.raises(Conflict, match="Redo"):
        library.workspace.redo()
    assert library.workspace.redo_label == "star 1 work"


def test_undo_and_redo_refuse_where_tags_of_works_have_moved_on(library, a):
    library.workspace.run(AddTags([a, work(library, "b")], ["t", "u"]))
    rows = library.database.rows("SELECT id, work_id, tag_id FROM work_tags ORDER BY id")
    library.database.run("DELETE FROM work_tags WHERE id = ?", rows[1][:1])
    before = user_rows(library.database)
    with pytest.raises(Conflict, match="Undo of “tag 2 works"):
        library.workspace.undo()
    assert user_rows(library.database) == before
    library.database.run("INSERT INTO work_tags (id, work_id, tag_id) VALUES (?, ?, ?)", rows[1])
    library.workspace.undo()
    assert library.database.rows("SELECT * FROM work_tags") == []
    other = library.database.run("INSERT INTO tags (name, folded) VALUES ('v', 'v')")
    taken = (rows[0][0], work(library, "c"), other)
    library.database.run("INSERT INTO work_tags (id, work_id, tag_id) VALUES (?, ?, ?)", taken)
    with pytest.raises(Conflict, match="Redo"):
        library.workspace.redo()
    library.database.run("DELETE FROM work_tags")
    library.workspace.redo()
    assert library.database.rows("SELECT id, work_id, tag_id FROM work_tags ORDER BY id") == rows


def test_columns_that_a_step_did_not_touch_survive_its_undo(library, a):
    library.workspace.run(SetStatus([a], Status.READING))
    library.workspace.run(SetStar([a], True))
    library.database.run("UPDATE reading SET last_page = 7 WHERE work_id = ?", (a,))
    library.workspace.undo()
    assert library.database.value("SELECT last_page FROM reading WHERE work_id = ?", (a,)) == 7


def test_an_import_that_took_a_list_from_the_trash_is_newer_work(library, a, folder):
    library.workspace.run(TrashList(ListId(1)))
    assert take(folder, page("L", {"S": ["a", "b", "c"]})).outcome == "restored"
    with pytest.raises(Conflict):
        library.workspace.undo()


def test_writing_a_note_is_one_step_until_there_is_a_break(library, a, clock):
    for text in ("T", "Th", "The note"):
        clock.wait(seconds=20)
        library.workspace.run(SetNote(a, text))
    clock.wait(seconds=61)
    library.workspace.run(SetNote(a, "The note, again"))
    library.workspace.undo()
    assert state(library, a).note == "The note"
    library.workspace.undo()
    assert state(library, a).note == ""
    assert library.workspace.undo_label is None


def test_notes_on_two_works_are_two_steps(library, a):
    library.workspace.run(SetNote(a, "one"))
    library.workspace.run(SetNote(work(library, "b"), "two"))
    library.workspace.undo()
    assert state(library, a).note == "one"


def test_a_note_after_undo_is_a_new_step(library, a):
    library.workspace.run(SetNote(a, "one"))
    library.workspace.run(SetStar([a], True))
    library.workspace.undo()
    library.workspace.run(SetNote(a, "two"))
    assert library.workspace.redo_label is None
    library.workspace.undo()
    assert state(library, a).note == "one"


def test_a_note_that_was_typed_and_taken_back_leaves_no_step(library, a):
    library.workspace.run(SetNote(a, "kept"))
    library.workspace.run(SetStar([a], True))
    library.workspace.run(SetNote(a, "kept!"))
    library.workspace.run(SetNote(a, "kept"))
    assert library.workspace.undo() == "star 1 work"
    assert state(library, a).note == "kept"


def test_a_clock_that_goes_back_starts_a_new_step(library, a, clock):
    library.workspace.run(SetNote(a, "one"))
    clock.wait(days=-1)
    library.workspace.run(SetNote(a, "two"))
    library.workspace.undo()
    assert state(library, a).note == "one"


def test_several_things_at_once_are_one_step(library, a):
    library.workspace.run(AddTags([a], ["old"]))
    library.workspace.run(
        ChangeState(
            works=[a], status=Status.READ, starred=True, rating=5, tags=["new"], untags=["old"],
            note="n",
        )
    )  # fmt: skip
    assert state(library, a) == State(Status.READ, True, 5, ("new",), "n")
    library.workspace.undo()
    assert state(library, a) == State(tags=("old",))


@pytest.mark.parametrize("rating", [-1, 6])
def test_ratings_have_limits(library, a, rating):
    with pytest.raises(BadInput, match="no rating"):
        library.workspace.run(SetRating([a], rating))
    with pytest.raises(BadInput):
        library.workspace.run(ChangeState(works=[a], rating=rating))


def test_a_tag_needs_a_name(library, a):
    with pytest.raises(BadInput, match="needs a name"):
        library.workspace.run(AddTags([a], [" "]))
    with pytest.raises(BadInput):
        library.workspace.run(ChangeState(works=[a], starred=True, tags=[""]))
    assert state(library, a) == UNTOUCHED


def test_tags_keep_their_first_spelling_and_ignore_case(library, a):
    library.workspace.run(AddTags([a], ["  Deep   Learning "]))
    library.workspace.run(AddTags([a, work(library, "b")], ["deep learning"]))
    assert [(t.name, t.works) for t in library.tags.read()] == [("Deep Learning", 2)]
    library.workspace.run(RemoveTags([a], ["DEEP learning"]))
    assert [(t.name, t.works) for t in library.tags.read()] == [("Deep Learning", 1)]


def test_an_unknown_work_changes_nothing(library, a):
    with pytest.raises(NotFound):
        library.workspace.run(SetStar([a, WorkId(999)], True))
    assert state(library, a) == UNTOUCHED


def test_an_unknown_list_cannot_be_put_away(library, a):
    with pytest.raises(NotFound):
        library.workspace.run(TrashList(ListId(9)))


def test_a_list_goes_to_the_trash_and_comes_back_with_its_state(library, a, folder):
    take(folder, page("M", {"T": ["a", "d"]}))
    library.workspace.run(SetStar([work(library, "b"), a], True))
    library.workspace.run(TrashList(ListId(1)))
    assert found(library, "") == ["a", "d"]
    assert found(library, "is:starred") == ["a"]
    assert [one.name for one in library.outlines.read().lists] == ["M"]
    assert library.workspace.run(TrashList(ListId(1))).aspects is Aspect.NOTHING
    assert_sound(library.database)
    told = library.workspace.run(RestoreList(ListId(1)))
    assert told.aspects == Aspect.CATALOG | Aspect.HISTORY
    assert told.works is None
    assert found(library, "is:starred") == ["a", "b"]
    assert_sound(library.database)


def test_a_listener_that_left_hears_nothing(library, a):
    changes: list[Changes] = []
    leave = library.workspace.subscribe(changes.append)
    leave()
    leave()
    library.workspace.run(SetStar([a], True))
    assert changes == []


def test_a_listener_may_leave_while_it_hears(library, a):
    order = []

    def once(_: Changes) -> None:
        order.append("once")
        leave()

    leave = library.workspace.subscribe(once)
    library.workspace.subscribe(lambda _: order.append("always"))
    library.workspace.run(SetStar([a], True))
    library.workspace.run(SetStar([a], False))
    assert order == ["once", "always", "always"]


def test_outside_changes_are_noticed_once(library, a, folder):
    other = open_library(folder)
    assert library.workspace.notice_outside_changes()  # the import of the fixture
    assert not library.workspace.notice_outside_changes()
    changes = heard(library)
    library.workspace.run(SetStar([a], True))
    assert not library.workspace.notice_outside_changes()
    other.workspace.run(SetStatus([a], Status.READ))
    library.workspace.run(SetRating([a], 1))
    assert library.workspace.notice_outside_changes()
    assert changes[-1] == Changes(Aspect.ANYTHING, None)
    assert state(library, a) == State(Status.READ, True, 1)
    other.close()


def test_a_step_of_another_program_can_be_undone_here(library, a, folder):
    other = open_library(folder)
    other.workspace.run(SetStar([a], True))
    other.close()
    assert library.workspace.undo() == "star 1 work"
    assert state(library, a) == UNTOUCHED


def test_announcements_reach_listeners(library):
    changes = heard(library)
    library.workspace.announce(Changes(Aspect.CATALOG, None))
    assert changes == [Changes(Aspect.CATALOG, None)]


@pytest.mark.parametrize("text", ["x\0y", "half \udce4 sign", "𝔘 🤗 ﬁ", "n" * 1_000_000, " \n\t"])
def test_any_text_can_be_a_note(library, a, text):
    library.workspace.run(SetNote(a, text))
    kept = state(library, a).note
    assert len(kept) == len(text)
    assert "\0" not in kept
    kept.encode()
    library.workspace.undo()
    library.workspace.redo()
    assert state(library, a).note == kept


def test_any_text_can_be_a_tag(library, a):
    library.workspace.run(AddTags([a], ["x\0\udce4", "“”\"'%_", "标签"]))
    assert found(library, "tag:标签") == ["a"]
    assert len(library.works.details(a).state.tags) == 3
    library.workspace.undo()
    assert library.tags.read() == []
