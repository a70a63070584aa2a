"""The menu of what a table can be grouped by: the one that holds is ticked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from effllm_desktop.domain.columns import Column
from effllm_desktop.ui.entries.group_words import NO_GROUPS, offered


def fill_group_menu(
    menu: QMenu, now: Column | None, choose: Callable[[Column | None], object]
) -> None:
    """Offer all of them anew."""
    menu.clear()
    group = QActionGroup(menu)
    for column, name in ((None, NO_GROUPS), *offered().items()):
        action = QAction(name, group)
        action.setCheckable(True)
        action.setChecked(column is now)
        action.triggered.connect(partial(choose, column))
        menu.addAction(action)
