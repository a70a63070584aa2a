"""Which section of which list."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from effllm_desktop.app.readmodels.outline import ListNode, SectionNode
from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.scopes import ListScope, Scope, SectionScope
from effllm_desktop.ui.theme import tokens

_INDENT = "    "
Place = tuple[ListId, SectionId | None]


class PlaceChoice(QWidget):
    """A list, and a section of it in the order of the file; `here` is chosen at first."""

    changed = Signal()

    def __init__(
        self,
        lists: Sequence[ListNode],
        here: Scope,
        beginning: Callable[[ListId], SectionId | None],
        parent: QWidget | None = None,
    ) -> None:
        """`beginning`: the section for what stands in none below a list's title."""
        super().__init__(parent)
        self._beginning = beginning
        self._lists = lists
        self.list = QComboBox()
        self.list.setObjectName("add_list")
        self.list.setAccessibleName("List")
        self.list.addItems([one.name for one in lists])
        self.section = QComboBox()
        self.section.setObjectName("add_section_choice")
        self.section.setAccessibleName("Section")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self.list, 1)
        row.addWidget(self.section, 2)
        self._choose(here)
        self.list.currentIndexChanged.connect(self._on_list_changed)
        self.section.currentIndexChanged.connect(self.changed)

    def place(self) -> Place | None:
        """None where there is no list."""
        number = self.list.currentIndex()
        if number < 0:
            return None
        list_id = self._lists[number].id
        section: SectionId | None = self.section.currentData()
        return list_id, self._beginning(list_id) if section is None else section

    def _choose(self, here: Scope) -> None:
        number = next((n for n, one in enumerate(self._lists) if _holds(one, here)), 0)
        self.list.setCurrentIndex(number if self._lists else -1)
        self._fill()
        if isinstance(here, SectionScope):
            self.section.setCurrentIndex(max(self.section.findData(here.section_id), 0))

    def _fill(self) -> None:
        self.section.clear()
        if self.list.currentIndex() < 0:
            return
        self.section.addItem("Below the title", None)
        for node, depth in _rows(self._lists[self.list.currentIndex()].sections, 0):
            self.section.addItem(_INDENT * depth + node.heading, node.id)

    def _on_list_changed(self) -> None:
        blocked = self.section.blockSignals(True)
        self._fill()
        self.section.blockSignals(blocked)
        self.changed.emit()


def _rows(nodes: Sequence[SectionNode], depth: int) -> Iterator[tuple[SectionNode, int]]:
    for node in nodes:
        yield node, depth
        yield from _rows(node.children, depth + 1)


def _holds(one: ListNode, here: Scope) -> bool:
    if isinstance(here, ListScope):
        return here.list_id == one.id
    if isinstance(here, SectionScope):
        return any(node.id == here.section_id for node, _ in _rows(one.sections, 0))
    return False
