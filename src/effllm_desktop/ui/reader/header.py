"""The strip above the pages: panels, page, zoom, dark pages, find."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

FIELD = 48


class _PageNumber(QIntValidator):
    """A number behind the last page is the last page, as Enter is to lead somewhere."""

    def fixup(self, text: str) -> str:
        if not text.strip().isdecimal():
            return text
        return str(min(max(int(text), self.bottom()), self.top()))


class ReaderHeader(QWidget):
    """Says what was pressed by the name of the action, as the menus do."""

    pressed = Signal(str)  # the name of an action of the reader
    page_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(current().length(tokens.ROW_HEADER))
        self.page = QLineEdit()
        self.page.setObjectName("page")
        self.page.setAccessibleName("Page")
        self.page.setToolTip("The page that is shown; type another one to go there")
        self.page.setFixedWidth(current().length(FIELD))
        self.page.returnPressed.connect(self._on_page_typed)
        self._pages = ToneLabel()
        self._percent = ToneLabel()
        self.outline = self._button("toggle_outline", "outline", "Contents", checkable=True)
        self.thumbnails = self._button(
            "toggle_thumbnails", "thumbnails", "Small pictures of the pages", checkable=True
        )
        self.two_pages = self._button(
            "toggle_two_pages", "two-pages", "Two pages side by side", checkable=True
        )
        self.dark = self._button("toggle_dark_pages", "theme", "Dark pages", checkable=True)
        self.marks = self._button("toggle_marks", "highlighter", "Highlights", checkable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_S, 0, tokens.SPACE_S, 0)
        row.setSpacing(tokens.SPACE_XS)
        row.addWidget(self.outline)
        row.addWidget(self.thumbnails)
        row.addStretch()
        row.addWidget(self.page)
        row.addWidget(self._pages)
        row.addSpacing(tokens.SPACE_L)
        row.addWidget(self._button("zoom_out", "zoom-out", "Smaller"))
        row.addWidget(self._percent)
        row.addWidget(self._button("zoom_in", "zoom-in", "Larger"))
        row.addWidget(self._button("fit_width", "fit-width", "As wide as the window"))
        row.addWidget(self._button("fit_page", "fit-page", "Whole page"))
        row.addWidget(self.two_pages)
        row.addStretch()
        row.addWidget(self._button("find_in_pdf", "search", "Find"))
        row.addWidget(self.dark)
        row.addWidget(self.marks)

    def show_pages(self, pages: int) -> None:
        self.page.setValidator(_PageNumber(1, pages, self.page))
        self._pages.setText(f"/ {pages:,}")

    def show_place(self, page: int, percent: int) -> None:
        if not self.page.hasFocus():
            self.page.setText(str(page))
        self._percent.setText(f"{percent} %")

    def focus_page(self) -> None:
        self.page.setFocus()
        self.page.selectAll()

    def _on_page_typed(self) -> None:
        self.page_asked.emit(int(self.page.text()))

    def _button(self, action: str, icon: str, name: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setCheckable(checkable)
        button.clicked.connect(lambda: self.pressed.emit(action))
        return button
