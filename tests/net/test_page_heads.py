"""What web pages say that they are about, whatever they are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.metadata import Described
from effllm_desktop.net.page_heads import decoded, described


def head(inside: str, charset: str | None = "utf-8") -> Described | None:
    return described(f"<html><head>{inside}</head><body>x</body></html>".encode(), charset)


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def test_a_paper_says_its_title_people_venue_and_year():
    said = head(
        "<title>Some site</title>"
        + meta("citation_title", "Sparse  things &amp; more")
        + meta("citation_author", "Adams, Ada")
        + meta("citation_author", "Bo Berg")
        + meta("citation_author", " , ")
        + meta("citation_conference_title", "A Conference")
        + meta("citation_publication_date", "2024/05/01")
    )
    assert said == Described("Sparse things & more", ("Ada Adams", "Bo Berg"), "A Conference", 2024)


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<title>A page\n of <b>words</b></title>", "A page of <b>words</b>"),
        ("<title>One</title><svg><title>A drawing</title></svg>", "One"),
        ("<svg><title>A drawing</title></svg><title>One</title>", "One"),
        ('<meta property="og:title" content="Shared"/><title>Other</title>', "Shared"),
        (
            '<title>Post | Blog</title><meta property="og:site_name" content="Blog">',
            "Post",
        ),
        ('<title>Blog – Post</title><meta property="og:site_name" content="blog">', "Post"),
        ("<title>a\u202eb\u200bc</title>", "a b c"),
        ("<title>One</title><title>Two</title>", "One"),
        ("<title>cut off in the mid", "cut off in the mid"),
    ],
)
def test_any_page_has_a_title(inside, title):
    said = described(inside.encode(), None)
    assert said is not None
    assert said.title == title


@pytest.mark.parametrize(
    "inside", ["", "<p>words</p>", "<title> \n </title>", f"<title>{'x' * 301}</title>", "<meta>"]
)
def test_what_has_none_says_nothing(inside):
    assert described(inside.encode(), None) is None


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<title>é学</title>".encode(), None),
        ("<title>é学</title>".encode(), "no-such-thing"),
        ("<title>é学</title>".encode(), "hex"),
        (b'<meta charset="gb18030"><title>' + "é学".encode("gb18030") + b"</title>", None),
        ("<title>é学</title>".encode("gb18030"), "gb18030"),
        (b"\xef\xbb\xbf" + "<title>é学</title>".encode(), "latin-1"),
        (b"\xff\xfe" + "<title>é学</title>".encode("utf-16-le"), None),
        (b"\xfe\xff" + "<title>é学</title>".encode("utf-16-be"), None),
    ],
)
def test_letters_are_read_as_the_page_is_written(data, charset):
    assert "<title>é学</title>" in decoded(data, charset)
    said = described(data, charset)
    assert said is not None
    assert said.title == "é学"


@given(st.binary(max_size=300), st.none() | st.text(max_size=10))
def test_no_bytes_are_too_odd(data, charset):
    said = described(b"<title>" + data, charset)
    assert said is None or said.title.strip() == said.title


def test_a_deep_or_long_head_takes_no_time_to_speak_of():
    for hostile in ("<svg>" * 50_000, "<meta " * 50_000, "<title><" * 50_000, "<!--" * 100_000):
        said = described(hostile.encode(), None)
        assert said is None or len(said.title) <= 300
