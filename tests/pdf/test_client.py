"""What is asked is answered, and nothing that happens to the process is fatal."""

from effllm_desktop.domain.pdf import Tile
from tests.support.pdfs import HEIGHT, WIDTH, Pdf, rectangle

SECONDS = 30


def test_a_document_is_opened_and_its_pages_are_painted(worker, tmp_path):
    pdf = Pdf()
    pdf.title("学习 — a title")
    pdf.page(rectangle(0, HEIGHT - 10, 20, 10, "1 0 0"))
    pdf.page(rotate=90)
    facts = worker.open(pdf.write(tmp_path / "a.pdf")).result(SECONDS)
    assert (facts.pages, facts.title) == (2, "学习 — a title")
    assert facts.sizes == ((WIDTH, HEIGHT), (HEIGHT, WIDTH))
    picture = worker.render(1, 0.5).result(SECONDS)
    assert (picture.width, picture.height, picture.stride) == (200, 300, 800)
    assert len(picture.buffer) == 300 * 800
    assert picture.buffer[:4] == b"\x00\x00\xff\xff"
    assert picture.buffer[-4:] == b"\xff\xff\xff\xff"
    tile = worker.render(1, 0.5, tile=Tile(0, 4, 12, 6)).result(SECONDS)
    rows = [picture.buffer[row * 800 : row * 800 + 48] for row in range(4, 10)]
    assert tile.buffer == b"".join(rows)
