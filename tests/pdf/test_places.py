"""A place on a page is where it is seen, however the page is turned and cropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.pdf import Box, merged
from effllm_desktop.pdf import annotations, text
from effllm_desktop.pdf.pictures import View, paint
from effllm_desktop.pdf.places import Places
from tests.support.pdfs import Pdf, line, rectangle

TURNS = (0, 90, 180, 270)
BOX = (10, 20, 310, 420)
SQUARE = (30, 50, 60, 40)
"""Left, bottom, width, height in the file's own coordinates."""


def turned(rotate):
    pdf = Pdf()
    left, bottom, width, height = SQUARE
    pdf.page(
        rectangle(left, bottom, width, height, "1 0 0"),
        rotate=rotate,
        box=(0, 0, 500, 500),
        extra=f"/CropBox [{' '.join(map(str, BOX))}]",
        annotations=[
            (
                f"<< /Type /Annot /Subtype /Square /C [0 0 1] /Contents (here) "
                f"/Rect [{left} {bottom} {left + width} {bottom + height}] >>"
            )
        ],
    )
    return pdf


def red_box(document, scale, quarters=0):
    """Where red is painted, in pixels."""
    buffer = bytearray(4 * 1000 * 1000)
    width, height, *_ = paint(document, View(1, scale, quarters, None, False), memoryview(buffer))
    red = [
        (index % width, index // width)
        for index in range(width * height)
        if buffer[4 * index + 2] > 200 and buffer[4 * index + 1] < 100
    ]
    xs, ys = [x for x, _ in red], [y for _, y in red]
    return Box(min(xs), min(ys), max(xs) + 1, max(ys) + 1)


@pytest.mark.parametrize("rotate", TURNS)
def test_what_is_painted_is_where_it_is_said_to_be(document, rotate):
    opened = document(turned(rotate))
    size = opened.facts().sizes[0]
    assert size == ((300, 400) if rotate % 180 == 0 else (400, 300))
    (mark,) = annotations.annotations(opened, 1)
    (box,) = mark.boxes
    assert (mark.kind, mark.contents, mark.colour) == ("rectangle", "here", "#0000ff")
    expected = {
        0: (20, 330, 80, 370),
        90: (30, 20, 70, 80),
        180: (220, 30, 280, 70),
        270: (330, 220, 370, 280),
    }
    assert box == expected[rotate]
    assert all(abs(one - two) <= 2 for one, two in zip(red_box(opened, 1), box, strict=True))


@pytest.mark.parametrize("rotate", TURNS)
def test_text_is_where_it_is_painted(document, rotate):
    pdf = Pdf()
    pdf.page("1 0 0 rg " + line("HHHH", 100, 200, 30), rotate=rotate, box=BOX)
    opened = document(pdf)
    said = text.with_places(opened, 1)
    letters = [said.box(index) for index in range(4)]
    lefts, tops, rights, bottoms = zip(*letters, strict=True)
    around = Box(min(lefts), min(tops), max(rights), max(bottoms))
    painted = red_box(opened, 1)
    assert around.left - 1 <= painted.left <= painted.right <= around.right + 1
    assert around.top - 1 <= painted.top <= painted.bottom <= around.bottom + 1


@given(
    st.sampled_from(range(4)),
    st.tuples(*[st.floats(-1000, 1000)] * 2),
    st.tuples(*[st.floats(1, 1000)] * 2),
    st.tuples(*[st.floats(-500, 500)] * 2),
)
def test_there_and_back(quarters, corner, size, point):
    left, bottom = corner
    places = Places(left, bottom, left + size[0], bottom + size[1], quarters)
    assert places.filed(*places.seen(*point)) == pytest.approx(point, abs=1e-6)
    box = places.box(left, bottom, left + size[0], bottom + size[1])
    assert box == pytest.approx((0, 0, places.width, places.height), abs=0.02)
    assert places.filed_box(box) == pytest.approx(places[:4], abs=0.02)


def test_boxes_of_one_line_become_one():
    first, second = Box(0, 0, 5, 10), Box(5, 2, 9, 11)
    below, before = Box(0, 12, 5, 22), Box(0, 0, 2, 10)
    assert merged([first, second, below, before]) == (Box(0, 0, 9, 11), below, before)
    assert merged([]) == ()
