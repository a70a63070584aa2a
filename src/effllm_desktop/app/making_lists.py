"""Documents of other forms made lists: annotated ones, and what other programs export."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop.app import annotated
from effllm_desktop.app.folders import is_markdown
from effllm_desktop.app.sources import Document, sha256
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.markdown import source
from effllm_desktop.store import lists
from effllm_desktop.store.database import Database

if TYPE_CHECKING:
    from effllm_desktop.app.foreign_formats.formats import ForeignFormat

ANNOTATED = "annotated list"
LARGEST = 64 * 2**20
"""Bytes of a file of another form, which is read at once."""
_LOOKED_AT = 2**16


def as_list(database: Database, document: Document) -> Document:
    """The list that a document is, or is made. Raises BadInput for what is damaged."""
    if annotated.is_annotated(document.data):
        return _without_annotations(database, document)
    name = document.path.name if document.path else ""
    if not _may_be_foreign(name):
        return document  # most are Markdown: what knows other forms is not loaded for them
    from effllm_desktop.app.foreign_formats.formats import format_of

    form = format_of(name, _head(document.data))
    if form is None:
        _require_known(document, name)
        return document
    return _translated(document, form)


def is_foreign(path: Path) -> bool:
    """Whether a file is no list, by its name or how it begins: what it holds is looked at first.

    One that cannot be read is none: whoever takes it in says why.
    """
    if not _may_be_foreign(path.name) or not path.is_file():
        return False
    from effllm_desktop.app.foreign_formats.formats import format_of, missed

    if missed(path.name) is not None:
        return True
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    return format_of(path.name, _head(head)) is not None


def _require_known(document: Document, name: str) -> None:
    """Raises BadInput for a file that is empty, or not what its name says: it is no list either."""
    from effllm_desktop.app.foreign_formats.formats import missed

    wanted = missed(name)
    if wanted is None:
        return
    if not document.data.strip(b"\0\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise BadInput(f"{document.path} is empty.", "Export it again.")
    raise BadInput(
        f"{document.path} holds no {wanted.name} that could be read.",
        f"Look at the file: {wanted.looks_like}.",
    )


def _may_be_foreign(name: str) -> bool:
    return not is_markdown(name)


def _without_annotations(database: Database, document: Document) -> Document:
    """The list itself, which is no version of the file that it was exported to."""
    found, carried = annotated.read(document.data)
    data = source.encode(found.text)
    same = lists.with_text(database, data)
    return replace(
        document,
        name=found.name or document.name,
        data=data,
        sha256=sha256(data),
        path=None,
        stamp=None,
        form=ANNOTATED,
        carried=carried,
        same_as=same.id if same else None,
    )


def _translated(document: Document, form: "ForeignFormat") -> Document:
    """A list made of the records. The file may come again: then it is a version of that list."""
    name = str(document.path or document.name)
    if len(document.data) > LARGEST:
        raise BadInput(
            f"{name} is larger than {LARGEST // 2**20} MB.", "Import it in several parts."
        )
    from effllm_desktop.app.carried import CarriedWork, with_something
    from effllm_desktop.app.foreign_formats import as_list as writing

    found = form.read(_text(document.data, name).replace("\0", "\ufffd"))
    text, kept = writing.as_list(document.name, found)
    if not kept:
        raise BadInput(f"{name} holds no records that could be read.", "Look at the file.")
    data = text.encode("utf-8", "surrogateescape")
    states = (CarriedWork(key, entry.state, adds=True) for entry, key in kept)
    return replace(
        document,
        data=data,
        sha256=sha256(data),
        path=None,
        stamp=None,
        origin=f"{form.name}:{_named(document.path)}" if document.path else None,
        form=form.name,
        carried=with_something(states),
        unread=tuple(sorted(found.problems, key=lambda problem: problem.first_line)),
    )


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
