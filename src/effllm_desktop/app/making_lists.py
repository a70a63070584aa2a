"""Documents that are no plain lists made lists: annotated ones, and what other programs export.

Most documents are Markdown: what knows other forms is not loaded for them.
"""

from dataclasses import replace
from pathlib import Path

from effllm_desktop.app import annotated
from effllm_desktop.app.folders import is_folder, is_markdown
from effllm_desktop.app.sources import Document, sha256
from effllm_desktop.markdown import annotations
from effllm_desktop.store import lists
from effllm_desktop.store.database import Database

ANNOTATED = "annotated list"


def as_list(database: Database, document: Document) -> Document:
    """The list that a document is, or is made. Raises BadInput for what is damaged."""
    if document.records is None:
        if annotations.is_annotated(document.data) and not _has_records(document):
            return _without_annotations(database, document)
        if document.path is not None and is_markdown(document.path.name):
            return document
    from effllm_desktop.app import records_as_lists

    return records_as_lists.as_list(document)


def is_foreign(path: Path) -> bool:
    """Whether a file is no list, by its name or how it begins: what it holds is looked at first.

    One that cannot be read is none: whoever takes it in says why. Of folders those of Papis are.
    """
    if is_markdown(path.name) and not is_folder(path):
        return False
    from effllm_desktop.app import records_as_lists

    return records_as_lists.holds_records(path)


def _has_records(document: Document) -> bool:
    """Whether this is a file of another program, in which a note may hold such markers, too."""
    from effllm_desktop.app import records_as_lists

    return document.path is not None and records_as_lists.are_in(document.path.name, document.data)


def _without_annotations(database: Database, document: Document) -> Document:
    """The list itself, which is no version of the file that it was exported to."""
    found, carried = annotated.read(document.data)
    data = found.data
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
