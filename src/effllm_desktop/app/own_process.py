"""Jobs in a process of their own: those that are busy in Python for longer than a moment.

Threads run Python in turns, and whoever paints gives its turn back with each call of Qt. Beside one
thread that is busy in Python, a picture of the window takes a hundred milliseconds instead of ten.
"""

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Generic, TypeVar, cast

from effllm_desktop.app.jobs import Job, Progress
from effllm_desktop.domain.errors import AppError, Cancelled

T = TypeVar("T")
LOOK_SECONDS = 0.1
"""How often somebody looks whether the job is to stop."""
_NICENESS = 10
"""So much the job stands back for the window, which needs a processor now and not for long."""


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
        # No daemon: those may have no processes of their own, and a long list is read by one.
        process = context.Process(target=work, args=(job, telling, ending))
        with telling, ending:
            process.start()
        result = cast("T", heard(news, stop, progress))
        process.join()
    return result


def work(job: Job[T], telling: Connection, ending: Connection) -> None:
    """What the process does: the job, told step by step."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which then ends us
    if hasattr(os, "nice"):
        os.nice(_NICENESS)  # what it starts in turn stands back as far
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


# ---- beside the one that asks


@contextmanager
def beside(partner: Callable[[Connection], None]) -> Iterator[Connection]:
    """A process that works at the same time; what it is told and what it tells goes through here.

    It is ended when nobody listens any more.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=work_beside, args=(partner, there), daemon=True)
    with here:
        with there:
            process.start()
        try:
            yield here
        finally:
            process.terminate()
            process.join()


def work_beside(partner: Callable[[Connection], None], there: Connection) -> None:
    """What the process does, until it is done or nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who asks
    try:
        partner(there)
    except (EOFError, OSError):  # whoever asked is gone
        return
    except Exception:  # noqa: BLE001 - a mistake of ours: raised where the process was started
        there.send(RuntimeError(traceback.format_exc()))


@contextmanager
def talking() -> Iterator[None]:
    """Meanwhile the other process is told or asked something: when it is gone, that is said."""
    try:
        yield
    except (EOFError, ConnectionError):
        raise AppError(
            "The work stopped halfway, because one of its processes was ended.",
            "Nothing was changed. Try it again.",
        ) from None


def next_told(here: Connection, checkpoint: Callable[[], None]) -> object:
    """The next thing that the other process tells, or its error raised."""
    with talking():
        while not here.poll(LOOK_SECONDS):
            checkpoint()
        said = here.recv()
    if isinstance(said, RuntimeError):
        raise said
    return said
