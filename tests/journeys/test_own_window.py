"""A paper in a window of its own, and back; how papers looked is remembered."""

import os

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QTabBar

from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.domain.highlights import Colour
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.reader.zoom import Fit
from effllm_desktop.ui.shell.key_sheet import KeySheet
from effllm_desktop.ui.shell.paper_window import PaperWindow
from tests.support.papers import paper
from tests.support.reading import SECONDS, WANDA, attached, find, read, settle
from tests.support.window import running, write_lists

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SPARSE = "arxiv:2301.00774"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def file(tmp_path):
    return paper(tmp_path / "paper.pdf", 12)


@pytest.fixture
def person(qtbot, folder, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        yield person


def moved_out(person, reader):
    """Press the key; the window that the paper is in now."""
    person.window.activateWindow()  # where no window manager does it
    person.qtbot.waitUntil(person.window.isActiveWindow)
    person.press(Qt.Key.Key_W)
    window = reader.window()
    assert isinstance(window, PaperWindow)
    person.qtbot.waitUntil(window.isActiveWindow)
    settle(person, reader)
    return window


def texts(window):
    return [f"{one.text} {one.hint}".strip() for one in window.notices.notices]


def is_running(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_goes_with_all_that_it_holds_and_comes_back(person, file):
    reader = read(person, file)
    page, process = reader.page, reader._worker.process_id
    person.press(Qt.Key.Key_Plus)
    page.view.go_to_page(7)
    settle(person, reader)
    here, scale = page.view.here, page.view.scale
    window = moved_out(person, reader)
    tabs = person.desk.tabs
    assert window.windowTitle() == "Wanda"
    assert (tabs.papers, tabs.front, tabs.bar.isVisible()) == ([], person.bench, False)
    assert reader.page is page
    assert (page.view.scale, page.view.fit) == (scale, Fit.NOTHING)
    assert page.view.here == pytest.approx(here, abs=0.01)
    assert page.view.hasFocus()
    assert window.commands["move_paper"].text() == "Put back as a tab"
    assert not person.window.commands["find_in_pdf"].isEnabled()
    person.press(Qt.Key.Key_W)
    person.qtbot.waitUntil(person.window.isActiveWindow)
    settle(person, reader)
    assert tabs.front is reader
    assert reader.window() is person.window
    assert page.view.here == pytest.approx(here, abs=0.01)
    assert page.view.scale == scale
    assert page.view.hasFocus()
    assert reader._worker.process_id == process


@pytest.mark.parametrize("fit", ["fit_width", "fit_page"])
def test_the_last_page_stays_the_last_page(person, file, fit):
    reader = read(person, file)
    reader.act(fit)
    reader.page.view.go_to_page(12)
    settle(person, reader)
    moved_out(person, reader)
    assert reader.page.view.page == 12
    person.press(Qt.Key.Key_W)
    settle(person, reader)
    assert reader.page.view.page == 12


def test_what_is_found_selected_and_half_typed_stays(person, file, qtbot):
    reader = read(person, file)
    find(person, reader, "several tokens")
    person.press(Qt.Key.Key_2)
    person.press(Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(reader.page.find_bar.field, "tokens")
    person.press(Qt.Key.Key_Return)
    finds = reader.page.finds
    qtbot.waitUntil(lambda: finds.words == "tokens" and not finds.is_running)
    reader.page.marking.choose(reader.page.marking.highlights[0].id)
    reader.act("toggle_marks")
    comment = reader.page.marks.comment
    comment.setFocus()
    qtbot.keyClicks(comment, "Half ty")
    person.choose("Paper", "Open in a window of its own")
    window = reader.window()
    qtbot.waitUntil(window.isActiveWindow)
    assert comment.hasFocus()
    person.qtbot.keyClicks(comment, "ped")
    assert comment.toPlainText() == "Half typed"
    assert (finds.words, finds.count, finds.place) == ("tokens", 4, 1)
    assert reader.page.find_bar.isVisible()
    assert reader.page.view.selection.words() == "tokens"
    settle(person, reader)


def test_its_keys_are_those_of_the_tab(person, file, qapp, qtbot):
    reader = read(person, file)
    window = moved_out(person, reader)
    find(person, reader, "several tokens")
    person.press(Qt.Key.Key_C, CONTROL)
    assert qapp.clipboard().text() == "several tokens"
    assert window.status.message == "Copied 2 words."
    assert person.window.status.message != "Copied 2 words."
    person.press(Qt.Key.Key_3)
    library = person.desk.session.library
    (one,) = library.highlights.of_work(reader.paper.work)
    assert one.colour is Colour.BLUE
    assert window.commands["undo"].text() == "Undo make 1 highlight"
    person.press(Qt.Key.Key_Z, CONTROL)
    assert library.highlights.of_work(reader.paper.work) == []
    assert window.status.message == "Undone: make 1 highlight."
    assert window.commands["redo"].text() == "Redo make 1 highlight"
    person.press(Qt.Key.Key_Y, CONTROL)
    assert len(library.highlights.of_work(reader.paper.work)) == 1
    person.press(Qt.Key.Key_A, CONTROL)
    assert not reader.page.view.selection.is_empty
    person.press(Qt.Key.Key_Escape)
    assert reader.page.view.selection.is_empty
    person.press(Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not person.window.isFullScreen()
    person.press(Qt.Key.Key_F11)
    assert not window.isFullScreen()
    person.press(Qt.Key.Key_Question)
    sheet = window.findChild(KeySheet, "keys")
    assert sheet.isVisible()
    person.press(Qt.Key.Key_Escape, at=sheet)
    settle(person, reader)


def test_what_is_undone_elsewhere_is_known_there(person, file):
    reader = read(person, file)
    window = moved_out(person, reader)
    person.desk.session.acts.run(SetNote(reader.paper.work, "A note"))
    assert window.commands["undo"].text() == person.window.commands["undo"].text()
    assert "note" in window.commands["undo"].text()


def test_every_action_there_does_something(person, file):
    reader = read(person, file)
    window = moved_out(person, reader)
    for spec, action in window.commands:
        assert any(hasattr(one, spec.method) for one in window.doers), spec.id
        assert action.isEnabled() or spec.id in ("undo", "redo"), spec.id


def test_ctrl_w_closes_it_and_keeps_the_place(person, file, qtbot):
    reader = read(person, file)
    process = reader._worker.process_id
    window = moved_out(person, reader)
    reader.page.view.go_to_page(5)
    person.press(Qt.Key.Key_W, CONTROL)
    assert not window.isVisible()
    assert not is_running(process)
    library = person.desk.session.library
    assert library.highlights.last_place(library.works.find(WANDA)).page == 5
    assert not person.window.commands["next_tab"].isEnabled()
    again = read(person, file)
    assert again is not reader
    assert again.page.view.page == 5
    assert person.desk.tabs.front is again


def test_its_frame_closes_it_as_well(person, file):
    reader = read(person, file)
    window = moved_out(person, reader)
    reader.page.view.go_to_page(4)
    window.close()
    library = person.desk.session.library
    assert library.highlights.last_place(library.works.find(WANDA)).page == 4
    assert not person.desk.service.papers.places.has_papers


def test_what_is_opened_again_comes_to_the_front_in_its_window(person, file, qtbot):
    attached(person, file)
    person.go("First list")
    person.click_row(0)
    qtbot.waitUntil(person.window.commands["open_entry"].isEnabled)
    person.press(Qt.Key.Key_Return, at=person.entries)
    reader = person.desk.service.papers.front
    qtbot.waitUntil(lambda: reader.page is not None, timeout=1000 * SECONDS)
    settle(person, reader)
    window = moved_out(person, reader)
    window.showMinimized()
    person.window.activateWindow()
    qtbot.waitUntil(person.window.isActiveWindow)
    person.press(Qt.Key.Key_Return, at=person.entries)
    qtbot.waitUntil(window.isActiveWindow)
    assert not window.isMinimized()
    assert person.desk.tabs.papers == []
    assert reader.window() is window


def test_what_a_paper_causes_is_seen_where_it_is(person, file, qtbot):
    reader = read(person, file)
    person.window.notices.clear()
    window = moved_out(person, reader)
    place = reader.page.view.point_of(1, 60, 190)
    qtbot.mouseClick(reader.page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert texts(window) == ["This paper links to https://example.org/code"]
    window.notices.clear()
    person.press(Qt.Key.Key_End)
    assert texts(window) == ["You reached the last page of “Wanda”."]
    person.click("Mark as read", inside=window)
    library = person.desk.session.library
    assert library.works.details(reader.paper.work).state.status is Status.READ
    reader.failed.emit(StorageFailed("The disk is full.", ""))
    assert texts(window) == ["The disk is full."]
    window.notices.clear()
    person.program.failures.expected.emit(StorageFailed("The disk is read-only.", ""))
    person.desk.session.trouble.emit(StorageFailed("The disk is slow.", ""))
    assert texts(window) == ["The disk is slow."]
    assert person.notices() == []
    person.press(Qt.Key.Key_Question)
    person.desk.tell(StorageFailed("The disk is loud.", ""))
    assert texts(window) == ["The disk is loud."]
    settle(person, reader)


def test_what_nobody_put_away_outlives_the_window(person, file, qtbot):
    reader = read(person, file)
    person.window.notices.clear()
    window = moved_out(person, reader)
    person.press(Qt.Key.Key_End)
    reader.failed.emit(StorageFailed("The disk is full.", ""))
    told = texts(window)
    assert len(told) == 2
    person.press(Qt.Key.Key_W, CONTROL)
    assert person.notices() == told
    person.click("Mark as read")
    library = person.desk.session.library
    assert library.works.details(library.works.find(WANDA)).state.status is Status.READ
    person.desk.tell(StorageFailed("The disk is loud.", ""))
    assert person.notices() == ["The disk is loud."]


def test_a_copy_is_saved_from_there(person, file, tmp_path, qtbot, monkeypatch):
    from effllm_desktop.ui.widgets import file_choice

    copy, asked = tmp_path / "copy.pdf", []

    def choose(parent, _title, _path, _pattern, done):
        asked.append(parent)
        done(copy)

    monkeypatch.setattr(file_choice, "choose_new_file", choose)
    reader = read(person, file)
    window = moved_out(person, reader)
    person.press(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(copy.exists, timeout=1000 * SECONDS)
    person.wait()
    assert asked == [window]
    qtbot.waitUntil(lambda: window.status.message == "Saved copy.pdf.")
    assert copy.read_bytes() == file.read_bytes()


def test_ctrl_tab_goes_round_tabs_and_windows(person, file, qtbot):
    first = read(person, file)
    second = read(person, file, SPARSE)
    window = moved_out(person, second)
    person.press(Qt.Key.Key_Tab, CONTROL)
    qtbot.waitUntil(person.window.isActiveWindow)
    assert person.desk.tabs.front is person.bench
    person.press(Qt.Key.Key_Tab, CONTROL, at=person.window)
    assert person.desk.tabs.front is first
    person.press(Qt.Key.Key_Tab, CONTROL, at=person.window)
    qtbot.waitUntil(window.isActiveWindow)
    person.press(Qt.Key.Key_Tab, CONTROL | SHIFT, at=window)
    qtbot.waitUntil(person.window.isActiveWindow)
    assert person.desk.tabs.front is first
    settle(person, first)


def test_a_tab_says_by_its_menu_what_can_be_done_with_its_paper(person, file, qtbot):
    first = read(person, file)
    second = read(person, file, SPARSE)
    bar = person.desk.tabs.bar
    bar.customContextMenuRequested.emit(bar.tabRect(0).center())
    assert person.window.findChild(QMenu, "menu_tab") is None
    bar.customContextMenuRequested.emit(bar.tabRect(1).center())
    menu = person.window.findChild(QMenu, "menu_tab")
    assert menu.isVisible()
    assert person.desk.tabs.front is first
    names = [action.text() for action in menu.actions() if action.text()]
    assert names[0] == "Open in a window of its own"
    menu.actions()[0].trigger()
    menu.close()
    assert isinstance(first.window(), PaperWindow)
    assert person.desk.tabs.papers == [second]
    assert bar.tabButton(1, QTabBar.ButtonPosition.RightSide).accessibleName() == "Close SparseGPT"
    settle(person, first)


def test_a_tab_is_dragged_out_into_a_window(person, file, qtbot):
    first = read(person, file)
    second = read(person, file, SPARSE)
    bar, left = person.desk.tabs.bar, Qt.MouseButton.LeftButton
    for start, end in (
        (bar.tabRect(0).center(), QPoint(200, 200)),  # the library stays
        (bar.tabRect(1).center(), bar.tabRect(1).center() + QPoint(0, 30)),  # not far enough
        (QPoint(bar.width() - 1, 5), QPoint(200, 200)),  # nothing was held
    ):
        qtbot.mousePress(bar, left, pos=start)
        qtbot.mouseRelease(bar, left, pos=end)
        person.wait()
        assert person.desk.tabs.papers == [first, second]
    qtbot.mousePress(bar, left, pos=bar.tabRect(1).center())
    qtbot.mouseRelease(bar, left, pos=QPoint(200, 200))
    qtbot.waitUntil(lambda: person.desk.tabs.papers == [second])
    window = first.window()
    assert isinstance(window, PaperWindow)
    assert window.frameGeometry().contains(bar.mapToGlobal(QPoint(200, 200)))
    assert window.screen().availableGeometry().contains(window.pos())
    settle(person, first)


def test_its_size_is_remembered_and_a_second_one_stands_beside(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        window = moved_out(person, read(person, file))
        window.setGeometry(60, 50, 860, 640)
    with running(qtbot, folder) as person:
        first = moved_out(person, read(person, file))
        assert (first.width(), first.height()) == (860, 640)
        second = moved_out(person, read(person, file, SPARSE))
        assert second.size() == first.size()
        assert second.pos() - first.pos() == QPoint(32, 32)
        person.press(Qt.Key.Key_F11)
        person.press(Qt.Key.Key_W, CONTROL)
        third = moved_out(person, read(person, file, SPARSE))
        assert not third.isFullScreen()


def test_a_paper_that_is_still_being_opened_can_be_moved(person, file, qtbot):
    work = person.desk.session.library.works.find(WANDA)
    reader = person.desk.service.papers.open(work, file)
    person.window.commands["move_paper"].trigger()
    qtbot.waitUntil(lambda: reader.page is not None, timeout=1000 * SECONDS)
    assert isinstance(reader.window(), PaperWindow)
    settle(person, reader)


def test_closing_the_window_closes_them_in_order(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        first = read(person, file)
        window = moved_out(person, first)
        find(person, first, "several tokens")
        person.press(Qt.Key.Key_H)
        person.press(Qt.Key.Key_C)
        qtbot.keyClicks(first.page.marks.comment, "So true")
        first.page.view.go_to_page(8)
        person.window.activateWindow()
        qtbot.waitUntil(person.window.isActiveWindow)
        second = read(person, file, SPARSE)
        second.page.view.go_to_page(3)
        processes = [one._worker.process_id for one in (first, second)]
        assert all(map(is_running, processes))
        person.window.close()
        assert not window.isVisible()
        assert not any(map(is_running, processes))
    with running(qtbot, folder) as person:
        library = person.desk.session.library
        works = [library.works.find(key) for key in (WANDA, SPARSE)]
        assert [library.highlights.last_place(work).page for work in works] == [8, 3]
        assert library.highlights.of_work(works[0])[0].comment == "So true"


def test_quitting_from_it_ends_the_program(person, file):
    reader = read(person, file)
    window = moved_out(person, reader)
    person.press(Qt.Key.Key_Q, CONTROL)
    assert not window.isVisible()
    assert not person.window.isVisible()
    assert person.program.desk is None


def test_another_library_has_other_papers(person, file, tmp_path):
    reader = read(person, file)
    process = reader._worker.process_id
    window = moved_out(person, reader)
    person.program.open_folder(tmp_path / "other")
    assert not window.isVisible()
    assert not is_running(process)
    assert not person.desk.service.papers.places.has_papers


# --- how they looked --------------------------------------------------------------------------


def test_a_restart_restores_how_a_paper_looked(qtbot, folder, file, tmp_path):
    with running(qtbot, folder, sources=write_lists(tmp_path)) as person:
        reader = read(person, file)
        for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_I, Qt.Key.Key_BracketRight):
            person.press(key)
        looks = reader.page.view.looks
        settle(person, reader)
        assert (looks.fit, looks.quarters, looks.dark) == (Fit.NOTHING, 1, True)
    with running(qtbot, folder) as person:
        reader = read(person, file)
        assert reader.page.view.looks == looks
        assert reader.page.header.dark.isChecked()
        assert person.desk.session.workspace.undo_label == "mark 1 work as reading"


def test_a_new_paper_begins_as_the_last_one_was_made(person, file, qtbot):
    first = read(person, file)
    person.press(Qt.Key.Key_0, CONTROL)
    person.press(Qt.Key.Key_I)
    person.press(Qt.Key.Key_BracketRight)
    person.press(Qt.Key.Key_W, CONTROL)
    second = read(person, file, SPARSE)
    view = second.page.view
    assert (view.fit, view.is_dark, view.looks.quarters) == (Fit.PAGE, True, 0)
    person.press(Qt.Key.Key_2, CONTROL)
    person.press(Qt.Key.Key_I)
    person.press(Qt.Key.Key_W, CONTROL)
    again = read(person, file)
    assert again is not first
    view = again.page.view
    assert (view.fit, view.is_dark, view.looks.quarters) == (Fit.PAGE, True, 1)


def test_looks_are_kept_while_one_reads_not_only_at_the_end(person, file, folder, qtbot):
    reader = read(person, file)
    assert not (folder / "papers.ini").exists()
    person.press(Qt.Key.Key_I)
    qtbot.waitUntil((folder / "papers.ini").exists)
    assert WANDA in (folder / "papers.ini").read_text()
    settle(person, reader)
