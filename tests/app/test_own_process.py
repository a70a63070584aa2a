"""Jobs in a process of their own: told, cancelled, failing, ended from outside."""

import multiprocessing
import os
import signal
from functools import partial

import pytest

from effllm_desktop.app import own_process
from effllm_desktop.app.import_jobs import take_in
from effllm_desktop.app.import_reports import ImportRequest, Outcome
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.sources import FileSource
from effllm_desktop.domain.errors import AppError, BadInput, Cancelled
from tests.support.builders import found, page


def elsewhere(progress):
    progress.report(0.5, "Halfway")
    progress.checkpoint()
    return os.getpid()


def refused(progress):
    raise BadInput("No.", "Say yes.")


def mistaken(progress):
    raise ZeroDivisionError


def niceness(progress):
    return os.nice(0)


def ended(progress):
    os._exit(3)


def endless(progress):
    while True:
        progress.report(None, "On and on")
        progress.checkpoint()


@pytest.fixture
def as_elsewhere(monkeypatch):
    """What Ctrl+C does here, and how far this process stands back, stay as they are."""
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(os, "nice", lambda step: step, raising=False)
    yield
    signal.signal(signal.SIGINT, before)


def told_here(job, *, stopped=False):
    """What a job tells, done in this process."""
    news, telling = multiprocessing.Pipe(duplex=False)
    ending, stop = multiprocessing.Pipe(duplex=False)
    reports = []
    progress = InlineProgress(lambda fraction, message: reports.append((fraction, message)))
    with news, ending, stop:
        with telling:
            if stopped:
                stop.close()
            own_process.work(job, telling, ending)
        try:
            return own_process.heard(news, stop, progress), reports
        except (Exception, Cancelled) as problem:  # noqa: BLE001 - whatever it is, it is looked at
            return problem, reports


def test_the_result_comes_from_another_process():
    reports = []
    progress = InlineProgress(lambda fraction, message: reports.append((fraction, message)))
    assert own_process.run(elsewhere, progress) != os.getpid()
    assert reports == [(0.5, "Halfway")]


@pytest.mark.skipif(not hasattr(os, "nice"), reason="this system orders its processes otherwise")
def test_the_job_stands_back_for_the_window():
    assert own_process.run(niceness, InlineProgress()) == min(os.nice(0) + 10, 19)


def test_what_is_told_there_arrives_here(as_elsewhere):
    assert told_here(elsewhere) == (os.getpid(), [(0.5, "Halfway")])


def test_an_error_keeps_its_sentence_and_its_hint(as_elsewhere):
    problem, _ = told_here(refused)
    assert isinstance(problem, BadInput)
    assert (problem.what, problem.hint) == ("No.", "Say yes.")


def test_a_mistake_of_ours_says_where_it_was_made(as_elsewhere):
    problem, _ = told_here(mistaken)
    assert isinstance(problem, RuntimeError)
    assert "in mistaken" in str(problem)


def test_a_job_whose_window_is_gone_ends(as_elsewhere):
    problem, _ = told_here(endless, stopped=True)
    assert isinstance(problem, Cancelled)


def test_windows_says_in_another_way_that_nobody_is_there(as_elsewhere):
    class Gone:
        def poll(self):
            raise BrokenPipeError

    news, telling = multiprocessing.Pipe(duplex=False)
    with news, telling:
        own_process.work(elsewhere, telling, Gone())
        assert news.recv().message == "Halfway"
        assert isinstance(news.recv(), Cancelled)


def test_a_job_is_cancelled():
    progress = InlineProgress(lambda fraction, message: progress.cancel())
    with pytest.raises(Cancelled):
        own_process.run(endless, progress)


def test_a_process_that_was_ended_is_told():
    with pytest.raises(AppError, match="its process was ended"):
        own_process.run(ended, InlineProgress())


def test_a_list_is_taken_in_elsewhere(folder, library, tmp_path):
    file = tmp_path / "list.md"
    file.write_text(page("L", {"S": ["a", "b"]}), encoding="utf-8")
    job = partial(take_in, folder, ImportRequest((FileSource(file),)))
    summary = own_process.run(job, InlineProgress())
    assert [one.entries for one in summary.lists] == [2]
    assert library.workspace.notice_outside_changes()
    assert len(found(library, "")) == 2
    again = take_in(folder, ImportRequest((FileSource(file),)), InlineProgress())
    assert [one.outcome for one in again.lists] == [Outcome.UNCHANGED]
