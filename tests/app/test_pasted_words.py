"""What may name works in lines out of mails, tables, chats and papers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.app.pasted_words import words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2404.14897,2402.09353;10.1000/x", ["2404.14897", "2402.09353", "10.1000/x"]),
        ("math/0309136|cs/9901001", ["math/0309136", "cs/9901001"]),
        ("论文：2404.14897，以及 2402.09353。", ["论文", "2404.14897", "以及", "2402.09353"]),
        ("（arXiv:2404.14897）、x", ["arXiv:2404.14897", "x"]),
        ("**2404.14897** `2402.09353`!", ["2404.14897", "2402.09353"]),
        ("(https://en.example.org/wiki/A_(b)).", ["https://en.example.org/wiki/A_(b)"]),
        ("https://a.example/x,https://b.example/y", ["https://a.example/x", "https://b.example/y"]),
        ("https://a.example/xhttps://b.example/y", ["https://a.example/x", "https://b.example/y"]),
        ("https://web.example/2020/https://b.example/y", ["https://web.example/2020/https://b.example/y"]),
        ("https://a.example/?u=https://b.example/y", ["https://a.example/?u=https://b.example/y"]),
        ("Paper:https://a.example/x", ["https://a.example/x"]),
        ('<a href="https://a.example/x">t</a>', ["a", "href=", "https://a.example/x", "t", "a"]),
        ("git@github.com:a/b.git", ["https://github.com/a/b.git"]),
        ("ssh://git@github.com:22/a/b", ["https://github.com/a/b"]),
        ("git+https://github.com/a/b.git", ["https://github.com/a/b.git"]),
        (
            "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            ["10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"],
        ),
        ("10.1016/0004-3702(86)90002-X,", ["10.1016/0004-3702(86)90002-X"]),
        ("... -- ,;| ()", ["--"]),
    ],
)  # fmt: skip
def test_words_come_without_what_stands_around_and_between_them(
    line: str, expected: list[str]
) -> None:
    assert list(words(line)) == expected


@given(st.text(alphabet="ahtps:/.,;|(<[]>)\"'x1 。git@", max_size=60))
def test_no_line_is_too_odd(line: str) -> None:
    for word in words(line):
        assert word
        assert not any(sign.isspace() for sign in word)
