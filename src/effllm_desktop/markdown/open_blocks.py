"""The blocks that a line may go on with: items in items, a paragraph, a table, blank lines."""

from effllm_desktop.markdown.tree import Node, NodeKind

NESTING = 2  # columns that a line must be further right than an item's marker to belong to it


class OpenBlocks:
    """What is open where the scanner is, and where what it finds next belongs."""

    def __init__(self, text: str, line: int) -> None:
        self._text = text
        self._number = line
        self._top: list[Node] = []
        self._items: list[Node] = []
        self._depths: list[int] = []  # in how many quotations each of them stands
        self._paragraph: Node | None = None  # the one that a next line may continue
        self._is_quoted = False  # whether that paragraph is
        self._table: Node | None = None
        self._blanks: Node | None = None

    def _blank(self, start: int, end: int) -> int:
        self._paragraph = self._table = None
        self._is_quoted = False
        if self._blanks is not None:
            self._blanks.end = end
        else:
            self._blanks = Node(NodeKind.BLANK, start, end, self._number)
        self._number += 1
        return end

    def _leaf(self, node: Node, count: int) -> int:
        """Put a leaf of so many lines where it belongs."""
        self._place_blanks()
        self._container().append(node)
        self._grow(node.end)
        self._paragraph = self._table = None
        self._number += count
        return node.end

    def _container(self) -> list[Node]:
        return self._items[-1].children if self._items else self._top

    def _grow(self, end: int) -> None:
        for item in self._items:
            item.end = end

    def _close_items(self, column: int) -> None:
        """Leave the items that a line at this column does not belong to."""
        self._paragraph = self._table = None
        items = self._items
        while items and column < items[-1].column + NESTING:
            items.pop()
        del self._depths[len(items) :]

    def _place_blanks(self) -> None:
        """Blank lines belong to whatever the line behind them belongs to."""
        if self._blanks is not None:
            self._container().append(self._blanks)
            self._blanks = None
