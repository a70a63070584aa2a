"""A star that is on or off."""

from PySide6.QtWidgets import QToolButton, QWidget

from effllm_desktop.ui import icons


class StarButton(QToolButton):
    """`clicked(bool)` is the person's doing; `setChecked` from outside is silent enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName("Star")
        self.toggled.connect(self._show_state)
        self._show_state(False)

    def _show_state(self, starred: bool) -> None:  # noqa: FBT001 - Qt's signal passes it
        self.setIcon(icons.icon("star-filled" if starred else "star", "accent"))
        self.setToolTip("Remove the star" if starred else "Star")
