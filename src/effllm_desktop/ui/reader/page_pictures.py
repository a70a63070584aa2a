"""Pictures of pages: asked for when they come into sight, kept within a budget of bytes."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.pdf import Picture
from effllm_desktop.ui.reader.answers import Answers
from effllm_desktop.ui.reader.page_tiles import PictureKey

if TYPE_CHECKING:
    from concurrent.futures import Future

BUDGET = 96 * 2**20
BYTES = 4  # a pixel


class PagePictures(QObject):
    """What is wanted is painted by the document's process, the rest is let go when it must."""

    arrived = Signal(int)  # page
    failed = Signal(int, object)  # page, AppError

    def __init__(
        self,
        worker: PdfWorker,
        answers: Answers,
        *,
        budget: int = BUDGET,
        beside: bool = False,
        parent: QObject,
    ) -> None:
        """`beside`: what is read comes first, these are painted when there is nothing else."""
        super().__init__(parent)
        self._worker = worker
        self._answers = answers
        self._budget = budget
        self._beside = beside
        self._kept: OrderedDict[PictureKey, QPixmap] = OrderedDict()
        self._bytes = 0
        self._asked: dict[PictureKey, Future[Picture]] = {}
        self._seen: frozenset[PictureKey] = frozenset()
        self._refused: set[PictureKey] = set()

    @property
    def bytes(self) -> int:
        return self._bytes

    @property
    def waiting(self) -> int:
        """How many pictures were asked for and are not there yet."""
        return len(self._asked)

    def want(self, seen: Sequence[PictureKey], soon: Sequence[PictureKey] = ()) -> None:
        """Say what is in sight, and what may come into it; what was asked for else is cancelled."""
        self._seen = frozenset(seen)
        wanted = [*seen, *soon]
        for key in [key for key in self._asked if key not in wanted]:
            self._asked.pop(key).cancel()
        for key in reversed(wanted):  # the last one that is asked for is painted first
            if key not in self._kept and key not in self._asked and key not in self._refused:
                self._ask(key)

    def get(self, key: PictureKey) -> QPixmap | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def stand_in(self, key: PictureKey) -> QPixmap | None:
        """The newest picture of the whole page at another scale."""
        for other in reversed(self._kept):
            if other._replace(scale=key.scale) == key._replace(tile=None):
                return self._kept[other]
        return None

    def is_refused(self, page: int) -> bool:
        """Whether a picture of this page could not be made."""
        return any(key.page == page for key in self._refused)

    def _ask(self, key: PictureKey) -> None:
        future = self._worker.render(
            key.page, key.scale, 90 * key.quarters, key.tile, dark=key.dark, beside=self._beside
        )
        self._asked[key] = future
        self._answers.when(
            future,
            lambda picture: self._on_painted(key, picture),
            lambda problem: self._on_failed(key, problem),
        )

    def _on_painted(self, key: PictureKey, picture: Picture) -> None:
        self._asked.pop(key, None)
        image = QImage(
            picture.buffer,
            picture.width,
            picture.height,
            picture.stride,
            QImage.Format.Format_RGB32,
        )
        self._keep(key, QPixmap.fromImage(image))
        self.arrived.emit(key.page)

    def _on_failed(self, key: PictureKey, problem: AppError) -> None:
        self._asked.pop(key, None)
        self._refused.add(key)
        self.failed.emit(key.page, problem)

    def _keep(self, key: PictureKey, picture: QPixmap) -> None:
        self._kept[key] = picture
        self._bytes += _bytes(picture)
        for old in [old for old in self._kept if old not in self._seen and old != key]:
            if self._bytes <= self._budget:
                return
            self._bytes -= _bytes(self._kept.pop(old))


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * BYTES
