"""Contents, links and marks of a document."""

import re

import pytest

from effllm_desktop.domain.pdf import Annotation, Box, Link, Mark, OutlineItem
from effllm_desktop.pdf.annotations import annotations
from effllm_desktop.pdf.document import Document
from effllm_desktop.pdf.links import links
from effllm_desktop.pdf.marking import marked
from effllm_desktop.pdf.outline import outline
from effllm_desktop.pdf.pictures import View, paint
from tests.support.pdfs import HEIGHT, Pdf, hexed, line, lines


def outlined(pdf, items, *, circular=False):
    """An outline: title, what leads where, and the items below it."""
    root = pdf.add("")

    def add(those, parent):
        numbers = [pdf.add("") for _ in those]
        for position, (number, (title, where, below)) in enumerate(
            zip(numbers, those, strict=True)
        ):
            entries = f"/Title {hexed(title)} /Parent {parent} 0 R {where}"
            if position + 1 < len(numbers):
                entries += f" /Next {numbers[position + 1]} 0 R"
            elif circular:
                entries += f" /Next {numbers[0]} 0 R"
            if below:
                first = add(below, number)[0]
                entries += f" /First {first} 0 R /Count {len(below)}"
            elif circular:
                entries += f" /First {root} 0 R /Count 1"
            pdf.objects[number - 1] = f"<< {entries} >>".encode()
        return numbers

    numbers = add(items, root)
    pdf.objects[root - 1] = (
        f"<< /Type /Outlines /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count 3 >>".encode()
    )
    pdf.catalog += f" /Outlines {root} 0 R"


@pytest.fixture
def pdf():
    made = Pdf()
    made.page(lines(["One"]))
    made.page(lines(["Two"]), rotate=90)
    return made


def to(pdf, page, where):
    return f"/Dest [{pdf.pages[page - 1]} 0 R {where}]"


def test_the_outline_in_order(pdf, document):
    action = f"/A << /S /GoTo /D [{pdf.pages[1]} 0 R /XYZ 150 20 0] >>"
    below = [("1.1 Ünder\n学", to(pdf, 1, "/Fit"), []), ("1.2", to(pdf, 2, "/FitH 100"), [])]
    items = [("1", to(pdf, 1, "/XYZ 0 500 0"), below), ("2", action, []), ("3", "", [])]
    outlined(pdf, items)
    assert outline(document(pdf)) == [
        OutlineItem(0, "1", 1, HEIGHT - 500),
        OutlineItem(1, "1.1 Ünder 学", 1, None),
        OutlineItem(1, "1.2", 2, None),
        OutlineItem(0, "2", 2, 150),
        OutlineItem(0, "3", None, None),
    ]


def test_an_outline_that_leads_back_into_itself_ends(pdf, document):
    outlined(pdf, [("1", "", [("1.1", "", [])]), ("2", "", [])], circular=True)
    titles = [item.title for item in outline(document(pdf))]
    assert {"1", "1.1", "2"} <= set(titles)
    assert len(titles) <= 6


def test_no_outline(pdf, document):
    assert outline(document(pdf)) == []


def test_links_inside_and_outside(document):
    pdf = Pdf()
    pdf.page()
    at = "/Type /Annot /Subtype /Link /Rect [10 500 160 520]"
    pdf.page(
        line("see https://example.org/standing here", 40, 300) + line("www.example.com", 10, 505),
        annotations=[
            f"<< {at} /Dest [{pdf.pages[0]} 0 R /XYZ 0 450 0] >>",
            f"<< {at} /A << /S /URI /URI (https://example.org/a) >> >>",
            f"<< {at} /A << /S /URI /URI (file:///etc/passwd) >> >>",
            f"<< {at} /A << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
            f"<< {at} /A << /S /Launch /F (program.exe) >> >>",
            f"<< {at} /Dest [99 0 R /Fit] >>",
        ],
    )
    inside, outside, standing = links(document(pdf), 2)
    box = Box(10, HEIGHT - 520, 160, HEIGHT - 500)
    assert inside == Link(box, 1, HEIGHT - 450, "")
    assert outside == Link(box, None, None, "https://example.org/a")
    assert standing.uri == "https://example.org/standing"
    assert standing.box.top < HEIGHT - 300 < standing.box.bottom


def test_marks_that_are_in_the_file(document):
    pdf = Pdf()
    quads = "/QuadPoints [40 520 90 520 40 500 90 500 40 500 60 500 40 480 60 480]"
    pdf.page(
        annotations=[
            (
                f"<< /Subtype /Highlight /Rect [40 480 90 520] {quads} /C [1 1 0] "
                f"/Contents {hexed('学 good')} >>"
            ),
            "<< /Subtype /Text /Rect [0 0 20 20] >>",
            "<< /Subtype /Widget /Rect [0 0 20 20] >>",
            "<< /Subtype /Link /Rect [0 0 20 20] >>",
        ]
    )
    assert annotations(document(pdf), 1) == [
        Annotation(
            "highlight", (Box(40, 80, 90, 100), Box(40, 100, 60, 120)), "#ffff00", "学 good"
        ),
        Annotation("note", (Box(0, 580, 20, 600),), "", ""),
    ]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_highlights_are_written_behind_the_original_bytes(document, tmp_path, rotate):
    pdf = Pdf()
    pdf.page(lines(["Some words to mark"]), rotate=rotate)
    pdf.page()
    original = document(pdf)
    first = Mark(1, (Box(40, 80, 90, 100), Box(40, 100, 60, 120)), "#ffdc00", "Wörter 学习 🌟")
    second = Mark(2, (Box(0, 0, 10, 10),), "#00ff00", "")
    copy = marked(original, [first, second])
    assert copy.startswith(original.data)
    (tmp_path / "copy.pdf").write_bytes(copy)
    opened = Document(tmp_path / "copy.pdf")
    (found,) = annotations(opened, 1)
    assert found == Annotation("highlight", first.boxes, "#ffdc00", first.comment)
    assert annotations(opened, 2)[0].boxes == second.boxes
    buffer = bytearray(4 * 600 * 600)
    _, _, stride, _ = paint(opened, View(1, 1, 0, None, False), memoryview(buffer))
    pixel = 90 * stride + 85 * 4
    assert buffer[pixel : pixel + 3] == b"\x00\xdc\xff"
    assert b"/Multiply" in copy
    opened.close()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("kind", ["underline", "strikeout", "note"])
def test_every_kind_of_highlight_is_written_and_painted(document, tmp_path, kind, rotate):
    pdf = Pdf()
    pdf.page(rotate=rotate)
    boxes = (Box(40, 80, 60, 100),)
    mark = Mark(1, boxes, "#b98500", "Wörter 学习 🌟", kind, "#2b7cd3")
    copy = marked(document(pdf), [mark])
    (tmp_path / "copy.pdf").write_bytes(copy)
    opened = Document(tmp_path / "copy.pdf")
    assert annotations(opened, 1) == [Annotation(kind, boxes, "#b98500", mark.comment)]
    assert b"/F 4" in copy, "it is to be printed, too"
    buffer = bytearray(4 * 600 * 600)
    _, _, stride, _ = paint(opened, View(1, 1, 0, None, False), memoryview(buffer))

    def ink(left, top, right, bottom):
        """The colours in a part of the page, red first."""
        rows = (buffer[y * stride + 4 * left : y * stride + 4 * right] for y in range(top, bottom))
        return {(row[at + 2], row[at + 1], row[at]) for row in rows for at in range(0, len(row), 4)}

    white, colour = (255, 255, 255), (0xB9, 0x85, 0x00)
    if kind == "note":
        assert colour in ink(44, 83, 56, 85), "the sheet"
        assert len(ink(44, 85, 56, 88)) > 1, "a line of writing on it"
        assert ink(58, 98, 60, 100) == {white}, "the corner that is cut off"
    elif kind == "underline":
        assert ink(40, 80, 60, 96) == {white}
        assert colour in ink(40, 97, 60, 100)
    else:
        assert ink(40, 80, 60, 88) == ink(40, 94, 60, 100) == {white}
        assert colour in ink(40, 88, 60, 94)
    assert ink(62, 60, 80, 120) == ink(20, 60, 38, 120) == {white}
    opened.close()


def test_the_colour_of_a_line_that_is_drawn_is_that_of_its_ink(document):
    pdf = Pdf()
    drawn = pdf.stream(
        "/Type /XObject /Subtype /Form /BBox [40 500 90 520]", b"1 0 0 RG 40 501 m 90 501 l S"
    )
    quads = "/QuadPoints [40 520 90 520 40 500 90 500]"
    look = f"/C [1 0 0] /AP << /N {drawn} 0 R >>"
    pdf.page(annotations=[f"<< /Subtype /Underline /Rect [40 500 90 520] {quads} {look} >>"])
    (line,) = annotations(document(pdf), 1)
    assert (line.kind, line.colour) == ("underline", "#ff0000")


def test_the_corners_of_a_line_follow_the_text_of_a_turned_page(document):
    pdf = Pdf()
    pdf.page(rotate=90)
    original = document(pdf)
    copy = marked(original, [Mark(1, (Box(40, 80, 90, 100),), "#ffdc00", "", "underline")])
    # A quarter turn to the right: what is seen from left to right goes upwards in the file.
    assert re.search(rb"/QuadPoints ?\[ ?80 40 80 90 100 40 100 90 ?\]", copy)
