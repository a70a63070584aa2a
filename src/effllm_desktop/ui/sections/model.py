"""The tree of places, lists and sections as a Qt model. Only the numbers change in place."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from effllm_desktop.app.readmodels.outline import Numbers, Outline, OutlineCounts
from effllm_desktop.domain.ids import SearchId
from effllm_desktop.domain.scopes import ListScope, PlaceScope, Scope, SearchScope, SectionScope
from effllm_desktop.ui.sections.nodes import Node, NodeKind, build

NODE_ROLE = Qt.ItemDataRole.UserRole
_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEAF = _ROW | Qt.ItemFlag.ItemNeverHasChildren
_DRAGGED = Qt.ItemFlag.ItemIsDragEnabled
Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractItemModel):
    """Rows are found by their position in the tree, which is the index's internal number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[Node] = []
        self._top: list[Node] = []
        self._positions: dict[Scope, int] = {}
        self._searches: Mapping[SearchId, Numbers] = {}

    def show_outline(self, outline: Outline) -> bool:
        """Take over a new outline; True when rows came, went or moved (the model was reset)."""
        nodes = build(outline)
        if len(nodes) == len(self._nodes) and all(map(Node.looks_like, nodes, self._nodes)):
            self._renew(nodes)
            return False
        self.beginResetModel()
        self._take(nodes)
        self.endResetModel()
        return True

    def show_counts(self, counts: OutlineCounts) -> None:
        """Take over other numbers for the rows that are there."""
        for node in self._nodes:
            now = numbers_of(node.scope, counts)
            if now is not None and now != (node.unread, node.total):
                node.unread, node.total = now
                index = self._index(node)
                self.dataChanged.emit(index, index)

    def show_search_counts(self, counts: Mapping[SearchId, Numbers]) -> None:
        """Take over what a job has counted, for now and for the next outline."""
        self._searches = counts
        for node in self._nodes:
            before = numbers(node)
            self._count(node)
            if numbers(node) != before:
                index = self._index(node)
                self.dataChanged.emit(index, index)

    def nodes(self) -> list[Node]:
        """All rows from the top down."""
        return self._nodes

    def node(self, index: Index) -> Node | None:
        return self._nodes[index.internalId()] if index.isValid() else None

    def index_of(self, scope: Scope | None) -> QModelIndex:
        position = self._positions.get(scope) if scope is not None else None
        return QModelIndex() if position is None else self._index(self._nodes[position])

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        below = self._below(parent)
        if column or not 0 <= row < len(below):
            return QModelIndex()
        return self._index(below[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override] # Qt overloads it
        node = self.node(index)
        return self._index(node.parent) if node and node.parent else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.column() > 0 else len(self._below(parent))

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        return parent.column() <= 0 and bool(self._below(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        node = self.node(index)
        if node is None or node.kind is NodeKind.CAPTION:
            return Qt.ItemFlag.NoItemFlags
        flags = _ROW if node.children else _LEAF
        return flags | _DRAGGED if node.kind is NodeKind.SECTION else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return node.name
        if role == NODE_ROLE:
            return node
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(node)
        return None

    def _below(self, parent: Index) -> list[Node]:
        node = self.node(parent)
        return node.children if node else self._top

    def _index(self, node: Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.position)

    def _take(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._count_searches()
        self._top = [node for node in nodes if node.parent is None]
        self._positions = {node.scope: node.position for node in nodes if node.scope is not None}

    def _count_searches(self) -> None:
        for node in self._nodes:
            if node.kind is NodeKind.SEARCH:
                self._count(node)

    def _count(self, node: Node) -> None:
        """Give a saved search the numbers that were counted last."""
        if isinstance(node.scope, SearchScope) and node.scope.search_id in self._searches:
            node.unread, node.total = self._searches[node.scope.search_id]
            node.one_number = node.unread in (0, node.total)
            node.counted = True

    def _renew(self, nodes: list[Node]) -> None:
        """Take over the same rows with other numbers."""
        before, self._nodes = self._nodes, nodes
        self._count_searches()
        self._top = [node for node in nodes if node.parent is None]
        for old, new in zip(before, nodes, strict=True):
            if numbers(old) != numbers(new):
                index = self._index(new)
                self.dataChanged.emit(index, index)


def numbers_of(scope: Scope | None, counts: OutlineCounts) -> Numbers | None:
    """The kept numbers of what a row stands for; None where it stands for nothing that is there."""
    match scope:
        case SectionScope(section_id):
            return counts.sections.get(section_id)
        case ListScope(list_id):
            return counts.lists.get(list_id)
        case PlaceScope(place):
            return counts.places.get(place)
    return None


def numbers(node: Node) -> tuple[object, ...]:
    """What may change without a row coming or going."""
    return (
        node.unread,
        node.total,
        node.counted,
        node.damaged,
        node.problems,
        node.file,
        node.edited,
    )


def spoken(node: Node) -> str:
    """A row as a screen reader says it."""
    if node.kind is NodeKind.CAPTION:
        return node.name
    said = f"{node.name}, {_said(node)}" if node.counted else node.name
    return f"{said}, {trouble(node)}" if trouble(node) else said


def trouble(node: Node) -> str:
    """What is not in order with a list, in a few words; empty where all is well."""
    parts = ["text repaired"] if node.damaged else []
    if node.edited:
        parts.append("with your edits")
    if node.problems and not node.total:
        parts.append("no entry in it was understood")
    elif node.problems:
        places = "1 place" if node.problems == 1 else f"{node.problems} places"
        parts.append(f"{places} not understood")
    return ", ".join(parts)


def signs(node: Node) -> list[str]:
    """The icons that stand for it beside the numbers, from the right."""
    found = ["warning" if node.problems else "info"] if node.problems or node.damaged else []
    return [*found, "pencil"] if node.edited else found


def tooltip(node: Node) -> str:
    """What does not fit into the row."""
    if node.kind is NodeKind.CAPTION:
        return ""
    lines = [node.path or node.name, node.query, _said(node) if node.counted else ""]
    if node.file is not None:
        lines.append(str(node.file))
    if trouble(node):
        lines.append(trouble(node).capitalize())
    return "\n".join(line for line in lines if line)


def _said(node: Node) -> str:
    return f"{node.unread} unread of {node.total}"
