"""Papis: a folder for each document, with what is known of it in `info.yaml` and its files.

Form: https://papis.readthedocs.io/en/latest/info-file.html. The folders above become sections.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from effllm_desktop.app.folders import RECORDS
from effllm_desktop.app.foreign_formats import fields, yaml_mapping
from effllm_desktop.app.foreign_formats.beside import file_beside
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.app.foreign_formats.yaml_mapping import NotMapping
from effllm_desktop.domain import keywords
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.state import State

NAME = "Papis"
_SIGNS = frozenset(("author", "author_list", "ref", "papis_id", "files", "doi", "type"))
"""What such a file says beside a title: other programs have files of that name."""
_LOOKED_AT = 20  # files that are called so, of which one must be Papis's
_LARGEST = 64 * 2**20
"""Bytes of all that is read."""
_DEEPEST = 5  # sections: lists have headings of six levels, and a title
_VENUES = ("journal", "booktitle", "full_journal_title", "journaltitle", "eventtitle")
_AND = re.compile(r"\s+and\s+")
_PARTING = re.compile(r"[,;\n]")


def document_folders(
    folder: Path, failed: Callable[[OSError], object] = lambda _: None
) -> Iterator[Path]:
    """The folders below one that have such a file, by path. Links to folders are not followed."""
    for place, folders, names in os.walk(folder, onerror=failed):
        if any(name in names for name in RECORDS):
            folders.clear()
            yield Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith("."))


def is_library(folder: Path) -> bool:
    """Whether documents of Papis are in a folder, told by what one of the first says."""
    return any(_is_document(place) for place in islice(document_folders(folder), _LOOKED_AT))


def read(folder: Path) -> ForeignReading:
    """All documents of a folder. Raises BadInput for more than fits."""
    reading = ForeignReading()
    size = 0

    def tell(error: OSError) -> None:
        reading.miss(1, f"{error.filename} cannot be read: {error.strerror}")

    for place in document_folders(folder, tell):
        document = _Document(folder, place, reading)
        document.take()
        size += document.size
        if size > _LARGEST:
            raise BadInput(
                f"{folder} says more than {_LARGEST // 2**20} MB.", "Import parts of it."
            )
    return reading


def _is_document(place: Path) -> bool:
    try:
        said = yaml_mapping.mapping(_text(_info(place)))
    except (NotMapping, OSError, UnicodeDecodeError):  # reading says what is wrong with it
        return False
    return "title" in said and not _SIGNS.isdisjoint(said)


def _info(place: Path) -> Path:
    return next((path for name in RECORDS if (path := place / name).is_file()), place / RECORDS[0])


def _text(path: Path) -> str:
    """The text of a small file. Raises NotMapping for another one, OSError, UnicodeDecodeError."""
    if not path.is_file():
        raise NotMapping(1, "no file")
    if path.stat().st_size > 4 * yaml_mapping.LARGEST:
        raise NotMapping(1, "larger than any record")
    return path.read_text(encoding="utf-8-sig")


class _Document:
    """One folder: takes down what it says, and what of it could not be read."""

    def __init__(self, folder: Path, place: Path, reading: ForeignReading) -> None:
        self.size = 0
        self._place = place
        self._path = place.relative_to(folder)
        self._reading = reading

    def take(self) -> None:
        info = _info(self._place)
        text = self._read(info)
        if text is None:
            return
        try:
            said = yaml_mapping.mapping(text)
        except NotMapping as problem:
            self._miss(info.name, problem.reason, problem.line)
            return
        title = fields.line(_words(said, "title"))
        if title:
            self._reading.take(self._entry(said, title))
        else:
            self._miss(info.name, "a document without a title")

    def _entry(self, said: Mapping[str, Any], title: str) -> ForeignEntry:
        authors, elided = fields.people(_people(said))
        url = fields.web(_words(said, "url"))
        return ForeignEntry(
            title=title,
            line=1,
            url=url,
            arxiv=_arxiv(said) or fields.arxiv(url),
            doi=fields.doi(_words(said, "doi")),
            authors=authors,
            authors_elided=elided,
            venue=next((v for name in _VENUES if (v := fields.line(_words(said, name)))), None),
            year=fields.year(_words(said, "year") or _words(said, "date")),
            section=self._path.parts[:-1][:_DEEPEST],
            state=State(tags=_tags(said.get("tags")), note=self._note(_words(said, "notes"))),
            files=tuple(self._pdfs(said.get("files"))),
        )

    def _note(self, name: str) -> str:
        """What the file of this name says, which must be in the folder itself."""
        if not name:
            return ""
        path = file_beside(self._place, name)
        if path is None:
            self._miss(name, "notes that are not in the folder")
            return ""
        return (self._read(path) or "").strip()

    def _pdfs(self, names: Any) -> Iterator[str]:
        for name in _several(names):
            if name.lower().endswith(".pdf"):
                yield str(self._path / name)
            else:
                self._miss(name, "no PDF; it stays where it is")

    def _read(self, path: Path) -> str | None:
        try:
            text = _text(path)
        except NotMapping as problem:
            self._miss(path.name, problem.reason)
        except UnicodeDecodeError:
            self._miss(path.name, "no text in UTF-8")
        except OSError as error:
            self._miss(path.name, f"cannot be read: {error.strerror}")
        else:
            self.size += len(text)
            return text
        return None

    def _miss(self, name: str, reason: str, line: int = 1) -> None:
        where = os.fsencode(self._path / name).decode("utf-8", "backslashreplace")
        self._reading.miss(line, f"{where}: {reason}")


def _words(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _several(value: Any) -> Iterator[str]:
    """The texts of a list, or the one that stands there alone."""
    some = value if isinstance(value, list) else [value]
    return (one for one in some if isinstance(one, str) and one.strip())


def _people(said: Mapping[str, Any]) -> Iterator[str]:
    listed = said.get("author_list")
    people = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    if not people:
        yield from _AND.split(fields.line(_words(said, "author")))
    for one in people:
        family = (_words(one, "family") or _words(one, "surname")).replace(",", " ")
        given = _words(one, "given") or _words(one, "given_name")
        yield f"{family}, {given}" if given else family


def _arxiv(said: Mapping[str, Any]) -> str | None:
    archive = _words(said, "archiveprefix") or _words(said, "eprinttype") or "arxiv"
    found = fields.arxiv(_words(said, "eprint")) if archive.lower() == "arxiv" else None
    return found or fields.arxiv(_words(said, "arxivid"))


def _tags(value: Any) -> tuple[str, ...]:
    """Tags of a list; in a text blanks part them, as Papis has it, unless other signs do."""
    if isinstance(value, str):
        some = keywords.parted(value) if _PARTING.search(value) else tuple(value.split())
        return tuple(dict.fromkeys(some))
    return tuple(dict.fromkeys(fields.line(one) for one in _several(value)))
