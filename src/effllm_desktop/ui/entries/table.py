"""Rows as they are, or a table of columns: which of them, and what is done to their headings."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from effllm_desktop.domain.columns import Sorting
from effllm_desktop.domain.scopes import Sort
from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.entries.position import rows_stay
from effllm_desktop.ui.entries.view import EntriesView

if TYPE_CHECKING:  # a table is not needed before somebody wants one
    from collections.abc import Sequence

    from effllm_desktop.ui.entries.columns import Shown
    from effllm_desktop.ui.entries.table_header import TableHeader


class Table(QObject):
    """Shows columns and tells what the reader wants them to be; whoever is told shows them."""

    sort_wanted = Signal(object)  # Sorting
    columns_wanted = Signal(object)  # tuple[Shown, ...]: moved, wider, narrower
    menu_wanted = Signal(QPoint)

    def __init__(self, view: EntriesView, model: EntriesModel, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._model = model
        self._sort: Sorting = Sort.LIST
        self._columns: tuple[Shown, ...] = ()
        view.header_made.connect(self._on_header_made)

    @property
    def columns(self) -> "tuple[Shown, ...]":
        """Nothing where rows are shown as they are."""
        return self._columns

    def show_sort(self, sort: Sorting) -> None:
        """Say above the columns by which the rows are sorted."""
        self._sort = sort
        self._model.show_sort(sort)

    def show(self, columns: "Sequence[Shown]") -> None:
        """Show columns, or rows as they are."""
        if tuple(columns) != self._columns:
            self._columns = tuple(columns)
            with rows_stay(self._view, self._model):
                self._view.show_columns(self._columns)

    def _on_header_made(self, header: "TableHeader") -> None:
        header.sort_wanted.connect(self._on_clicked)
        header.moved.connect(self._on_moved)
        header.resized.connect(self._on_resized)
        header.menu_wanted.connect(self.menu_wanted)

    def _on_clicked(self, number: int, second: bool) -> None:  # noqa: FBT001 - a signal's
        from effllm_desktop.ui.entries.columns import clicked

        column = self._columns[number].column
        self.sort_wanted.emit(clicked(self._sort, column, second=second) or Sort.LIST)

    def _on_moved(self, before: int, now: int) -> None:
        from effllm_desktop.ui.entries.columns import moved

        self.columns_wanted.emit(moved(self._columns, before, now))

    def _on_resized(self, number: int, width: int) -> None:
        """The heading has it already: nothing is shown anew while the mouse drags."""
        columns = list(self._columns)
        columns[number] = columns[number]._replace(width=width)
        self._columns = tuple(columns)
        self.columns_wanted.emit(self._columns)
