"""Menus and QActions, made from the table of actions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.shell.action_spec import ActionSpec, Keys, Needs
from effllm_desktop.ui.shell.actions import ACTIONS
from effllm_desktop.ui.shell.menu_specs import MenuSpec

Run = Callable[[ActionSpec], object]


class ActionSet:
    """One QAction for each line of the table, by its id. All of them belong to the window."""

    def __init__(self, window: QWidget, run: Run, specs: Sequence[ActionSpec] = ACTIONS) -> None:
        self._window = window
        self._specs = specs
        self._groups: dict[str, QActionGroup] = {}
        self._there: frozenset[Needs] | None = None
        self._actions = {spec.id: self._made(spec, run) for spec in specs}

    def __getitem__(self, id: str) -> QAction:  # noqa: A002 - the table's own word
        return self._actions[id]

    def __iter__(self) -> "Iterator[tuple[ActionSpec, QAction]]":
        return iter([(spec, self._actions[spec.id]) for spec in self._specs])

    def enable(self, what_is_there: frozenset[Needs]) -> None:
        """Grey what cannot be done now."""
        if what_is_there == self._there:
            return
        self._there = what_is_there
        for spec in self._specs:
            self._actions[spec.id].setEnabled(spec.needs in what_is_there)

    def name_steps(self, undo: str | None, redo: str | None) -> None:
        """Say what would be undone, and done again."""
        for name, word, label in (("undo", "Undo", undo), ("redo", "Redo", redo)):
            self._actions[name].setText(f"{word} {label}" if label else word)

    def tick(self, group: str, value: object) -> None:
        """Tick the one of a group of alternatives that holds; none where the value is None."""
        for spec in self._specs:
            if spec.group == group:
                self._actions[spec.id].setChecked(value is not None and spec.value == value)

    def bind(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Give actions the keys that they have from now on, by their ids."""
        for id_, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in keys[id_]])

    def keys(self) -> dict[str, list[str]]:
        """The keys that act, of all actions, by their ids."""
        return {
            id_: [key.toString(QKeySequence.SequenceFormat.PortableText) for key in one.shortcuts()]
            for id_, one in self._actions.items()
        }

    def give_keys(self, entries: QWidget) -> None:
        """Let the keys that count in the table of entries be heard there."""
        entries.addActions([self[one.id] for one in self._specs if one.where is Keys.ENTRIES])

    def _made(self, spec: ActionSpec, run: Run) -> QAction:
        action = QAction(spec.text, self._window)
        action.setObjectName(spec.id)
        action.setToolTip(spec.tooltip)
        action.setStatusTip(spec.tooltip)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        if spec.icon:
            action.setIcon(icons.icon(spec.icon))
        if spec.where is Keys.ENTRIES:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(action)
        if spec.group:
            action.setCheckable(True)
            self._group(spec.group).addAction(action)
        action.triggered.connect(lambda: run(spec))
        return action

    def _group(self, name: str) -> QActionGroup:
        if name not in self._groups:
            group = QActionGroup(self._window)
            group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
            self._groups[name] = group
        return self._groups[name]


def fill_menu_bar(bar: QMenuBar, menus: Iterable[MenuSpec], actions: ActionSet) -> None:
    for spec in menus:
        bar.addMenu(make_menu(spec, actions, bar))


def make_menu(spec: MenuSpec, actions: ActionSet, parent: QWidget) -> QMenu:
    """A menu with everything that its spec names; menus inside it included."""
    menu = QMenu(spec.title, parent)
    menu.setObjectName(f"menu_{spec.id}")
    menu.setToolTipsVisible(True)
    if spec.icon:
        menu.setIcon(icons.icon(spec.icon))
    fill_menu(menu, spec, actions)
    return menu


def fill_menu(menu: QMenu, spec: MenuSpec, actions: ActionSet) -> None:
    for item in spec.items:
        if item is None:
            menu.addSeparator()
        elif isinstance(item, MenuSpec):
            menu.addMenu(make_menu(item, actions, menu))
        else:
            menu.addAction(actions[item])
