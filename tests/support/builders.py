"""Short ways to say what a list holds, who reads it and what the library must then be like."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from effllm_desktop.app.import_reports import ImportRequest, ImportSummary, ListReport
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library
from effllm_desktop.app.sources import BytesSource, FileSource
from effllm_desktop.domain.highlights import Passage
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.pdf import Box
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.store.database import Database

USER_TABLES = (
    "reading",
    "tags",
    "work_tags",
    "highlights",
    "pins",
    "corrections",
    "trashed_lists",
    "saved_searches",
    "recipes",
    "list_edits",
    "verdicts",
    "seen",
)


class HandClock:
    """A clock that moves when it is told to, and a little each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


def page(name: str, sections: Mapping[str, Sequence[str]]) -> str:
    """A list in Markdown. An entry is a Markdown link, or a word that becomes one."""
    text = f"# {name}\n"
    for heading, entries in sections.items():
        text += f"\n## {heading}\n\n" + "".join(f"- {_entry(entry)}\n" for entry in entries)
    return text


def _entry(entry: str) -> str:
    return entry if entry.startswith(("[", "*")) else f"[{entry}](https://example.org/{entry})"


def take(
    folder: Path,
    source: str | bytes | Path,
    *,
    name: str | None = None,
    as_list: str | None = None,
    copy: bool = False,
) -> ListReport:
    """Import one list from its text or from a file."""
    (report,) = take_all(folder, source, name=name, as_list=as_list, copy=copy).lists
    return report


def take_all(
    folder: Path,
    *sources: str | bytes | Path,
    name: str | None = None,
    as_list: str | None = None,
    copy: bool = False,
) -> ImportSummary:
    request = ImportRequest(tuple(_source(one) for one in sources), name, as_list, copy)
    return import_lists(folder, request, InlineProgress())


def _source(source: str | bytes | Path) -> FileSource | BytesSource:
    if isinstance(source, Path):
        return FileSource(source)
    data = source.encode("utf-8", "surrogateescape") if isinstance(source, str) else source
    return BytesSource("pasted", data)


def work(library: Library, title: str) -> WorkId:
    """The one shown work whose title is just this."""
    found = [w for w, t in titles(library, PlaceScope(Place.ALL)).items() if t == title]
    assert len(found) == 1, (title, found)
    return found[0]


def passage(quote: str = "a telling sentence", page: int = 1, top: float = 100) -> Passage:
    """A line of text on a page, with something around it."""
    box = Box(72, top, 72 + 5 * len(quote), top + 12)
    return Passage(page, (box,), quote, "what stands before it ", " what stands behind it")


def titles(library: Library, scope: PlaceScope) -> dict[WorkId, str]:
    ids = library.entries.select(scope).row_ids
    return {row.work_id: row.title for row in library.entries.rows(scope, ids)}


def found(library: Library, query: str, place: Place = Place.ALL) -> list[str]:
    """The titles of the works that a query finds, in list order."""
    scope = PlaceScope(place)
    ids = library.entries.select(scope, parse(query)).row_ids
    return [row.title for row in library.entries.rows(scope, ids)]


def user_rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is the reader's own."""
    return {
        table: sorted(database.rows(f"SELECT * FROM {table}"), key=repr) for table in USER_TABLES
    }
