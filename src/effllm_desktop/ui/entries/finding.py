"""What the pane is to show for a scope, a query and an order: at once what can be, the rest later.

Rows come in two steps where there are many. What is found at once is returned by `find`; what takes
a job is told by `found` (other rows) and `completed` (all of those whose first ones are shown).
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.app.readmodels.orders import AT_ONCE, Found, Order
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.columns import ColumnSort, Sorting
from effllm_desktop.domain.queries import EVERYTHING, Query
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope, SearchScope, Sort

FEW_HITS = 1000  # works that are looked up one by one sooner than looked for among all rows
PAUSE_MILLISECONDS = 60  # behind the picture of the first rows, and before the next key
FetchOrder = Callable[[Scope, Sorting, Callable[[Found | Order], None]], object]
"""Reads the order of a scope on another thread, and later gives it to a function on this one.

In another order than the list's it may give the first rows before.
"""
OWN = Aspect.STATE | Aspect.TAGS | Aspect.NOTE
SHOWN_IN_COLUMNS = OWN | Aspect.PDFS | Aspect.METADATA
SAID_OF_WORKS = Aspect.METADATA | Aspect.VERDICTS


class Finder(QObject):
    """Remembers the order of the scope that is shown, for the next key in the search box."""

    found = Signal(object)  # Found
    completed = Signal(object)  # Found

    def __init__(self, reader: EntryReader, fetch: FetchOrder | None, parent: QObject) -> None:
        """Without `fetch` everything is read when it is asked for."""
        super().__init__(parent)
        self._reader = reader
        self._fetch = fetch
        self._scope: Scope = PlaceScope(Place.ALL)
        self._sort: Sorting = Sort.LIST
        self._query = EVERYTHING
        self._order: Order | None = None
        self._stale = True
        self._turn = 0
        self._hits: list[int] = []
        self._waits = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MILLISECONDS)
        self._rest.timeout.connect(self._on_time_for_the_rest)
        self._ask = QTimer(self)  # what is shown is painted first
        self._ask.setSingleShot(True)
        self._ask.setInterval(PAUSE_MILLISECONDS)
        self._ask.timeout.connect(self._on_time_to_ask)

    def note(self, changes: Changes) -> None:
        """The order that is remembered may be another one now."""
        if Aspect.CATALOG in changes.aspects:
            self._stale = True
        elif isinstance(self._sort, ColumnSort):
            self._stale |= bool(changes.aspects & SHOWN_IN_COLUMNS)
        elif self._sort is Sort.CHANGED:
            self._stale |= bool(changes.aspects & OWN)
        elif self._scope == PlaceScope(Place.QUEUE):
            self._stale |= Aspect.QUEUE in changes.aspects
        elif isinstance(self._scope, SearchScope):
            self._stale |= bool(changes.aspects & (OWN | Aspect.SEARCHES | SAID_OF_WORKS))
        elif isinstance(self._scope, PlaceScope) and self._scope.place is not Place.ALL:
            self._stale |= Aspect.STATE in changes.aspects

    def find(self, scope: Scope, query: Query, sort: Sorting) -> Found | None:
        """What to show now; None where it comes later, and what is shown stays till then."""
        self._rest.stop()
        self._query = query
        if self._stale or (scope, sort) != (self._scope, self._sort):
            self._enter(scope, sort)
        found = self._searched() if query.terms else self._unsearched()
        self._waits = found is None
        if self._waits and self._ask.isActive():
            self._ask.stop()
            self._on_time_to_ask()
        return found

    def _enter(self, scope: Scope, sort: Sorting) -> None:
        """Remember the order of a scope; of one with many rows when a job has read it."""
        self._scope, self._sort, self._stale = scope, sort, False
        self._turn += 1
        self._ask.stop()
        self._order = self._reader.order(scope, sort, AT_ONCE if self._fetch else None)
        if self._order is None:
            self._ask.start()

    def _unsearched(self) -> Found | None:
        if self._order is not None:
            return self._order.all()
        return self._reader.first(self._scope) if self._sort is Sort.LIST else None

    def _searched(self) -> Found | None:
        self._hits = self._reader.hits(self._query)
        if self._order is not None and len(self._order) <= AT_ONCE:
            return self._order.among(self._hits)
        if len(self._hits) <= FEW_HITS:
            return self._reader.among(self._scope, self._sort, self._hits)
        if self._order is None:
            return None
        found = self._order.first(self._hits)
        if not found.is_whole:
            self._rest.start()
        return found

    def _on_time_to_ask(self) -> None:
        if self._fetch is not None:
            turn = self._turn
            self._fetch(self._scope, self._sort, lambda order: self._on_order(turn, order))

    def _on_order(self, turn: int, order: Found | Order) -> None:
        if turn != self._turn:
            return
        if isinstance(order, Found):
            if self._waits and not self._query.terms:
                self._waits = False
                self.found.emit(order)
            return
        self._order = order
        if self._waits:
            found = self._searched() if self._query.terms else self._unsearched()
            self._waits = False
            self.found.emit(found)
        elif not self._query.terms:
            self.completed.emit(order.all())

    def _on_time_for_the_rest(self) -> None:
        if self._order is not None:
            self.completed.emit(self._order.among(self._hits))
