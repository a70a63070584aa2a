"""Scenes of papers: highlights, two pages, a window of their own, what was found."""

from typing import TYPE_CHECKING

from effllm_desktop.domain.highlights import Colour
from effllm_desktop.ui.gallery.libraries import CHOSEN
from effllm_desktop.ui.gallery.stage import Stage, Steps

if TYPE_CHECKING:
    from effllm_desktop.ui.reader.document_page import DocumentPage


def reader(stage: Stage) -> Steps:
    """A paper with highlights of two colours, one of them commented on, a line and a note."""
    stage.program.window.set_banner(None)
    yield from opened(stage)
    yield from marked(stage, "most of them are accepted", Colour.YELLOW)
    yield from marked(stage, "as if the large model had written it alone", Colour.GREEN)
    page = reader_page(stage)
    page.marking.comment(page.marking.highlights[0].id, "How many? See **figure 1**.")
    yield from underlined(stage, "the large model verifies in one step")
    yield from noted(stage, "Which model drafts here?")
    page.view.go_to_page(1)
    page.show_highlight(next(one for one in page.marking.highlights if one.comment))
    page.set_panel(page.marks, shown=True)
    yield from painted(stage)


def reader_two_pages(stage: Stage) -> Steps:
    """Two pages side by side, and all of them small."""
    stage.program.window.set_banner(None)
    yield from opened(stage)
    for act in ("toggle_thumbnails", "toggle_cover", "fit_page"):
        stage.click(act)
    page = reader_page(stage)
    page.jump_to(3)
    yield from painted(stage)
    while page.thumbnails.is_waiting:
        yield


def own_window(stage: Stage) -> Steps:
    yield from reader(stage)
    view = reader_page(stage).view
    stage.click("move_paper")
    yield
    while view.is_waiting:
        yield


def reader_find(stage: Stage) -> Steps:
    stage.program.window.set_banner(None)
    yield from opened(stage)
    yield from found(stage, "several tokens")
    yield from painted(stage)


def reader_keys(stage: Stage) -> Steps:
    stage.program.window.set_banner(None)
    yield from opened(stage)
    stage.click("show_keys")
    yield


def opened(stage: Stage) -> Steps:
    """The paper that is written for the pictures, as that of a work."""
    from effllm_desktop.ui.gallery.paper import write_paper

    session = stage.desk.session
    work = session.library.works.find(CHOSEN)
    assert work is not None  # noqa: S101 - it is in the seeds
    pane = stage.desk.service.papers.open(work, write_paper(stage.folder / "paper.pdf"))
    while pane.page is None:
        yield
    yield from painted(stage)


def marked(stage: Stage, words: str, colour: Colour) -> Steps:
    yield from found(stage, words)
    stage.click(f"highlight_{colour.value}")
    stage.click("leave_reader_mode")
    stage.click("leave_reader_mode")
    yield


def underlined(stage: Stage, words: str) -> Steps:
    yield from found(stage, words)
    stage.click("underline")
    stage.click("leave_reader_mode")
    yield


def noted(stage: Stage, words: str) -> Steps:
    """A note in the middle of what is seen."""
    page = reader_page(stage)
    page.view.go_to_page(1)
    stage.click("add_page_note")
    page.marks.comment.setPlainText(words)
    page.marks.comment.flush()
    yield


def found(stage: Stage, words: str) -> Steps:
    page = reader_page(stage)
    stage.click("find_in_pdf")
    page.find_bar.field.setText(words)
    page.find_bar.next_or_asked(forward=True)
    while page.finds.is_running or page.view.selection.is_empty:
        yield


def painted(stage: Stage) -> Steps:
    view = reader_page(stage).view
    yield
    while view.is_waiting:
        yield


def reader_page(stage: Stage) -> "DocumentPage":
    front = stage.desk.service.papers.front
    assert front is not None  # noqa: S101 - it was opened
    assert front.page is not None  # noqa: S101
    return front.page
