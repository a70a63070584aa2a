"""The line above the rows that says how many pages of papers hold the words."""

from PySide6.QtWidgets import QWidget

from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.text_button import TextButton
from effllm_desktop.ui.words import counted


class InsideLine(TextButton):
    """Leads to those pages; hidden where there are none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("search", "", parent, size=TextSize.SMALL)
        self.setObjectName("inside_papers")
        self.setContentsMargins(tokens.SPACE_M, 0, tokens.SPACE_M, 0)

    def show_pages(self, pages: int, *, more: bool) -> None:
        self.setVisible(bool(pages))
        said = "more than " if more else ""
        self.setText(f"Inside papers: {said}{counted(pages, 'page')}")
        self.setAccessibleName(self.text())
