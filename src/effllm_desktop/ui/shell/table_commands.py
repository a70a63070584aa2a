"""Rows or a table, its columns and its order: by menus and keys as well as by the headings."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from effllm_desktop.domain.columns import Column
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench


class TableCommands:
    """The methods without an underscore are named in the table of actions."""

    def __init__(self, window: Window, bench: Workbench) -> None:
        self._window = window
        self._bench = bench
        button = bench.entries.header.sort_button
        button.table_wanted.connect(self.toggle_table)
        button.columns_wanted.connect(self.choose_columns)
        bench.entries.table.menu_wanted.connect(self._show_menu)

    def toggle_table(self) -> None:
        from effllm_desktop.ui.entries.columns import usual

        look, room = self._bench.look, self._bench.entries.view.viewport().width()
        columns = look.columns or usual(room)
        self._bench.show_look(look._replace(is_table=not look.is_table, columns=columns))

    def choose_columns(self) -> None:
        """Show the table, and let its columns and its order be chosen."""
        from effllm_desktop.ui.entries.columns_dialog import ColumnsDialog

        bench = self._bench
        if not bench.look.is_table:
            self.toggle_table()
        place = bench.title_of(bench.place)
        dialog = ColumnsDialog(bench.entries.table.columns, bench.sort, place, self._window)
        dialog.columns_chosen.connect(
            lambda columns: bench.show_look(bench.look._replace(columns=columns))
        )
        dialog.sort_chosen.connect(bench.sort_by)
        dialog.open()
        dialog.rows.setFocus()

    def _show_menu(self, position: QPoint) -> None:
        """Which columns there are, beside the headings."""
        from effllm_desktop.ui.entries.columns import COLUMNS

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
