"""How many pages a file has."""

import zlib

import pytest

from effllm_desktop.app.downloading.checking import pages_of
from effllm_desktop.domain.errors import BadInput, StorageFailed


def test_page_objects_are_counted_packed_or_not(tmp_path):
    file = tmp_path / "a.pdf"
    packed = zlib.compress(b"<</Type/Page>> <</Type /Page /X 1>>")
    file.write_bytes(
        b"1 0 obj <</Type /Pages>> 2 0 obj <</Type/Page>> 3 0 obj <</Type /ObjStm>> stream\n"
        + packed
        + b"\nendstream 4 0 obj <</Type /ObjStm>> stream\nnot packed at all"
    )
    assert pages_of(file) == 3


def test_a_file_without_pages_is_refused(tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4 <</Type /Pages /Count 0>> %%EOF")
    with pytest.raises(BadInput, match="has no pages"):
        pages_of(file)
    with pytest.raises(StorageFailed, match="could not be read"):
        pages_of(tmp_path)
