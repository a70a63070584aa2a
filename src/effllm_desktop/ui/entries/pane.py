"""The middle pane: the entries of a scope, searched, sorted, chosen."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.app.workspace import Runner
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.columns import Sorting
from effllm_desktop.domain.ids import EntryId, WorkId
from effllm_desktop.domain.queries import EVERYTHING, Field, Query, Term
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope, Sort, WorksScope
from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui.entries.chosen import Chosen
from effllm_desktop.ui.entries.empty_page import EmptyPage, Void
from effllm_desktop.ui.entries.finding import FetchHits, FetchOrder, Finder
from effllm_desktop.ui.entries.lines_above import LinesAbove
from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.entries.position import Position
from effllm_desktop.ui.entries.row_acts import RowActs
from effllm_desktop.ui.entries.showing import Showing
from effllm_desktop.ui.entries.table import Table
from effllm_desktop.ui.entries.view import EntriesView
from effllm_desktop.ui.entries.wording import counts, reading
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.rule import Rule

if TYPE_CHECKING:
    from effllm_desktop.app.readmodels.lists import ListReader
    from effllm_desktop.domain.queries.completing import Values
    from effllm_desktop.ui.entries.columns import Shown
    from effllm_desktop.ui.entries.folding import Folding
    from effllm_desktop.ui.entries.rewording import RowEditor

DRAGGED = 1000  # entries that a drag carries at most


class EntriesPane(QWidget):
    """Reads the rows of a scope and reports what is chosen; nothing becomes read by that."""

    current_changed = Signal(int, int)  # work, entry
    selection_changed = Signal(object)  # a list of works; declared as one it would be copied
    open_requested = Signal(int, int)  # work, entry
    search_changed = Signal(str)
    sort_changed = Signal(object)
    menu_requested = Signal(QMenu)
    open_list_requested = Signal()
    add_works_requested = Signal()
    add_section_requested = Signal()
    list_text_requested = Signal(int)
    trash_list_requested = Signal(int)
    inside_requested = Signal()
    reworded = Signal(int, str, str)  # row id, title, description
    failed = Signal(object)

    def __init__(
        self,
        reader: EntryReader,
        workspace: Runner,
        *,
        markdown_of: Callable[[list[int]], str],
        fetch_order: FetchOrder | None = None,
        lists: "Callable[[], ListReader] | None" = None,
        values: "Values" = lambda *_: (),
        parent: QWidget | None = None,
    ) -> None:
        """`fetch_order` reads all rows of large scopes on another thread.

        `lists` are asked why one has no entries. `values` are what the library has for a field of
        a query.
        """
        super().__init__(parent)
        self.setObjectName("entries_pane")
        self.setMinimumWidth(tokens.PANE_ENTRIES_MIN)
        self._reader = reader
        self._markdown_of = markdown_of
        self._query = EVERYTHING
        self._sort: Sorting = Sort.LIST
        self._lists: int | None = None
        self._opening = ""
        self._positions: dict[Scope, Position] = {}
        self.above = LinesAbove(self, values=values)
        self.header = self.above.header
        self._model = EntriesModel(reader, self)
        self.view = EntriesView(self._model, self._dragged_text, self)
        self._acts = RowActs(self.view, self._model, workspace, self)
        self.table = Table(self.view, self._model, self)
        self.empty = EmptyPage(lists, self)
        self._pages = QStackedWidget(self)
        self._chosen = Chosen(self.view, self._model, reader, self)
        self._finder = Finder(reader, fetch_order, self)
        self._showing = Showing(self.view, self._model, self._chosen, self._finder)
        self._arrange()
        self._connect()

    def ask_beside(self, fetch_hits: FetchHits) -> None:
        """Let queries that must look at very many works be asked on another thread."""
        self._finder.ask_beside(fetch_hits)

    @property
    def folding(self) -> "Folding":
        """What folds groups and goes through them."""
        return self._showing.folding

    @property
    def scope(self) -> Scope:
        return self._model.scope

    @property
    def query(self) -> Query:
        return self._query

    @property
    def sort(self) -> Sorting:
        return self._sort

    @property
    def is_whole(self) -> bool:
        """Whether all rows are known: of very many, the last ones come a moment later."""
        return self._model.is_whole and not self._showing.has_more

    def show_columns(self, columns: "Sequence[Shown]") -> None:
        """Show the rows as a table with these columns; with none each row as it is."""
        self._chosen.hold()
        self.table.show(columns)
        self._chosen.release()

    def show_scope(
        self,
        scope: Scope,
        query: Query = EVERYTHING,
        sort: Sorting = Sort.LIST,
        *,
        text: str | None = None,
        lists: int | None = None,
    ) -> None:
        """Show the works of a scope that a query finds.

        `text` is what stands in the search box (None leaves it), `lists` is how many lists there
        are (none asks for one). What the scope is called is said in the header by who knows it.
        """
        here = self._showing.here()
        stays = scope == self.scope
        if not stays:
            self._positions[self.scope] = here
            here = self._positions.get(scope, Position())
        same = stays and query == self._query and sort == self._sort
        self._query, self._sort, self._lists = query, sort, lists
        self.header.sort_button.show_sort(sort)
        if text is not None:
            self.header.show_text(text)
        self._show_reading()
        self.table.show_sort(sort)
        self._showing.show(scope, query, sort, here, scroll=same or not stays)

    def refresh(self, changes: Changes) -> None:
        """Show again what the changes touched.

        A row that no longer belongs here stays until one goes elsewhere, as it does under the
        eyes of whoever marks it read; only in the queue, where the order is what one works at,
        rows come and go at once. Whoever takes out what is chosen goes on with the row behind it.
        Where there are no rows, there may be some now.
        """
        self._finder.note(changes)
        moved = Aspect.QUEUE in changes.aspects and self.scope == PlaceScope(Place.QUEUE)
        refilled = Aspect.STATE in changes.aspects and not self._model.rowCount()
        if moved or refilled or Aspect.CATALOG in changes.aspects:
            here = self._showing.here(goes_on=Aspect.HISTORY in changes.aspects)
            self._showing.show(self.scope, self._query, self._sort, here, scroll=True)
        else:
            self._model.refresh(changes)
        if Aspect.SEARCHES in changes.aspects:
            self._show_reading()

    def show_downloads(self, said: Mapping[WorkId, str]) -> None:
        """Say of works how far their PDFs are that are on their way."""
        self._model.show_downloads(said)

    def show_tag_colours(self, colours: Mapping[str, TagColour]) -> None:
        """Show tags in these colours, by their names."""
        self.view.show_tag_colours(colours)

    def show_inside(self, pages: int, *, more: bool = False) -> None:
        """Say on how many pages of papers the words stand; on none: nothing."""
        self.above.show_inside(pages, more=more)

    def show_opening(self, what: str) -> None:
        """Say what is being done about there being no list; empty when nothing is."""
        self._opening = what
        if self._lists == 0:
            self._show_page()

    def select_next_unread(self, *, forward: bool = True) -> bool:
        """Go to the next unread row; False where there is none (on that side)."""
        return self._chosen.go_on(forward=forward)

    def select_key(self, key: str) -> bool:
        """Go to the first row of the work with this key, where its row is not known yet: later."""
        works = self._reader.hits(Query(Term(Field.WORK, key)))
        row_ids = self._reader.among(self.scope, self._sort, works).rows.ids
        if self._chosen.go_to_first_of(row_ids):
            return True
        if self._model.is_whole or not row_ids:
            return False
        self._showing.when_whole(lambda: self._chosen.go_to_first_of(row_ids))
        return True

    @property
    def is_current_new(self) -> bool:
        """Whether the current row shows a work that is new."""
        return self._chosen.is_new()

    def row_behind(self) -> int | None:
        """The id of the first row behind the chosen ones."""
        return self._chosen.row_behind()

    def select_row(self, row_id: int) -> None:
        """Go to a row, if it is shown."""
        self._chosen.go_to_first_of([row_id])

    def reword(self, row_id: int, title: str, description: str) -> "RowEditor":
        """Let the words of a row be changed in its place."""
        from effllm_desktop.ui.entries.rewording import RowEditor

        self.view.scrollTo(self.view.currentIndex())
        editor = RowEditor(self.view, self._model, row_id, title, description)
        editor.reworded.connect(self.reworded)
        return editor

    def works_beside(self, *, below: bool) -> list[WorkId]:
        """The works of the rows above or below the current one, as far as they are known."""
        return self._chosen.works_beside(below=below)

    def select_all(self) -> None:
        """Select all rows, also those that are still looked for."""
        self._showing.when_all_found(self.view.selectAll)

    def selected_works(self) -> list[WorkId]:
        return self._chosen.works()

    def selected_count(self) -> int:
        """How many rows are selected."""
        return self._chosen.count()

    def selected_row_ids(self, limit: int | None = None) -> list[int]:
        return self._chosen.row_ids(limit)

    def current(self) -> tuple[WorkId, EntryId] | None:
        return self._chosen.current()

    def prepare_search(self) -> None:
        """Make what the first letter would otherwise wait for."""
        self.header.search.suggestions.hide()

    def focus_search(self) -> None:
        self.header.search.setFocus()
        self.header.search.selectAll()

    def focus_list(self) -> None:
        """Go on to the rows; with none chosen, to the first."""
        self.view.setFocus()
        if self.current() is None and self._model.rowCount():
            self._chosen.go_to_first()

    def _show_page(self) -> None:
        empty = not self._model.rowCount()
        if empty:
            sought = self.header.search.text() if self._query.terms else None
            waits = self._finder.waits
            self.empty.show_void(Void(self.scope, self._lists, self._opening, sought, waits))
        self._pages.setCurrentWidget(self.empty if empty else self.view)

    def _show_reading(self) -> None:
        """Say how the query was read, where somebody may wonder."""
        query = self._reader.understood(self._query)
        self.above.show_reading(*reading(query, self._reader.not_known_yet(query)))

    def _show_counts(self) -> None:
        chosen = len(self._chosen.told_works())
        in_place = isinstance(self.scope, WorksScope)
        shown = self._showing
        self.header.show_counts(
            counts(
                self._model.count,
                shown.works,
                chosen,
                in_place=in_place,
                has_more=shown.has_more,
            )
        )

    def _dragged_text(self) -> str:
        return self._markdown_of(self.selected_row_ids(DRAGGED))

    def _on_clear_search_requested(self) -> None:
        self.header.search.clear()
        self.header.search.setFocus()

    def _connect(self) -> None:
        self.above.inside_requested.connect(self.inside_requested)
        self.header.search_changed.connect(self.search_changed)
        self.header.search_left.connect(self.focus_list)
        self.header.sort_chosen.connect(self.sort_changed)
        self.table.sort_wanted.connect(self.sort_changed)
        self._acts.open_requested.connect(self.open_requested)
        self._acts.menu_requested.connect(self.menu_requested)
        self._acts.failed.connect(self.failed)
        self.empty.open_list_requested.connect(self.open_list_requested)
        self.empty.add_works_requested.connect(self.add_works_requested)
        self.empty.add_section_requested.connect(self.add_section_requested)
        self.empty.list_text_requested.connect(self.list_text_requested)
        self.empty.trash_list_requested.connect(self.trash_list_requested)
        self.empty.clear_search_requested.connect(self._on_clear_search_requested)
        self._showing.renewed.connect(self._show_page)
        self._showing.shown.connect(self._show_counts)
        self._chosen.current_changed.connect(self.current_changed)
        self._chosen.selection_changed.connect(self.selection_changed)
        self._chosen.selection_changed.connect(self._show_counts)

    def _arrange(self) -> None:
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.above)
        column.addWidget(Rule(self))
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.view)
