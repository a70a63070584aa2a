"""The left pane: where one is, and how much is unread where."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from effllm_desktop.app.readmodels.outline import Numbers, Outline, OutlineCounts
from effllm_desktop.domain.ids import ListId, SearchId
from effllm_desktop.domain.scopes import ListScope, Scope, SearchScope, SectionScope
from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui.sections.folding import Folding
from effllm_desktop.ui.sections.menu import fill_menu
from effllm_desktop.ui.sections.model import OutlineModel
from effllm_desktop.ui.sections.nodes import Node
from effllm_desktop.ui.sections.view import SectionsView
from effllm_desktop.ui.theme import tokens


class SectionsPane(QWidget):
    """Shows an outline and says what was chosen in it; whoever made it reads outlines and acts."""

    scope_chosen = Signal(object)
    mark_all_read_requested = Signal(object)
    export_requested = Signal(object)
    refresh_requested = Signal(object)
    flight_requested = Signal(object)
    trash_list_requested = Signal(int)
    problems_requested = Signal(int)
    linked_lists_requested = Signal(int)
    rename_search_requested = Signal(object)  # SearchScope
    delete_search_requested = Signal(object)
    edit_requested = Signal(str, object)  # the name of an action, a scope
    action_requested = Signal(str)  # that of one which means the row that is shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sections_pane")
        self.setMinimumWidth(tokens.PANE_SECTIONS_MIN)
        self._model = OutlineModel(self)
        self._view = SectionsView(self._model, self)
        self._folding = Folding(self._view, self._model)
        self._quiet = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_S, 0, 0)
        column.addWidget(self._view)
        self.setFocusProxy(self._view)
        self._view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._view.menu_wanted.connect(self._on_menu_wanted)
        self._view.delete_wanted.connect(self._on_delete_wanted)

    def show_outline(self, outline: Outline) -> None:
        """Show other numbers, or another tree: what was unfolded and chosen stays so."""
        chosen, scrolled = self.scope(), self._view.verticalScrollBar().value()
        with self._quietly():
            if self._model.show_outline(outline):
                self._folding.apply()
                self._view.setCurrentIndex(self._model.index_of(chosen))
                self._view.verticalScrollBar().setValue(scrolled)

    def show_counts(self, counts: OutlineCounts) -> None:
        """Show other numbers in the tree that is shown."""
        self._model.show_counts(counts)

    def show_search_counts(self, counts: Mapping[SearchId, Numbers]) -> None:
        """Show how much the saved searches find."""
        self._model.show_search_counts(counts)

    def show_tag_colours(self, colours: Mapping[str, TagColour]) -> None:
        """Show searches for a tag in the tag's colour."""
        self._view.show_tag_colours(colours)

    def select_scope(self, scope: Scope) -> None:
        """Make a scope the current one; nobody is told."""
        with self._quietly():
            self._view.go_to(self._model.index_of(scope))

    def scope(self) -> Scope | None:
        node = self._model.node(self._view.currentIndex())
        return node.scope if node else None

    def nodes(self) -> list[Node]:
        """All rows from the top down, folded ones as well."""
        return self._model.nodes()

    def title_of(self, scope: Scope) -> str:
        """What a scope is called; empty when it is not there (any more)."""
        return next((node.name for node in reversed(self._trail(scope))), "")

    def trail_of(self, scope: Scope) -> str:
        """Where a section stands: the list and the headings above it."""
        return " › ".join(node.name for node in self._trail(scope)[:-1])

    def path_of(self, scope: Scope) -> str:
        """What a section or a list is called on the command line."""
        return next((node.path for node in reversed(self._trail(scope))), "")

    def list_of(self, scope: Scope) -> ListId | None:
        """The list that a scope is, or lies in."""
        return next((node.list_id for node in self._trail(scope)), None)

    @property
    def view(self) -> SectionsView:
        return self._view

    def is_unfolded(self, scope: Scope | None) -> bool:
        return self._view.isExpanded(self._model.index_of(scope))

    def expansion(self) -> list[str]:
        return self._folding.state()

    def restore_expansion(self, state: Iterable[str]) -> None:
        self._folding.restore(state)

    def _trail(self, scope: Scope) -> list[Node]:
        node = self._model.node(self._model.index_of(scope))
        return node.trail() if node else []

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet = True
        yield
        self._quiet = False

    def _on_current_changed(self, current: QModelIndex) -> None:
        node = self._model.node(current)
        if node and node.scope is not None and not self._quiet:
            self.scope_chosen.emit(node.scope)

    def _on_delete_wanted(self) -> None:
        scope = self.scope()
        if isinstance(scope, ListScope):
            self.trash_list_requested.emit(scope.list_id)
        elif isinstance(scope, SearchScope):
            self.delete_search_requested.emit(scope)
        elif isinstance(scope, SectionScope):
            self.edit_requested.emit("delete_section", scope)

    def _on_menu_wanted(self, position: QPoint) -> None:
        node = self._model.node(self._view.currentIndex())
        if node is not None and node.scope is not None:
            menu = QMenu(self)
            menu.aboutToHide.connect(menu.deleteLater)
            fill_menu(menu, node, self)
            menu.popup(position)
