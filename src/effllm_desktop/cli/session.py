"""What one call of the command line works with: its library, its output, how it went."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop import paths
from effllm_desktop.cli.screen import Screen
from effllm_desktop.domain.errors import AppError

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library
    from effllm_desktop.app.settings import Settings

DONE = 0
FAILED = 1
MISUSED = 2
INTERRUPTED = 130


class Session:
    """One call. Verbs get it as their first argument."""

    def __init__(self) -> None:
        self.screen = Screen()
        self.named_library: Path | None = None
        self.json = False
        self.failures: list[AppError] = []

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return paths.locate(self.named_library, os.environ).library

    @property
    def settings_file(self) -> Path:
        """Where the settings stand."""
        return paths.locate(self.named_library, os.environ).settings

    @property
    def has_library(self) -> bool:
        """Whether the folder holds a library already."""
        return (self.folder / "library.db").is_file()

    @property
    def exit_code(self) -> int:
        return FAILED if self.failures else DONE

    @contextmanager
    def library(self) -> Iterator["Library"]:
        """The library, open while the verb works; it is made where there is none."""
        from effllm_desktop.app.library import open_library

        library = open_library(self.folder)
        try:
            yield library
        finally:
            library.close()

    def make_library(self) -> None:
        """Let there be a library, for what opens it by itself."""
        with self.library():
            pass

    def settings(self) -> "Settings":
        """The settings that hold; what is wrong with others is said, and stops nothing."""
        from effllm_desktop.app import settings_file

        reading = settings_file.read(self.settings_file, os.environ)
        for problem in reading.problems:
            self.screen.report(problem)
        return reading.settings

    def save_setting(self, name: str, value: str | float) -> None:
        """Set something for good."""
        from effllm_desktop.app import settings_file

        settings_file.save(self.settings_file, name, value)

    def fail(self, problem: AppError) -> None:
        """Say that a part could not be done, and go on with the rest."""
        self.failures.append(problem)
        self.screen.report(problem)


def failure_record(problem: AppError) -> dict[str, str]:
    """A failure as it stands in JSON documents."""
    return {"message": problem.what, "hint": problem.hint}
