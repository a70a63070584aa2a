"""Which rows of the tree are unfolded: lists are, sections are not, unless a person said so."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTreeView

from effllm_desktop.domain.scopes import ListScope, PlaceScope, Scope, SectionScope
from effllm_desktop.ui.sections.model import OutlineModel
from effllm_desktop.ui.sections.nodes import Node, NodeKind

FOLDED = "-"


class Folding:
    """Remembers by id what differs from the usual, so that a new list shows its sections."""

    def __init__(self, view: QTreeView, model: OutlineModel) -> None:
        self._view = view
        self._model = model
        self._unfolded: dict[str, bool] = {}
        view.expanded.connect(lambda index: self._remember(index, unfolded=True))
        view.collapsed.connect(lambda index: self._remember(index, unfolded=False))

    def state(self) -> list[str]:
        """For the settings: `list:3`, `section:17`; with a minus what was folded."""
        return [key if unfolded else FOLDED + key for key, unfolded in self._unfolded.items()]

    def restore(self, state: Iterable[str]) -> None:
        self._unfolded = {key.removeprefix(FOLDED): key[:1] != FOLDED for key in state}
        self.apply()

    def apply(self) -> None:
        """Fold and unfold the tree as remembered."""
        self._view.collapseAll()  # tells nobody
        for node in self._model.nodes():
            if node.children and self._unfolded.get(_key(node.scope), _usual(node)):
                self._view.expand(self._model.index_of(node.scope))

    def _remember(self, index: QModelIndex, *, unfolded: bool) -> None:
        node = self._model.node(index)
        if node is None:
            return
        if unfolded == _usual(node):
            self._unfolded.pop(_key(node.scope), None)
        else:
            self._unfolded[_key(node.scope)] = unfolded


def _usual(node: Node) -> bool:
    return node.kind is NodeKind.LIST


def _key(scope: Scope | None) -> str:
    match scope:
        case ListScope(list_id):
            return f"list:{list_id}"
        case SectionScope(section_id):
            return f"section:{section_id}"
        case PlaceScope(place):
            return f"place:{place}"
        case None:
            return ""
