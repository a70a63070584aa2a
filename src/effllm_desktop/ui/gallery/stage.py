"""The program of one picture, and how scenes act in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.ui.application import WindowProgram
from effllm_desktop.ui.picture import scope_named
from effllm_desktop.ui.shell.desk import LibraryDesk

Steps = Iterator[None]
"""Goes on each time nothing moves any more."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The program of one picture and its library."""

    program: WindowProgram
    folder: Path

    @property
    def desk(self) -> LibraryDesk:
        assert self.program.desk is not None  # noqa: S101 - the scene has a sound library
        return self.program.desk

    def show(self, name: str) -> None:
        searches = self.desk.bench.outline.searches
        self.desk.bench.go(scope_named(self.desk.session.library.lists, name, searches))

    def click(self, action: str) -> None:
        self.program.window.commands[action].trigger()


def clicked(action: str) -> Callable[[Stage], Steps]:
    def steps(stage: Stage) -> Steps:
        stage.click(action)
        yield

    return steps
