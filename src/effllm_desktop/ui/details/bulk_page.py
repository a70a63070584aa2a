"""What can be done to several works at once."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from effllm_desktop.domain.state import State
from effllm_desktop.ui.details.own import OwnState
from effllm_desktop.ui.details.work_page import Page
from effllm_desktop.ui.theme import TextSize
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

HINT = "What you choose here is done to all of them, in one step that can be undone."


class BulkPage(Page):
    """Counts works, never entries: one work may be selected in several places."""

    def __init__(
        self, known_tags: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = ToneLabel(tone="text", size=TextSize.TITLE, bold=True)
        self.own = OwnState(known_tags, self)
        hint = ToneLabel(HINT, size=TextSize.BODY)
        hint.setWordWrap(True)
        for part in (self.title, hint, self.own):
            self.column.addWidget(part)
        self.column.addStretch()
        self.own.tags.rearranged.connect(self._order_tabs)

    def show_works(self, count: int, states: Sequence[State]) -> None:
        """`states` may be those of the first works only, where there are very many."""
        self.title.setText(f"{counted(count, 'work')} selected")
        self.own.tags.fold()
        self.own.show_states(states)

    def _order_tabs(self) -> None:
        for before, after in pairwise(self.own.stops()):
            QWidget.setTabOrder(before, after)
