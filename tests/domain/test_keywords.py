"""Tags in one text: what is joined comes apart again, what others joined does as they meant it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.keywords import joined, parted

TAGS = (
    st.text(st.sampled_from('ab ,;"') | st.characters(exclude_categories=["C"]), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(st.lists(TAGS, unique=True), st.sampled_from([None, ";"]))
def test_what_is_joined_comes_apart(tags: list[str], sign: str | None) -> None:
    assert parted(joined(tags, sign)) == tuple(tags)


@pytest.mark.parametrize(
    ("tags", "text"),
    [
        (["a b", "c"], "a b, c"),
        (["a, b"], "a, b;"),
        (["a, b", "c"], "a, b; c"),
        (["a; b", "c"], '"a; b", c'),
        (['the "q"'], '"the ""q"""'),
        ([], ""),
    ],
)
def test_how_tags_are_joined(tags: list[str], text: str) -> None:
    assert joined(tags) == text


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a;b", ("a", "b")),
        ("a, b; c", ("a, b", "c")),
        ("a\nb c\n", ("a", "b c")),
        ('"a", "b, c"', ("a", "b, c")),
        ('say "hi", x', ('say "hi"', "x")),
        ('"never ends, x', ('"never ends', "x")),
        ("a, a ,", ("a",)),
        ("", ()),
    ],
)
def test_what_others_join(text: str, tags: tuple[str, ...]) -> None:
    assert parted(text) == tags
