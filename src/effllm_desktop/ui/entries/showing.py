"""Brings what is found for a scope into the view, at once or when it comes, and keeps one's place.

Of very many rows the first ones come before the others; who needs all of them waits for those.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from effllm_desktop.app.readmodels.orders import Found
from effllm_desktop.domain.columns import Sorting
from effllm_desktop.domain.queries import Query
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.ui.entries.chosen import Chosen
from effllm_desktop.ui.entries.finding import Finder
from effllm_desktop.ui.entries.model import NO_ROWS, EntriesModel
from effllm_desktop.ui.entries.position import Position, capture, restore
from effllm_desktop.ui.entries.view import EntriesView

if TYPE_CHECKING:  # there may never be any groups
    from effllm_desktop.ui.entries.folding import Folding
    from effllm_desktop.ui.entries.header_keys import Wish


class _Due(NamedTuple):
    """What waits for all rows; `place`: where one was when it began to."""

    act: Callable[[], object]
    place: tuple[int, int]


class Showing(QObject):
    """The only one that gives the view other rows."""

    renewed = Signal()  # other rows, among which one's place is not found again yet
    shown = Signal()

    def __init__(
        self, view: EntriesView, model: EntriesModel, chosen: Chosen, finder: Finder
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._chosen = chosen
        self._finder = finder
        self._folding: Folding | None = None
        self._due: _Due | None = None
        self._when_found: Callable[[], object] | None = None
        self._asked: tuple[Position, bool] | None = None
        self.works = 0  # that were found
        self.has_more = False  # than these
        finder.found.connect(self._on_found)
        finder.completed.connect(self._on_completed)
        view.fold_wanted.connect(self._on_fold_wanted)

    @property
    def folding(self) -> "Folding":
        """What folds groups and goes through them: made when somebody wants that."""
        if self._folding is None:
            from effllm_desktop.ui.entries.folding import Folding

            self._folding = Folding(self._view, self._model, self._chosen, self)
        return self._folding

    def here(self, *, goes_on: bool = False) -> Position:
        """Where one is among the rows; `goes_on`: or beside those, should they go."""
        return capture(self._view, self._model, goes_on=goes_on)

    def show(
        self, scope: Scope, query: Query, sort: Sorting, position: Position, *, scroll: bool
    ) -> None:
        """Show what a query finds in a scope, with one's place there as it was."""
        self._due = self._when_found = None
        found = self._finder.find(scope, query, sort)
        if found is not None:
            self._show(scope, found, position, scroll=scroll)
            return
        if scope != self._model.scope:
            size = self._finder.size(scope)
            self._show(scope, Found(NO_ROWS, size.rows, size.works), position, scroll=scroll)
        self._asked = position, scroll

    def when_whole(self, act: Callable[[], object]) -> None:
        """Do it when all rows are known, unless one went elsewhere meanwhile."""
        self._due = _Due(act, self._place())

    def when_all_found(self, act: Callable[[], object]) -> None:
        """Do it when nothing is looked for any more, unless something else is by then."""
        if self.has_more:
            self._when_found = act
        else:
            act()

    def when_counted(self, act: Callable[[], object]) -> None:
        """Do it when the rows of each group are known, unless one went elsewhere meanwhile."""
        if self.has_more:
            self.when_all_found(lambda: self.when_counted(act))
        elif self._model.is_whole:
            act()
        else:  # not in one go with what all rows take
            self.when_whole(lambda: QTimer.singleShot(0, self, act))

    def _show(self, scope: Scope, found: Found, position: Position, *, scroll: bool) -> None:
        self.works, self.has_more = found.distinct_works, found.has_more
        self._chosen.hold()
        self._model.show_rows(scope, found.rows, found.count, found.groups, position.folded)
        self.renewed.emit()
        restore(self._view, self._model, position, scroll=scroll)
        self._chosen.release()
        self.shown.emit()
        if not found.is_whole and position != Position():
            self.when_whole(lambda: restore(self._view, self._model, position, scroll=scroll))

    def _on_found(self, found: Found) -> None:
        """Rows that took a while."""
        position, scroll = self._asked or (self.here(), True)
        self._asked = None
        self._show(self._model.scope, found, position, scroll=scroll)
        if not found.has_more and self._when_found is not None:
            act, self._when_found = self._when_found, None
            act()

    def _on_completed(self, found: Found) -> None:
        """All rows where the first ones are shown."""
        due, self._due = self._due, None
        stays = due is not None and due.place == self._place()
        if not self._model.complete(found.rows):  # changed between the two steps, or with headers
            self._show(self._model.scope, found, self.here(), scroll=True)
        if due is not None and stays:
            self._chosen.hold()
            due.act()
            self._chosen.release()
        else:
            self._chosen.tell()

    def _on_fold_wanted(self, row: int, wish: "Wish") -> None:
        self.folding.act(row, wish)

    def _place(self) -> tuple[int, int]:
        return self._view.currentIndex().row(), self._view.verticalScrollBar().value()
