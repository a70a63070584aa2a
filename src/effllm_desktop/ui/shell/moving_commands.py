"""What dragging does, by keys: entries sent to a section, sections moved, nested and taken out."""

from PySide6.QtWidgets import QWidget

from effllm_desktop.domain.scopes import SectionScope
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.sections.nodes import Node, NodeKind
from effllm_desktop.ui.shell.drag_commands import MOST_SENT, Dragging
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted


class MovingCommands:
    """The methods are named in the table of actions; they mean what is shown and selected."""

    def __init__(
        self, window: QWidget, session: Session, bench: Workbench, dragging: Dragging
    ) -> None:
        self._window = window
        self._session = session
        self._bench = bench
        self._dragging = dragging

    def send_entries(self) -> None:
        """Ask for a section, and move or copy the selected entries there."""
        from effllm_desktop.ui.adding.sending import SendDialog

        bench, count = self._bench, self._bench.entries.selected_count()
        if count > MOST_SENT:
            bench.said.emit(f"At most {MOST_SENT} entries are written into a list at a time.")
            return
        lists = bench.outline.lists
        dialog = SendDialog(
            self._session.library,
            lists,
            bench.scope,
            counted(count, "entry", "entries"),
            within=bench.list_id,
            parent=self._window,
        )
        dialog.moved.connect(self._dragging.move_to)
        dialog.copied.connect(self._dragging.send_to)
        dialog.open()
        dialog.place.list.setFocus()

    def section_up(self) -> None:
        node, beside = self._here()
        if node.row == 0:
            self._say(f"“{node.name}” is the first one there.")
        else:
            self._move(node, node.parent, beside[node.row - 1])

    def section_down(self) -> None:
        node, beside = self._here()
        if node.row == len(beside) - 1:
            self._say(f"“{node.name}” is the last one there.")
        else:
            self._move(node, node.parent, next(iter(beside[node.row + 2 :]), None))

    def section_in(self) -> None:
        """Below the section before it, as the last one there."""
        node, beside = self._here()
        if node.row == 0:
            self._say(f"No section stands before “{node.name}” that it could go into.")
        else:
            self._move(node, beside[node.row - 1], None)

    def section_out(self) -> None:
        """Behind the section that it is in."""
        node, _ = self._here()
        above = node.parent
        if above is None or above.parent is None or above.kind is NodeKind.LIST:
            self._say(f"“{node.name}” is in no other section.")
        else:
            behind = above.parent.children[above.row + 1 :]
            self._move(node, above.parent, next(iter(behind), None))

    def _here(self) -> tuple[Node, list[Node]]:
        """The section that is shown, and all that stand beside it."""
        nodes = self._bench.sections.nodes()
        node = next(one for one in nodes if one.scope == self._bench.scope)
        return node, node.parent.children if node.parent else [node]

    def _move(self, node: Node, parent: Node | None, before: Node | None) -> None:
        if parent is not None and isinstance(node.scope, SectionScope):
            self._dragging.move_section(node.scope.section_id, parent, before)

    def _say(self, words: str) -> None:
        self._bench.said.emit(words)
