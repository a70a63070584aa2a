"""Every place where a work appears; a press goes there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from effllm_desktop.app.readmodels.works import Appearance
from effllm_desktop.domain.scopes import ListScope, Scope, SectionScope
from effllm_desktop.ui.widgets.kept_widgets import KeptWidgets
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
        self._appearances: Sequence[Appearance] = ()
        self._kept = KeptWidgets(self._line)
        self._more = TextButton("chevron-down", "", self)
        self._more.clicked.connect(self._show_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._caption)
        self._column.addWidget(self._more)

    @property
    def lines(self) -> list[TextButton]:
        """Those that are shown."""
        return self._kept.shown if self._more.isHidden() else [*self._kept.shown, self._more]

    def show_appearances(self, appearances: Sequence[Appearance]) -> None:
        self._appearances = appearances
        self._caption.setText("In the list" if len(appearances) == 1 else "In the lists")
        self._show(min(len(appearances), SHOWN))

    def _show_all(self) -> None:
        self._show(len(self._appearances))

    def _show(self, count: int) -> None:
        for line, appearance in zip(self._kept.show(count), self._appearances, strict=False):
            words = place_name(appearance)
            gone = " (no longer in the list)" if appearance.removed else ""
            line.say(words, dimmed=appearance.removed)
            line.setToolTip(f"{words}{gone}\nLine {appearance.line}")
            line.setAccessibleName(f"Go to {words}{gone}")
        self._more.say(f"Show all {len(self._appearances)} places")
        self._more.setVisible(count < len(self._appearances))
        self.rearranged.emit()

    def _line(self, place: int) -> TextButton:
        line = TextButton("section", "", self)
        line.clicked.connect(lambda: self.scope_requested.emit(scope_of(self._appearances[place])))
        self._column.insertWidget(place + 1, line)  # below the caption
        return line


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
