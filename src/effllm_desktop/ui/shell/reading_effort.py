"""What of the queue is left to read, said beside its count; and the pace that it is reckoned by."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.durations import estimated
from effllm_desktop.domain.effort import Effort, Pace
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.window_state import WindowState
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted

MOST = 1000  # works: nobody asks how long more of them take
_QUEUE = PlaceScope(Place.QUEUE)
_MATTERS = Aspect.QUEUE | Aspect.STATE | Aspect.PDFS | Aspect.METADATA | Aspect.CATALOG


class ReadingPace(QObject):
    """Kept beside how papers look: it is nothing that was made of a work, and leaves no machine."""

    changed = Signal()

    def __init__(self, state: Callable[[], WindowState], parent: QObject) -> None:
        """`state` is read when the pace is first asked for."""
        super().__init__(parent)
        self._state = state
        self._known: Pace | None = None

    @property
    def pace(self) -> Pace:
        if self._known is None:
            self._known = pace_from(self._state().text("pace"))
        return self._known

    def add(self, seconds: float) -> None:
        """A page more was read."""
        self._known = self.pace.with_page(seconds)
        self._state().set("pace", f"{self._known.seconds:.0f}/{self._known.pages}")
        self.changed.emit()


class ReadingEffort(QObject):
    """Says it while Read next is shown, and again when it is another one."""

    def __init__(
        self, session: Session, bench: Workbench, pace: ReadingPace, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = session.library
        self._bench = bench
        self._pace = pace
        pace.changed.connect(self.say)
        bench.navigated.connect(self.say)
        bench.searched.connect(self.say)
        session.changes.changed.connect(self._on_changed)
        self.say()

    def say(self) -> None:
        """Say how much is left, where one sees the queue."""
        said = ""
        if self._bench.scope == _QUEUE and not self._bench.search_text.strip():
            effort = self._library.entries.effort(self._library.entries.queue()[:MOST])
            said = in_words(effort, self._pace.pace)
        self._bench.entries.header.show_effort(said)

    def _on_changed(self, changes: Changes) -> None:
        if changes.aspects & _MATTERS:
            self.say()


def in_words(effort: Effort, pace: Pace) -> str:
    """`about 3 h at your pace, 85 pages of 5 works`; empty where no pages are known.

    Where there is little room the last words go.
    """
    if not effort.known:
        return ""
    pages = counted(effort.pages, "page")
    of = "" if effort.known == effort.works else f" of {counted(effort.known, 'work')}"
    whose = " at your pace" if pace.is_own else ""
    return f"{estimated(effort.seconds(pace))}{whose}, {pages}{of}"


def pace_from(text: str) -> Pace:
    """The pace that was kept; none yet for anything else."""
    seconds, _, pages = text.partition("/")
    if not (seconds.isascii() and seconds.isdecimal() and pages.isascii() and pages.isdecimal()):
        return Pace()
    return Pace(int(seconds), int(pages))
