"""What is done once a day, however long the program stays open."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from effllm_desktop.app.clock import Clock, system_clock

LOOK_MILLISECONDS = 3_600_000
"""An hour between two looks at the day: a machine that slept is noticed soon after it woke."""


class Daily(QObject):
    """Does something when it is told to, and again on each day that follows."""

    def __init__(
        self, act: Callable[[], object], parent: QObject, clock: Clock = system_clock
    ) -> None:
        super().__init__(parent)
        self._act = act
        self._clock = clock
        self._day = clock().date()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Do it now."""
        self._day = self._clock().date()
        self._timer.start()
        self._act()

    def look(self) -> None:
        """Do it if another day has come."""
        if self._clock().date() != self._day:
            self.begin()
