"""What stands left of the pages: one panel of several, or none."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget


class SidePanel(QWidget):
    """Showing one panel puts the others away; without any it takes no room."""

    def __init__(self, panels: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panels = tuple(panels)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for panel in panels:
            column.addWidget(panel)
            panel.hide()
        self.hide()

    def set_shown(self, panel: QWidget, *, shown: bool) -> None:
        for one in self.panels:
            if one is not panel and shown:
                one.hide()
        panel.setVisible(shown)
        self.setVisible(any(not one.isHidden() for one in self.panels))
