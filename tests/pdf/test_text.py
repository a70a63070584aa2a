"""Text as people would write it down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.pdf import text
from effllm_desktop.pdf.finding import Finder, folded, folded_with_places
from tests.support.pdfs import Pdf, cjk_line, line, lines

MAPPED = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
    b"/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange "
    b"3 beginbfchar <41> <D835DC65> <42> <FB01> <43> <0043> endbfchar endcmap end end"
)


@pytest.fixture
def paper(document):
    pdf = Pdf()
    table = pdf.stream("", MAPPED)
    font = pdf.add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 65 /LastChar 67 "
        f"/Widths [600 600 600] /ToUnicode {table} 0 R >>"
    )
    pdf.font = font
    pdf.page("BT /F 12 Tf 40 500 Td (ABC) Tj ET " + cjk_line("深度学", 40, 300))
    pdf.font = 3
    pdf.page(
        lines(["We com-", "pile state-of-", "the-art Caf\xe9s (big)", "in a", "line"])
        + cjk_line("深度学", 40, 300)
        + cjk_line("习模型", 40, 284)
    )
    pdf.page()
    return document(pdf)


def test_hyphens_line_ends_ligatures_and_characters_beyond_the_first_plane(paper):
    assert text.plain(paper, 1) == "𝑥fiC\n深度学"
    assert text.plain(paper, 2) == (
        "We compile stateof the-art Cafés (big)\nin a\nline\n深度学\n习模型".replace(
            "stateof the", "state-ofthe"
        )
    )
    assert text.plain(paper, 3) == ""


@pytest.mark.parametrize("page", [1, 2, 3])
def test_with_places_it_says_the_same(paper, page):
    said = text.with_places(paper, page)
    assert said.text == text.plain(paper, page)
    assert len(said.boxes) == 4 * len(said.text)


def test_characters_follow_one_another(paper):
    said = text.with_places(paper, 1)
    x, f, i, c = (said.box(index) for index in range(4))
    assert x.left == pytest.approx(40, abs=0.5)
    assert f == i
    assert x.right <= f.left + 1 <= c.left + 1
    assert x.top < 600 - 500 < x.bottom
    assert said.box(4) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("words", "boxes"),
    [
        ("compile", 2),
        ("COM-PILE", 2),
        ("cafes", 1),
        ("Café", 1),
        ("(big)", 1),
        ("in a line", 2),
        ("深度学习", 2),
        ("state-of-the-art", 2),
        ("stateoftheart", 2),
    ],
)
def test_words_are_found_however_they_are_written(paper, words, boxes):
    (hit,) = Finder(paper).on_page(words, 2)
    assert (hit.page, len(hit.boxes)) == (2, boxes)


def test_where_they_are(paper):
    said = text.with_places(paper, 2)
    start = said.text.index("Caf")
    (hit,) = Finder(paper).on_page("cafes", 2)
    (box,) = hit.boxes
    assert box.left == pytest.approx(said.box(start).left)
    assert box.right == pytest.approx(said.box(start + 4).right)
    (found,) = Finder(paper).on_page("𝑥FI", 1)
    assert found.boxes[0].right == pytest.approx(text.with_places(paper, 1).box(2).right)


@pytest.mark.parametrize("words", ["", " ", "-", "absent", ".*"])
def test_what_is_not_there(paper, words):
    assert Finder(paper).on_page(words, 2) == ()


def test_all_places_on_a_page_are_found(document):
    pdf = Pdf()
    pdf.page(lines(["aaaa a model", "Model and model"]) + line("MODEL", 40, 300))
    finder = Finder(document(pdf))
    assert len(finder.on_page("model", 1)) == 4
    assert len(finder.on_page("aa", 1)) == 2
    assert finder.on_page("model", 1) == finder.on_page("model", 1)


def test_what_was_read_is_forgotten_when_it_is_too_much(paper, monkeypatch):
    monkeypatch.setattr("effllm_desktop.pdf.finding._CHARACTERS_KEPT", 10)
    finder = Finder(paper)
    assert [len(finder.on_page("深度", page)) for page in (1, 2, 1)] == [1, 1, 1]


TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("ﬁé-\ufffe\r\n\u00ad 学习Aß𝑥İ"), max_size=60
)


@given(TEXTS)
def test_both_ways_of_folding_agree(said):
    result, units = folded_with_places(said)
    assert result == folded(said)
    assert len(units) == len(result)
    assert units == sorted(units)


@given(TEXTS)
def test_cleaning_is_the_same_letter_by_letter(said):
    cleaned = text.cleaned(said)
    assert cleaned == "".join(map(text.cleaned, said))
    assert not set(cleaned) & set("\r\ufffe\0ﬁ")
