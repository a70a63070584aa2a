"""What an import has read before the library is locked: one document after the other.

A long one that is new is only begun: it is read by another process while this one writes.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from effllm_desktop.app import known_lists
from effllm_desktop.app.gathering import Gathered, gather
from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.jobs import Progress, Stretch
from effllm_desktop.app.making_lists import as_list
from effllm_desktop.app.prose import is_list
from effllm_desktop.app.reading_beside import LONG, Reader, reader
from effllm_desktop.app.sources import Document, Failure, Found, documents
from effllm_desktop.domain.errors import AppError, BadInput, NotFound
from effllm_desktop.store.database import Database
from effllm_desktop.store.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

READ_SHARE, WRITTEN_SHARE = 0.6, 0.95
"""The parts of the whole time after which all is read, and written; the rest is saving."""


class NoList(NotFound):
    """What was found in folders, or behind links, is no list."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A document without its bytes, and what it says unless the library has just these.

    `reader` is reading it, so that it is not yet known what it says.
    """

    found: Found
    document: Document
    new: Gathered | None
    reader: Reader | None = None


class Planning:
    """Reads what an import asks for. A file that several names lead to counts once.

    `readers` ends the process that may still be reading; without it there is none.
    """

    def __init__(
        self,
        database: Database,
        request: ImportRequest,
        spool: Spool,
        readers: ExitStack | None = None,
    ) -> None:
        self.plans: list[Plan] = []
        self.failures: list[Failure] = []
        self._database = database
        self._request = request
        self._spool = spool
        self._readers = readers
        self._paths: set[Path] = set()
        self._first: Document | None = None

    def read_all(self, progress: Progress) -> None:
        progress.report(None, "Looking for lists")
        found = [one for source in self._request.sources for one in documents(source)]
        self.failures += [one for one in found if isinstance(one, Failure)]
        unread = [one for one in found if isinstance(one, Found)]
        for number, one in enumerate(unread):
            whole = Stretch(progress, 0, READ_SHARE, f"Reading {one.name}")
            self._read(one, whole.part(number, len(unread)))
        if self._first is not None and not self.plans:
            problem = NoList("No file there is a list with entries.")
            self.failures.append(Failure(str(self._first.path), problem))

    @property
    def share(self) -> float:
        """The part of the whole time that has gone by when all plans are made."""
        return 0 if all(plan.reader for plan in self.plans) else READ_SHARE

    def read_again(self, plan: Plan, stretch: Stretch) -> Gathered:
        """For a document that the library had as it is when it was read, and now has no longer."""
        document = self._document(plan.found)
        if isinstance(document, Failure):
            raise document.problem
        return gather(document, self._spool, stretch)

    def _document(self, found: Found) -> Document | Failure:
        """A document as a list, whatever it was before."""
        document = found.read()
        if isinstance(document, Failure):
            return document
        try:
            return as_list(self._database, document)
        except AppError as problem:
            return Failure(str(document.path or document.name), problem)

    def _read(self, found: Found, stretch: Stretch) -> None:
        stretch.report(0)
        document = self._document(found)
        if isinstance(document, Failure):
            self.failures.append(document)
            return
        if document.path is not None:
            if document.path in self._paths:
                return
            self._paths.add(document.path)
        if self._first and (self._request.name or self._request.as_list):
            raise BadInput("Several lists cannot have one name.", "Import them one by one.")
        self._first = self._first or document.without_data()
        known = known_lists.find(self._database, document, self._request)
        if known is None and self._readers is not None and _is_long(document):
            beside = self._readers.enter_context(reader(document, self._spool))
            self._readers = None  # one at a time: there are no more processors
            self.plans.append(Plan(found, document.without_data(), None, beside))
            return
        unchanged = known_lists.is_unchanged(self._database, document, known)
        new = None if unchanged else gather(document, self._spool, stretch)
        if known or new is None or not document.optional or is_list(new):
            self.plans.append(Plan(found, document.without_data(), new))


def _is_long(document: Document) -> bool:
    """Whether a document is to be read by a process of its own.

    It must be known to be a list, and have been one before: what was made into one says more.
    """
    is_plain = document.form is None and not document.carried and not document.unread
    return len(document.data) >= LONG and is_plain and not document.optional
