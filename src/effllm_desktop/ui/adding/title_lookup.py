"""Titles of works that somebody is about to add, looked up while they go on typing."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from effllm_desktop.app.adding import Facts
from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.app.looking_up import LookedUp, look_up
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.domain.errors import AppError


GROUP = 5
"""Works that are asked about one by one, before those who wait see what has come."""


class TitleLookup(QObject):
    """Each work is asked about once, one group after the other; offline nobody is asked.

    Papers on arXiv are one group, for arXiv says all at once; what else there is waits for them.
    """

    found = Signal()  # there are new facts
    changed = Signal()  # `said` is another

    def __init__(self, session: Session, parent: QObject, facts: Mapping[str, Facts]) -> None:
        """`facts`: what is known already."""
        super().__init__(parent)
        self._session = session
        self._job: JobHandle | None = None
        self._asked: set[str] = set()
        self._waiting: dict[str, EntryText] = {}
        self._facts = dict(facts)
        self._problems: dict[str, AppError] = {}
        self._reason = ""

    @property
    def facts(self) -> dict[str, Facts]:
        """What was found so far, by the keys of works."""
        return dict(self._facts)

    @property
    def said(self) -> str:
        """What is being done, or why there is no more to be had."""
        if self._job is not None:
            return f"{self._reason or 'Looking up titles'} …"
        return " ".join(list(self._problems)[:2])

    def want(self, entries: Iterable[EntryText]) -> None:
        """Ask about those that nobody has asked about yet."""
        if self._session.settings.offline:
            return
        self._waiting |= {one.key: one for one in entries if one.key not in self._asked}
        if self._job is None:
            self._ask_next()

    def stop(self) -> None:
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _ask_next(self) -> None:
        entries = self._next_group()
        if not entries:
            return
        self._asked.update(one.key for one in entries)
        self._reason = f"Looking up {counted(len(entries), 'title')}"
        folder, settings, pacing = (
            self._session.folder,
            self._session.settings,
            self._session.pacing,
        )

        def job(progress: Progress) -> LookedUp:
            return look_up(folder, entries, settings, pacing, progress)

        self._job = self._session.jobs.start(
            job,
            name="Looking up titles",
            done=self._on_done,
            failed=lambda problem: self._on_done(LookedUp({}, (problem,))),
            progressed=lambda _, reason: self._on_progressed(reason),
        )
        self.changed.emit()

    def _next_group(self) -> list[EntryText]:
        waiting = list(self._waiting.values())
        papers = [one for one in waiting if one.arxiv is not None]
        entries = papers or waiting[:GROUP]
        for one in entries:
            del self._waiting[one.key]
        return entries

    def _on_progressed(self, reason: str) -> None:
        if self._job is not None and reason != self._reason:
            self._reason = reason
            self.changed.emit()

    def _on_done(self, answer: LookedUp) -> None:
        if self._job is None:  # the dialog was closed
            return
        self._job = None
        self._facts |= answer.facts
        self._problems |= {problem.what: problem for problem in answer.problems}
        self._ask_next()
        if answer.facts:
            self.found.emit()
        self.changed.emit()
