"""A note for each work in a folder that Obsidian opens as a vault.

The program's part of a note are its own keys of the front matter and what stands between its two
comments. Everything else is the reader's: it is never touched, wherever the note is moved to and
whatever it is called. A note without the comments is left as it is.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import ExportRequest
from effllm_desktop.app.exporting.vault_notes import BEGIN, END, KEYS, Note, notes
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.library import Library
from effllm_desktop.domain.errors import BadInput, StorageFailed
from effllm_desktop.markdown import source
from effllm_desktop.store import atomic_file

_REGION = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r'^effllm: ("(?:[^"\\]|\\.)*")[ \t]*$', re.MULTILINE)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME = 100  # characters; three bytes each still fit every file system
_NAMED = 5
"""Notes that are named; the others are counted."""
_LOOKED_AT = 8192  # characters in which the front matter of a note of ours ends


@dataclass(slots=True)
class VaultReport:
    """What became of a vault. `left` are notes that no longer have the program's part."""

    entries: int = 0
    own: tuple[str, ...] = ()
    written: int = 0
    unchanged: int = 0
    left: list[str] = field(default_factory=list)

    @property
    def remarks(self) -> tuple[str, ...]:
        """A sentence about the notes that were left as they were, the first few by their names."""
        if not self.left:
            return ()
        more = "" if len(self.left) <= _NAMED else f" and {len(self.left) - _NAMED:,} more"
        names = ", ".join(self.left[:_NAMED]) + more
        return (f"Left alone, for the program's part is gone from them: {names}.",)


def write(
    library: Library, request: ExportRequest, folder: Path, progress: Progress
) -> VaultReport:
    """Bring the notes in a folder up to date; the folder is made where there is none.

    Raises BadInput where a file stands, StorageFailed for what the disk refuses: notes that were
    written before stay, and the next time goes on.
    """
    made = Material(library.database, request)
    known, names = _known(folder)
    report = VaultReport()
    with library.database.at_one_moment():
        total = max(sum(len(ids) for _, ids in made.lists), 1)
        for number, note in enumerate(notes(made)):
            progress.checkpoint()
            progress.report(number / total, "Writing notes")
            path = known.get(note.key) or folder / names.new(note.title)
            _write(path, note, report)
    report.entries, report.own = made.tally.entries, made.tally.own
    return report


def _write(path: Path, note: Note, report: VaultReport) -> None:
    old = _read(path) if path.exists() else None
    new = note.text if old is None else renewed(old, note)
    if new is None:
        report.left.append(path.name)
    elif new == old:
        report.unchanged += 1
    else:
        atomic_file.replace(path, source.encode(new))
        report.written += 1


def renewed(old: str, note: Note) -> str | None:
    """A note with the program's part made anew; None where that part was taken out."""
    newline = source.newline_of(old)
    text = old.replace(newline, "\n")
    region, matter = _REGION.search(text), _MATTER.match(text)
    if region is None or matter is None or "\r" in text:
        return None
    body = text[matter.end() : region.start()] + note.body + text[region.end() :]
    new = f"---\n{note.matter}{_theirs(matter[1])}---\n{body}"
    return new.replace("\n", newline)


def _theirs(matter: str) -> str:
    """The properties that are not the program's, as they stand."""
    kept: list[str] = []
    keep = True
    for line in matter.splitlines(keepends=True):
        if line[:1] not in " \t-\n":  # what is indented, or an item, belongs to the one above
            keep = line.partition(":")[0] not in KEYS
        if keep:
            kept.append(line)
    return "".join(kept)


class _Names:
    """File names that are free, whatever case they are in."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in taken}

    def new(self, title: str) -> str:
        words = (
            " ".join(_NOT_IN_NAMES.sub(" ", title).split()).strip(". ")[:_LONGEST_NAME].rstrip(". ")
        )
        stem = words if words and not _RESERVED.fullmatch(words) else f"Note {words}".rstrip()
        name, number = f"{stem}.md", 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem} ({number}).md"
        self._taken.add(name.casefold())
        return name


def _known(folder: Path) -> tuple[dict[str, Path], _Names]:
    """The notes of ours in a folder, by the keys of their works, and names for new ones."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = _Names(path.name for path in folder.iterdir())
    except FileExistsError as error:
        raise BadInput(f"{folder} is no folder.", "A vault is a folder: choose another.") from error
    except OSError as error:
        raise StorageFailed(
            f"{folder} cannot be opened: {error.strerror}.", "Choose another place."
        ) from error
    found: dict[str, Path] = {}
    for path in _markdown_files(folder):
        key = _key_of(path)
        if key is not None:
            found.setdefault(key, path)
    return found, names


def _markdown_files(folder: Path) -> Iterator[Path]:
    """The notes of a vault, without what its program keeps hidden; links are not followed."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if name.endswith(".md") and not path.is_symlink():
                yield path


def _key_of(path: Path) -> str | None:
    """The key in the front matter of a note of ours."""
    matter = _MATTER.match(_read(path)[:_LOOKED_AT].replace("\r\n", "\n"))
    key = _KEY.search(matter[1]) if matter else None
    try:
        return str(json.loads(key[1])) if key else None
    except ValueError:  # somebody wrote something else there
        return None


def _read(path: Path) -> str:
    return source.decode(atomic_file.read(path) or b"")
