"""What is done to a row right where it is: its star, opening it, its menu."""

from PySide6.QtCore import QModelIndex, QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from effllm_desktop.app.workspace import Runner
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.entries.view import EntriesView


class RowActs(QObject):
    """Stars by itself, under the name of `origin`; tells the pane of all else."""

    open_requested = Signal(int, int)  # work, entry
    menu_requested = Signal(QMenu)
    failed = Signal(object)

    def __init__(
        self, view: EntriesView, model: EntriesModel, workspace: Runner, origin: QObject
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._workspace = workspace
        self._origin = origin
        view.star_clicked.connect(self._on_star_clicked)
        view.activated.connect(self._on_activated)
        view.menu_wanted.connect(self._on_menu_wanted)

    def _on_star_clicked(self, number: int) -> None:
        row = self._model.row(number)
        if row is None:
            return
        from effllm_desktop.app.operations.marking import SetStar  # not needed to show rows

        try:
            self._workspace.run(SetStar((row.work_id,), not row.starred), origin=self._origin)
        except AppError as error:
            self.failed.emit(error)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._model.row(index.row())
        if row is not None:
            self.open_requested.emit(row.work_id, row.entry_id)

    def _on_menu_wanted(self, position: QPoint) -> None:
        menu = QMenu(self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu_requested.emit(menu)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(position)
