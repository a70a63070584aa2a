"""Buttons in lines, as many as a work needs."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.flow_layout import FlowLayout
from effllm_desktop.ui.widgets.kept_widgets import KeptWidgets

W = TypeVar("W", bound=QWidget)


class RowOfButtons(QWidget, Generic[W]):
    """Takes no room while it is empty. `make` makes a button that says nothing yet."""

    def __init__(
        self,
        make: Callable[[QWidget], W],
        parent: QWidget | None = None,
        *,
        across: int = tokens.SPACE_XS,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._flow = FlowLayout(self, across=across, down=tokens.SPACE_XS)
        self._kept = KeptWidgets(self._place)

    @property
    def buttons(self) -> list[W]:
        """Those that are shown."""
        return self._kept.shown

    def show_buttons(self, count: int) -> list[W]:
        """So many of them, to be told what to say."""
        self.setVisible(bool(count))
        return self._kept.show(count)

    def add_last(self, widget: QWidget) -> None:
        """One more at the end, which is there whatever buttons are shown."""
        self._flow.addWidget(widget)

    def _place(self, place: int) -> W:
        button = self._make(self)
        self._flow.insert_widget(place, button)
        return button
