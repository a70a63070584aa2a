"""Words inside PDFs are found with their page and what stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.pdf import TextHit
from effllm_desktop.store import pdf_text
from effllm_desktop.store.words import spaced, together

PAPER, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def indexed(database):
    with database.transaction():
        pdf_text.take(
            database,
            PAPER,
            ["Large language models\nare large.", None, "  \n", "GPT模型的深度学习\n\x02方法\x00"],
        )
        pdf_text.take(database, OTHER, ["Models of café tables", "models " * 40 + "end"])
    return database


def pages(database, words, limit=10):
    return [(hit.sha256[0], hit.page) for hit in pdf_text.find(database, words, limit)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("language", {("a", 1)}),
        ("LARGE mod", {("a", 1)}),
        ("cafe", {("b", 1)}),
        ("深度学习", {("a", 4)}),
        ("度学", {("a", 4)}),
        ("学深", set()),
        ("gpt 模型", {("a", 4)}),
        ("model", {("a", 1), ("b", 1), ("b", 2)}),
        ('"', set()),
        ("", set()),
        ("absent", set()),
    ],
)
def test_pages_that_hold_all_words(indexed, words, found):
    assert set(pages(indexed, words)) == found


def test_only_so_many_are_given(indexed):
    assert len(pages(indexed, "models", 2)) == 2


def test_a_snippet_says_where_the_words_are(indexed):
    (hit,) = pdf_text.find(indexed, "language large", 1)
    assert hit == TextHit(PAPER, 1, "Large language models are large.", ((0, 5), (6, 14), (26, 31)))
    (hit,) = pdf_text.find(indexed, "深度学习", 1)
    assert hit.snippet == "GPT模型的深度学习 方法"
    assert [hit.snippet[start:end] for start, end in hit.marked] == ["深度学习"]
    assert hit.marked == ((6, 10),)
    (hit,) = pdf_text.find(indexed, "end", 1)
    assert hit.snippet.startswith("…models ")


def test_what_was_taken_is_known(indexed):
    assert pdf_text.taken(indexed, [PAPER, OTHER, "c"]) == {PAPER, OTHER}
    assert indexed.rows("SELECT pages, unread_pages FROM pdf_texts ORDER BY id") == [(4, 1), (2, 0)]


def test_taken_again_it_replaces_what_was_there(indexed):
    pdf_text.take(indexed, PAPER, ["Something else"])
    assert pages(indexed, "language") == []
    assert pages(indexed, "something") == [("a", 1)]


def test_forgotten(indexed):
    pdf_text.forget(indexed, OTHER)
    pdf_text.forget(indexed, "c" * 64)
    assert pages(indexed, "models") == [("a", 1)]
    assert pdf_text.taken(indexed, [PAPER, OTHER]) == {PAPER}
    assert indexed.rows("PRAGMA integrity_check") == [("ok",)]


@given(st.text(st.sampled_from("abé学习模🌟"), max_size=20))
def test_spaces_that_were_put_in_are_taken_out(text):
    assert together(spaced(text)) == text
