"""What an open library does by itself."""

import pytest

from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.ui.runtime import session as module
from effllm_desktop.ui.runtime.session import Session
from tests.support.builders import page, take


@pytest.fixture
def session(tmp_path, qtbot):
    take(tmp_path / "library", page("A", {"S": ["one", "two"]}))
    session = Session(tmp_path / "library")
    yield session
    session.close()


def test_the_log_is_emptied_by_a_job_when_it_has_grown(session, qtbot, monkeypatch):
    log = session.folder / "library.db-wal"
    session.acts.run(SetStar([1], True))
    session._on_time_to_look()
    assert session.jobs.running == ()
    assert log.stat().st_size > 0
    monkeypatch.setattr(module, "LOG_BYTES", 1)
    with qtbot.waitSignal(session.jobs.idle):
        session._on_time_to_look()
        session._on_time_to_look()
        assert len(session.jobs.running) == 1
    assert log.stat().st_size == 0
    session._on_time_to_look()
    assert session.jobs.running == ()
