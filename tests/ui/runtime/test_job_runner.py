"""Jobs on threads: where they run, where their results arrive, how they end."""

import threading
from threading import Event

import pytest

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.ui.runtime.job_runner import REPORTS_PER_SECOND, ThreadedJobRunner

MAIN = threading.main_thread()


@pytest.fixture
def runner(qapp):
    runner = ThreadedJobRunner()
    yield runner
    runner.close()


class _Heard:
    """Everything that was called back, with the thread it came on."""

    def __init__(self) -> None:
        self.calls = []

    def __call__(self, name):
        def note(*values):
            self.calls.append((name, *values, threading.current_thread() is MAIN))

        return note

    def callbacks(self):
        return {name: self(name) for name in ("done", "failed", "progressed", "cancelled")}


def test_the_job_runs_elsewhere_and_its_result_arrives_here(runner, qtbot):
    heard = _Heard()
    with qtbot.waitSignal(runner.idle):
        runner.start(
            lambda progress: threading.current_thread() is MAIN, name="job", **heard.callbacks()
        )
        assert heard.calls == []
    assert heard.calls == [("done", False, True)]


def test_an_expected_error_arrives_as_it_is(runner, qtbot):
    heard = _Heard()
    problem = NotFound("Nothing there.")

    def job(progress):
        raise problem

    with qtbot.waitSignal(runner.idle):
        runner.start(job, name="job", **heard.callbacks())
    assert heard.calls == [("failed", problem, True)]


def test_a_mistake_of_ours_reaches_the_hook_and_ends_the_job(runner, qtbot):
    heard = _Heard()
    with qtbot.captureExceptions() as caught, qtbot.waitSignal(runner.idle):
        runner.start(lambda progress: 1 / 0, name="Counting", **heard.callbacks())
    assert [error[0] for error in caught] == [ZeroDivisionError]
    (call,) = heard.calls
    assert call[0] == "failed"
    assert "“Counting” stopped" in call[1].what


def test_a_cancelled_job_stops_at_its_next_checkpoint(runner, qtbot):
    heard = _Heard()
    begun, go_on = Event(), Event()

    def job(progress):
        begun.set()
        go_on.wait(5)
        progress.checkpoint()

    with qtbot.waitSignal(runner.idle):
        handle = runner.start(job, name="job", **heard.callbacks())
        begun.wait(5)
        handle.cancel()
        go_on.set()
    assert heard.calls == [("cancelled", True)]


def test_nobody_needs_to_hear_of_a_cancel(runner, qtbot):
    with qtbot.waitSignal(runner.idle):
        handle = runner.start(
            lambda progress: None, name="job", done=lambda _: None, failed=lambda _: None
        )
        handle.cancel()


def test_progress_comes_at_most_ten_times_a_second(runner, qtbot):
    heard = _Heard()

    def job(progress):
        for number in range(100_000):
            progress.report(number / 100_000, "working")

    with qtbot.waitSignal(runner.idle):
        runner.start(job, name="job", **heard.callbacks())
    reports = [call for call in heard.calls if call[0] == "progressed"]
    assert 1 <= len(reports) <= 5 * REPORTS_PER_SECOND
    assert reports[0] == ("progressed", 0.0, "working", True)
    assert heard.calls[-1][0] == "done"


def test_closing_cancels_waits_and_calls_nobody(qapp, qtbot):
    runner = ThreadedJobRunner()
    heard = _Heard()
    begun, ended = Event(), Event()

    def job(progress):
        begun.set()
        try:
            while True:
                progress.checkpoint()
                ended.wait(0.001)
        finally:
            ended.set()

    runner.start(job, name="job", **heard.callbacks())
    assert [one.name for one in runner.running] == ["job"]
    begun.wait(5)
    runner.close()
    assert ended.is_set()
    assert runner.running == ()
    qtbot.wait(10)
    assert heard.calls == []


def test_closing_one_that_never_ran_is_nothing(qapp):
    ThreadedJobRunner().close()
