"""Pages are printed: here into files, which are then read like any other."""

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter

from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.domain.errors import Cancelled, StorageFailed
from effllm_desktop.domain.pdf import PageSize
from effllm_desktop.ui.reader.printing import Printed, print_pages
from effllm_desktop.ui.shell.print_commands import chosen_pages
from tests.support.pdfs import Pdf, endless, rectangle

SECONDS = 60
RED, GREEN, WHITE = (255, 0, 0), (0, 255, 0), (255, 255, 255)


@pytest.fixture
def printer(qapp, tmp_path):
    """One that prints on A5 without margins, 150 dots an inch, into a file."""
    one = QPrinter(QPrinter.PrinterMode.HighResolution)
    one.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    one.setOutputFileName(str(tmp_path / "printed.pdf"))
    one.setResolution(150)
    size = QPageSize(QPageSize.PageSizeId.A5)
    one.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    return one


@pytest.fixture
def worker():
    one = PdfWorker(5)
    yield one
    one.close()


@pytest.fixture
def colours(tmp_path):
    """Three pages: red at the top left, one that lies on its side, green at the bottom right."""
    pdf = Pdf()
    pdf.page(rectangle(0, 500, 100, 100, "1 0 0"))
    pdf.page(rectangle(0, 300, 100, 100, "1 0 0"), box=(0, 0, 600, 400))
    pdf.page(rectangle(300, 0, 100, 100, "0 1 0"))
    return pdf.write(tmp_path / "colours.pdf")


class Sheets:
    """What came out of the printer."""

    def __init__(self, worker, file):
        self._worker = worker
        self.facts = worker.open(file).result(SECONDS)

    def colour(self, sheet, across, down):
        """At a share of the sheet's width and height."""
        picture = self._worker.render(sheet, 1.0).result(SECONDS)
        x, y = int(across * picture.width), int(down * picture.height)
        start = y * picture.stride + 4 * x
        return tuple(reversed(picture.buffer[start : start + 3]))


def test_pages_are_printed_where_they_are_and_lie_as_they_lie(printer, worker, colours, tmp_path):
    sizes = worker.open(colours).result(SECONDS).sizes
    said = []
    progress = InlineProgress(lambda fraction, text: said.append((fraction, text)))
    assert print_pages(printer, worker, sizes, [1, 2, 3], progress) == Printed(3, ())
    assert said[1] == (pytest.approx(1 / 3), "Printing page 2 …")
    sheets = Sheets(worker, tmp_path / "printed.pdf")
    assert sheets.facts.pages == 3
    assert [size.width > size.height for size in sheets.facts.sizes] == [False, True, False]
    # A5 is wider than the pages are: they stand in the middle.
    assert sheets.colour(1, 0.1, 0.05) == sheets.colour(1, 0.2, 0.1) == RED
    assert sheets.colour(1, 0.5, 0.5) == WHITE
    assert sheets.colour(2, 0.05, 0.1) == sheets.colour(2, 0.1, 0.2) == RED
    assert sheets.colour(2, 0.5, 0.1) == WHITE
    assert sheets.colour(3, 0.9, 0.95) == GREEN


def test_strips_meet(printer, worker, tmp_path):
    """A page that is printed in many pieces shows no line between them."""
    pdf = Pdf()
    pdf.page(rectangle(0, 0, 400, 600, "1 0 0"))
    sizes = worker.open(pdf.write(tmp_path / "red.pdf")).result(SECONDS).sizes
    printer.setResolution(600)
    print_pages(printer, worker, sizes, [1], InlineProgress())
    worker.open(tmp_path / "printed.pdf")
    picture = worker.render(1, 1.3).result(SECONDS)
    middle = 4 * (picture.width // 2)
    column = [
        picture.buffer[row * picture.stride + middle :][:3]
        for row in range(int(picture.height * 0.02), int(picture.height * 0.98))
    ]
    assert set(column) == {b"\x00\x00\xff"}


def test_pages_are_printed_in_the_order_that_is_asked_for(printer, worker, colours, tmp_path):
    sizes = worker.open(colours).result(SECONDS).sizes
    assert print_pages(printer, worker, sizes, [3, 1, 3], InlineProgress()).sheets == 3
    sheets = Sheets(worker, tmp_path / "printed.pdf")
    assert [sheets.colour(one, 0.9, 0.95) for one in (1, 2, 3)] == [GREEN, WHITE, GREEN]


def test_a_page_that_never_ends_costs_one_empty_sheet(printer, tmp_path):
    file = endless(tmp_path / "endless.pdf")
    worker = PdfWorker(1)
    sizes = worker.open(file).result(SECONDS).sizes
    assert print_pages(printer, worker, sizes, [1, 2, 3, 2], InlineProgress()) == Printed(4, (2,))
    assert worker.open(tmp_path / "printed.pdf").result(SECONDS).pages == 4
    worker.close()


def test_what_is_cancelled_stops_at_once(printer, worker, colours):
    sizes = worker.open(colours).result(SECONDS).sizes
    told = []
    progress = InlineProgress(lambda _fraction, text: (told.append(text), progress.cancel()))
    with pytest.raises(Cancelled):
        print_pages(printer, worker, sizes, [1, 2, 3], progress)
    assert len(told) == 1


def test_a_file_that_cannot_be_written_is_said(printer, worker, colours, tmp_path):
    printer.setOutputFileName(str(tmp_path / "no folder" / "printed.pdf"))
    with pytest.raises(StorageFailed, match="could not be written"):
        print_pages(printer, worker, [PageSize(1, 1)], [1], InlineProgress())


def test_which_pages_are_printed(printer):
    assert chosen_pages(printer, 3, 2) == [1, 2, 3]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert chosen_pages(printer, 3, 2) == [2]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3-9"))
    assert chosen_pages(printer, 4, 2) == [1, 3, 4]
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert chosen_pages(printer, 4, 2) == [1, 3, 4, 1, 3, 4]
