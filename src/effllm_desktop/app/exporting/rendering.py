"""A request and the library → the bytes of a file, read again before they are given away."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from effllm_desktop.app.exporting.bibtex import bibtex
from effllm_desktop.app.exporting.choice import entry_ids
from effllm_desktop.app.exporting.curation import ChosenList, SectionLine, curate
from effllm_desktop.app.exporting.request import (
    WHOLE_LISTS,
    ExportRequest,
    Format,
    Part,
    Style,
)
from effllm_desktop.app.library import Library
from effllm_desktop.app.readmodels.records import entry_records
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.state import State, Status
from effllm_desktop.markdown import reader
from effllm_desktop.markdown.source import decode
from effllm_desktop.markdown.writer import ChosenEntry, as_item
from effllm_desktop.store import chosen, list_edits, lists
from effllm_desktop.store.chosen import ExportedEntry
from effllm_desktop.store.database import Database

_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
STATUS_WORDS = {
    Status.READING: "reading",
    Status.READ: "read",
    Status.DROPPED: "not for me",
}


@dataclass(frozen=True, slots=True)
class Export:
    """What will be written. `own` says in words what of the reader's own is inside."""

    data: bytes
    entries: int
    own: tuple[str, ...] = ()


def render(library: Library, request: ExportRequest) -> Export:
    """Make the file that a request asks for. Raises BadInput for what cannot be asked for."""
    database = library.database
    if request.format is Format.MARKDOWN and request.style in WHOLE_LISTS:
        return _whole_list(database, request)
    found = [(one, ids) for one, ids in entry_ids(database, request) if ids]
    if request.format is Format.JSON:
        ids = [entry for _, some in found for entry in some]
        text = json.dumps(entry_records(database, ids), ensure_ascii=False, indent=2)
        return Export(f"{text}\n".encode(), len(ids), ("the state of each work",))
    groups = [(one, chosen.entries(database, ids)) for one, ids in found]
    every = [entry for _, entries in groups for entry in entries]
    if request.format is Format.BIBTEX:
        return Export(bibtex(entry.text for entry in every).encode(), len(every))
    text = curate(
        [_chosen_list(database, one.id, one.name, some, request.parts) for one, some in groups],
        request.title or _only_name(database, request),
    )
    _require_same(text, every)
    return Export(text.encode("utf-8", "surrogateescape"), len(every), _own(every, request.parts))


def _whole_list(database: Database, request: ExportRequest) -> Export:
    scope = request.whole_list()
    if scope is None or request.parts:
        raise BadInput(
            f"The style “{request.style}” writes one list as a whole.",
            "Name one list and nothing else, or use the style “curated”.",
        )
    version = lists.current_version(database, scope.list_id)
    edited = None if request.style is Style.ORIGINAL else list_edits.edited(database, scope.list_id)
    data = version.data if edited is None else edited
    if request.style is Style.REPAIRED:
        data = list_edits.shown(database, scope.list_id)
    return Export(data, sum(len(ids) for _, ids in entry_ids(database, request)))


def _only_name(database: Database, request: ExportRequest) -> str | None:
    """The name of the one list that was asked for, even when nothing of it was chosen."""
    scope = request.whole_list()
    found = lists.by_id(database, scope.list_id) if scope else None
    return found.name if found else None


def _chosen_list(
    database: Database,
    list_id: ListId,
    name: str,
    entries: Iterable[ExportedEntry],
    parts: frozenset[Part],
) -> ChosenList:
    return ChosenList(
        name=name,
        sections=tuple(
            SectionLine(heading.text, heading.level, heading.parent)
            for heading in chosen.headings(database, list_id)
        ),
        entries=tuple((entry.section, _with_own(entry, parts)) for entry in entries),
    )


def _with_own(entry: ExportedEntry, parts: frozenset[Part]) -> ChosenEntry:
    words = (word(entry.state) for part, word in _REMARKS.items() if part in parts)
    note = entry.state.note if Part.NOTE in parts else ""
    return ChosenEntry(_source(entry), " · ".join(filter(None, words)), note)


def _source(entry: ExportedEntry) -> str:
    """An entry in the curator's wording, where that is a list item that stands by itself."""
    source = decode(entry.source)
    if _ITEM.match(source):
        alone = reader.read_text(source).entries
        if [(one.text.url, one.text.title) for one in alone] == [
            (entry.text.url, entry.text.title)
        ]:
            return source
    return as_item(entry.text)


_REMARKS: dict[Part, Callable[[State], str]] = {
    Part.STATUS: lambda state: STATUS_WORDS.get(state.status, ""),
    Part.STAR: lambda state: "starred" if state.starred else "",
    Part.RATING: lambda state: f"rated {state.rating}/5" if state.rating else "",
    Part.TAGS: lambda state: f"tags: {', '.join(state.tags)}" if state.tags else "",
}


def _own(entries: Sequence[ExportedEntry], parts: frozenset[Part]) -> tuple[str, ...]:
    """How many entries carry what of the reader's own, in words."""
    counts = Counter(
        part
        for entry in entries
        for part in parts
        if (entry.state.note if part is Part.NOTE else _REMARKS[part](entry.state))
    )
    return tuple(f"{part}: {counts[part]}" for part in Part if counts[part])


def _require_same(text: str, meant: Sequence[ExportedEntry]) -> None:
    """The written list must hold the chosen entries, in order, and nothing else."""
    written = [entry.text for entry in reader.read_text(text).entries]
    told = [(entry.url, entry.title) for entry in written]
    if told != [(entry.text.url, entry.text.title) for entry in meant]:
        raise BadInput(
            "The chosen entries would not read back as they are, so nothing was written.",
            "Leave out entries until it works: one of them does not end where it seems to.",
        )
