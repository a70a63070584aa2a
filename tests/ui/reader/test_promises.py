"""What is promised of the reader, sentence by sentence, as somebody sees it."""

import pytest
from PySide6.QtGui import QGuiApplication

from effllm_desktop.ui.theme import tokens
from tests.support.pdfs import Pdf, line, lines

LIGATURE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
    b"/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange "
    b"2 beginbfchar <41> <FB01> <42> <006E> endbfchar endcmap end end"
)


@pytest.fixture
def written(open_paper, tmp_path):
    """A page with a word that is broken at the end of a line, and one with a ligature."""
    pdf = Pdf()
    pdf.page(lines(["We com-", "pile models, and", "we compile them again."]))
    table = pdf.stream("", LIGATURE)
    pdf.font = pdf.add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 65 /LastChar 66 "
        f"/Widths [600 600] /ToUnicode {table} 0 R >>"
    )
    pdf.page(line("AB", 40, 500))
    return open_paper(pdf.write(tmp_path / "written.pdf"))


def copied(sitting):
    sitting.act("select_page_text")
    sitting.act("copy_text")
    return QGuiApplication.clipboard().text()


def test_broken_words_are_joined_and_ligatures_are_letters_when_copied(written):
    assert copied(written) == "We compile models, and we compile them again."
    written.view.go_to_page(2)
    written.settle()
    assert copied(written) == "fin"


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("spread", [None, "toggle_two_pages", "toggle_cover"])
def test_all_hits_are_marked_also_on_turned_pages(written, turns, spread):
    if spread is not None:
        written.act(spread)
    written.act("turn_pages", turns)
    written.act("fit_page")
    written.find("compile")
    assert written.page.find_bar.said == "1 of 2 hits"
    written.view.select_nothing()
    image = written.view.viewport().grab().toImage()
    hits = written.page.finds.hits[1]
    assert [len(hit.boxes) for hit in hits] == [2, 1]
    for box in (box for hit in hits for box in hit.boxes):
        steps = [box.left + (box.right - box.left) * share / 20 for share in range(1, 20)]
        places = [written.view.point_of(1, x, box.top + 2) for x in steps]
        assert tokens.HIT_ON_PAPER in {image.pixelColor(place).name() for place in places}


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_words_are_selected_on_turned_pages(written, turns):
    written.act("turn_pages", turns)
    written.act("fit_page")
    written.settle()
    text = written.page.texts.text(1)
    start = text.text.index("models")
    first, last = text.box(start), text.box(start + 5)
    written.drag(
        written.point(1, first.left + 0.5, (first.top + first.bottom) / 2),
        written.point(1, last.right - 0.5, (last.top + last.bottom) / 2),
    )
    assert written.view.selection.words() == "models"
