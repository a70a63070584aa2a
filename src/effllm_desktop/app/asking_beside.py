"""Asking other machines in a thread beside a job, so that the job can end it whatever it waits for.

How the program stands with services then is noted, so that whoever asks next, also another run of
the program, is as polite.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait  # noqa: TID251 - see above
from pathlib import Path
from typing import TypeVar

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.network import network_of, remember_standings
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.errors import Offline
from effllm_desktop.net.line import Line
from effllm_desktop.net.pacing import Pacing

T = TypeVar("T")
_TICK = 0.05  # seconds between two looks at whether it is still wanted


class Call:
    """A line to other machines, and why nothing is happening on it."""

    def __init__(self, folder: Path, settings: Settings, pacing: Pacing) -> None:
        self.network = network_of(settings, pacing, folder)
        self.line = Line()
        self.reason = ""

    def waiting(self, reason: str) -> None:
        """The network says why nothing is happening."""
        self.reason = reason


def ask_beside(
    folder: Path,
    settings: Settings,
    pacing: Pacing,
    progress: Progress,
    ask: Callable[[Call], T],
    message: str,
) -> T:
    """What `ask` gives. Raises Offline before anything is asked, Cancelled, and what `ask` does."""
    if settings.offline:
        raise Offline("The program is set to stay offline.", "To change that: offline = false.")
    call = Call(folder, settings, pacing)
    try:
        with ThreadPoolExecutor(1, thread_name_prefix="call") as pool:
            answer = pool.submit(ask, call)
            try:
                while not wait([answer], timeout=_TICK).done:
                    progress.checkpoint()
                    progress.report(None, call.reason or message)
                    call.line.hurry()
            finally:
                call.line.stop()
        return answer.result()
    finally:
        remember_standings(folder, pacing)
