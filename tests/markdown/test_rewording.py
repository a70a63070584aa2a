"""Titles and descriptions in other words; every other character stays."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.markdown import rewording
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.edits import apply
from tests.support.new_entries import documents


def retitled(text: str, title: str, position: int = 0) -> str:
    return apply(text, rewording.retitled(Document(text), position, title))


def described(text: str, words: str, position: int = 0) -> str:
    return apply(text, rewording.described(Document(text), position, words))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("- [a title](http://a.b) - Words.\n", "- [Two new](http://a.b) - Words.\n"),
        (
            "- **A title in\n  two lines**, [arxiv](http://arxiv.org/abs/2401.00001)\n",
            "- **Two new**, [arxiv](http://arxiv.org/abs/2401.00001)\n",
        ),
        ("- [an \\*old\\* one](http://a.b)\n", "- [Two new](http://a.b)\n"),
    ],
)
def test_a_title_is_replaced_where_it_stands(text: str, after: str) -> None:
    assert retitled(text, "Two  new") == after


def test_a_title_that_is_the_same_changes_nothing() -> None:
    assert retitled("- [a](http://a.b)\n", "a") == "- [a](http://a.b)\n"


def test_an_entry_needs_a_title() -> None:
    with pytest.raises(BadInput):
        retitled("- [a](http://a.b)\n", " ")


def test_a_title_with_marks_inside_is_left_to_its_markdown() -> None:
    with pytest.raises(BadInput, match="title of"):
        retitled("- [an *old* one](http://a.b)\n", "new one")


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("- [a](http://a.b) - Old words\n", "New", "- [a](http://a.b) - New\n"),
        ("- [a](http://a.b) - Old words\n", "", "- [a](http://a.b)\n"),
        ("- [a](http://a.b)\n", "New *one* of", "- [a](http://a.b) - New \\*one\\* of\n"),
        ("- [a](http://a.b)\r\n\r\n\t *Old*\r\n", "New", "- [a](http://a.b)\r\n\r\n\t *New*\r\n"),
        ("- [a](http://a.b)\r\n\r\n\t *Old*\r\n", "", "- [a](http://a.b)\r\n"),
        (
            "- [a](http://a.b)\n- [c](http://c.d): Old\n",
            "New",
            "- [a](http://a.b): New\n- [c](http://c.d): Old\n",
        ),
        ("- [a](http://a.b) - Old\n", "Old", "- [a](http://a.b) - Old\n"),
    ],
)
def test_a_description_is_replaced_added_taken_away(text: str, words: str, after: str) -> None:
    assert described(text, words) == after


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_where_words_behind_authors_are_no_description_they_come_behind_the_title(end: str) -> None:
    text = "- **A title**, [arxiv](http://arxiv.org/abs/2401.00001) \n\n\t *A B, C D*\n".replace(
        "\n", end
    )
    after = text.replace("00001)", "00001) - Words of mine")
    assert described(text, "Words of mine") == after
    assert described(after, "") == text


def test_a_description_out_of_several_pieces_is_left_to_its_markdown() -> None:
    pieces = "- [a](http://a.b) some words [c](http://c.d) and others\n"
    for words in ("New", ""):
        with pytest.raises(BadInput):
            described(pieces, words)


def test_a_description_that_would_be_no_description_is_refused() -> None:
    paper = "- **A paper of them**, `ICML, 2024`, [arxiv](http://arxiv.org/abs/2401.00001)\n"
    with pytest.raises(BadInput):
        described(paper + "\n  *Ann Author*\n", "see [x](http://x.y) `code`")
    with pytest.raises(BadInput):
        described("| Title | Year |\n|--|--|\n| <b>*t*</b> x [a](http://a.b) | 1 |\n", "Words")


@given(documents(), st.sampled_from(["Another title", "Ein & <neuer> *Titel*"]), st.data())
def test_whatever_the_list_only_the_title_changes(
    text: str, title: str, data: st.DataObject
) -> None:
    document = Document(text)
    assume(document.entries)
    position = data.draw(st.integers(0, len(document.entries) - 1))
    try:
        edits = rewording.retitled(document, position, title)
    except BadInput:
        return
    (edit,) = edits
    entry = document.entries[position]
    assert entry.start <= edit.start <= edit.end <= entry.end
    after = Document(apply(text, edits))
    assert after.entries[position].text.title == title
    assert len(after.entries) == len(document.entries)


def test_an_entry_of_an_unusual_form_is_left_to_its_markdown() -> None:
    with pytest.raises(BadInput, match="description of"):
        described("- [an *old* one](http://a.b)\n", "New")
