"""The three panes of one library, and who tells whom what. The panes do not know one another."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QSplitter, QWidget

from effllm_desktop.app.readmodels.outline import Outline
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.columns import ColumnSort
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.queries import Field, parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, Scope, Sort, WorksScope
from effllm_desktop.ui.entries.pane import EntriesPane
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.sections.pane import SectionsPane
from effllm_desktop.ui.shell.navigation import Navigation
from effllm_desktop.ui.shell.order_reading import OrderReading
from effllm_desktop.ui.shell.place_looks import PlaceLook, PlaceLooks
from effllm_desktop.ui.shell.shown_outline import ShownOutline
from effllm_desktop.ui.theme import tokens

if TYPE_CHECKING:  # the largest pane is imported after the first paint
    from effllm_desktop.ui.details.pane import DetailsPane
    from effllm_desktop.ui.entries.columns import Shown
    from effllm_desktop.ui.shell.inside_counting import InsideCounting
    from effllm_desktop.ui.shell.selected_details import SelectedDetails


class Workbench(QSplitter):
    """Sections choose a scope, entries show it, details show the current entry."""

    navigated = Signal()
    searched = Signal()  # for something else, in the same place
    selection_changed = Signal()
    link_requested = Signal(str)
    read_requested = Signal(int)
    download_requested = Signal(int)
    download_cancelled = Signal(int)
    merge_requested = Signal(int, int)
    highlight_requested = Signal(object)  # Highlight
    inside_requested = Signal()  # what is searched for, inside papers
    open_list_requested = Signal()
    entry_menu_requested = Signal(QMenu)
    said = Signal(str)
    shown = Signal()  # for the first time
    failed = Signal(AppError)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        library = session.library
        self._session = session
        self._library = library
        self._looks = PlaceLooks(session.state)
        self._search = ""
        self._orders = OrderReading(session, self.failed.emit, self)
        self.navigation = Navigation()
        self.sections = SectionsPane(self)
        self._outline = ShownOutline(session, self.sections, self.failed.emit, self)
        self.entries = EntriesPane(
            library.entries,
            session.acts,
            markdown_of=self._markdown,
            fetch_order=self._orders.fetch,
            lists=lambda: self._library.lists,
            values=self._values,
            parent=self,
        )
        self._selected: SelectedDetails | None = None
        self._placeholder = QFrame(self)
        self._inside: InsideCounting | None = None
        self._painted = False
        self._arrange()
        self._connect()

    @property
    def details(self) -> "DetailsPane":
        return self._of_selected.pane

    @property
    def scope(self) -> Scope:
        return self.navigation.here or PlaceScope(Place.ALL)

    @property
    def list_id(self) -> ListId | None:
        """The list that is shown, or lies around the section that is."""
        return self.sections.list_of(self.scope)

    @property
    def sort(self) -> Sort | ColumnSort:
        return self.look.sort

    @property
    def place(self) -> Scope:
        """What has a look of its own: the list around a section, else what is shown."""
        list_id = self.sections.list_of(self.scope)
        return self.scope if list_id is None else ListScope(list_id)

    @property
    def look(self) -> PlaceLook:
        """How the entries are shown here."""
        return self._looks.of(self.place)

    @property
    def is_in_own_order(self) -> bool:
        """Whether rows are shown in an order that the reader gives: a list's, the queue's."""
        own = self.scope == PlaceScope(Place.QUEUE) or not isinstance(self.scope, WorksScope)
        return own and self.look.order is Sort.LIST and not self._search.strip()

    @property
    def has_list_entries(self) -> bool:
        """Whether entries of one list are selected."""
        return not isinstance(self.scope, WorksScope) and bool(self.entries.selected_count())

    @property
    def search_text(self) -> str:
        return self._search

    @property
    def outline(self) -> Outline:
        """The tree with the numbers of now."""
        return self._outline.now()

    @property
    def has_lists(self) -> bool:
        return bool(self._outline.tree.lists)

    def start(self) -> None:
        """Show where one was when the window closed, else the first list."""
        state = self._session.state
        self.sections.restore_expansion(state.text("expansion").splitlines())
        self._outline.show()
        self._show_tag_colours()
        if (widths := state.bytes("splitter")) is not None:
            self.restoreState(widths)
        remembered = state.scope
        self.go(remembered if remembered and self._is_there(remembered) else self._first_scope())

    def flush(self) -> None:
        """Save what is half typed."""
        if self._selected is not None:
            self.details.flush_note()

    def remember(self) -> None:
        """Where one is, for the next time."""
        state = self._session.state
        state.scope = self.scope
        current = self.entries.current()
        state.set("work", self._library.works.details(*current).key if current else "")
        state.set("splitter", self.saveState())
        state.set("expansion", "\n".join(self.sections.expansion()))

    def go(self, scope: Scope) -> None:
        """Show a scope; the way back leads to the one before."""
        if scope != self.navigation.here:
            self._search = ""
        self.navigation.visit(scope)
        self._show_scope()

    def go_back(self) -> None:
        self._step(self.navigation.back())

    def go_forward(self) -> None:
        self._step(self.navigation.forward())

    def search(self, text: str) -> None:
        """Search in the present scope."""
        self._search = text
        self._show_entries()
        self.searched.emit()

    def sort_by(self, sort: Sort | ColumnSort) -> None:
        self.show_look(self.look._replace(sort=sort))

    def show_look(self, look: PlaceLook) -> None:
        """Show the entries of this place otherwise, from now on."""
        is_sorted = look.order == self.look.order
        self._looks.set(self.place, look)
        if is_sorted:
            self.entries.show_columns(_columns(look))
        else:
            self._show_scope()

    def title_of(self, scope: Scope) -> str:
        return self.sections.title_of(scope)

    def show_changes(self, changes: Changes) -> None:
        """Show again what changed. A scope that is gone gives way to the first list."""
        if Aspect.TAGS in changes.aspects and changes.works is None:
            self._show_tag_colours()
        self._outline.show_changes(changes)
        if self._is_there(self.scope):
            self.entries.refresh(changes)
            if changes.aspects & (Aspect.CATALOG | Aspect.SEARCHES):
                self._name_scope()
        else:
            self._leave(self.scope)
        if self._selected is not None:
            self.details.refresh(changes)
            if not self.has_lists:
                self._selected.clear()
        self.selection_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._on_first_painted)

    def _step(self, scope: Scope | None) -> None:
        if scope is None:
            return
        if not self._is_there(scope):
            self._leave(scope)
            return
        self._search = ""
        self._show_scope()

    def _leave(self, gone: Scope) -> None:
        self.navigation.forget(gone)
        self.go(self._first_scope())

    def _show_scope(self) -> None:
        self.sections.select_scope(self.scope)
        self.entries.show_columns(_columns(self.look))
        self._name_scope()
        self._show_entries()
        self.navigated.emit()

    def _show_entries(self) -> None:
        """Show what the search finds here: the place, its name and its look are shown already."""
        self.entries.show_scope(
            self.scope,
            parse(self._search),
            self.look.order,
            text=self._search,
            lists=len(self._outline.tree.lists),
        )
        self._look_inside()

    def _name_scope(self) -> None:
        """What the scope is called now, and whether it is in a list that the reader has edited."""
        scope, header = self.scope, self.entries.header
        header.show_title(self.sections.title_of(scope), self.sections.trail_of(scope))
        here = (one for one in self._outline.tree.lists if one.id == self.list_id)
        header.show_remark("with your edits" if any(one.edited for one in here) else "")

    def _look_inside(self) -> None:
        if self._inside is None:
            if not self._search.strip():
                return
            from effllm_desktop.ui.shell.inside_counting import InsideCounting

            self._inside = InsideCounting(self._library, self.entries.show_inside, self)
        self._inside.look_for(self._search)

    def count_now(self) -> None:
        """Do not wait until nothing has changed for a moment."""
        self._outline.count_now()

    def _is_there(self, scope: Scope) -> bool:
        return bool(self.sections.title_of(scope))

    def _first_scope(self) -> Scope:
        if self.has_lists:
            return ListScope(self._outline.tree.lists[0].id)
        return PlaceScope(Place.ALL)

    def _markdown(self, row_ids: list[int]) -> str:
        from effllm_desktop.ui.shell.copying import markdown_of  # when something is dragged

        return markdown_of(self._library, self.scope, row_ids)

    def _tags(self) -> list[str]:
        return [tag.name for tag in self._library.tags.read()]

    def _show_tag_colours(self) -> None:
        colours = self._library.tags.colours()
        self.sections.show_tag_colours(colours)
        self.entries.show_tag_colours(colours)
        if self._selected is not None:
            self.details.show_tag_colours(colours)

    def _values(self, field: Field, begin: str) -> list[str]:
        """What the library has for a field of a query that begins so."""
        if field is Field.TAG:
            return self._tags()
        return self._outline.tree.names(field) or self._library.entries.values(field, begin)

    @property
    def _of_selected(self) -> "SelectedDetails":
        """Made when it is first wanted, at the latest after the first paint."""
        if self._selected is None:
            from effllm_desktop.ui.shell.selected_details import SelectedDetails

            self._selected = SelectedDetails(self._session, self, self._tags)
            self.replaceWidget(2, self._selected.pane)
            self._placeholder.deleteLater()
            self._selected.pane.show()
        return self._selected

    def _on_selection_changed(self, works: list[WorkId]) -> None:
        self._of_selected.show_works(works)
        self.selection_changed.emit()

    def _on_first_painted(self) -> None:
        """What can wait until the entries are seen."""
        from effllm_desktop.ui.shell.hit_reading import HitReading

        self._orders.begin()
        self.entries.ask_beside(HitReading(self._session, self.failed.emit).fetch)
        self._outline.begin()
        QTimer.singleShot(0, self, self.entries.prepare_search)
        self.shown.emit()
        self._on_selection_changed(self.entries.selected_works())
        self.entries.view.setFocus()
        if self.entries.current() is not None:
            return
        key = self._session.state.text("work")
        if not key or not self.entries.select_key(key):
            self.entries.focus_list()

    def _arrange(self) -> None:
        self.setChildrenCollapsible(False)
        self.setHandleWidth(tokens.HANDLE)
        self._placeholder.setMinimumWidth(tokens.PANE_DETAILS_MIN)
        for pane in (self.sections, self.entries, self._placeholder):
            self.addWidget(pane)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 0)
        width = tokens.WINDOW[0]
        middle = width - tokens.PANE_SECTIONS - tokens.PANE_DETAILS
        self.setSizes([tokens.PANE_SECTIONS, middle, tokens.PANE_DETAILS])

    def _connect(self) -> None:
        self.sections.scope_chosen.connect(self.go)
        self.entries.search_changed.connect(self.search)
        self.entries.sort_changed.connect(self.sort_by)
        self.entries.table.columns_wanted.connect(
            lambda columns: self.show_look(self.look._replace(columns=columns))
        )
        self.entries.selection_changed.connect(self._on_selection_changed)
        self.entries.open_list_requested.connect(self.open_list_requested)
        self.entries.menu_requested.connect(self.entry_menu_requested)
        self.entries.inside_requested.connect(self.inside_requested)
        self.entries.failed.connect(self.failed)
        self._session.changes.changed.connect(self.show_changes)


def _columns(look: PlaceLook) -> "tuple[Shown, ...]":
    """What the table of a place shows; nothing where rows are shown as they are."""
    return look.columns if look.is_table else ()
