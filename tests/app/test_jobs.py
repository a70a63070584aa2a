import pytest

from effllm_desktop.app.jobs import InlineJobRunner, InlineProgress
from effllm_desktop.domain.errors import BadInput, Cancelled


class Told:
    def __init__(self) -> None:
        self.results = []
        self.problems = []
        self.progress = []
        self.cancelled = 0

    def cancel(self) -> None:
        self.cancelled += 1


def start(job, told, runner=None):
    return (runner or InlineJobRunner()).start(
        job,
        name="test",
        done=told.results.append,
        failed=told.problems.append,
        progressed=lambda *said: told.progress.append(said),
        cancelled=told.cancel,
    )


def test_a_job_is_done():
    told = Told()

    def job(progress):
        progress.report(0.5, "half")
        progress.checkpoint()
        return 7

    start(job, told).cancel()
    assert (told.results, told.problems, told.progress) == ([7], [], [(0.5, "half")])


def test_a_job_fails_in_words():
    told = Told()

    def job(progress):
        raise BadInput("No.")

    start(job, told)
    assert [problem.what for problem in told.problems] == ["No."]
    assert told.results == []


def test_a_job_is_cancelled_at_its_next_checkpoint():
    told = Told()
    runner = InlineJobRunner()

    def job(progress):
        runner.running.cancel()
        progress.checkpoint()

    start(job, told, runner)
    assert (told.results, told.cancelled) == ([], 1)


def test_nobody_has_to_listen():
    def job(progress):
        progress.report(None, "unheard")
        raise Cancelled

    InlineJobRunner().start(job, name="test", done=pytest.fail, failed=pytest.fail)


def test_a_mistake_of_ours_is_raised():
    def job(progress):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        start(job, Told())


def test_progress_without_a_listener():
    progress = InlineProgress()
    progress.report(0.1, "x")
    progress.checkpoint()
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.checkpoint()
