"""What is measured on: generated lists, the same as a flat table, and libraries made of them."""

import csv
import tempfile
from functools import cached_property
from pathlib import Path
from typing import TextIO

from benchmarks import lists
from benchmarks.processes import own, run

COLUMNS = (
    *("title", "section", "authors", "venue", "year", "arxiv", "url", "citations"),
    *("description", "links", "notes"),
)
LIBRARIES = "libraries"  # what is in there is of no use to the next run


class Content:
    """Lists with so many entries together, in a folder. A file that is there is not made again."""

    def __init__(self, folder: Path, entries: int, files: int = 1) -> None:
        self.folder = folder
        self.entries = entries
        self.files = files
        folder.mkdir(parents=True, exist_ok=True)

    @cached_property
    def lists(self) -> list[Path]:
        """The lists as Markdown."""
        return [self._list(seed) for seed in range(1, self.files + 1)]

    @cached_property
    def other_list(self) -> Path:
        """A list of the same length with other works in it."""
        return self._list(lists.SEEDS)

    @cached_property
    def table(self) -> Path:
        """All entries as a flat CSV file."""
        file = self.folder / f"{self.entries}-in-{self.files}.csv"
        if not file.exists():
            unfinished = file.with_suffix(".part")
            with unfinished.open("w", encoding="utf-8", newline="") as out:
                self._write_table(out)
            unfinished.rename(file)
        return file

    @cached_property
    def library(self) -> Path:
        """A library that holds the lists. Raises RefusedError where they are not taken."""
        folder = self.new_library()
        run(own("take_in", folder, *self.lists))
        return folder

    def new_library(self) -> Path:
        """A folder for a library that is still to be made."""
        libraries = self.folder / LIBRARIES
        libraries.mkdir(exist_ok=True)
        return Path(tempfile.mkdtemp(dir=libraries)) / "library"

    def _list(self, seed: int) -> Path:
        file = self.folder / f"{self.entries}-in-{self.files}-{seed}.md"
        if not file.exists():
            unfinished = file.with_suffix(".part")
            lists.write(unfinished, self.entries // self.files, seed=seed)
            unfinished.rename(file)
        return file

    def _write_table(self, out: TextIO) -> None:
        writer = csv.writer(out)
        writer.writerow(("i", *COLUMNS))
        number = 0
        for seed in range(1, self.files + 1):
            for piece in lists.pieces(self.entries // self.files, seed=seed):
                if piece.truth and piece.truth.shape is not lists.Shape.EMPTY:
                    number += 1
                    writer.writerow((number, *_flat(piece.truth)))


def _flat(truth: lists.Truth) -> list[object]:
    values = {name: getattr(truth, name) for name in COLUMNS}
    values["section"] = " / ".join(truth.section)
    values["authors"] = ", ".join(truth.authors)
    values["notes"] = " ".join(truth.notes)
    return list(values.values())
