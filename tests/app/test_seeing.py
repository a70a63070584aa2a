"""New is what came and was not seen: marked as one step, or looked at, which is none."""

import time

import pytest

from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.app.operations.seeing import BringSeen, LookAt, MarkSeen
from effllm_desktop.domain.changes import Aspect
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.domain.state import Status
from effllm_desktop.store import counts, journal
from tests.support.builders import found, page, take
from tests.support.soundness import assert_sound, counted, kept_counts

NEW = PlaceScope(Place.NEW)


def new(library):
    """The works of New, three ways: the place, the query, the number."""
    works = library.entries.all_works(NEW)
    assert sorted(works) == sorted(library.entries.select(NEW).row_ids)
    assert len(found(library, "is:new")) == len(works)
    assert counts.places(library.database)[Place.NEW] == (len(works), len(works))
    return works


def seen(library):
    return library.database.rows("SELECT work_id FROM seen ORDER BY work_id")


@pytest.fixture
def updated(folder, library):
    """Three works came with the second version of a list."""
    take(folder, page("A", {"S": ["x"]}))
    take(folder, page("A", {"S": ["x", "a", "b", "c"]}), as_list="A")
    return library


def test_what_is_marked_as_seen_leaves_new_and_comes_back_by_undo(updated):
    a, b, c = new(updated)
    updated.workspace.run(MarkSeen((a, b)))
    assert new(updated) == [c]
    assert updated.workspace.undo() == "mark 2 works as seen"
    assert new(updated) == [a, b, c]
    assert updated.workspace.redo() == "mark 2 works as seen"
    assert new(updated) == [c]
    assert found(updated, "is:unread") == ["x", "a", "b", "c"]
    assert_sound(updated.database)


def test_nothing_is_written_for_what_is_not_new(updated):
    a, *_ = new(updated)
    everything = updated.entries.all_works(PlaceScope(Place.ALL))
    (old,) = set(everything) - set(new(updated))
    updated.workspace.run(SetStatus((a,), Status.READ))
    label = updated.workspace.undo_label
    told = []
    updated.workspace.subscribe(told.append)
    updated.workspace.run(MarkSeen((a, old)))
    updated.workspace.run(LookAt((a, old)))
    assert (seen(updated), told, updated.workspace.undo_label) == ([], [], label)


def test_looking_is_no_step(updated):
    a, b, c = new(updated)
    updated.workspace.run(SetStatus((c,), Status.READ))
    updated.workspace.undo()
    told = []
    updated.workspace.subscribe(told.append)
    updated.workspace.run(LookAt((a, b)))
    assert new(updated) == [c]
    assert updated.workspace.undo_label is None
    assert updated.workspace.redo_label == "mark 1 work as read"
    (changes,) = told
    assert (changes.aspects, changes.works) == (Aspect.STATE, {a, b})


def test_what_was_looked_at_since_stays_seen_when_a_step_is_made_again(updated):
    a, b, c = new(updated)
    updated.workspace.run(MarkSeen((a, b)))
    updated.workspace.undo()
    updated.workspace.run(LookAt((a,)))
    assert new(updated) == [b, c]
    updated.workspace.redo()
    assert new(updated) == [c]
    updated.workspace.undo()
    assert new(updated) == [a, b, c]
    assert_sound(updated.database)


def test_what_was_seen_and_read_is_not_new_when_it_is_unread_again(updated):
    a, b, _ = new(updated)
    updated.workspace.run(ChangeState(works=(a,), status=Status.READ, seen=True))
    updated.workspace.run(SetStatus((b,), Status.READ))
    updated.workspace.run(SetStatus((a, b), Status.UNREAD))
    assert a not in new(updated)
    assert b in new(updated)
    assert kept_counts(updated.database) == counted(updated.database)


def test_what_a_file_says_was_seen_is_never_new(updated):
    a, b, c = new(updated)
    updated.workspace.run(SetStatus((a,), Status.READ))
    updated.workspace.run(BringSeen((a, b), dict.fromkeys((a, b), "2026-01-31T08:00:00+00:00")))
    assert updated.workspace.undo_label == "bring in that 2 works were seen"
    updated.workspace.run(SetStatus((a,), Status.UNREAD))
    assert new(updated) == [c]


def test_the_history_of_a_work_says_that_it_was_marked(updated):
    a, *_ = new(updated)
    updated.workspace.run(MarkSeen((a,)))
    assert [step.label for step in journal.steps_on(updated.database, a)] == ["mark 1 work as seen"]


def test_ten_thousand_are_seen_at_once(folder, library):
    many = 10_000
    take(folder, page("A", {"S": ["x"]}))
    take(folder, page("A", {"S": ["x", *(f"w{number}" for number in range(many))]}), as_list="A")
    works = new(library)
    assert len(works) == many
    begun = time.process_time()
    library.workspace.run(MarkSeen(works))
    took = time.process_time() - begun
    assert new(library) == []
    library.workspace.undo()
    assert len(new(library)) == many
    assert took < 1.5, took
