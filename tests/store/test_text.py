import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.store.text import clean, sort_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("plain", "plain"),
        ("学习 🤗", "学习 🤗"),
        ("a\0b", "a\ufffdb"),
        ("x\udce4y", "x\ufffdy"),
    ],
)
def test_clean_text_can_be_stored(text, expected):
    assert clean(text) == expected


@given(st.text(st.characters(codec=None)))
def test_any_text_becomes_clean_once(text):
    cleaned = clean(text)
    cleaned.encode()
    assert "\0" not in cleaned
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Plain Title", "plain title"),
        ("“Élan” vital", "elan” vital"),
        ("ÅNGSTRÖM", "angstrom"),
        ("[2404.1] x", "2404.1] x"),
        ("...", "..."),
        ("", ""),
    ],
)
def test_titles_are_ordered_by_their_letters(title, key):
    assert sort_key(title) == key
