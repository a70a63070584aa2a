"""A paper is read in the window: marked, closed, found again after a restart, taken back."""

from functools import partial

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QTabBar

from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.domain.highlights import Colour, HighlightKind
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.shell.action_spec import Needs
from tests.support.papers import paper
from tests.support.reading import SECONDS, attached, find, read, settle
from tests.support.window import running, write_lists

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def file(tmp_path):
    return paper(tmp_path / "paper.pdf")


def test_marked_closed_and_found_again(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        reader = read(person, file)
        find(person, reader, "several tokens")
        person.press(Qt.Key.Key_2)
        person.press(Qt.Key.Key_C)
        person.qtbot.keyClicks(reader.page.marks.comment, "So true")
    with running(qtbot, folder) as person:
        library = person.desk.session.library
        work = library.works.find("arxiv:2306.11695")
        (one,) = library.highlights.of_work(work)
        assert (one.passage.quote, one.colour, one.comment) == (
            "several tokens",
            Colour.GREEN,
            "So true",
        )
        assert library.works.details(work).state.status is Status.READING
        person.bench.search("several tokens")
        assert person.titles() == ["Wanda"]
        person.bench.search("")
        reader = read(person, file)
        assert reader.page.view.page == 2
        assert [row.highlight for row in reader.page.marks.rows] == [one]
        person.press(Qt.Key.Key_Z, CONTROL)  # the comment
        person.press(Qt.Key.Key_Z, CONTROL)
        assert library.highlights.of_work(work) == []
        assert reader.page.marks.rows == []


def test_tabs_come_and_go(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        tabs = person.desk.tabs
        assert tabs._bar is None
        first = read(person, file)
        second = read(person, file, "arxiv:2301.00774")
        assert [tabs.bar.tabText(place) for place in range(3)] == ["Library", "Wanda", "SparseGPT"]
        assert tabs.front is second
        assert person.desk.service.papers.open(first.paper.work, file) is first
        assert tabs.front is first
        person.press(Qt.Key.Key_Tab, CONTROL)
        assert tabs.front is second
        person.press(Qt.Key.Key_Tab, CONTROL)
        assert tabs.front is person.bench
        person.press(Qt.Key.Key_Tab, CONTROL | SHIFT)
        assert tabs.front is second
        person.press(Qt.Key.Key_W, CONTROL)
        qtbot.mouseClick(
            tabs.bar.tabButton(1, QTabBar.ButtonPosition.RightSide), Qt.MouseButton.LeftButton
        )
        assert tabs.papers == []
        assert not tabs.bar.isVisible()
        assert tabs.front is person.bench
        assert person.entries.hasFocus()


def test_keys_of_the_lists_rest_while_a_paper_is_in_front(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        person.click_row(1)
        reader = read(person, file)
        person.press(Qt.Key.Key_S)
        person.press(Qt.Key.Key_1, CONTROL)
        state = person.desk.session.library.works.details(reader.paper.work).state
        assert (state.starred, state.rating) == (False, 0)
        assert reader.page.view.percent == 100
        assert not person.window.commands["find"].isEnabled()
        person.desk.tabs.show_page(person.bench)
        assert Needs.PAPER not in person.desk.what_is_there()
        assert person.window.commands["find"].isEnabled()
        assert not person.window.commands["find_in_pdf"].isEnabled()


def test_the_last_page_offers_read(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        reader = read(person, file)
        person.window.notices.clear()
        person.press(Qt.Key.Key_End)
        assert person.notices() == ["You reached the last page of “Wanda”."]
        person.click("Mark as read")
        library = person.desk.session.library
        assert library.works.details(reader.paper.work).state.status is Status.READ
        person.press(Qt.Key.Key_Home)
        person.press(Qt.Key.Key_End)
        assert person.notices() == []


def test_a_link_outside_is_asked_about(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        reader = read(person, file)
        person.window.notices.clear()
        view = reader.page.view
        where = partial(view.point_of, 1, 60, 190)  # the pages move while the notices go
        qtbot.waitUntil(lambda: view.link_at(QPointF(where())) is not None)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where())
        assert person.notices() == ["This paper links to https://example.org/code"]


def test_a_highlight_in_the_details_opens_its_page(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        attached(person, file)
        reader = read(person, file)
        find(person, reader, "accepted")
        person.press(Qt.Key.Key_H)
        person.press(Qt.Key.Key_Home)
        person.press(Qt.Key.Key_W, CONTROL)
        person.bench.entries.select_key("arxiv:2306.11695")
        (line,) = person.bench.details._page.marks.lines
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
        reader = person.desk.service.papers.front
        qtbot.waitUntil(lambda: reader.page is not None, timeout=1000 * SECONDS)
        assert reader.page.view.page == 4
        settle(person, reader)


def test_a_highlight_whose_file_is_not_known_says_so(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        reader = read(person, file)
        find(person, reader, "accepted")
        person.press(Qt.Key.Key_H)
    with running(qtbot, folder) as person:
        person.bench.entries.select_key("arxiv:2306.11695")
        (line,) = person.bench.details._page.marks.lines
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
        assert person.notices() == ["The PDF of this highlight is not on this machine."]


def test_a_file_is_attached_to_the_work_that_is_selected_and_read(
    qtbot, folder, file, tmp_path, monkeypatch
):
    from effllm_desktop.ui.widgets import file_choice

    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        person.click_row(1)
        monkeypatch.setattr(
            file_choice, "choose_file", lambda _parent, _title, _folder, _pattern, done: done(file)
        )
        person.press(Qt.Key.Key_A, CONTROL | SHIFT)
        line = person.bench.details._page.pdf
        qtbot.waitUntil(lambda: line.button.text() == "Read", timeout=1000 * SECONDS)
        file.unlink()
        person.entries.setFocus()
        person.press(Qt.Key.Key_Return)
        reader = person.desk.service.papers.front
        qtbot.waitUntil(lambda: reader.page is not None, timeout=1000 * SECONDS)
        settle(person, reader)
        person.press(Qt.Key.Key_W, CONTROL)
        assert line.said.startswith("p. 1 of ")
        qtbot.mouseClick(line.button, Qt.MouseButton.LeftButton)
        reader = person.desk.service.papers.front
        qtbot.waitUntil(lambda: reader.page is not None, timeout=1000 * SECONDS)
        settle(person, reader)


def test_the_window_may_close_while_papers_are_open(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        read(person, file)
        work = person.desk.session.library.works.find("arxiv:2301.00774")
        person.desk.service.papers.open(work, file)  # and is still being opened


def test_an_annotated_copy_is_a_pdf_with_the_highlights_in_it(
    qtbot, folder, file, tmp_path, monkeypatch
):
    from effllm_desktop.ui.widgets import file_choice

    copy = tmp_path / "copy.pdf"
    original = file.read_bytes()
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        reader = read(person, file)
        find(person, reader, "accepted")
        person.press(Qt.Key.Key_4)
        monkeypatch.setattr(
            file_choice,
            "choose_new_file",
            lambda _parent, _title, _path, _pattern, done: done(copy),
        )
        person.press(Qt.Key.Key_S, CONTROL | SHIFT)
        qtbot.waitUntil(copy.exists, timeout=1000 * SECONDS)
        person.wait()
    assert copy.read_bytes().startswith(original)
    assert file.read_bytes() == original
    worker = PdfWorker()
    worker.open(copy).result(SECONDS)
    (mark,) = worker.annotations(4).result(SECONDS)
    assert (mark.kind, mark.colour) == ("highlight", "#fbb6cf")
    worker.close()


def test_lines_and_notes_are_made_by_keys_kept_and_written_for_other_viewers(
    qtbot, folder, file, tmp_path, monkeypatch
):
    from effllm_desktop.ui.widgets import file_choice

    copy = tmp_path / "copy.pdf"
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        reader = read(person, file)
        find(person, reader, "accepted")
        person.press(Qt.Key.Key_U)
        person.press(Qt.Key.Key_N)
        comment = reader.page.marks.comment
        qtbot.keyClicks(comment, "Why so many")
        person.press(Qt.Key.Key_Left, CONTROL)  # goes by words in the field, moves no note
        qtbot.keyClicks(comment, "very ")
        reader.page.view.setFocus()
        sign = reader.page.marking.chosen.passage.boxes[0]
        person.press(Qt.Key.Key_Right, CONTROL)
        person.press(Qt.Key.Key_Down, CONTROL)
        moved = reader.page.marking.chosen.passage.boxes[0]
        assert (round(moved.left - sign.left), round(moved.top - sign.top)) == (8, 8)
        assert reader.page.marking.chosen.comment == "Why so very many"
        monkeypatch.setattr(
            file_choice,
            "choose_new_file",
            lambda _parent, _title, _path, _pattern, done: done(copy),
        )
        person.press(Qt.Key.Key_S, CONTROL | SHIFT)
        qtbot.waitUntil(copy.exists, timeout=1000 * SECONDS)
        person.wait()
    with running(qtbot, folder) as person:
        library = person.desk.session.library
        work = library.works.find("arxiv:2306.11695")
        line, note = sorted(library.highlights.of_work(work), key=lambda one: one.is_note)
        assert (line.kind, line.passage.quote) == (HighlightKind.UNDERLINE, "accepted")
        assert (note.page, note.passage.boxes) == (4, (moved,))
        person.bench.entries.select_key("arxiv:2306.11695")
        names = {one.accessibleName() for one in person.bench.details._page.marks.lines}
        assert names == {
            "Yellow underline · p. 4: accepted",
            "Yellow note · p. 4: Why so very many",
        }
        person.bench.search("very many")
        assert person.titles() == ["Wanda"]
    worker = PdfWorker()
    worker.open(copy).result(SECONDS)
    found = {mark.kind: mark for mark in worker.annotations(4).result(SECONDS)}
    assert found["underline"].boxes[0] == pytest.approx(line.passage.boxes[0], abs=0.01)
    assert found["note"].contents == "Why so very many"
    assert found["note"].boxes[0] == pytest.approx(moved, abs=0.01)
    worker.close()
