"""Which imports are large enough for a process of their own, and what the reader does meanwhile."""

import pytest

from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.sources import Bundled, FileSource
from effllm_desktop.ui.importing.importer import LARGE, Importer, _are_large
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from tests.support.builders import page, take


class Display:
    """Where progress would be shown."""

    def begin(self, name, cancel):
        pass

    def report(self, fraction, message):
        pass

    def end(self):
        pass


@pytest.fixture
def session(tmp_path, qtbot):
    folder = tmp_path / "library"
    take(folder, page("A", {"S": ["one", "two"]}))
    session = Session(folder)
    yield session
    session.close()


def test_large_files_and_folders_are_read_elsewhere(tmp_path):
    large, small = tmp_path / "large.md", tmp_path / "small.md"
    large.write_bytes(b"." * (LARGE + 1))
    small.write_bytes(b".")
    assert _are_large((FileSource(small), FileSource(large)))
    assert _are_large((FileSource(tmp_path),))
    assert not _are_large((FileSource(small), FileSource(tmp_path / "gone.md"), Bundled()))


def test_while_a_list_is_taken_in_the_window_waits_for_no_commit(session, tmp_path, qtbot):
    done = []
    importer = Importer(session, ShownJobs(session.jobs, Display(), done.append))
    for number, there in enumerate((True, False)):  # one of a file that is not there ends, too
        new = tmp_path / f"new {number}.md"
        if there:
            new.write_text(page("B", {"S": ["three"]}), encoding="utf-8")
        importer.open_paths([new])
        session.acts.run(SetStar([1], number == 0), done=done.append)
        assert (session.acts.waiting, len(done)) == (1, number)
        qtbot.waitUntil(lambda: not session.jobs.running)
        qtbot.waitUntil(lambda: not session.acts.waiting)
    assert len(session.library.lists.all()) == 2
    session.acts.run(SetStar([2], True), done=done.append)
    assert len(done) == 3
