"""Small pictures of all pages, beside the pages. None costs anything before it comes into sight."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from effllm_desktop.domain.errors import AppError, PdfStopped
from effllm_desktop.domain.pdf import PageSize
from effllm_desktop.ui.reader.page_pictures import PagePictures
from effllm_desktop.ui.reader.page_tiles import PictureKey
from effllm_desktop.ui.reader.thumbnail_delegate import ThumbnailDelegate, ThumbnailLooks

Index = QModelIndex | QPersistentModelIndex
PAUSE_MILLISECONDS = 40
"""What is scrolled past within it is not asked for at all."""
STOPS = 2
"""After so many pages that end the document's process no further ones are tried: the page that is
read would wait for each of them."""


class Thumbnails(QTableView):
    """Enter or a click goes to a page; the one that is read is marked."""

    gone_to = Signal(int)

    def __init__(
        self, sizes: Sequence[PageSize], pictures: PagePictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("thumbnails")
        self.setAccessibleName("Pages of the paper")
        self._sizes = sizes
        self._pictures = pictures
        self._stops = 0
        self.looks = ThumbnailLooks(sizes)
        self.setModel(_Pages(len(sizes), self))
        self.setItemDelegate(ThumbnailDelegate(self.looks, self._picture_keys, pictures, self))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._want)
        self._set_up()
        self.clicked.connect(self._on_chosen)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._pause.start())
        pictures.arrived.connect(lambda _page: self.viewport().update())
        pictures.failed.connect(self._on_failed)

    @property
    def is_waiting(self) -> bool:
        """Whether something that is in sight is not painted yet."""
        return self._pause.isActive() or self._pictures.waiting > 0

    def show_page(self, page: int) -> None:
        """Mark the page that is read; whoever goes through the panel by keys is left there."""
        if page != self.looks.page:
            self.looks.page = page
            if not self.hasFocus():
                self.setCurrentIndex(self.model().index(page - 1, 0))
            self.viewport().update()

    def show_as(self, *, dark: bool, quarters: int) -> None:
        """Let them look as the pages do: dark, and turned to the right."""
        if (dark, quarters) != (self.looks.dark, self.looks.quarters):
            self.looks.dark, self.looks.quarters = dark, quarters
            self._lay_out()

    def pages_seen(self) -> range:
        """The pages whose pictures are in sight."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(first + 1, (last + 1 if last >= 0 else len(self._sizes)) + 1)

    # --- Qt ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()
        self.setCurrentIndex(self.model().index(self.looks.page - 1, 0))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        self._pause.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()
        self._pictures.want([])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())
        self._pause.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self.currentIndex())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            row = 0 if key == Qt.Key.Key_Home else len(self._sizes) - 1
            self.setCurrentIndex(self.model().index(row, 0))
        else:
            super().keyPressEvent(event)

    # --- inside -----------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.viewport().setAutoFillBackground(False)

    def _lay_out(self) -> None:
        """All rows are as high as the tallest page wants: then none needs to be asked."""
        if not self.isVisible():
            return
        height = self.looks.row_height()
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height // 2)
        self.scrollTo(self.currentIndex())
        self.viewport().update()
        self._pause.start()

    def _picture_keys(self, page: int) -> PictureKey:
        return self.looks.key(page, self.devicePixelRatioF())

    def _want(self) -> None:
        """Ask for what is in sight; what was scrolled past is not wanted any more."""
        if self.isVisible() and self._stops < STOPS:
            self._pictures.want([self._picture_keys(page) for page in self.pages_seen()])

    def _on_failed(self, _page: int, problem: AppError) -> None:
        """The page itself tells what is wrong with it, once it is gone to."""
        if isinstance(problem, PdfStopped):
            self._stops += 1
            if self._stops == STOPS:
                self._pictures.want([])

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.gone_to.emit(index.row() + 1)


class _Pages(QAbstractListModel):
    """Numbers from 1, nothing more."""

    def __init__(self, pages: int, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way
        return 0 if parent.isValid() else self._pages

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"Page {index.row() + 1}"
        return None
