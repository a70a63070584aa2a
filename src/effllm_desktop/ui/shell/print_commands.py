"""Printing the paper in front: the system's dialog, then a job."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop.app.jobs import Progress
from effllm_desktop.domain.errors import Cancelled, StorageFailed
from effllm_desktop.ui.notice import Level, Notice
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.window import PROGRAM, Window
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:  # QtPrintSupport is imported when something is printed
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from effllm_desktop.ui.reader.pane import ReaderPane
    from effllm_desktop.ui.reader.printing import Printed


class PrintCommands:
    """The methods are named in the table of actions."""

    def __init__(
        self,
        front: "Callable[[], ReaderPane | None]",
        window: Callable[[], Window],
        jobs: ShownJobs,
    ) -> None:
        """`front` gives the paper that is in front in the `window` that is."""
        self._front = front
        self._window = window
        self._jobs = jobs

    def print_paper(self, with_marks: bool) -> None:  # noqa: FBT001 - the table's own value
        """Ask for a printer and pages; `with_marks`: with the reader's highlights."""
        reader = self._front()
        if reader is None:
            return
        if reader.page is None:
            self._window().status.say("This paper is not open yet.")
        elif with_marks and reader.page.marking.highlights:
            reader.write_annotated(lambda data: self._ask(reader, data))
        else:
            self._ask(reader, None)

    def _ask(self, reader: "ReaderPane", marked: bytes | None) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
        from PySide6.QtWidgets import QDialog

        from effllm_desktop.app.pdf_names import sound_name

        page = reader.page
        if page is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(reader.paper.title)
        printer.setCreator(PROGRAM)
        if sys.platform == "linux" and not QPrinterInfo.availablePrinterNames():
            # Qt's own dialog then offers a file alone, and knows no name for it.
            printer.setOutputFileName(str(Path.home() / sound_name(reader.paper.title)))
        dialog = _dialog(printer, page.facts.pages, self._window())
        current = page.view.page
        accepted = QPrintDialog.DialogCode.Accepted
        dialog.finished.connect(
            lambda result: (
                self._start(reader, printer, marked, current) if result == accepted else None
            )
        )
        if sys.platform == "win32":
            dialog.exec()  # Windows' own dialog knows no other way
        else:
            QDialog.open(dialog)  # its own one wants a slot of C++

    def _start(
        self, reader: "ReaderPane", printer: "QPrinter", marked: bytes | None, current: int
    ) -> None:
        from effllm_desktop.ui.reader.printing import print_pages

        page = reader.page
        if page is None:
            return
        sizes, original = page.facts.sizes, reader.paper.path
        pages = chosen_pages(printer, page.facts.pages, current)
        file = Path(printer.outputFileName()) if printer.outputFileName() else None

        def job(progress: Progress) -> "Printed":
            with _copy(marked) if marked is not None else nullcontext(original) as path:
                worker = reader.another_worker(path)
                try:
                    return print_pages(printer, worker, sizes, pages, progress)
                except Cancelled:
                    if file is not None:
                        file.unlink(missing_ok=True)  # half of it is nothing
                    raise
                finally:
                    worker.close()

        self._jobs.start(
            f"Printing “{reader.paper.title}”",
            job,
            self._on_printed,
            cancelled=lambda: self._window().status.say("Printing was cancelled."),
        )

    def _on_printed(self, printed: "Printed") -> None:
        self._window().status.say(f"Printed {counted(printed.sheets, 'page')}.")
        if printed.missing:
            pages = ", ".join(map(str, printed.missing))
            text = f"Not all pages could be printed: what is on p. {pages} is damaged."
            hint = "Open the paper in another program and print them there."
            self._window().notices.show_notice(Notice("printed", Level.WARNING, text, hint))


def chosen_pages(printer: "QPrinter", pages: int, current: int) -> list[int]:
    """The pages that were asked for in the dialog, as often as the printer does not do itself."""
    from PySide6.QtPrintSupport import QPrinter

    from effllm_desktop.ui.reader.print_layout import repeated

    chosen = list(range(1, pages + 1))
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        chosen = [current]
    elif printer.printRange() == QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        chosen = [page for page in chosen if ranges.contains(page)] or chosen
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return repeated(chosen, copies, collated=printer.collateCopies())


def _dialog(printer: "QPrinter", pages: int, window: Window) -> "QPrintDialog":
    from PySide6.QtCore import Qt
    from PySide6.QtPrintSupport import QPrintDialog

    dialog = QPrintDialog(printer, window)
    dialog.setObjectName("print")
    dialog.setWindowTitle("Print")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    option = QPrintDialog.PrintDialogOption
    dialog.setOption(option.PrintPageRange)
    dialog.setOption(option.PrintCurrentPage)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    return dialog


@contextmanager
def _copy(data: bytes) -> Iterator[Path]:
    """The copy with highlights, as a file for as long as it is printed."""
    with tempfile.TemporaryDirectory(prefix="effllm-print-") as folder:
        path = Path(folder) / "marked.pdf"
        try:
            path.write_bytes(data)
        except OSError as error:
            raise StorageFailed(
                f"The paper could not be printed: {error.strerror}.",
                "Make some room on the disk for temporary files.",
            ) from error
        yield path
