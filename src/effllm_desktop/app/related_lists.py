"""The other parts of a list that is split into files: what it links to by relative paths.

A list may come from anybody, so its links are only offered, never followed, and never lead out of
the checkout, or of the folder, that they themselves name.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from effllm_desktop.app import folders
from effllm_desktop.app.jobs import Progress, Stretch
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import RelatedList
from effllm_desktop.store import list_edits, lists, upstreams
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_to_read

MOST = 10_000
"""Targets that are looked for at most: each is a question to the disk."""
_REPORT_EVERY = 100  # entries


def offered_by(database: Database, related: Iterable[RelatedList], file: Path) -> tuple[Path, ...]:
    """The lists that a list in a file links to, without those in the library and its trash."""
    return tuple(path for path in there(related, file) if lists.by_path(database, path) is None)


def offered_by_list(folder: Path, list_id: ListId, progress: Progress) -> tuple[Path, ...]:
    """A job: the same of a list that was taken in earlier. None for one that has no file."""
    with closing(open_to_read(folder)) as database:
        upstream = upstreams.of_list(database, list_id)
        if upstream is None:
            return ()
        from effllm_desktop.markdown.reader import ListStream

        stream = ListStream(list_edits.shown(database, list_id))
        reading = Stretch(progress, 0, 1, "Looking for linked lists")
        for number, _ in enumerate(stream.entries()):
            if number % _REPORT_EVERY == 0:
                reading.report(stream.progress)
        return offered_by(database, stream.related, upstream.path)


def there(related: Iterable[RelatedList], file: Path) -> tuple[Path, ...]:
    """The documents that links of a list lead to, in the order of the links, each once.

    `file` is the list's own, with all symbolic links resolved, and so are the answers. Left out is
    what is no regular file, what may not be a list by its name, and the list itself.
    """
    surroundings = _Surroundings.of(file)
    targets = islice(dict.fromkeys(one.target for one in related), MOST)
    found = dict.fromkeys(path for one in targets for path in surroundings.documents(one))
    return tuple(path for path in found if path != file)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """Where a list lies. `checkout` is the nearest folder above it that is one."""

    folder: Path
    checkout: Path | None
    _resolved_folders: dict[str, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, file: Path) -> "_Surroundings":
        above = (one for one in file.parents if os.path.lexists(one / ".git"))
        return cls(file.parent, next(above, None))

    def documents(self, target: str) -> Iterator[Path]:
        """The document that a target names: decoded, else as it is written."""
        for written in dict.fromkeys((unquote(target, errors="surrogateescape"), target)):
            path = self._document(written)
            if path is not None:
                yield path
                return

    def _document(self, written: str) -> Path | None:
        bound, named = self._named(written)
        if bound is None:
            return None
        try:
            path = self._resolved(named)
            is_file = stat.S_ISREG(path.lstat().st_mode)
        except (OSError, ValueError):  # not there, links in a ring, a NUL in the name
            return None
        if not is_file or not path.is_relative_to(bound):
            return None
        return path if folders.may_be_list(path.relative_to(bound)) else None

    def _resolved(self, named: Path) -> Path:
        """Where a name leads, with all symbolic links followed. Raises OSError, ValueError.

        Documents of a list lie in few folders: each is followed once.
        """
        folder, name = os.path.split(named)
        if folder not in self._resolved_folders:
            self._resolved_folders[folder] = Path(os.path.realpath(folder, strict=True))
        path = self._resolved_folders[folder] / name
        return Path(os.path.realpath(path, strict=True)) if path.is_symlink() else path

    def _named(self, written: str) -> tuple[Path | None, Path]:
        """The folder that the document must lie in (None: nowhere), and where it is said to be."""
        top = self.checkout or self.folder
        if written.startswith("/"):
            return top, top / written.lstrip("/")
        named = self.folder / written
        if self.checkout is not None:
            return self.checkout, named
        steps = Path(os.path.normpath(written)).parts.count(os.pardir)
        if not steps:
            return self.folder, named
        bound = self.folder.joinpath(*steps * [os.pardir])
        bound = Path(os.path.normpath(bound))
        return (None if bound == bound.parent else bound), named
