"""Groups of the table: folded, unfolded, gone through, and chosen whole."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Qt

from effllm_desktop.ui.entries.chosen import Chosen
from effllm_desktop.ui.entries.header_keys import Wish
from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.entries.position import Position, capture, restore
from effllm_desktop.ui.entries.view import EntriesView

if TYPE_CHECKING:
    from effllm_desktop.ui.entries.showing import Showing

_FLAGS = QItemSelectionModel.SelectionFlag


class Folding(QObject):
    """One is never left inside what is folded: its header is chosen then."""

    def __init__(
        self, view: EntriesView, model: EntriesModel, chosen: Chosen, showing: "Showing"
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._chosen = chosen
        self._showing = showing

    def fold_all(self) -> None:
        """Show headers alone."""
        self._when_counted(lambda: self._fold(range(self._model.shown.groups)))

    def unfold_all(self) -> None:
        """Show all rows below their headers."""
        self._when_counted(lambda: self._fold(()))

    def choose_group(self) -> bool:
        """Choose all rows of the group where one is, unfolded; False where there is none."""
        group = self._group_here()
        if group is None:
            return False
        self._when_counted(lambda: self._choose(group))
        return True

    def act(self, row: int, wish: Wish) -> None:
        """Do what is wanted of a row."""
        shown = self._model.shown
        group = shown.header_at(row)
        if group is None:
            here = self._group_here()
            if here is not None:
                self._chosen.go_to(shown.header_of(here))
        elif wish is Wish.IN and group not in shown.folded:
            self._chosen.go_to(row + 1)
        elif wish is Wish.TOGGLE or (wish is Wish.OUT) != (group in shown.folded):
            self._when_counted(lambda: self._fold(self._model.shown.folded ^ {group}))

    def _fold(self, groups: Iterable[int]) -> None:
        """Fold these groups and no others."""
        view, model = self._view, self._model
        here, folded = self._group_here(), frozenset(groups)
        few = len(folded ^ model.shown.folded) <= 1
        self._chosen.hold()
        if here is not None and here in folded:
            row = view.currentIndex().row()
            if model.shown.header_at(row) is None:
                view.setCurrentIndex(view.index_of(model.shown.header_of(here)))
        position = Position() if few else capture(view, model)
        model.fold(folded)
        if not few:  # else Qt knows what stays chosen
            restore(view, model, position, scroll=True)
        view.lay_out()
        if here is not None:
            view.scrollTo(view.currentIndex())
            self._tell()
        self._chosen.release()

    def _tell(self) -> None:
        """Let a screen reader say of the header where one is that it is another one now."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # dear to import

        index = self._view.currentIndex()
        if self._model.group_at(index.row()) is not None:
            words = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))

    def _choose(self, group: int) -> None:
        model, selection = self._model, self._view.selectionModel()
        if group in model.shown.folded:
            self._fold(model.shown.folded - {group})
        rows = model.shown.rows_of(group)
        first, last = model.index(rows.start, 0), model.index(rows.stop - 1, 0)
        self._chosen.hold()
        selection.setCurrentIndex(first, _FLAGS.NoUpdate)
        selection.select(QItemSelection(first, last), _FLAGS.ClearAndSelect | _FLAGS.Rows)
        self._view.scrollTo(first)
        self._chosen.release()

    def _group_here(self) -> int | None:
        """The group of the current row, where somebody has chosen one."""
        index, shown = self._view.currentIndex(), self._model.shown
        chosen = self._view.selectionModel().hasSelection()
        if self._model.groups is None or not chosen or not index.isValid():
            return None
        entry = shown.entry_at(index.row())
        return shown.header_at(index.row()) if entry is None else shown.group_of(entry)

    def _when_counted(self, act: Callable[[], object]) -> None:
        """At once, or when all rows are known: what is folded is the whole group."""
        if self._model.groups is not None:
            self._showing.when_counted(act)
