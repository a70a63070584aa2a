"""A timer that should beat every 5 ms, and every time that it did not."""

import time
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer

BEAT = 5  # milliseconds
NOTED = 20  # stops shorter than this are not kept


class Stop(NamedTuple):
    """The event loop stood still for so many milliseconds while something was done."""

    length: float
    act: str
    at: float  # seconds since the heart began to beat


class Heart(QObject):
    """Beats from when it is made. `act` is what goes on, in words: set it as you go."""

    def __init__(self) -> None:
        super().__init__()
        self.act = ""
        self.longest = 0.0
        self.stops: list[Stop] = []
        self._began = self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(BEAT)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        stop = (now - self._last) * 1000 - BEAT
        self.longest = max(self.longest, stop)
        if stop > NOTED:
            self.stops.append(Stop(stop, self.act, now - self._began))
        self._last = now
