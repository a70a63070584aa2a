"""What the reader marked in works, and where reading stopped."""

from collections.abc import Sequence

from effllm_desktop.app.highlight_text import markdown
from effllm_desktop.domain.highlights import Highlight, LastPlace
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import highlights, pages, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.states import state_of


class HighlightReader:
    """Reads highlights and last places."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_work(self, work: WorkId) -> list[Highlight]:
        """By page, from the top down."""
        return highlights.of_work(self._database, works.now_is(self._database, work))

    def not_in_note(self, work: WorkId) -> list[Highlight]:
        """Those that the note on the work does not quote as they are."""
        work = works.now_is(self._database, work)
        note = state_of(pages.states(self._database, [work])[work]).note
        return [one for one in self.of_work(work) if markdown([one]) not in note]

    def last_place(self, work: WorkId) -> LastPlace | None:
        return highlights.last_place(self._database, works.now_is(self._database, work))

    def last_places(self, of: Sequence[WorkId]) -> dict[WorkId, LastPlace]:
        """Of the works that were ever opened."""
        return highlights.last_places(self._database, of)
