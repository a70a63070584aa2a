"""A reader of a real PDF, with a library behind it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from effllm_desktop.app.library import Library
from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.ui.reader.document_page import DocumentPage
from effllm_desktop.ui.reader.looks import Looks
from effllm_desktop.ui.reader.pane import Paper, ReaderPane
from tests.support.libraries import library_of
from tests.support.papers import paper

SECONDS = 20
LIST = "# L\n\n- [A paper](https://arxiv.org/abs/2404.00001)\n"
Open = Callable[..., "Sitting"]


class Sitting:
    """Somebody who reads."""

    def __init__(self, qtbot: QtBot, library: Library, pane: ReaderPane) -> None:
        self.qtbot = qtbot
        self.library = library
        self.pane = pane
        self.said: list[str] = []
        self.problems: list[str] = []
        pane.said.connect(self.said.append)
        pane.failed.connect(lambda problem: self.problems.append(problem.what))

    @property
    def page(self) -> DocumentPage:
        assert self.pane.page is not None, "no document is open"
        return self.pane.page

    @property
    def view(self):
        return self.page.view

    @property
    def work(self):
        return self.pane.paper.work

    @property
    def highlights(self):
        return self.library.highlights.of_work(self.work)

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=1000 * SECONDS)

    def settle(self) -> None:
        """Until all that is in sight is painted, and its text is known."""
        view = self.view
        self.wait(lambda: not view.is_waiting)
        self.wait(lambda: all(self.page.texts.text(one) for one in view.pages_in_sight))

    def act(self, name: str, *values: object) -> None:
        self.pane.act(name, *values)

    def find(self, words: str) -> None:
        """Type words to find and wait until all pages were looked at."""
        self.act("find_in_pdf")
        self.page.find_bar.field.setText("")
        self.qtbot.keyClicks(self.page.find_bar.field, words)
        self.qtbot.keyClick(self.page.find_bar.field, Qt.Key.Key_Return)
        self.wait(lambda: self.page.finds.words == words and not self.page.finds.is_running)
        self.settle()

    def point(self, page: int, x: float, y: float) -> QPoint:
        """Where a place of a page is in the view."""
        place = self.view.point_of(page, x, y)
        assert self.view.viewport().rect().contains(place), place
        return place

    def click(self, place: QPoint) -> None:
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def drag(self, start: QPoint, end: QPoint) -> None:
        viewport, left = self.view.viewport(), Qt.MouseButton.LeftButton
        self.qtbot.mousePress(viewport, left, pos=start)
        self.qtbot.mouseMove(viewport, end)
        self.qtbot.mouseRelease(viewport, left, pos=end)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = library_of(tmp_path / "library", LIST)
    yield opened
    opened.close()


@pytest.fixture
def open_paper(qtbot: QtBot, library: Library, tmp_path: Path) -> Iterator[Open]:
    """Open a file (a paper of five pages, if none is given) and wait until it is there."""
    panes: list[ReaderPane] = []
    leaving: list[Callable[[], None]] = []

    def run(
        file: Path | None = None,
        *,
        wait: bool = True,
        timeout: float = SECONDS,
        looks: Looks = Looks(),  # noqa: B008 - it never changes
    ) -> Sitting:
        work = library.works.find("arxiv:2404.00001")
        assert work is not None
        status = library.works.details(work).state.status
        path = file or paper(tmp_path / "paper.pdf")
        subject = Paper(work, "A paper", path, status, "ab" * 32, looks)
        pane = ReaderPane(subject, PdfWorker(timeout), library.workspace, library.highlights)
        panes.append(pane)
        leaving.append(library.workspace.subscribe(pane.refresh))
        sitting = Sitting(qtbot, library, pane)
        qtbot.addWidget(pane)
        pane.resize(900, 700)
        pane.show()
        if wait:
            sitting.wait(lambda: pane.page is not None)
            sitting.settle()
        return sitting

    yield run
    for leave in leaving:
        leave()
    for pane in panes:
        pane.close_document()


@pytest.fixture
def sitting(open_paper: Open) -> Sitting:
    return open_paper()
