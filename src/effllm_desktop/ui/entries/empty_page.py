"""What stands where the rows would: why there are none, and what can be done about it."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, Scope
from effllm_desktop.ui.entries import empty_states
from effllm_desktop.ui.widgets.empty_state import Emptiness, EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from effllm_desktop.app.readmodels.lists import ListReader


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
    add_works_requested = Signal()
    add_section_requested = Signal()
    list_text_requested = Signal(int)
    trash_list_requested = Signal(int)
    clear_search_requested = Signal()

    def __init__(
        self, lists: "Callable[[], ListReader] | None" = None, parent: QWidget | None = None
    ) -> None:
        """`lists` are asked why one has no entries."""
        super().__init__(parent)
        self._lists = lists
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
        if isinstance(scope, ListScope) and self._lists is not None:
            if said := self._lists().foreign(scope.list_id):
                return empty_states.foreign(said)
            if self._lists().is_bare(scope.list_id):
                return empty_states.NEW_LIST
        return empty_states.empty(scope)

    def _on_pressed(self) -> None:
        scope = self._void.scope
        if self.shown.button == empty_states.CLEAR_SEARCH:
            self.clear_search_requested.emit()
        elif self.shown.button == empty_states.ADD_WORKS:
            self.add_works_requested.emit()
        elif isinstance(scope, ListScope) and self._void.lists != 0:
            self.list_text_requested.emit(scope.list_id)
        else:
            self.open_list_requested.emit()

    def _on_second_pressed(self) -> None:
        if self.shown.second == empty_states.NEW_SECTION:
            self.add_section_requested.emit()
        elif isinstance(self._void.scope, ListScope):
            self.trash_list_requested.emit(self._void.scope.list_id)
