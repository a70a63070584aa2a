"""What stands where the rows would: why there are none, and what can be done about it."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, Scope
from effllm_desktop.ui.entries import empty_states
from effllm_desktop.ui.widgets.empty_state import Emptiness, EmptyState


class Void(NamedTuple):
    """What there are no rows of.

    `lists` is how many lists there are (None where nobody said), `opening` what is being done about
    there being none, `sought` the words of a search, `waits`: what was found comes later.
    """

    scope: Scope
    lists: int | None = None
    opening: str = ""
    sought: str | None = None
    waits: bool = False


class EmptyPage(EmptyState):
    """Its buttons are about what is shown."""

    open_list_requested = Signal()
    list_text_requested = Signal(int)
    trash_list_requested = Signal(int)
    clear_search_requested = Signal()

    def __init__(
        self, foreign_of: Callable[[ListId], str | None], parent: QWidget | None = None
    ) -> None:
        """`foreign_of` says of a list without entries what it is that is no Markdown list."""
        super().__init__(parent)
        self._foreign_of = foreign_of
        self._void = Void(PlaceScope(Place.ALL))
        self.pressed.connect(self._on_pressed)
        self.second_pressed.connect(self._on_second_pressed)

    def show_void(self, void: Void) -> None:
        self._void = void
        self.show_emptiness(self._emptiness())

    def _emptiness(self) -> Emptiness:
        scope, lists, opening, sought, waits = self._void
        if lists == 0:
            return empty_states.opening(opening) if opening else empty_states.NO_LIST
        if waits:
            return empty_states.SEARCHING
        if sought is not None:
            return empty_states.no_hit(sought)
        if isinstance(scope, ListScope) and (said := self._foreign_of(scope.list_id)):
            return empty_states.foreign(said)
        return empty_states.empty(scope)

    def _on_pressed(self) -> None:
        scope = self._void.scope
        if self.shown.button == empty_states.CLEAR_SEARCH:
            self.clear_search_requested.emit()
        elif isinstance(scope, ListScope) and self._void.lists != 0:
            self.list_text_requested.emit(scope.list_id)
        else:
            self.open_list_requested.emit()

    def _on_second_pressed(self) -> None:
        if isinstance(self._void.scope, ListScope):
            self.trash_list_requested.emit(self._void.scope.list_id)
