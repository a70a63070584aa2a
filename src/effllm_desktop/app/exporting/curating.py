"""The reader's own list from the library: read again before it is given away."""

import re
from array import array
from collections.abc import Iterator, Sequence

from effllm_desktop.app.exporting.curation import ChosenList, curate
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.app.exporting.wording import highlight_line, own_words
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.markdown import reader, source
from effllm_desktop.markdown.reader import ListStream
from effllm_desktop.markdown.writer import ChosenEntry, as_item
from effllm_desktop.store import chosen, lists
from effllm_desktop.store.chosen import ExportedEntry
from effllm_desktop.store.lists import StoredList

_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_PIECE = 2**16


def pieces(made: Material) -> Iterator[bytes]:
    """The list, once it is known to say what it should."""
    meant = array("q")
    data = source.encode(_text(made, meant))
    _require_same(data, meant)
    return (data[start : start + _PIECE] for start in range(0, len(data), _PIECE))


def _text(made: Material, meant: "array[int]") -> str:
    """The list; what each entry says is added to `meant`, as a number that stands for it."""
    found = [_chosen_list(made, one, ids, meant) for one, ids in made.lists]
    return curate(found, made.request.title or _only_name(made))


def _only_name(made: Material) -> str | None:
    """The name of the one list that was asked for, even when nothing of it was chosen."""
    scope = made.request.whole_list()
    found = lists.by_id(made.database, scope.list_id) if scope else None
    return found.name if found else None


def _chosen_list(
    made: Material, one: StoredList, ids: list[int], meant: "array[int]"
) -> ChosenList:
    return ChosenList(
        name=one.name,
        sections=tuple(chosen.headings(made.database, one.id)),
        entries=tuple(_entries(made, ids, meant)),
    )


def _entries(
    made: Material, ids: list[int], meant: "array[int]"
) -> Iterator[tuple[int | None, ChosenEntry]]:
    """Entries with their sections; what they say is noted, to be compared with what is written."""
    for entry in made.entries(ids):
        meant.append(_stands_for(entry.text))
        yield entry.section, _with_own(made, entry)


def _with_own(made: Material, entry: ExportedEntry) -> ChosenEntry:
    parts = made.parts
    note = entry.state.note.strip() if Part.NOTE in parts else ""
    marks = "\n".join(f"- {highlight_line(one)}" for one in made.highlights.get(entry.work, ()))
    paragraphs: Sequence[str] = [part for part in (marks, note) if part]
    return ChosenEntry(wording(entry), own_words(entry.state, parts), "\n\n".join(paragraphs))


def wording(entry: ExportedEntry) -> str:
    """An entry in the curator's wording, where that is a list item that stands by itself."""
    text = source.decode(entry.source)
    if is_item(text):
        alone = reader.read_text(text).entries
        if [(one.text.url, one.text.title) for one in alone] == [
            (entry.text.url, entry.text.title)
        ]:
            return text
    return as_item(entry.text)


def is_item(text: str) -> bool:
    """Whether Markdown begins with a bullet."""
    return _ITEM.match(text) is not None


def _stands_for(text: EntryText) -> int:
    """A number that is another one for another title or address, within one process."""
    return hash((text.url, text.title))


def _require_same(data: bytes, meant: "array[int]") -> None:
    """The written list must hold the chosen entries, in order, and nothing else."""
    told = array("q", (_stands_for(entry.text) for entry in ListStream(data).entries()))
    if told != meant:
        raise BadInput(
            "The chosen entries would not read back as they are, so nothing was written.",
            "Leave out entries until it works: one of them does not end where it seems to.",
        )
