"""Acts are done in order, at once where that can be, and none is lost."""

from contextlib import closing

import pytest

from effllm_desktop.app import workspace
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
from effllm_desktop.app.operations.trash import RestoreList, TrashList
from effllm_desktop.app.workspace import Planned
from effllm_desktop.domain.errors import BadInput, LibraryInUse, NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.state import Status
from effllm_desktop.store.database import Database
from effllm_desktop.ui.runtime import acts as module
from effllm_desktop.ui.runtime.acts import MANY
from effllm_desktop.ui.runtime.session import Session
from tests.support.builders import page, take

WORKS = list(range(1, MANY + 2))


@pytest.fixture
def session(tmp_path, qtbot):
    folder = tmp_path / "library"
    take(folder, page("A", {"S": [f"w{number}" for number in WORKS]}))
    session = Session(folder)
    yield session
    session.close()


@pytest.fixture
def writer(session):
    """Another program that can hold the library."""
    with closing(Database.connect(session.folder / "library.db", durable=False)) as writer:
        yield writer


def states(session, works):
    return [(one.status, one.starred, one.rating) for one in session.library.works.states(works)]


def test_an_act_is_done_at_once(session):
    heard = []
    session.acts.run(SetStar([1], True), done=heard.append)
    assert [outcome.label for outcome in heard] == ["star 1 work"]
    assert heard[0].changes.works == {1}
    assert states(session, [1]) == [(Status.UNREAD, True, 0)]
    session.acts.undo(heard.append)
    session.acts.redo(heard.append)
    assert [outcome.label for outcome in heard] == ["star 1 work"] * 3
    with pytest.raises(NotFound):
        session.acts.redo(heard.append)
    with pytest.raises(BadInput):
        session.acts.run(SetRating([1], 9))
    assert session.acts.waiting == 0


def test_acts_wait_for_a_writer_and_are_done_in_order(session, writer, qtbot):
    heard = []
    writer.run("BEGIN IMMEDIATE")
    session.acts.run(SetStar([1], True), done=lambda outcome: heard.append(outcome.label))
    session.acts.run(SetRating([1], 9))
    session.acts.run(
        Planned(1, lambda entries: SetStatus([1], Status.READ)),
        done=lambda outcome: heard.append(outcome.label),
    )
    session.acts.undo(lambda outcome: heard.append(f"undo {outcome.label}"))
    assert (session.acts.waiting, heard) == (4, [])
    with qtbot.waitSignal(session.acts.failed) as failed:
        writer.run("COMMIT")
    qtbot.waitUntil(lambda: not session.acts.waiting)
    assert "no rating" in failed.args[0].what
    assert heard == ["star 1 work", "mark 1 work as read", "undo mark 1 work as read"]
    assert states(session, [1]) == [(Status.UNREAD, True, 0)]


def test_somebody_who_waits_long_is_told_once(session, writer, qtbot, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0)
    told = []
    session.trouble.connect(told.append)
    writer.run("BEGIN IMMEDIATE")
    session.acts.run(SetStar([1], True))
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitSignal(session.acts._again.timeout).wait()
    writer.run("ROLLBACK")
    qtbot.waitUntil(lambda: not session.acts.waiting)
    assert [type(problem) for problem in told] == [LibraryInUse]


def test_many_works_are_changed_by_a_job_and_what_follows_waits(session, qtbot):
    heard, changes = [], []
    session.changes.changed.connect(changes.append)
    session.acts.run(SetStatus(WORKS, Status.READ), done=lambda one: heard.append(one.label))
    session.acts.run(SetStatus([1], Status.READING), done=lambda one: heard.append(one.label))
    assert session.acts.waiting == 2
    qtbot.waitUntil(lambda: not session.acts.waiting)
    assert heard == [f"mark {len(WORKS)} works as read", "mark 1 work as reading"]
    assert [len(one.works) for one in changes] == [len(WORKS), 1]
    assert {status for status, _, _ in states(session, WORKS[1:])} == {Status.READ}
    session.acts.undo(lambda one: heard.append(one.label))
    session.acts.undo(lambda one: heard.append(one.label))
    qtbot.waitUntil(lambda: not session.acts.waiting)
    assert session.library.database.rows("SELECT * FROM reading") == []


def test_while_the_disk_is_slow_every_act_is_a_job(session, qtbot):
    heard = []
    session.acts.expect_slow_disk(True)
    session.acts.run(SetStar([1], True), done=lambda one: heard.append(one.label))
    session.acts.undo(lambda one: heard.append(f"undo {one.label}"))
    session.acts.run(SetStar([2], True), done=lambda one: heard.append(one.label))
    assert (session.acts.waiting, heard) == (3, [])
    session.acts.expect_slow_disk(False)
    qtbot.waitUntil(lambda: not session.acts.waiting)
    assert heard == ["star 1 work", "undo star 1 work", "star 1 work"]
    assert states(session, [1, 2]) == [(Status.UNREAD, False, 0), (Status.UNREAD, True, 0)]
    session.acts.run(SetStar([1], True), done=lambda one: heard.append(one.label))
    assert len(heard) == 4


def test_what_is_asked_for_when_a_job_is_done_is_done_once(session, qtbot):
    for work in (1, 2, 3):
        session.acts.run(SetStar([work], True))
    session.acts.expect_slow_disk(True)
    session.acts.undo(lambda _: session.acts.undo(lambda _: None))
    qtbot.waitUntil(lambda: not session.acts.waiting)
    assert [starred for _, starred, _ in states(session, [1, 2, 3])] == [True, False, False]


def test_whoever_would_have_to_cut_a_long_log_is_a_job(session, qtbot, monkeypatch):
    monkeypatch.setattr(workspace, "_LONG_LOG", session.library.database.log_bytes - 1)
    session.acts.run(SetStar([1], True))
    assert session.acts.waiting == 1
    qtbot.waitUntil(lambda: not session.acts.waiting)
    monkeypatch.setattr(workspace, "_LONG_LOG", session.library.database.log_bytes)
    session.acts.run(SetStar([2], True))
    assert states(session, [1, 2]) == [(Status.UNREAD, True, 0)] * 2


def test_a_job_that_finds_the_library_taken_is_started_again(session, writer, qtbot, monkeypatch):
    monkeypatch.setattr("effllm_desktop.store.database.BUSY_SECONDS", 0)
    writer.run("BEGIN IMMEDIATE")
    with qtbot.waitSignal(session.acts._again.timeout):
        session.acts.run(SetStar(WORKS, True))
    writer.run("COMMIT")
    qtbot.waitUntil(lambda: not session.acts.waiting)
    assert all(starred for _, starred, _ in states(session, WORKS))


def test_a_job_that_fails_is_told_and_the_next_is_done(session, qtbot):
    with qtbot.waitSignal(session.acts.failed):
        session.acts.run(SetStar([*WORKS, 9999], True))
        session.acts.run(SetStar([2], True))
    qtbot.waitUntil(lambda: not session.acts.waiting)
    assert states(session, [1, 2]) == [(Status.UNREAD, False, 0), (Status.UNREAD, True, 0)]


def test_a_list_with_many_works_is_put_away_by_a_job(session, qtbot):
    session.acts.run(TrashList(ListId(1)))
    assert session.acts.waiting == 1
    session.acts.undo(lambda _: None)
    session.acts.run(TrashList(ListId(1)))
    session.acts.run(RestoreList(ListId(1)))
    qtbot.waitUntil(lambda: not session.acts.waiting)
    assert not session.library.lists.all()[0].trashed


def test_what_waits_when_the_window_closes_is_done(session, writer, qtbot):
    writer.run("BEGIN IMMEDIATE")
    session.acts.run(SetStar([1], True))
    session.acts.run(SetStatus(WORKS, Status.READ))
    writer.run("ROLLBACK")
    session.acts.finish()
    assert session.acts.waiting == 0
    with closing(open_library(session.folder)) as library:
        assert library.workspace.undo_label == f"mark {len(WORKS)} works as read"
        library.workspace.undo()
        assert library.workspace.undo_label == "star 1 work"


def test_what_a_job_has_done_is_not_done_again(session, qtbot):
    session.acts.run(SetStar(WORKS, True))
    session.jobs.close()
    session.acts.finish()
    with closing(open_library(session.folder)) as library:
        assert library.workspace.undo() == f"star {len(WORKS)} works"
        assert library.workspace.undo_label is None


@pytest.mark.expect_log("not done when the window closed")
def test_what_cannot_be_done_at_the_end_is_in_the_log(session, writer, caplog):
    writer.run("BEGIN IMMEDIATE")
    session.acts.run(SetRating([1], 9))
    writer.run("ROLLBACK")
    session.acts.finish()
    assert "not done when the window closed: 9 is no rating." in caplog.text
