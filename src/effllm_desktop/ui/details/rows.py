"""Buttons in lines that are thrown away and made anew with each work."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.flow_layout import FlowLayout


class RowOfButtons(QWidget):
    """Takes no room while it is empty."""

    def __init__(self, parent: QWidget | None = None, *, across: int = tokens.SPACE_XS) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, across=across, down=tokens.SPACE_XS)
        self._buttons: list[QWidget] = []

    @property
    def buttons(self) -> list[QWidget]:
        return list(self._buttons)

    def fill(self, buttons: Iterable[QWidget]) -> None:
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = list(buttons)
        for button in self._buttons:
            self._flow.addWidget(button)
            button.show()
        self.setVisible(bool(self._buttons))
        self.updateGeometry()
