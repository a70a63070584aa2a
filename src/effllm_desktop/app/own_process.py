"""Jobs in a process of their own: those that are busy in Python for longer than a moment.

Threads run Python in turns, and whoever paints gives its turn back with each call of Qt. Beside one
thread that is busy in Python, a picture of the window takes a hundred milliseconds instead of ten.
"""

import multiprocessing
import signal
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Generic, TypeVar, cast

from effllm_desktop.app.jobs import Job, Progress
from effllm_desktop.domain.errors import AppError, Cancelled

T = TypeVar("T")
LOOK_SECONDS = 0.1
"""How often somebody looks whether the job is to stop."""


@dataclass(frozen=True, slots=True)
class _Report:
    fraction: float | None
    message: str


@dataclass(frozen=True, slots=True)
class _Result(Generic[T]):
    value: T


def run(job: Job[T], progress: Progress) -> T:
    """Run a job elsewhere. It, its result and its errors travel there and back: plain values.

    Raises what the job raises, and AppError when its process is ended from outside.
    """
    # Not a fork: that would take over a window, and only one of its threads.
    context = multiprocessing.get_context("spawn")
    news, telling = context.Pipe(duplex=False)
    ending, stop = context.Pipe(duplex=False)
    with news, stop:
        process = context.Process(target=work, args=(job, telling, ending), daemon=True)
        with telling, ending:
            process.start()
        result = cast("T", heard(news, stop, progress))
        process.join()
    return result


def work(job: Job[T], telling: Connection, ending: Connection) -> None:
    """What the process does: the job, told step by step."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which then ends us
    try:
        telling.send(_Result(job(_ToldProgress(telling, ending))))
    except (AppError, Cancelled) as problem:
        telling.send(problem)
    except Exception:  # noqa: BLE001 - a mistake of ours: raised where the job was started
        telling.send(RuntimeError(traceback.format_exc()))


class _ToldProgress:
    """What the job reports to, on its side. The other side closes `ending`, or is gone."""

    def __init__(self, telling: Connection, ending: Connection) -> None:
        self._telling = telling
        self._ending = ending

    def report(self, fraction: float | None, message: str) -> None:
        self._telling.send(_Report(fraction, message))

    def checkpoint(self) -> None:
        try:
            is_over = self._ending.poll()
        except OSError:  # as Windows says it
            is_over = True
        if is_over:
            raise Cancelled


def heard(news: Connection, stop: Connection, progress: Progress) -> object:
    """What becomes of the job at the other end: its result, or its error raised."""
    while True:
        try:
            progress.checkpoint()
        except Cancelled:
            stop.close()  # that tells it; its last word is waited for
        if not news.poll(LOOK_SECONDS):
            continue
        try:
            said = news.recv()
        except EOFError:
            progress.checkpoint()
            raise AppError(
                "The work stopped halfway, because its process was ended.",
                "Nothing was changed. Try it again.",
            ) from None
        if isinstance(said, _Result):
            return said.value
        if not isinstance(said, _Report):
            raise said
        progress.report(said.fraction, said.message)
