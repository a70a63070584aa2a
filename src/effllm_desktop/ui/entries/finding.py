"""What the pane is to show for a scope, a query and an order: at once what can be, the rest later.

Rows come in two steps where there are many. What is found at once is returned by `find`; what takes
a job is told by `found` (other rows) and `completed` (all of those whose first ones are shown).
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.app.readmodels.orders import AT_ONCE, Found, Hits, Order, Size
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.columns import ColumnSort, Grouped, Sorting
from effllm_desktop.domain.queries import EVERYTHING, Query
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope, SearchScope, Sort

FEW_HITS = 1000  # works that are looked up one by one sooner than looked for among all rows
PAUSE_MILLISECONDS = 60  # behind the picture of the first rows, and before the next key
FetchOrder = Callable[[Scope, Sorting, Callable[[Found | Order], None]], object]
"""Reads the order of a scope on another thread, and later gives it to a function on this one.

In another order than the list's it may give the first rows before.
"""


class FetchHits(Protocol):
    """Asks a query on another thread, and later gives what it finds to a function on this one.

    Unless another one is asked before. With `glimpse` it may give the first rows before.
    """

    def __call__(
        self, scope: Scope, query: Query, deliver: Callable[[Found | Hits], None], *, glimpse: bool
    ) -> object: ...


OWN = Aspect.STATE | Aspect.TAGS | Aspect.NOTE
SHOWN_IN_COLUMNS = OWN | Aspect.PDFS | Aspect.METADATA
OF_PLACES = Aspect.QUEUE | Aspect.SEARCHES | Aspect.VERDICTS
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
        self._fetch_hits: FetchHits | None = None
        self._scope: Scope = PlaceScope(Place.ALL)
        self._sort: Sorting = Sort.LIST
        self._query = EVERYTHING
        self._order: Order | None = None
        self._stale = True
        self._turn = 0
        self._hits: Hits | None = None
        self._asked: Query | None = None  # whose hits a job looks for
        self._is_slow = False
        self._waits = False
        self._is_shown_again = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MILLISECONDS)
        self._rest.timeout.connect(self._on_time_for_the_rest)
        self._ask = QTimer(self)  # what is shown is painted first
        self._ask.setSingleShot(True)
        self._ask.setInterval(PAUSE_MILLISECONDS)
        self._ask.timeout.connect(self._on_time_to_ask)

    def ask_beside(self, fetch_hits: FetchHits) -> None:
        """Let `fetch_hits` ask queries that must look at very many works."""
        self._fetch_hits = fetch_hits

    @property
    def waits(self) -> bool:
        """Whether what is to be shown comes later."""
        return self._waits

    def size(self, scope: Scope) -> Size:
        """How many rows a scope has; none, as far as it is known, where that takes a job."""
        return Size(0, 0) if self._is_slow else self._reader.size(scope)

    def note(self, changes: Changes) -> None:
        """The order that is remembered may be another one now."""
        if Aspect.CATALOG in changes.aspects:
            self._stale = True
        elif isinstance(self._sort, ColumnSort | Grouped):
            self._stale |= bool(changes.aspects & (SHOWN_IN_COLUMNS | OF_PLACES))
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
        self._is_shown_again = (scope, query, sort) == (self._scope, self._query, self._sort)
        self._query, self._hits, self._asked = query, None, None
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
        self._is_slow = self._fetch is not None and self._reader.is_slow_scope(scope)
        limit = AT_ONCE if self._fetch else None
        self._order = None if self._is_slow else self._reader.order(scope, sort, limit)
        if self._order is None:
            self._ask.start()

    def _unsearched(self) -> Found | None:
        if self._order is not None:
            return self._order.all()
        at_once = self._sort is Sort.LIST and not self._is_slow
        return self._reader.first(self._scope) if at_once else None

    def _searched(self) -> Found | None:
        hits = self._known_hits()
        if hits is None:
            return self._first_searched()
        ranked = hits if self._sort is Sort.LIST else Hits(hits.works)
        if self._order is not None and len(self._order) <= AT_ONCE:
            return self._order.among(hits.works).in_order_of(ranked)
        if len(hits.works) <= FEW_HITS:
            found = self._reader.among(self._scope, self._sort, hits.works)
            return found.in_order_of(ranked)
        if self._order is None:
            return None
        found = self._order.first(hits.works)
        if not found.is_whole:
            self._rest.start()
        return found

    def _known_hits(self) -> Hits | None:
        """What the query finds; None where a job looks for it."""
        if self._hits is None and self._asked is None:
            if self._fetch_hits is None:
                self._hits = self._reader.found_by(self._query)
            elif self._reader.is_slow(self._query):
                self._ask_for_hits(glimpse=self._sort is Sort.LIST)
            else:
                self._hits = self._reader.found_soon(self._query)
        return self._hits

    def _ask_for_hits(self, *, glimpse: bool) -> None:
        if self._fetch_hits is not None:
            query = self._asked = self._query
            deliver = partial(self._on_hits, query)
            self._fetch_hits(self._scope, query, deliver, glimpse=glimpse)

    def _first_searched(self) -> Found | None:
        """The first rows of what may be very much, if its order is known and they come soon."""
        if self._order is None or self._asked is not None:
            return None
        if len(self._order) <= AT_ONCE:
            return self._reader.all_in(self._order, self._query)
        if self._is_shown_again:  # one stays among what is shown
            self._ask_for_hits(glimpse=False)
            return None
        found = self._reader.first_in(self._order, self._query)
        if found is None:
            self._hits = self._reader.found_by(self._query)
            return self._searched()
        self._rest.start()
        return found

    def _on_hits(self, query: Query, found: Found | Hits) -> None:
        if query is not self._asked:
            return
        if isinstance(found, Found):
            self.found.emit(found)  # the rest is still looked for
            return
        self._hits = found
        self._tell_searched()

    def _tell_searched(self) -> None:
        """Tell what is found, if all that it takes is known by now."""
        found = self._searched()
        self._waits = found is None
        if found is not None:
            self.found.emit(found)

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
        if self._waits and self._query.terms:
            self._tell_searched()
        elif self._waits:
            self._waits = False
            self.found.emit(order.all())
        elif not self._query.terms:
            self.completed.emit(order.all())

    def _on_time_for_the_rest(self) -> None:
        if self._hits is None:
            self._ask_for_hits(glimpse=False)
        elif self._order is not None:
            self.completed.emit(self._order.among(self._hits.works))
