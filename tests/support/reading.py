"""Somebody who reads papers in the window."""

from pathlib import Path

from PySide6.QtCore import Qt

from effllm_desktop.ui.reader.pane import ReaderPane
from tests.support.window import Person

SECONDS = 20
WANDA = "arxiv:2306.11695"


def read(person: Person, file: Path, key: str = WANDA) -> ReaderPane:
    """Open a paper and wait until its first page is painted."""
    work = person.desk.session.library.works.find(key)
    reader = person.desk.service.papers.open(work, file)
    person.qtbot.waitUntil(lambda: reader.page is not None, timeout=1000 * SECONDS)
    settle(person, reader)
    return reader


def attached(person: Person, file: Path, key: str = WANDA) -> None:
    """Let a file be the PDF of a work."""
    person.desk.service.pdfs.attach(person.desk.session.library.works.find(key), file)
    person.qtbot.waitUntil(
        lambda: any("is the PDF of" in said for said in person.notices()), timeout=1000 * SECONDS
    )


def settle(person: Person, reader: ReaderPane) -> None:
    """Wait until all that is in sight is painted."""
    view, page = reader.page.view, reader.page
    person.qtbot.waitUntil(
        lambda: not view._quiet.isActive() and not page.pictures.waiting, timeout=1000 * SECONDS
    )


def find(person: Person, reader: ReaderPane, words: str) -> None:
    """Find words by their key and field, and leave that again; the first hit stays selected."""
    person.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = reader.page.find_bar.field
    assert field.hasFocus()
    person.qtbot.keyClicks(field, words)
    person.press(Qt.Key.Key_Return)
    finds = reader.page.finds
    person.qtbot.waitUntil(
        lambda: finds.words == words and not finds.is_running, timeout=1000 * SECONDS
    )
    person.qtbot.waitUntil(lambda: not reader.page.view.selection.is_empty)
    person.press(Qt.Key.Key_Escape)
