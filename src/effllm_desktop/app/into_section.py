"""A file brought into a section that is there: what comes, what the list has, what is unread.

Any form that becomes a list does (`foreign_formats`), and lists themselves; their sections are not
made again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from effllm_desktop.app import making_lists
from effllm_desktop.app.carried import CarriedPdf, CarriedWork, bringing
from effllm_desktop.app.carried_pdfs import lacking
from effllm_desktop.app.folders import is_folder
from effllm_desktop.app.list_versions import version_of
from effllm_desktop.app.operations.entry_editing import AddEntries, add_entries
from effllm_desktop.app.operations.list_editing import NewList, make_list
from effllm_desktop.app.readmodels.works import appearances
from effllm_desktop.app.sources import BytesSource, Document, Failure, FileSource, documents
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.lists import EntryText, Problem
from effllm_desktop.markdown import source as markdown_source
from effllm_desktop.markdown.reader import read_text
from effllm_desktop.store import works
from effllm_desktop.store.database import Database

if TYPE_CHECKING:
    from effllm_desktop.app.operations.bringing import BringBack
    from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class Present:
    """A work of the file that the list has already, and the section where it stands."""

    entry: EntryText
    path: str


@dataclass(frozen=True, slots=True)
class Coming:
    """What a file has for a list. `form` is None for one that is a list itself.

    `fresh` are its entries that the list does not have, `known` the keys of those that are in
    other lists all the same; `carried` is what the file says of works, `pdfs` are files of works
    that lie beside it, `problems` what is unread.
    """

    form: str | None
    fresh: tuple[EntryText, ...]
    present: tuple[Present, ...]
    known: frozenset[str]
    carried: tuple[CarriedWork, ...]
    problems: tuple[Problem, ...]
    pdfs: tuple[CarriedPdf, ...] = ()


@dataclass(frozen=True, slots=True)
class BringInto:
    """Write entries into a section, then give works what the file says of them: one step.

    `pdfs` are no part of it: whoever runs it has them copied in afterwards.
    """

    list_id: ListId
    section: SectionId | None
    entries: Sequence[EntryText]
    carried: Sequence[CarriedWork] = ()
    pdfs: Sequence[CarriedPdf] = ()
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return AddEntries(self.list_id, self.section, self.entries).label

    def apply(self, tables: "UserTables") -> None:
        AddEntries(self.list_id, self.section, self.entries).apply(tables)

    def then(self, database: Database) -> "BringBack | None":
        """What the file says of works, which are there now."""
        return bringing(database, self.carried)


@dataclass(frozen=True, slots=True)
class BringIntoNew:
    """Make a list of the reader's own, and do the same with it: one step."""

    name: str
    entries: Sequence[EntryText]
    carried: Sequence[CarriedWork] = ()
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return NewList(self.name).label

    def apply(self, tables: "UserTables") -> None:
        list_id = make_list(tables, self.name)
        add_entries(tables, list_id, 0, self.entries)

    def then(self, database: Database) -> "BringBack | None":
        """What the file says of works, which are there now."""
        return bringing(database, self.carried)


def coming(database: Database, source: FileSource | BytesSource, list_id: ListId | None) -> Coming:
    """Read a file for a list; None: for one that is not made yet.

    Raises AppErrors for what cannot be read; nothing is written.
    """
    file = source.path if isinstance(source, FileSource) else None
    if file is not None and is_folder(file) and not making_lists.is_foreign(file):
        raise BadInput(f"{file} is a folder.", "Choose a file.")
    document = making_lists.as_list(database, _document(source))
    version = version_of(document.data, document.sha256)
    text = document.data if version.repaired is None else version.repaired
    read = read_text(markdown_source.decode(text))
    entries = {one.text.key: one.text for one in read.entries}
    if not entries:
        raise BadInput(f"{_name(source)} holds no entries.", "Look at the file.")
    found = works.standing(database, entries)
    there = {key: _place(database, work, list_id) for key, work in found.items()}
    return Coming(
        form=document.form,
        fresh=tuple(one for key, one in entries.items() if there.get(key) is None),
        present=tuple(
            Present(one, path) for key, one in entries.items() if (path := there.get(key))
        ),
        known=frozenset(key for key, path in there.items() if path is None),
        carried=document.carried,
        problems=document.unread or read.problems,
        pdfs=lacking(database, document.pdfs),
    )


def together(found: Sequence[Coming]) -> Coming:
    """What several files have for a list: what more than one has comes once."""
    fresh = {one.key: one for some in reversed(found) for one in reversed(some.fresh)}
    present = {one.entry.key: one for some in found for one in some.present}
    return Coming(
        form=joined_forms(one.form for one in found),
        fresh=tuple(reversed(fresh.values())),
        present=tuple(present.values()),
        known=frozenset(key for one in found for key in one.known),
        carried=tuple(work for one in found for work in one.carried),
        problems=tuple(problem for one in found for problem in one.problems),
        pdfs=tuple({pdf.key: pdf for one in found for pdf in one.pdfs}.values()),
    )


def joined_forms(forms: Iterable[str | None]) -> str | None:
    """What files were before they were lists, each form once; None where all are lists."""
    return ", ".join(dict.fromkeys(form for form in forms if form)) or None


def _document(source: FileSource | BytesSource) -> Document:
    found = next(documents(source))  # of a folder of records those are the first
    document = found if isinstance(found, Failure) else found.read()
    if isinstance(document, Failure):
        raise document.problem
    return document


def _place(database: Database, work: int, list_id: ListId | None) -> str | None:
    """Where a work stands in a list, if it does."""
    places = appearances(database, work)  # type: ignore[arg-type]
    return next((one.path for one in places if one.list_id == list_id and not one.removed), None)


def _name(source: FileSource | BytesSource) -> Path | str:
    return source.path if isinstance(source, FileSource) else source.name
