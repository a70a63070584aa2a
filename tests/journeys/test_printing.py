"""The paper in front is printed, as somebody does it who has no printer: into a file."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QLineEdit

from effllm_desktop.app.pdf_reading import PdfWorker
from tests.journeys.test_reading import find, read
from tests.support.papers import paper
from tests.support.window import running, write_lists

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SECONDS = 20


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as one:
        yield one


@pytest.fixture
def reader(person, tmp_path):
    return read(person, paper(tmp_path / "paper.pdf"))


def dialog(person) -> QPrintDialog:
    person.qtbot.waitUntil(
        lambda: any(one.isVisible() for one in person.window.findChildren(QPrintDialog)),
        timeout=1000 * SECONDS,
    )
    return next(one for one in person.window.findChildren(QPrintDialog) if one.isVisible())


def print_into(person, file: Path, *, pages: tuple[int, int] | None = None) -> None:
    """Choose a file in the dialog, and perhaps some pages, and press Print."""
    asked = dialog(person)
    asked.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    for field in asked.findChildren(QLineEdit, "filename"):
        field.setText(str(file))
    asked.printer().setOutputFileName(str(file))
    asked.printer().setResolution(100)
    if pages is not None:
        asked.printer().setPrintRange(QPrinter.PrintRange.PageRange)
        asked.printer().setFromTo(*pages)
    asked.done(QPrintDialog.DialogCode.Accepted)


def printed(person, file: Path):
    """What is in the file, once all is said and done."""
    person.qtbot.waitUntil(
        lambda: person.window.status.message.startswith("Printed"), timeout=1000 * SECONDS
    )
    worker = PdfWorker()
    pages = worker.open(file).result(SECONDS).pages
    pictures = [worker.render(page, 0.5).result(SECONDS) for page in range(1, pages + 1)]
    worker.close()
    return pictures


def colours(picture) -> set[tuple[int, ...]]:
    return {
        tuple(picture.buffer[start : start + 3]) for start in range(0, len(picture.buffer) - 4, 4)
    }


def is_coloured(picture) -> bool:
    return any(max(colour) - min(colour) > 60 for colour in colours(picture))


def test_with_highlights_and_without(person, reader, tmp_path):
    find(person, reader, "Others draft")
    person.press(Qt.Key.Key_2)
    person.press(Qt.Key.Key_P, CONTROL)
    print_into(person, tmp_path / "marked.pdf")
    pictures = printed(person, tmp_path / "marked.pdf")
    assert [is_coloured(one) for one in pictures] == [False, True, False, False, False]
    assert person.window.status.message == "Printed 5 pages."
    person.window.status.say("")
    person.window.activateWindow()  # where no window manager does it
    person.qtbot.waitUntil(person.window.isActiveWindow)
    person.press(Qt.Key.Key_P, CONTROL | SHIFT)
    print_into(person, tmp_path / "plain.pdf")
    pictures = printed(person, tmp_path / "plain.pdf")
    assert [is_coloured(one) for one in pictures] == 5 * [False]


def test_some_pages(person, reader, tmp_path):
    person.press(Qt.Key.Key_P, CONTROL)
    print_into(person, tmp_path / "some.pdf", pages=(2, 3))
    assert len(printed(person, tmp_path / "some.pdf")) == 2
    assert person.window.status.message == "Printed 2 pages."


def test_the_paper_may_be_closed_meanwhile(person, reader, tmp_path):
    person.press(Qt.Key.Key_P, CONTROL)
    print_into(person, tmp_path / "all.pdf")
    person.press(Qt.Key.Key_W, CONTROL, person.window)
    assert len(printed(person, tmp_path / "all.pdf")) == 5


def test_what_is_cancelled_leaves_no_half_file(person, reader, tmp_path):
    person.press(Qt.Key.Key_P, CONTROL)
    print_into(person, tmp_path / "half.pdf")
    progress = person.window.status.progress
    assert progress.isVisible()
    assert "Printing “Wanda”" in progress.text
    person.click("Cancel", progress)
    person.qtbot.waitUntil(lambda: person.window.status.message == "Printing was cancelled.")
    assert not (tmp_path / "half.pdf").exists()
    assert not progress.isVisible()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's dialog names it")
def test_without_a_printer_a_file_is_named_after_the_paper(person, reader, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    reader.paper = reader.paper._replace(title="On A/B tests: GPT-4.5")
    person.press(Qt.Key.Key_P, CONTROL)
    asked = dialog(person)
    assert Path(asked.printer().outputFileName()) == Path.home() / "On A B tests GPT-4.5.pdf"
    asked.done(QPrintDialog.DialogCode.Accepted)
    person.qtbot.waitUntil(
        lambda: person.window.status.message == "Printed 5 pages.", timeout=1000 * SECONDS
    )
    assert (Path.home() / "On A B tests GPT-4.5.pdf").exists()


def test_the_dialog_that_is_left_prints_nothing(person, reader):
    person.press(Qt.Key.Key_P, CONTROL)
    asked = dialog(person)
    assert (asked.minPage(), asked.maxPage()) == (1, 5)
    asked.reject()
    names = [one.name for one in person.desk.session.jobs.running]
    assert not any(name.startswith("Printing") for name in names)


def test_a_paper_in_its_own_window_is_printed_from_there(person, reader, tmp_path):
    person.press(Qt.Key.Key_W)
    own = reader.window()
    person.qtbot.waitUntil(own.isActiveWindow)
    person.press(Qt.Key.Key_P, CONTROL, reader.page.view)
    person.qtbot.waitUntil(lambda: bool(own.findChildren(QPrintDialog)), timeout=1000 * SECONDS)
    own.findChildren(QPrintDialog)[0].reject()
