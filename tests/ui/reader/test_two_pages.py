"""Two pages side by side: one reads, selects, finds and jumps as in one column."""

import pytest
from PySide6.QtCore import QPoint, Qt

from effllm_desktop.ui.reader.page_layout import GAP
from effllm_desktop.ui.reader.spreads import Spread
from effllm_desktop.ui.reader.zoom import Fit
from tests.support.papers import paper
from tests.support.pdfs import HEIGHT, WIDTH, Pdf, lines


@pytest.fixture
def beside(sitting):
    """The paper of five pages, two of them side by side."""
    sitting.act("toggle_two_pages")
    sitting.settle()
    return sitting


def lefts(sitting):
    return [sitting.view.point_of(page, 0, 0).x() for page in range(1, 6)]


def test_two_pages_fill_the_width(beside):
    view = beside.view
    assert view.spread is Spread.TWO
    assert beside.page.header.two_pages.isChecked()
    assert view.fit is Fit.WIDTH
    assert view.horizontalScrollBar().maximum() == 0
    first, second, *_ = lefts(beside)
    assert first == pytest.approx(GAP, abs=1)
    assert second - first == pytest.approx(WIDTH * view.scale + GAP, abs=1)
    assert view.pages_in_sight[:2] == [1, 2]
    beside.act("toggle_two_pages")
    assert view.spread is Spread.ONE
    assert not beside.page.header.two_pages.isChecked()
    assert len(set(lefts(beside))) == 1


def test_the_first_page_may_stand_alone(beside):
    beside.act("toggle_cover")
    assert beside.view.spread is Spread.COVER
    first, second, third, *_ = lefts(beside)
    assert first == third > second
    beside.act("toggle_cover")
    assert beside.view.spread is Spread.TWO
    beside.act("toggle_two_pages")
    beside.act("toggle_cover")
    assert beside.view.spread is Spread.COVER


def test_a_whole_pair_is_seen_at_once(beside):
    beside.act("fit_page")
    view, port = beside.view, beside.view.viewport().rect()
    assert view.pages_in_sight == [1, 2]
    for page in (1, 2):
        assert port.contains(view.point_of(page, 0, 0))
        assert port.contains(view.point_of(page, WIDTH, HEIGHT) - QPoint(1, 1))


def test_each_page_is_seen_whole_also_among_wider_ones(open_paper, tmp_path):
    pdf = Pdf()
    for width in (400, 900, 400, 400, 400):
        pdf.page(lines(["A page"], top=500), box=(0, 0, width, 600))
    sitting = open_paper(pdf.write(tmp_path / "wide.pdf"))
    view, port = sitting.view, sitting.view.viewport()
    for act in ("actual_size", "toggle_two_pages", "toggle_cover"):
        sitting.act(act)
        for page, width in enumerate((400, 900, 400, 400, 400), 1):
            view.go_to_page(page)
            sitting.act("fit_page")
            for corner in ((0, 0), (width, 600)):
                place = view.point_of(page, *corner)
                assert port.rect().adjusted(-1, -1, 1, 1).contains(place), (act, page)


@pytest.mark.parametrize("page", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("spread", ["toggle_two_pages", "toggle_cover"])
def test_the_page_that_is_read_stays(sitting, page, spread):
    sitting.page.jump_to(page)
    before = sitting.view.point_of(page, 0, 0).y()
    sitting.act(spread)
    assert sitting.view.page == page
    sitting.act(spread if spread == "toggle_two_pages" else "toggle_two_pages")
    assert sitting.view.page == page
    if page < 4:  # the last row cannot reach the top of the window
        assert sitting.view.point_of(page, 0, 0).y() == pytest.approx(before, abs=2)


def test_a_page_on_the_right_is_gone_to_by_its_number(beside):
    beside.page.jump_to(4)
    assert beside.view.page == 4
    assert beside.page.header.page.text() == "4"
    assert beside.view.point_of(4, 0, 0).y() == beside.view.point_of(3, 0, 0).y() >= 0
    beside.act("jump_back")
    assert beside.view.page == 1
    beside.act("jump_forward")
    assert beside.view.page == 4
    beside.view.verticalScrollBar().setValue(0)
    assert beside.view.page == 1


def test_a_page_out_of_sight_on_the_right_comes_into_sight(beside):
    beside.view.zoom_by(3)
    beside.page.jump_to(3)
    assert beside.view.pages_in_sight == [3]
    beside.page.jump_to(4)
    assert beside.view.page == 4
    assert 0 <= beside.view.point_of(4, 0, 0).x() < 50
    assert 4 in beside.view.pages_in_sight
    beside.settle()


def test_where_one_left_off_is_the_page_on_the_right(open_paper):
    first = open_paper()
    first.act("toggle_two_pages")
    first.page.jump_to(4)
    first.pane.close_document()
    place = first.library.highlights.last_place(first.work)
    assert (place.page, place.offset) == (4, 0)
    assert open_paper().view.page == 4


def test_words_are_selected_from_the_left_page_to_the_right_one(beside):
    one, two = beside.page.texts.text(1), beside.page.texts.text(2)
    start = one.text.index("waits")
    first, last = one.box(start), two.box(6)
    beside.drag(
        beside.point(1, first.left + 0.5, (first.top + first.bottom) / 2),
        beside.point(2, last.right - 0.5, (last.top + last.bottom) / 2),
    )
    words = beside.view.selection.words()
    assert words.startswith("waits.")
    assert words.endswith("Related")
    passages = beside.view.selection.passages()
    assert [one.page for one in passages] == [1, 2]
    beside.act("highlight", None)
    assert [one.page for one in beside.highlights] == [1, 2]
    place = beside.point(2, last.left + 1, (last.top + last.bottom) / 2)
    assert beside.view.highlight_at(place.toPointF()).page == 2


def test_hits_are_found_on_both_sides(beside):
    beside.find("several tokens")
    assert beside.view.page == 2
    assert beside.view.selection.words() == "several tokens"
    beside.act("find_next")
    beside.act("find_next")
    assert beside.view.page == 5


def test_links_on_the_left_lead_to_the_right(beside):
    beside.act("toggle_cover")
    beside.view.go_to_page(1)
    beside.settle()
    beside.click(beside.point(1, 60, 230))
    assert beside.view.page == 3


def test_pages_of_different_sizes_turned_ones_too(open_paper, tmp_path):
    pdf = Pdf()
    for number, (width, height, turn) in enumerate(
        [(400, 600, 0), (800, 300, 0), (400, 600, 90), (300, 300, 0), (612, 792, 180)], 1
    ):
        pdf.page(lines([f"Page {number}"], top=height - 50), box=(0, 0, width, height), rotate=turn)
    sitting = open_paper(pdf.write(tmp_path / "mixed.pdf"))
    for act in ("toggle_two_pages", "toggle_cover"):
        sitting.act(act)
        for turns in range(4):
            sitting.settle()
            assert sitting.view.horizontalScrollBar().maximum() == 0
            for page in range(1, 6):
                sitting.view.go_to_page(page)
                assert sitting.view.page == page, (act, turns)
            sitting.act("turn_pages", 1)
    sitting.settle()


def test_one_page_alone(open_paper, tmp_path):
    sitting = open_paper(paper(tmp_path / "one.pdf", 1))
    for act in ("toggle_two_pages", "toggle_cover", "fit_page", "zoom_in"):
        sitting.act(act)
        sitting.settle()
        assert sitting.view.page == 1


def test_keys_and_the_end_work_as_ever(beside):
    told = []
    beside.pane.finished.connect(told.append)
    beside.qtbot.keyClick(beside.view, Qt.Key.Key_End)
    assert beside.view.page == 5
    assert len(told) == 1


def test_two_pages_are_remembered_as_looks(beside):
    looks = beside.view.looks
    assert looks.spread is Spread.TWO
    beside.act("toggle_two_pages")
    beside.page.show_looks(looks)
    assert beside.view.spread is Spread.TWO
    assert beside.page.header.two_pages.isChecked()
