"""What adding would write, before it is written: for a dialog that shows it while one types."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from effllm_desktop.app import adding
from effllm_desktop.app.adding import Candidate, Facts, knowing
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.library import open_library
from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.markdown import inserting_many
from effllm_desktop.markdown.asking import Checkpoint
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.source import decode
from effllm_desktop.store import list_edits
from effllm_desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class Preview:
    """The works that were read of a text, and the Markdown that they become in a section.

    `fresh` are those that become it: without those that the list has already.
    """

    candidates: tuple[Candidate, ...]
    fresh: tuple[Candidate, ...]
    unread: tuple[str, ...]
    markdown: str


class ReadLately:
    """The list that was read last: while somebody types, it is the same again and again.

    A list of 100,000 entries takes seconds to read.
    """

    def __init__(self) -> None:
        self._document: Document | None = None

    def document(self, text: str, checkpoint: Checkpoint) -> Document:
        """A text as edits see it; all that takes long asks whether to go on."""
        known = self._document
        if known is None or known.text != text:
            known = Document(text, checkpoint)
        self._document = known.asking(checkpoint)
        return self._document


def preview(
    folder: Path,
    text: str,
    place: tuple[ListId, SectionId | None] | None,
    progress: Progress,
    facts: Mapping[str, Facts] = MappingProxyType({}),
    *,
    lately: ReadLately | None = None,
    again: bool = False,
) -> Preview:
    """A job; `facts` are what was looked up, by the keys of works, `lately` is kept for the next.

    `again`: also what the list has already. Without a place there is no Markdown. Raises BadInput
    for what cannot be written.
    """
    progress.report(None, "Reading what was typed")
    library = open_library(folder)
    try:
        reading = adding.read(library, text, knowing(library, facts))
        progress.checkpoint()
        fresh, markdown = reading.candidates, ""
        if place is not None and not again:
            fresh = tuple(one for one in fresh if not one.is_in(place[0]))
        if place is not None and fresh:
            markdown = _markdown(library.database, place, fresh, progress, lately or ReadLately())
    finally:
        library.close()
    return Preview(reading.candidates, fresh, reading.unread, markdown)


def _markdown(
    database: Database,
    place: tuple[ListId, SectionId | None],
    candidates: tuple[Candidate, ...],
    progress: Progress,
    lately: ReadLately,
) -> str:
    list_id, section = place
    position: int | None = None
    if section is not None:
        position = database.value(
            "SELECT position FROM sections WHERE id = ? AND list_id = ?", (section, list_id)
        )
    shown = decode(list_edits.shown(database, list_id))
    document = lately.document(shown, progress.checkpoint)
    written: list[str] = []
    for step in inserting_many.steps(document, position, [one.entry for one in candidates]):
        progress.checkpoint()
        written += step.markdown
    return "\n".join(written) + "\n"
