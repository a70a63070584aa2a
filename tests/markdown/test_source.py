import itertools

from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.markdown import source


def lines(text: str) -> list[str]:
    bounds = itertools.pairwise([*source.line_starts(text), len(text)])
    return [text[start:end] for start, end in bounds]


@given(st.binary())
def test_any_bytes_come_back(data: bytes) -> None:
    assert source.encode(source.decode(data)) == data


def test_lines_end_with_lf_crlf_and_cr_only() -> None:
    text = "a\nb\r\nc\rd\u2028e\x0bf\n\ng"
    assert lines(text) == [
        "a\n",
        "b\r\n",
        "c\r",
        "d\u2028e\x0bf\n",
        "\n",
        "g",
    ]


def test_lines_without_a_carriage_return() -> None:
    assert source.line_starts("a\n\nb\n") == [0, 2, 3]
    assert source.line_starts("a") == [0]
    assert source.line_starts("") == []


@given(st.text(alphabet="ab\r\n", max_size=40))
def test_joined_lines_are_the_text(text: str) -> None:
    assert "".join(lines(text)) == text


def test_the_line_end_of_most_lines_is_taken() -> None:
    assert source.newline_of("a\r\nb\r\nc\n") == "\r\n"
    assert source.newline_of("a\rb\rc\n") == "\r"
    assert source.newline_of("one line") == "\n"


def test_what_is_no_text_is_shown_as_replacement_characters() -> None:
    assert source.printable(source.decode(b"a\xffb\x00c")) == "a\ufffdb\ufffdc"
