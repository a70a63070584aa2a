"""The context menu of a row of the tree."""

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.sections.nodes import Node, NodeKind


class Requests(Protocol):
    """Who passes on what is asked for."""

    @property
    def mark_all_read_requested(self) -> SignalInstance: ...
    @property
    def export_requested(self) -> SignalInstance: ...
    @property
    def refresh_requested(self) -> SignalInstance: ...
    @property
    def flight_requested(self) -> SignalInstance: ...
    @property
    def trash_list_requested(self) -> SignalInstance: ...
    @property
    def problems_requested(self) -> SignalInstance: ...
    @property
    def rename_search_requested(self) -> SignalInstance: ...
    @property
    def delete_search_requested(self) -> SignalInstance: ...
    @property
    def linked_lists_requested(self) -> SignalInstance: ...
    @property
    def edit_requested(self) -> SignalInstance: ...
    @property
    def action_requested(self) -> SignalInstance: ...


def fill_menu(menu: QMenu, node: Node, ask: Requests) -> None:
    """Add what can be done with a place, a list or a section."""
    read = menu.addAction("Mark all as read")
    read.setEnabled(node.unread > 0)
    read.triggered.connect(lambda: ask.mark_all_read_requested.emit(node.scope))
    if node.scope == PlaceScope(Place.NEW):
        seen = menu.addAction("Mark all as seen")
        seen.setEnabled(node.total > 0)
        seen.triggered.connect(lambda: ask.action_requested.emit("mark_all_seen"))
    export = menu.addAction(_EXPORT[node.kind])
    export.triggered.connect(lambda: ask.export_requested.emit(node.scope))
    refresh = menu.addAction("Refresh metadata")
    refresh.triggered.connect(lambda: ask.refresh_requested.emit(node.scope))
    flight = menu.addAction("Ready for flight…")
    flight.triggered.connect(lambda: ask.flight_requested.emit(node.scope))
    if node.kind is NodeKind.SEARCH:
        _add_search_actions(menu, node, ask)
    elif node.kind is not NodeKind.PLACE:
        copy = menu.addAction("Copy path")
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(node.path))
        menu.addSeparator()
        for text, name in _EDITS[node.kind]:
            edit = menu.addAction(text)
            edit.triggered.connect(
                lambda _=False, name=name: ask.edit_requested.emit(name, node.scope)
            )
        for text, name in _ACTS[node.kind]:
            act = menu.addAction(text)
            act.triggered.connect(lambda _=False, name=name: ask.action_requested.emit(name))
    if node.kind is NodeKind.LIST:
        menu.addSeparator()
        _add_list_actions(menu, node, ask)


_EDITS = {
    NodeKind.LIST: (
        ("Add entries…", "add_works"),
        ("New section…", "add_section"),
        ("Rename list…", "rename_section"),
        ("Save to its file", "save_list"),
        ("Put back to its file…", "put_back"),
        ("Edits that wait…", "show_waiting"),
    ),
    NodeKind.SECTION: (
        ("Add entries…", "add_works"),
        ("New section below…", "add_section"),
        ("Rename section…", "rename_section"),
        ("Delete section…", "delete_section"),
    ),
}
"""What can be edited: words, and the name of the action that means a scope."""
_ACTS = {
    NodeKind.LIST: (("Your edits…", "show_edits"),),
    NodeKind.SECTION: (
        ("Move up", "section_up"),
        ("Move down", "section_down"),
        ("Move into the section above", "section_in"),
        ("Move out of its section", "section_out"),
    ),
}
"""The menu is that of the row which is shown, so these are the actions of the window."""
_EXPORT = {
    NodeKind.PLACE: "Export place…",
    NodeKind.SEARCH: "Export search…",
    NodeKind.LIST: "Export list…",
    NodeKind.SECTION: "Export section…",
}


def _add_search_actions(menu: QMenu, node: Node, ask: Requests) -> None:
    menu.addSeparator()
    rename = menu.addAction("Rename search…")
    rename.triggered.connect(lambda: ask.rename_search_requested.emit(node.scope))
    delete = menu.addAction("Delete search")
    delete.triggered.connect(lambda: ask.delete_search_requested.emit(node.scope))


def _add_list_actions(menu: QMenu, node: Node, ask: Requests) -> None:
    problems = menu.addAction("Show what was not understood…")
    problems.setEnabled(node.problems > 0 or node.damaged)
    problems.triggered.connect(lambda: ask.problems_requested.emit(node.list_id))
    linked = menu.addAction("Open linked lists…")
    linked.setEnabled(node.file is not None)
    linked.triggered.connect(lambda: ask.linked_lists_requested.emit(node.list_id))
    menu.addSeparator()
    trash = menu.addAction("Move list to trash")
    trash.triggered.connect(lambda: ask.trash_list_requested.emit(node.list_id))
