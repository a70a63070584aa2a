"""What is to be imported, as documents: bytes with a name and the place they came from."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop import resource_files
from effllm_desktop.app import folders
from effllm_desktop.domain.errors import AppError, BadInput, NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import Problem

if TYPE_CHECKING:
    from effllm_desktop.app.carried import CarriedPdf, CarriedWork

LARGEST = 512 * 2**20
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3\0": "a database",
    b"\x1f\x8b": "a compressed file",
    b"BZh": "a compressed file",
    b"\xfd7zXZ\0": "a compressed file",
    b"\x28\xb5\x2f\xfd": "a compressed file",
    b"7z\xbc\xaf\x27\x1c": "a compressed file",
    b"Rar!\x1a\x07": "a compressed file",
    b"\xff\xfe\0\0": "text in UTF-32",
}


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file, or a folder with lists in it. `optional`: it only counts when it is a list."""

    path: Path
    optional: bool = False


@dataclass(frozen=True, slots=True)
class BytesSource:
    """Bytes that came some other way, such as standard input."""

    name: str
    data: bytes
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Bundled:
    """The lists that come with the program."""


Source = FileSource | BytesSource | Bundled


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What a file looked like when it was read."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document to take in. `name` is for a list without an H1.

    `path` and `stamp` are set for a file, `origin` for a list that comes with the program.
    `optional`: found in a folder, or by a link, so that it only counts when it is a list.
    `form` is what the file was before it was made a list, `carried` what it says of works, `pdfs`
    are files of works that lie beside it, `unread` what of it could not be read. `records` is a
    folder of another program's, which is one document. `same_as`: the library has just this list.
    """

    name: str
    data: bytes
    sha256: str
    path: Path | None = None
    stamp: FileStamp | None = None
    origin: str | None = None
    optional: bool = False
    form: str | None = None
    carried: "tuple[CarriedWork, ...]" = ()
    pdfs: "tuple[CarriedPdf, ...]" = ()
    unread: tuple[Problem, ...] = ()
    records: Path | None = None
    same_as: ListId | None = None

    def without_data(self) -> "Document":
        """What is to be known of it once its bytes have been read."""
        return replace(self, data=b"")


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read."""

    source: str
    problem: AppError


@dataclass(frozen=True, slots=True)
class Found:
    """A document that has not been read: of a whole folder, one after the other is in memory."""

    name: str
    read: Callable[[], Document | Failure]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def documents(source: Source) -> Iterator[Found | Failure]:
    """The documents of a source. What cannot be read is told, and the rest goes on."""
    if isinstance(source, BytesSource):
        yield Found(source.name, partial(_of_bytes, source))
    elif isinstance(source, Bundled):
        for file in resource_files.catalogs():
            yield Found(file.stem, partial(_bundled, file))
    elif folders.is_folder(source.path):
        yield from _folder(source.path)
    else:
        read = partial(_file, source.path, optional=source.optional)
        yield Found(folders.name_of(source.path), read)


def read_file(path: Path) -> Document:
    """A file as a document. Raises AppErrors for what cannot be one."""
    try:
        where = Path(os.path.realpath(path, strict=True))
        status = where.stat()
        if not stat.S_ISREG(status.st_mode):
            raise BadInput(f"{path} is no file.", "Choose a Markdown file.")
        if status.st_size > LARGEST:
            raise _too_large(str(path))
        data = where.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.", "Check the name.") from error
    except (OSError, ValueError) as error:  # a NUL in the name is a ValueError
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise BadInput(f"{path} cannot be read: {reason}.", "Check its permissions.") from error
    stamp = FileStamp(status.st_size, status.st_mtime_ns)
    return Document(folders.name_of(where), data, sha256(data), where, stamp)


def _bundled(file: Path) -> Document:
    data = file.read_bytes()
    return Document(file.stem, data, sha256(data), origin=f"bundled:{file.name}")


def _folder(folder: Path) -> Iterator[Found | Failure]:
    """The files below a folder that may be lists, by path."""
    from effllm_desktop.app.foreign_formats import papis

    failures: list[OSError] = []
    found = list(folders.markdown_files(folder, failures.append))
    if papis.is_library(folder):
        yield Found(_folder_name(folder), partial(_records, folder))
        own = set(papis.document_folders(folder))
        found = [path for path in found if own.isdisjoint(path.parents)]
        failures.clear()  # reading the folder tells them
        if not found:
            return
    for error in failures:
        what = f"{error.filename} cannot be read: {error.strerror}."
        yield Failure(str(error.filename), BadInput(what, "Check its permissions."))
    if not found and not failures:
        *others, last = folders.SUFFIXES
        hint = f"Lists have names that end in {', '.join(others)} or {last}."
        yield Failure(str(folder), NotFound(f"There is no Markdown list in {folder}.", hint))
    for path in found:
        yield Found(folders.name_of(path), partial(_file, path, optional=True))


def _records(folder: Path) -> Document:
    """A folder of another program's: what is in it is read when it is made a list."""
    place = Path(os.path.realpath(folder))
    return Document(_folder_name(place), b"", sha256(b""), records=place)


def _folder_name(folder: Path) -> str:
    return Path(os.path.realpath(folder)).name or str(folder)


def _file(path: Path, *, optional: bool) -> Document | Failure:
    try:
        document = read_file(path)
    except AppError as problem:
        return Failure(str(path), problem)
    return _checked(replace(document, optional=optional))


def _of_bytes(source: BytesSource) -> Document | Failure:
    if len(source.data) > LARGEST:
        return Failure(source.name, _too_large(source.name))
    return _checked(Document(source.name, source.data, sha256(source.data), origin=source.origin))


def _checked(document: Document) -> Document | Failure:
    name = str(document.path or document.name)
    for signature, kind in _SIGNATURES.items():
        if document.data.startswith(signature):
            problem = BadInput(f"{name} is {kind}, not a Markdown list.", "Choose a text file.")
            return Failure(name, problem)
    return document


def _too_large(name: str) -> BadInput:
    return BadInput(
        f"{name} is larger than {LARGEST // 2**20} MB.", "A list of that size cannot be opened."
    )
