"""Pages on paper. It takes long: it is for a job, which may paint on a printer as no widget may."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.domain.errors import AppError, BadPdf, PdfStopped, StorageFailed
from effllm_desktop.domain.pdf import PageSize, Picture
from effllm_desktop.ui.reader import page_tiles, print_layout
from effllm_desktop.ui.reader.page_layout import turned
from effllm_desktop.ui.reader.print_layout import Placed

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
MOMENT = 0.1
"""Seconds: so soon a job that waits for a page hears that it is cancelled."""
STRIP_PIXELS = 100_000
"""What is handed to the printer at a time: meanwhile the window's thread waits."""


class Printed(NamedTuple):
    """How many sheets there were, and which pages could not be painted."""

    sheets: int
    missing: tuple[int, ...]


def print_pages(
    printer: QPrinter,
    worker: PdfWorker,
    sizes: Sequence[PageSize],
    pages: Sequence[int],
    progress: Progress,
) -> Printed:
    """Print pages in an order. A page that cannot be painted costs an empty sheet.

    Raises StorageFailed, Cancelled; then what the printer has got already may come out of it.
    """
    missing: dict[int, None] = {}
    painter = QPainter()
    _turn_paper(printer, sizes[pages[0] - 1])
    if printer.outputFileName():
        _require_writable(Path(printer.outputFileName()))
    if not painter.begin(printer):
        raise _refused()
    try:
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, page in enumerate(pages):
            progress.report(number / len(pages), f"Printing page {page} …")
            if number:
                _turn_paper(printer, sizes[page - 1])
                if not printer.newPage():
                    raise _refused()
            try:
                _print_page(painter, printer, worker, page, sizes[page - 1], progress)
            except (BadPdf, PdfStopped):
                missing[page] = None
    finally:
        painter.end()
    return Printed(len(pages), tuple(missing))


def _turn_paper(printer: QPrinter, page: PageSize) -> None:
    """Let the sheet be as the page is. Where a printer refuses, the page is turned instead."""
    orientation = QPageLayout.Orientation
    wanted = orientation.Landscape if page.width > page.height else orientation.Portrait
    printer.setPageOrientation(wanted)


def _print_page(
    painter: QPainter,
    printer: QPrinter,
    worker: PdfWorker,
    page: int,
    size: PageSize,
    progress: Progress,
) -> None:
    sheet = printer.pageRect(QPrinter.Unit.DevicePixel)
    place = print_layout.placed(size, sheet.width(), sheet.height(), printer.resolution())
    shown = turned(size, place.quarters)
    scale = place.width / place.dots / max(shown.width, 1)
    width, height = page_tiles.pixels(size, scale, place.quarters)
    for band in print_layout.bands(width, height):
        future = worker.render(page, scale, 90 * place.quarters, band)
        picture = _answer(future, progress)
        _draw(painter, place, picture, band.top, height, progress)


def _draw(
    painter: QPainter, place: Placed, picture: Picture, top: int, height: int, progress: Progress
) -> None:
    """A piece of a page, in strips, each of which begins on the last row of the one before.

    Else viewers of printed files would show a hairline where two meet.
    """
    whole = QImage(
        picture.buffer, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    rows = max(STRIP_PIXELS // max(picture.width, 1), 1)
    for row in range(0, picture.height, rows):
        progress.checkpoint()
        first = max(row - 1, 0)
        strip = whole.copy(0, first, picture.width, min(row + rows, picture.height) - first)
        dots = place.height / height
        area = QRectF(
            place.left, place.top + (top + first) * dots, place.width, strip.height() * dots
        )
        painter.drawImage(area, strip)


def _answer(future: "Future[T]", progress: Progress) -> T:
    while True:
        try:
            return future.result(MOMENT)
        except TimeoutError:
            progress.checkpoint()


def _require_writable(file: Path) -> None:
    try:
        file.open("ab").close()
    except OSError as error:
        raise StorageFailed(
            f"{file.name} could not be written: {error.strerror}.", "Choose another folder for it."
        ) from error


def _refused() -> AppError:
    return StorageFailed("The printer took nothing.", "Look whether it is switched on.")
