"""What stands left of the pages: one panel of several, or none."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class SidePanel(QWidget):
    """Showing one panel puts the others away; without any it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panels: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def add(self, panel: QWidget) -> None:
        """One more, which is not shown yet."""
        panel.hide()
        self.panels.append(panel)
        self._column.addWidget(panel)

    def set_shown(self, panel: QWidget, *, shown: bool) -> None:
        for one in self.panels:
            if one is not panel and shown:
                one.hide()
        panel.setVisible(shown)
        self.setVisible(any(not one.isHidden() for one in self.panels))
