"""Sections added, renamed, moved, nested, deleted; every other character stays."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown import section_edits
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.edits import apply
from tests.support.new_entries import documents

LIST = """\
# L

- [One](#one)
- [Two](#two)

## One

- [a](http://a.b)

### Deep

- [c](http://c.d)

## Two

- [e](http://e.f)
"""
ONE, DEEP, TWO = 1, 2, 3


def done(text: str, edits: tuple[Edit, ...]) -> str:
    return apply(text, edits)


def test_a_section_is_added_behind_what_stands_in_the_one_above() -> None:
    document = Document(LIST)
    assert done(LIST, section_edits.added(document, ONE, "New *one*")) == LIST.replace(
        "\n## Two", "\n### New \\*one\\*\n\n## Two"
    )
    assert done(LIST, section_edits.added(document, 0, "New")) == LIST + "\n## New\n"
    assert done(LIST, section_edits.added(document, None, "New")) == LIST + "\n## New\n"
    assert done("", section_edits.added(Document(""), None, "New")) == "## New\n"
    assert done("# L", section_edits.added(Document("# L"), 0, "N")) == "# L\n\n## N"
    assert (
        done("# L\r\n", section_edits.added(Document("# L\r\n"), 0, "N")) == "# L\r\n\r\n## N\r\n"
    )
    tight = "# L\n# M\n"
    assert done(tight, section_edits.added(Document(tight), 0, "N")) == "# L\n\n## N\n\n# M\n"


def test_a_section_is_renamed_and_its_line_of_contents_follows() -> None:
    after = done(LIST, section_edits.renamed(Document(LIST), ONE, "First [one]"))
    assert after == LIST.replace("- [One](#one)", "- [First \\[one\\]](#first-one)").replace(
        "## One", "## First [one]"
    )


def test_other_headings_of_the_same_name_get_their_new_anchors() -> None:
    text = "# L\n\n- [x](#a)\n- [A](#a-1)\n\n## A\n\n## A\n"
    assert done(text, section_edits.renamed(Document(text), 1, "B")) == (
        "# L\n\n- [x](#b)\n- [A](#a)\n\n## B\n\n## A\n"
    )


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("## Old ##\n", "## New ##\n"),
        ("Old\n---\n", "New\n---\n"),
        ("Old\r\n===\r\n", "New\r\n===\r\n"),
        ("##  Old  \n", "##  New  \n"),
        ("## [Old](#x)\n", "## New\n"),
    ],
)
def test_a_heading_keeps_its_signs(text: str, after: str) -> None:
    assert done(text, section_edits.renamed(Document(text), 0, "New")) == after


def test_the_same_name_changes_nothing() -> None:
    assert section_edits.renamed(Document(LIST), ONE, " One ") == ()


def test_a_section_is_deleted_with_its_entries_or_without() -> None:
    document = Document(LIST)
    assert done(LIST, section_edits.deleted(document, ONE, with_entries=True)) == (
        LIST.partition("## One")[0] + "## Two" + LIST.partition("## Two")[2]
    )
    assert done(LIST, section_edits.deleted(document, DEEP, with_entries=False)) == LIST.replace(
        "### Deep\n\n", ""
    )
    assert (
        done(LIST, section_edits.deleted(document, TWO, with_entries=True))
        == (LIST.partition("\n## Two")[0])
    )


def test_a_section_is_moved_and_nested() -> None:
    document = Document(LIST)
    one = "## One\n\n- [a](http://a.b)\n\n### Deep\n\n- [c](http://c.d)\n"
    rest = LIST.replace(one + "\n", "")
    assert done(LIST, section_edits.moved(document, TWO, 0, ONE)) == LIST.replace(
        "## One", "## Two\n\n- [e](http://e.f)\n\n## One"
    ).removesuffix("\n## Two\n\n- [e](http://e.f)\n")
    assert done(LIST, section_edits.moved(document, ONE, 0, None)) == f"{rest}\n{one}"
    nested = one.replace("## ", "### ")
    assert done(LIST, section_edits.moved(document, ONE, TWO, None)) == f"{rest}\n{nested}"
    assert done(LIST, section_edits.moved(document, DEEP, 0, TWO)) == LIST.replace(
        "### Deep", "## Deep"
    )
    assert done(LIST, section_edits.moved(document, ONE, 0, TWO)) == LIST
    assert done(LIST, section_edits.moved(document, DEEP, None, None)).endswith(
        "\n# Deep\n\n- [c](http://c.d)\n"
    )


def test_an_underlined_heading_that_goes_deeper_gets_signs() -> None:
    text = "# L\n\nOne\n---\n\n- [a](http://a.b)\n\n## Two\n"
    after = done(text, section_edits.moved(Document(text), 1, 2, None))
    assert after == "# L\n\n## Two\n\n### One\n\n- [a](http://a.b)\n"
    bare = "Two\n===\n\nOne\n---"
    assert done(bare, section_edits.moved(Document(bare), 1, None, 0)) == "# One\n\nTwo\n==="


@pytest.mark.parametrize(
    "act",
    [
        lambda d: section_edits.added(d, 0, "  "),
        lambda d: section_edits.added(d, 9, "x"),
        lambda d: section_edits.moved(d, 0, 1, None),
        lambda d: section_edits.moved(d, 0, 0, None),
        lambda d: section_edits.moved(d, 1, 0, 2),
        lambda d: section_edits.moved(d, 0, None, 1),
    ],
)
def test_what_cannot_be_is_refused(act: Callable[[Document], object]) -> None:
    with pytest.raises(BadInput):
        act(Document(LIST))


def test_headings_go_no_deeper_than_six() -> None:
    deep = "# L\n\n" + "\n\n".join(f"{'#' * n} {n}" for n in range(2, 7)) + "\n\n## B\n\n### C\n"
    document = Document(deep)
    with pytest.raises(BadInput, match="deeper"):
        section_edits.added(document, 5, "x")
    with pytest.raises(BadInput, match="deeper"):
        section_edits.moved(document, 6, 5, None)


def test_a_list_item_that_acts_as_a_section_is_no_heading() -> None:
    document = Document("# L\n\n- Words\n  - [a](http://a.b)\n")
    with pytest.raises(BadInput, match="no heading"):
        section_edits.renamed(document, 1, "x")


@given(documents(), st.data())
def test_whatever_the_list_its_entries_stay_as_they_are(text: str, data: st.DataObject) -> None:
    document = Document(text)
    assume(document.sections)
    places = st.integers(0, len(document.sections) - 1)
    section, other = data.draw(places), data.draw(st.one_of(st.none(), places))
    acts: list[Callable[[], tuple[Edit, ...]]] = [
        lambda: section_edits.added(document, other, "A new one"),
        lambda: section_edits.renamed(document, section, "A new one"),
        lambda: section_edits.moved(document, section, other, None),
        lambda: section_edits.deleted(document, section, with_entries=False),
    ]
    act = data.draw(st.sampled_from(acts))
    try:
        edits = act()
    except BadInput:
        return
    after = Document(apply(text, edits))
    assert sorted(after.said) == sorted(document.said)
    assert _sources(after) == _sources(document)


def _sources(document: Document) -> list[str]:
    """The entries' Markdown; a heading may be one, and then its level counts for nothing."""
    return sorted(one.source.lstrip("# ").rstrip() for one in document.entries)


def test_what_stands_before_a_heading_stays() -> None:
    document = Document("   One\n===\n\n- [a](http://a.b)\n")
    renamed = done(document.text, section_edits.renamed(document, 0, "New"))
    assert renamed == document.text.replace("One", "New")
