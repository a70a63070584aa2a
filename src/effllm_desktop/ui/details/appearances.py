"""Every place where a work appears; a press goes there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from effllm_desktop.app.readmodels.works import Appearance
from effllm_desktop.domain.scopes import ListScope, Scope, SectionScope
from effllm_desktop.ui.widgets.text_button import TextButton
from effllm_desktop.ui.widgets.tone_label import ToneLabel

SHOWN = 6
STEP = " › "


class Appearances(QWidget):
    """One line for each; those that are gone from their list are struck through."""

    scope_requested = Signal(object)
    rearranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = ToneLabel()
        self._lines: list[TextButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._caption)

    @property
    def lines(self) -> list[TextButton]:
        return list(self._lines)

    def show_appearances(
        self, appearances: Sequence[Appearance], *, all_of_them: bool = False
    ) -> None:
        shown = appearances if all_of_them else appearances[:SHOWN]
        self._caption.setText("In the list" if len(appearances) == 1 else "In the lists")
        self._clear()
        for appearance in shown:
            self._add(self._line(appearance))
        if len(shown) < len(appearances):
            more = TextButton("chevron-down", f"Show all {len(appearances)} places", self)
            more.clicked.connect(lambda: self.show_appearances(appearances, all_of_them=True))
            self._add(more)
        self.rearranged.emit()

    def _line(self, appearance: Appearance) -> TextButton:
        words = place_name(appearance)
        line = TextButton("section", words, self, dimmed=appearance.removed)
        gone = " (no longer in the list)" if appearance.removed else ""
        line.setToolTip(f"{words}{gone}\nLine {appearance.line}")
        line.setAccessibleName(f"Go to {words}{gone}")
        line.clicked.connect(lambda: self.scope_requested.emit(scope_of(appearance)))
        return line

    def _add(self, line: TextButton) -> None:
        self._lines.append(line)
        self._column.addWidget(line)
        line.show()

    def _clear(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines.clear()


def scope_of(appearance: Appearance) -> Scope:
    if appearance.section_id is None:
        return ListScope(appearance.list_id)
    return SectionScope(appearance.section_id)


def place_name(appearance: Appearance) -> str:
    """The list, then the headings; a first heading that is the list's name is not said twice."""
    headings = [part for part in appearance.path.split(" / ") if part]
    if headings[:1] == [appearance.list_name]:
        headings = headings[1:]
    return STEP.join([appearance.list_name, *headings])
