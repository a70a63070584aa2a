"""What other programs keep of works, made a list: their files, and folders of Papis."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from effllm_desktop.app.carried import CarriedPdf, CarriedWork, with_something
from effllm_desktop.app.folders import is_folder
from effllm_desktop.app.foreign_formats import as_list as writing
from effllm_desktop.app.foreign_formats import papis
from effllm_desktop.app.foreign_formats.beside import file_beside
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.app.foreign_formats.formats import ForeignFormat, format_of, missed
from effllm_desktop.app.sources import Document, sha256
from effllm_desktop.domain.errors import BadInput

LARGEST = 64 * 2**20
"""Bytes of a file of another form, which is read at once."""
_LOOKED_AT = 2**16


def as_list(document: Document) -> Document:
    """The list of a document's records; a document of no known form as it is. Raises BadInput."""
    if document.records is not None:
        return _made(document, papis.read(document.records), papis.NAME, document.records)
    name = document.path.name if document.path else ""
    form = format_of(name, _head(document.data))
    if form is None:
        _require_known(document, name)
        return document
    return _translated(document, form)


def holds_records(path: Path) -> bool:
    """Whether a file or folder is of another program, by its name or how it begins."""
    if is_folder(path):
        return papis.is_library(path)
    try:
        if not path.is_file():
            return False
        if missed(path.name) is not None:
            return True
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    return format_of(path.name, _head(head)) is not None


def are_in(name: str, data: bytes) -> bool:
    """Whether a file of this name begins as its form does."""
    return format_of(name, _head(data)) is not None


def _require_known(document: Document, name: str) -> None:
    """Raises BadInput for a file that is empty, or not what its name says: it is no list either."""
    wanted = missed(name)
    if wanted is None:
        return
    if not document.data.strip(b"\0\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise BadInput(f"{document.path} is empty.", "Export it again.")
    raise BadInput(
        f"{document.path} holds no {wanted.name} that could be read.",
        f"Look at the file: {wanted.looks_like}.",
    )


def _translated(document: Document, form: ForeignFormat) -> Document:
    """A list made of the records. The file may come again: then it is a version of that list."""
    name = str(document.path or document.name)
    if len(document.data) > LARGEST:
        raise BadInput(
            f"{name} is larger than {LARGEST // 2**20} MB.", "Import it in several parts."
        )
    found = form.read(_text(document.data, name).replace("\0", "\ufffd"))
    return _made(document, found, form.name, document.path)


def _made(document: Document, found: ForeignReading, form: str, place: Path | None) -> Document:
    """The list of the records that were read at a place, which is a file or a folder."""
    text, kept = writing.as_list(document.name, found)
    if not kept:
        name = place or document.name
        raise BadInput(f"{name} holds no records that could be read.", "Look at the file.")
    data = text.encode("utf-8", "surrogateescape")
    states = (CarriedWork(key, entry.state, adds=True) for entry, key in kept)
    beside = place if place is None or place.is_dir() else place.parent
    return replace(
        document,
        data=data,
        sha256=sha256(data),
        path=None,
        stamp=None,
        origin=f"{form}:{_named(place)}" if place else None,
        form=form,
        carried=with_something(states),
        pdfs=tuple(_pdfs(beside, kept)) if beside else (),
        unread=tuple(sorted(found.problems, key=lambda problem: problem.first_line)),
    )


def _pdfs(folder: Path, kept: Iterable[tuple[ForeignEntry, str]]) -> Iterator[CarriedPdf]:
    """Of each work that files were named of, the first that lies in the folder or below."""
    found: dict[str, Path] = {}
    for entry, key in kept:
        files = (file_beside(folder, name) for name in entry.files)
        path = next(filter(None, files), None)
        if path is not None:
            found.setdefault(key, path)
    return (CarriedPdf(key, path) for key, path in found.items())


def _named(path: Path) -> str:
    """A path as text, even where its bytes are none."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _head(data: bytes) -> str:
    """Some of the text, to tell what it is."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data[:_LOOKED_AT].decode("utf-16" if wide else "utf-8", "replace")


def _text(data: bytes, name: str) -> str:
    """The text of a file; UTF-16 as Windows writes it, else UTF-8, else Latin-1's bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise BadInput(f"{name} is damaged: no UTF-16.", "Save it as UTF-8.") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
