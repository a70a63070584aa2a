"""What an open library does by itself."""

from contextlib import closing
from threading import Event

import pytest

from effllm_desktop.app.apart import Apart
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.ui.runtime import acts
from effllm_desktop.ui.runtime import session as module
from effllm_desktop.ui.runtime.session import Session
from tests.support.builders import page, take


@pytest.fixture
def session(tmp_path, qtbot):
    take(tmp_path / "library", page("A", {"S": ["one", "two"]}))
    session = Session(tmp_path / "library")
    yield session
    session.close()


def test_the_log_is_tidied_up_by_a_job_when_it_has_grown(session, qtbot, monkeypatch):
    log = session.folder / "library.db-wal"
    session.acts.run(SetStar([1], True))
    session._on_time_to_look()
    assert session.jobs.running == ()
    assert log.stat().st_size > 0
    monkeypatch.setattr(module, "LOG_BYTES", 1)
    grown = log.stat().st_size
    with qtbot.waitSignal(session.jobs.idle):
        session._on_time_to_look()
        session._on_time_to_look()
        assert len(session.jobs.running) == 1
    session._on_time_to_look()
    assert session.jobs.running == ()
    for turn in range(20):
        session.acts.run(SetStar([1], bool(turn % 2)))
        with qtbot.waitSignal(session.jobs.idle):
            session._on_time_to_look()
    assert log.stat().st_size == grown  # it began anew each time


def told(session):
    heard = []
    session.changes.changed.connect(lambda changes: heard.append(changes.works))
    return heard


def test_what_its_own_jobs_write_is_announced_once(session, qtbot, monkeypatch):
    monkeypatch.setattr(acts, "MANY", 1)
    monkeypatch.setattr(module, "LOG_BYTES", 1)
    heard = told(session)
    session.acts.run(SetStar([1, 2], True))
    qtbot.waitUntil(lambda: session.acts.waiting == 0)
    session._on_time_to_look()
    qtbot.waitUntil(lambda: session.jobs.running == ())  # the log was emptied
    session._on_time_to_look()
    assert heard == [{1, 2}]


def test_what_a_job_has_written_is_not_told_before_it_ends(session, qtbot, monkeypatch):
    monkeypatch.setattr(acts, "MANY", 1)
    heard, written, do = told(session), Event(), Apart.do

    def done(apart, deed, origin):
        outcome = do(apart, deed, origin)
        written.set()
        return outcome

    monkeypatch.setattr(Apart, "do", done)
    session.acts.run(SetStar([1, 2], True))
    assert written.wait(10)
    session._on_time_to_look()
    assert heard == []
    qtbot.waitUntil(lambda: session.acts.waiting == 0)
    session._on_time_to_look()
    assert heard == [{1, 2}]


def test_what_others_write_beside_a_job_is_noticed(session, qtbot, monkeypatch):
    monkeypatch.setattr(acts, "MANY", 1)
    heard = told(session)
    with closing(open_library(session.folder)) as other:
        other.workspace.run(SetStar([1], True))
        session.acts.run(SetStar([1, 2], False))
        assert heard == [None]
        qtbot.waitUntil(lambda: session.acts.waiting == 0)
        assert heard == [None, {1}]
        other.workspace.run(SetStar([2], True))
    session._on_time_to_look()
    assert heard == [None, {1}, None]
