from collections.abc import Iterator

import pytest

from effllm_desktop.pdf.client import PdfWorker


@pytest.fixture
def worker() -> Iterator[PdfWorker]:
    opened = PdfWorker()
    yield opened
    opened.close()
