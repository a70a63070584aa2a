"""Pages as pixels: tiles fit together, turns turn, and the dark leaves pictures alone."""

import pytest

from effllm_desktop.domain.errors import BadPdf
from effllm_desktop.domain.pdf import Tile
from effllm_desktop.pdf.pictures import View, paint
from tests.support.pdfs import HEIGHT, WIDTH, Pdf, lines, rectangle

RED, BLUE = b"\x00\x00\xff\xff", b"\xff\x00\x00\xff"
PAPER, INK = bytes([24, 24, 24, 255]), bytes([232, 232, 232, 255])
QUARTER = (0.0, 0.0, 0.5, 0.5)


class Painted:
    def __init__(self, document, scale, quarters=0, tile=None, *, dark=False):
        buffer = bytearray(4 * 2000 * 1000)
        view = View(1, scale, quarters, tile, dark)
        painted = paint(document, view, memoryview(buffer))
        self.width, self.height, stride, start = painted
        starts = [start + row * stride for row in range(self.height)]
        self.pixels = b"".join(bytes(buffer[one : one + 4 * self.width]) for one in starts)

    def at(self, x, y):
        start = 4 * (y * self.width + x)
        return self.pixels[start : start + 4]

    def part(self, tile):
        rows = range(tile.top, tile.top + tile.height)
        starts = [4 * (row * self.width + tile.left) for row in rows]
        return b"".join(self.pixels[start : start + 4 * tile.width] for start in starts)


def with_picture(*, x=100, y=100, width=100, height=100, form=False, rotate=0):
    """A page with text, a blue drawing, and a white picture."""
    pdf = Pdf()
    image = pdf.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8",
        b"\xff\xff\xff",
    )
    placed = f"q {width} 0 0 {height} {x} {y} cm /I Do Q\n"
    resources = f"/XObject << /I {image} 0 R >>"
    if form:
        inner = pdf.stream(
            f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << {resources} >> /Matrix [1 0 0 1 50 50]",
            f"q {width} 0 0 {height} {x - 50} {y - 50} cm /I Do Q".encode(),
        )
        placed, resources = "/I Do\n", f"/XObject << /I {inner} 0 R >>"
    content = rectangle(0, HEIGHT - 50, 50, 50) + placed
    pdf.page(content, resources=resources, rotate=rotate)
    return pdf


def test_tiles_are_parts_of_the_page(document):
    pdf = Pdf()
    pdf.page(lines(["Some words", "and more"]) + rectangle(100, 100, 37, 91, "1 0 0"))
    opened = document(pdf)
    whole = Painted(opened, 1.5)
    assert (whole.width, whole.height) == (600, 900)
    for tile in (Tile(0, 0, 256, 256), Tile(100, 50, 200, 100), Tile(128, 64, 128, 200)):
        assert Painted(opened, 1.5, tile=tile).pixels == whole.part(tile)


def test_a_page_is_turned(document):
    pdf = Pdf()
    pdf.page(rectangle(0, HEIGHT - 20, 20, 20, "1 0 0"))
    opened = document(pdf)
    corners = {0: (0, 0), 1: (599, 0), 2: (399, 599), 3: (0, 399)}
    for quarters, corner in corners.items():
        painted = Painted(opened, 1, quarters)
        assert (painted.width, painted.height) == ((600, 400) if quarters % 2 else (400, 600))
        assert painted.at(*corner) == RED


@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("rotate", [0, 90])
def test_dark_pages_keep_their_pictures(document, form, rotate):
    opened = document(with_picture(form=form, rotate=rotate))
    centre = {
        (0, 0): (150, 450),
        (0, 1): (150, 150),
        (0, 2): (250, 150),
        (0, 3): (450, 250),
        (90, 0): (150, 150),
        (90, 1): (250, 150),
        (90, 2): (450, 250),
        (90, 3): (150, 450),
    }
    for quarters in range(4):
        x, y = centre[rotate, quarters]
        painted = Painted(opened, 1, quarters, dark=True)
        assert painted.at(x, y) == b"\xff\xff\xff\xff"
        assert painted.at(200, 200) == PAPER
        assert INK in painted.pixels
        assert painted.pixels[3::4] == b"\xff" * (painted.width * painted.height)
        tile = Tile(x - 60, y - 60, 80, 80)
        assert Painted(opened, 1, quarters, tile, dark=True).pixels == painted.part(tile)


def test_a_scanned_page_is_no_picture(document):
    opened = document(with_picture(x=0, y=0, width=WIDTH, height=HEIGHT))
    assert Painted(opened, 1, dark=True).at(200, 300) == PAPER


def test_what_does_not_fit_is_refused(document):
    with pytest.raises(BadPdf, match="too large"):
        Painted(document(with_picture()), 10)


def test_a_tiny_scale_still_gives_a_pixel(document):
    painted = Painted(document(with_picture()), 0.0001)
    assert (painted.width, painted.height) == (1, 1)
