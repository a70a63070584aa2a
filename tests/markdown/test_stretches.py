"""Documents are read a stretch at a time, and say the same as in one go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.lists import ReadList
from effllm_desktop.markdown import reader, source, stretches
from effllm_desktop.markdown.scanner import scan
from effllm_desktop.markdown.tree import leaves
from tests.support.damage import damaged_lists

TEXT = (
    "# T\n\n- [a](https://a.b/1)\n  more\n\n- **b**, [arxiv](http://arxiv.org/abs/2404.14897)\n"
    "\n| Title | Code |\n|---|---|\n| x | [y](https://a.b/2) |\n\n```\nfence\n```\n## S\n[c][d]\n\n"
    "<ul><li><a href='https://a.b/3'>e</a></li></ul>\n\n[d]: https://a.b/4\n\ntail\udcff\n"
)


@pytest.fixture(params=[1, 7, 40])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "PIECE", request.param)


def read_with(size: int, data: bytes) -> ReadList:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "PIECE", size)
        return reader.read(data)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_document_in_stretches_says_what_it_says_whole(end: str) -> None:
    data = source.encode(TEXT.replace("\n", end))
    whole = reader.read(data)
    assert len(whole.entries) == 5
    for size in (1, 7, 40):
        assert read_with(size, data) == whole


@pytest.mark.parametrize("behind", ["  [b](https://a.b/2)\n", "**Summary**: [b](https://a.b/2)\n"])
def test_an_item_may_go_on_where_a_stretch_ends_with_blank_lines(behind: str) -> None:
    item = "- [Some thing](https://a.b/1) - words\n\n"
    data = source.encode(f"{item}{behind}")
    whole = reader.read(data)
    assert [len(entry.text.links) for entry in whole.entries] == [1]
    assert read_with(len(item) - 1, data) == whole


@given(damaged_lists(), st.sampled_from((1, 5, 30)))
def test_any_document_in_stretches_says_what_it_says_whole(text: str, size: int) -> None:
    data = source.encode(text)
    assert read_with(size, data) == reader.read(data)


def test_stretches_cover_the_document(small: None) -> None:
    data = source.encode(TEXT)
    text = ""
    for stretch in stretches.of(data):
        assert stretch.base == len(text)
        for leaf in leaves(stretch.nodes):
            text += stretch.text[leaf.start : leaf.end]
    assert text == TEXT


def test_a_block_that_is_longer_than_a_stretch_is_read_whole(small: None) -> None:
    data = b"```\n" + b"- [a](https://a.b)\n" * 50 + b"```\n- [c](https://c.d)\n"
    assert len(reader.read(data).entries) == 1


def test_progress_is_told_while_entries_come(small: None) -> None:
    stream = reader.ListStream(b"- [a](https://a.b)\n" * 30)
    told = [stream.progress for _ in stream.entries()]
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] == 1


@pytest.mark.parametrize(
    ("data", "wanted", "end"),
    [
        (b"ab\ncd\n", 1, 3),
        (b"ab\r\ncd", 1, 4),
        (b"ab\rcd\r", 1, 3),
        (b"ab", 1, 2),
        (b"ab\n", 9, 3),
        (b"x" * 50_000 + b"\ny", 1, 50_001),
        (b"x" * 4097 + b"\r\ny", 1, 4099),
    ],
)
def test_a_piece_ends_with_a_line(data: bytes, wanted: int, end: int) -> None:
    assert source.line_end(data, wanted) == end


def test_the_tree_of_a_whole_text_is_the_same() -> None:
    assert "".join(TEXT[leaf.start : leaf.end] for leaf in leaves(scan(TEXT))) == TEXT
