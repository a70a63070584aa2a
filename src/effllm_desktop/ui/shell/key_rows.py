"""All actions with their keys, grouped as on the key sheet; searched by name and by key."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from effllm_desktop.ui.shell.action_spec import ActionSpec
from effllm_desktop.ui.shell.edit_actions import EDIT_ACTIONS
from effllm_desktop.ui.shell.entry_actions import ENTRY_ACTIONS
from effllm_desktop.ui.shell.help_actions import HELP_ACTIONS
from effllm_desktop.ui.shell.key_bindings import KeyBindings, plain_name, shown, writes
from effllm_desktop.ui.shell.library_actions import LIBRARY_ACTIONS
from effllm_desktop.ui.shell.paper_actions import PAGE_ACTIONS, TAB_ACTIONS, TEXT_ACTIONS
from effllm_desktop.ui.shell.view_actions import VIEW_ACTIONS
from effllm_desktop.ui.theme import TextSize, current, tokens

GROUPS = (
    ("Entry", ENTRY_ACTIONS),
    ("View", VIEW_ACTIONS),
    ("Library", LIBRARY_ACTIONS),
    ("Edit", EDIT_ACTIONS),
    ("Help", HELP_ACTIONS),
    ("Pages of a paper", PAGE_ACTIONS),
    ("Text and highlights", TEXT_ACTIONS),
    ("Papers", TAB_ACTIONS),
)
_ACTION = Qt.ItemDataRole.UserRole


class KeyRows(QTreeWidget):
    """Groups are captions. Keys that rest are in a muted tone; changed ones are called so."""

    def __init__(self, bindings: KeyBindings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bindings = bindings
        self._items: list[QTreeWidgetItem] = []
        self._groups: list[QTreeWidgetItem] = []
        self.setObjectName("key_rows")
        self.setAccessibleName("Actions and their keys")
        self.setProperty("framed", True)
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(tokens.SPACE_M)
        across = self.header()
        across.setStretchLastSection(False)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self._fill()

    @property
    def shown(self) -> list[str]:
        """The names of the actions that are shown."""
        return [item.text(0) for item in self._items if not item.isHidden()]

    @property
    def chosen(self) -> ActionSpec | None:
        item = self.currentItem()
        found: ActionSpec | None = item.data(0, _ACTION) if item is not None else None
        return found

    def choose(self, action: str) -> None:
        """Go to an action."""
        for item in self._items:
            if item.data(0, _ACTION).id == action:
                self.setCurrentItem(item)

    def show_keys(self) -> None:
        """Write the keys as they are now."""
        letters, colours = self._bindings.letters, current().colours
        for item in self._items:
            action = item.data(0, _ACTION).id
            keys = self._bindings.keys(action)
            item.setText(1, ", ".join(dict.fromkeys(map(shown, keys))))
            item.setText(2, "" if self._bindings.is_usual(action) else "changed")
            rests = not letters and bool(keys) and all(map(writes, keys))
            item.setForeground(1, colours.text_disabled if rests else colours.text)
            item.setForeground(2, colours.text_muted)

    def show_only(self, text: str) -> None:
        """Show the actions with all words in what they are called and do, or with that key."""
        asked = text.strip().casefold()
        for item in self._items:
            name = f"{item.text(0)} {item.toolTip(0)}".casefold()
            fits = all(word in name for word in asked.split())
            item.setHidden(not fits and asked not in item.text(1).casefold().split(", "))
        seen = [item for item in self._items if not item.isHidden()]
        for group in self._groups:
            group.setHidden(not any(item.parent() is group for item in seen))
        now = self.currentItem()
        if seen and (now is None or now.isHidden()):
            self.setCurrentItem(seen[0])

    def _fill(self) -> None:
        for title, specs in GROUPS:
            group = QTreeWidgetItem([title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFont(0, current().font(TextSize.SMALL, bold=True))
            self.addTopLevelItem(group)
            self._groups.append(group)
            self._items += _added(group, specs)
        self.expandAll()
        self.show_keys()
        self.setCurrentItem(self._items[0])


def _added(group: QTreeWidgetItem, specs: tuple[ActionSpec, ...]) -> Iterator[QTreeWidgetItem]:
    for spec in specs:
        item = QTreeWidgetItem([plain_name(spec)])
        item.setData(0, _ACTION, spec)
        item.setToolTip(0, spec.tooltip)
        group.addChild(item)
        yield item
