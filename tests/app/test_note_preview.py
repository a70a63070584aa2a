"""Notes are shown as written and do nothing by being looked at."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.app import note_preview

TAGS = set(
    re.findall(
        r"\w+",
        "p a em strong s code pre ul ol li blockquote h1 h2 h3 h4 h5 h6 hr br "
        "table thead tbody tr th td",
    )
)
SOURCES = ("javascript:alert(1)", "JavaScript:x", "file:///etc/passwd", "data:text/html,x", "../a")


def test_headings_lists_tables_and_emphasis_are_rendered() -> None:
    shown = note_preview.html("# Idea\n\n- *one*\n- ~~two~~\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert "<h1>Idea</h1>" in shown
    assert "<em>one</em>" in shown
    assert "<s>two</s>" in shown
    assert "<td>1</td>" in shown


def test_html_is_shown_as_text() -> None:
    shown = note_preview.html("<script>x</script> a <b>b</b>\n\n<img src='file:///x'>")
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize("address", SOURCES)
def test_only_web_and_mail_links_are_links(address: str) -> None:
    shown = note_preview.html(f"[here]({address}) ![there]({address})")
    assert "href" not in shown
    assert "src" not in shown


def test_web_and_mail_links_are_links() -> None:
    shown = note_preview.html("[a](https://example.org/a?b=1&c=2) <mailto:a@example.org>")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in shown
    assert 'href="mailto:a@example.org"' in shown


def test_a_picture_is_a_link_that_loads_nothing() -> None:
    shown = note_preview.html('![a *"plot"*](https://example.org/p.png) ![](https://example.org/q)')
    assert '<a href="https://example.org/p.png">a &quot;plot&quot;</a>' in shown
    assert '<a href="https://example.org/q">https://example.org/q</a>' in shown
    assert "<img" not in shown


def test_an_address_in_the_text_is_a_link_without_the_full_stop() -> None:
    shown = note_preview.html("See https://example.org/x_y, and http://example.org/z。")
    assert 'See <a href="https://example.org/x_y">https://example.org/x_y</a>, and' in shown
    assert '<a href="http://example.org/z">http://example.org/z</a>。' in shown


def test_an_address_inside_a_link_or_code_stays_as_it_is() -> None:
    shown = note_preview.html("[https://example.org](https://example.com) `https://example.org`")
    assert shown.count("<a ") == 1
    assert "<code>https://example.org</code>" in shown


def test_task_lists_have_boxes() -> None:
    shown = note_preview.html("- [ ] read\n- [x] cite\n-\n- *[ ] no*\n")
    assert "<li>☐ read</li>" in shown
    assert "<li>☑ cite</li>" in shown
    assert "<em>[ ] no</em>" in shown


@given(st.text(alphabet=st.sampled_from("<>[]()!\"'`*_ \nab:/&;jhtpsmailo.#|~-")))
def test_whatever_is_typed_no_tag_but_ours_comes_out(note: str) -> None:
    tags = set(re.findall(r"<(\w+)", note_preview.html(note)))
    assert tags <= TAGS


def test_markdown_it_is_not_loaded_before_it_is_needed() -> None:
    program = "import sys, effllm_desktop.app.note_preview; sys.exit('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
