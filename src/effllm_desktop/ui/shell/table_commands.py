"""Rows or a table, its columns, groups and order: by menus and keys as well as by the headings."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from effllm_desktop.domain.columns import Column
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

if TYPE_CHECKING:
    from effllm_desktop.ui.entries.columns import Shown


class TableCommands:
    """The methods without an underscore are named in the table of actions."""

    def __init__(self, window: Window, bench: Workbench) -> None:
        self._window = window
        self._bench = bench
        button = bench.entries.header.sort_button
        button.table_wanted.connect(self.toggle_table)
        button.columns_wanted.connect(self.choose_columns)
        button.group_chosen.connect(self.set_group)
        bench.entries.table.menu_wanted.connect(self._show_menu)

    def toggle_table(self) -> None:
        look = self._bench.look
        columns = look.columns or self._usual()
        self._bench.show_look(look._replace(is_table=not look.is_table, columns=columns))

    def set_group(self, group: Column | None) -> None:
        """Show the table below headers, one for all rows that say the same in a column; or none."""
        look = self._bench.look
        if group is None:
            self._bench.show_look(look._replace(group=None))
            return
        columns = look.columns or self._usual()
        self._bench.show_look(look._replace(is_table=True, columns=columns, group=group))

    def ungroup(self) -> None:
        self.set_group(None)

    def fold_groups(self) -> None:
        self._bench.entries.folding.fold_all()

    def unfold_groups(self) -> None:
        self._bench.entries.folding.unfold_all()

    def select_group(self) -> None:
        if not self._bench.entries.folding.choose_group():
            self._bench.said.emit("Go to an entry or to the header of a group first.")

    def _usual(self) -> "tuple[Shown, ...]":
        from effllm_desktop.ui.entries.columns import usual

        return usual(self._bench.entries.view.viewport().width())

    def choose_columns(self) -> None:
        """Show the table, and let its columns, its groups and its order be chosen."""
        from effllm_desktop.ui.entries.columns_dialog import ColumnsDialog

        bench = self._bench
        if not bench.look.is_table:
            self.toggle_table()
        place = bench.title_of(bench.place)
        dialog = ColumnsDialog(
            bench.entries.table.columns, bench.sort, place, self._window, group=bench.look.group
        )
        dialog.columns_chosen.connect(
            lambda columns: bench.show_look(bench.look._replace(columns=columns))
        )
        dialog.sort_chosen.connect(bench.sort_by)
        dialog.group_chosen.connect(self.set_group)
        dialog.open()
        dialog.rows.setFocus()

    def _show_menu(self, position: QPoint) -> None:
        """Which columns there are, beside the headings, and by which one the rows are grouped."""
        from effllm_desktop.ui.entries.columns import COLUMNS
        from effllm_desktop.ui.entries.group_menu import fill_group_menu

        menu = QMenu(self._window)
        menu.setObjectName("column_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        shown = {one.column for one in self._bench.entries.table.columns}
        for column, look in COLUMNS.items():
            action = QAction(look.name, menu)
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.setEnabled(shown != {column})  # a table has one at least
            action.triggered.connect(partial(self._toggle_column, column))
            menu.addAction(action)
        menu.addSeparator()
        fill_group_menu(menu.addMenu("Group by"), self._bench.look.group, self.set_group)
        menu.addAction("Columns and order…", self.choose_columns)
        menu.addAction("Rows as they are", self.toggle_table)
        menu.popup(position)

    def _toggle_column(self, column: Column) -> None:
        from effllm_desktop.ui.entries.columns import COLUMNS, Shown

        look, shown = self._bench.look, self._bench.entries.table.columns
        columns = tuple(one for one in shown if one.column is not column)
        if len(columns) == len(shown):
            columns = (*shown, Shown(column, COLUMNS[column].width))
        self._bench.show_look(look._replace(columns=columns))
