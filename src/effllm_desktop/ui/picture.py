"""The window as a picture, and what a screen reader would find in it: drawn once all is there."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView

from effllm_desktop.app.readmodels.lists import ListReader
from effllm_desktop.app.readmodels.outline import SearchNode
from effllm_desktop.app.settings_file import Reading
from effllm_desktop.domain import keys
from effllm_desktop.domain.errors import AppError, NotFound, StorageFailed
from effllm_desktop.domain.scopes import (
    ListScope,
    Place,
    PlaceScope,
    Scope,
    SearchScope,
    SectionScope,
)
from effllm_desktop.paths import Places
from effllm_desktop.ui.application import WindowProgram, make_application
from effllm_desktop.ui.arguments import WindowRequest
from effllm_desktop.ui.runtime.describe import describe
from effllm_desktop.ui.theme import Mode
from effllm_desktop.ui.words import PLACES, counted

if TYPE_CHECKING:
    from effllm_desktop.ui.shell.desk import LibraryDesk

ROUNDS = 3


def draw(request: WindowRequest, places: Places, settings: Reading) -> int:
    """Draw the window into what was asked for; the exit code."""
    application = make_application(Mode(request.theme or settings.settings.theme))
    program = WindowProgram(places, settings, for_picture=True)
    program.failures.install()
    try:
        picture = Picture(program, request)
        picture.start()
        application.exec()
        return picture.status
    finally:
        program.failures.remove()


class Picture(QObject):
    """Opens what was asked for, waits for its jobs, draws, and ends the program."""

    def __init__(self, program: WindowProgram, request: WindowRequest) -> None:
        super().__init__(program)
        self._program = program
        self._request = request
        self.status = 0

    def start(self) -> None:
        window = self._program.window
        if self._request.size is not None:
            window.setMinimumSize(1, 1)
            window.resize(*self._request.size)
        window.show()
        self._program.failures.expected.connect(self._complain)
        self._program.failures.bug_found.connect(self._on_bug_found)
        for problem in self._program.problems:
            self._complain(problem)
        self._program.start(self._request.sources)
        self._wait()

    def _wait(self) -> None:
        """Until the event loop has been round with no job running."""
        desk = self._program.desk
        if desk is not None and desk.session.jobs.running:
            once = Qt.ConnectionType.SingleShotConnection
            desk.session.jobs.idle.connect(self._on_idle, once)
        else:
            QTimer.singleShot(0, self, self._arrange)

    def _on_idle(self) -> None:
        QTimer.singleShot(0, self, self._arrange)

    def _arrange(self) -> None:
        desk = self._program.desk
        try:
            if desk is None:
                raise NotFound(self._program.window.content.accessibleName())
            _go_where_asked(desk, self._request)
        except AppError as problem:
            self._complain(problem)
        self._settle(ROUNDS)

    def _settle(self, rounds: int) -> None:
        """Paint it a few times: what is made after the first paint finds its place in the next."""
        self._program.window.grab()
        if rounds:
            QTimer.singleShot(0, self, lambda: self._settle(rounds - 1))
        else:
            self._count()

    def _count(self) -> None:
        """A picture shows no number that is about to become another one."""
        desk = self._program.desk
        if desk is not None:
            desk.bench.count_now()
            if desk.session.jobs.running:
                once = Qt.ConnectionType.SingleShotConnection
                desk.session.jobs.idle.connect(self._draw, once)
                return
        self._draw()

    def _draw(self) -> None:
        try:
            self._write()
        except AppError as problem:
            self._complain(problem)
        self._program.window.close()
        QCoreApplication.exit(self.status)

    def _write(self) -> None:
        window, request = self._program.window, self._request
        if self._program.desk is not None:
            self._say(opened(self._program.desk))
        if request.screenshot is not None:
            image = window.grab()
            if not image.save(str(request.screenshot)):
                raise StorageFailed(
                    f"The picture cannot be written to {request.screenshot}.",
                    "Its name must end in .png, in a folder that can be written to.",
                )
            size = f"{image.width()}×{image.height()}"
            self._say(f"Drew the window into {request.screenshot.absolute()} ({size}).")
        if request.describe is not None:
            text = json.dumps(describe(window), ensure_ascii=False, indent=1)
            _write_text(request.describe, text)
            self._say(f"Described it in {request.describe.absolute()}.")

    def _complain(self, problem: AppError) -> None:
        self.status = 1
        sys.stderr.write(f"{problem}\n")

    def _on_bug_found(self, report: str) -> None:
        self.status = 1
        sys.stderr.write(f"{report}\n")

    def _say(self, sentence: str) -> None:
        sys.stdout.write(f"{sentence}\n")


def opened(desk: "LibraryDesk") -> str:
    """What the window shows, in a sentence."""
    lists = desk.bench.outline.lists
    names = ", ".join(f"“{one.name}”" for one in lists)
    told = f"{counted(len(lists), 'list')} ({names})" if lists else "no list yet"
    works = next((n.total for n in desk.bench.outline.places if n.place is Place.ALL), 0)
    return f"Opened the library in {desk.session.folder}: {told}, {counted(works, 'work')}."


def _go_where_asked(desk: "LibraryDesk", request: WindowRequest) -> None:
    """Show the place and select the work that were asked for. Raises NotFound."""
    if request.place is not None:
        searches = desk.bench.outline.searches
        desk.bench.go(scope_named(desk.session.library.lists, request.place, searches))
    if request.select is None:
        return
    key = keys.from_argument(request.select) or request.select
    if desk.session.library.works.find(key) is None:
        raise NotFound(f"No work in the library has the key {key}.")
    entries = desk.bench.entries
    if not entries.select_key(key):
        desk.bench.go(PlaceScope(Place.ALL))
        entries.select_key(key)
    entries.view.scrollTo(
        entries.view.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter
    )


def scope_named(lists: ListReader, name: str, searches: Iterable[SearchNode] = ()) -> Scope:
    """A place, a saved search, a list or a section by its name."""
    for place in Place:
        if name.strip().lower() in (place.value, PLACES[place].name.lower()):
            return PlaceScope(place)
    for search in searches:
        if search.name.casefold() == name.strip().casefold():
            return SearchScope(search.id)
    sections = lists.sections_named(name)
    for one in lists.all():
        if one.name.casefold() == name.strip().casefold() and not one.trashed:
            return ListScope(one.id)
    if len(sections) == 1:
        return SectionScope(sections[0].id)
    if sections:
        paths = "; ".join(one.path for one in sections)
        raise NotFound(f"“{name}” may mean several sections.", f"They are: {paths}.")
    places = ", ".join(look.name for look in PLACES.values())
    raise NotFound(f"There is no place, list or section “{name}”.", f"The places are: {places}.")


def _write_text(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise StorageFailed(f"{file} cannot be written: {problem.strerror}.") from problem
