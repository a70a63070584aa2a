"""The lists, and a tab for each paper that is open; without papers there are no tabs."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import current, tokens

TITLE_LETTERS = 40


class Tabs(QWidget):
    """The first one is the library; it stays."""

    changed = Signal()  # another one is in front
    close_asked = Signal(QWidget)
    menu_asked = Signal(QWidget, QPoint)  # of a paper; where on the screen
    torn_off = Signal(QWidget, QPoint)  # a paper; where on the screen it was let go of

    def __init__(self, library: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar: QTabBar | None = None
        self._pages: list[QWidget] = [library]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._stack = QStackedLayout()
        self._column.addLayout(self._stack, 1)
        self._stack.addWidget(library)  # now: without a parent it would be a window of its own

    @property
    def front(self) -> QWidget:
        return self._pages[self._stack.currentIndex()]

    @property
    def pages(self) -> list[QWidget]:
        """The library, then the papers in their order."""
        return list(self._pages)

    @property
    def papers(self) -> list[QWidget]:
        """All but the library, in their order."""
        return self._pages[1:]

    @property
    def bar(self) -> QTabBar:
        """Made for the first paper."""
        if self._bar is None:
            self._bar = self._made_bar()
        return self._bar

    def add(self, page: QWidget, title: str) -> None:
        """A tab for a paper, in front."""
        self._pages.append(page)
        self._stack.addWidget(page)
        shown = title if len(title) <= TITLE_LETTERS else f"{title[: TITLE_LETTERS - 1]}…"
        place = self.bar.addTab(shown.replace("&", "&&"))
        self.bar.setTabToolTip(place, title)
        self.bar.setTabButton(place, QTabBar.ButtonPosition.RightSide, self._closer(page, title))
        self.bar.show()
        self.show_page(page)

    def remove(self, page: QWidget) -> None:
        """Take a paper's tab away; what is left of it is up to the caller."""
        place = self._pages.index(page)
        self._pages.remove(page)
        self._stack.removeWidget(page)
        self.bar.removeTab(place)
        self.bar.setVisible(len(self._pages) > 1)

    def set_bare(self, *, bare: bool) -> None:
        """Put the tabs away while only pages are to be seen."""
        if self._bar is not None:
            self._bar.setVisible(bool(self.papers) and not bare)

    def show_page(self, page: QWidget) -> None:
        self.bar.setCurrentIndex(self._pages.index(page))

    def _made_bar(self) -> QTabBar:
        from effllm_desktop.ui.shell.tab_bar import TabBar

        bar = TabBar(self)
        bar.setObjectName("tabs")
        bar.setAccessibleName("Open papers")
        bar.setDocumentMode(True)
        bar.setExpanding(False)
        bar.setDrawBase(False)
        bar.addTab("Library")
        bar.currentChanged.connect(self._on_chosen)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        bar.customContextMenuRequested.connect(self._on_menu_asked)
        bar.torn_off.connect(self._on_torn_off, Qt.ConnectionType.QueuedConnection)
        self._column.insertWidget(0, bar)
        return bar

    def _closer(self, page: QWidget, title: str) -> QToolButton:
        button = QToolButton(self.bar)
        button.setIcon(icons.icon("close"))
        button.setAccessibleName(f"Close {title}")
        button.setToolTip("Close this paper; its place is kept")
        side = current().length(tokens.ROW_CONTROL)
        button.setFixedSize(side, side)
        button.clicked.connect(lambda: self.close_asked.emit(page))
        return button

    def _on_menu_asked(self, place: QPoint) -> None:
        tab = self.bar.tabAt(place)
        if tab > 0:
            self.menu_asked.emit(self._pages[tab], self.bar.mapToGlobal(place))

    def _on_torn_off(self, tab: int, place: QPoint) -> None:
        self.torn_off.emit(self._pages[tab], place)

    def _on_chosen(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.front.setFocus()
        self.changed.emit()
