from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from effllm_desktop.pdf.client import PdfWorker
from effllm_desktop.pdf.document import Document
from tests.support.pdfs import Pdf


@pytest.fixture
def worker() -> Iterator[PdfWorker]:
    opened = PdfWorker()
    yield opened
    opened.close()


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Callable[[Pdf], Document]]:
    """Opens documents in this process, which is for well-behaved ones only."""
    opened = []

    def open_one(pdf: Pdf) -> Document:
        opened.append(Document(pdf.write(tmp_path / f"{len(opened)}.pdf")))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
