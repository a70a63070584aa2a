"""What a half typed query may become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.queries import Field, parse
from effllm_desktop.domain.queries.completing import MOST, NONE, completion
from tests.support.typed_queries import TYPED

NAMES = {
    Field.SEARCH: ["With notes", "/x/"],
    Field.TAG: ["to read", "Über", 'say "so"', *(f"t{n}" for n in range(20))],
}


def values(field, begin):
    """Of authors what begins so, of names all."""
    if field is Field.AUTHOR:
        return [f"{begin} first", f"{begin}second"]
    return NAMES.get(field, ())


def options(text, cursor=None):
    found = completion(text, len(text) if cursor is None else cursor, values)
    return [option.text for option in found.options]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ti", ["title:"]),
        ("TA", ["tag:"]),
        ("t", []),
        ("a ve", ["venue:"]),
        ("(-ve", ["venue:"]),
        ("is:", ["is:unread", "is:reading", "is:read", "is:dropped", "is:starred", "is:queued",
                 "is:new", "is:changed", "is:removed", "is:duplicate", "is:withdrawn"]),
        ("is:rea", ["is:reading", "is:read", "is:unread"]),
        ("is:unread", []),
        ("tag:to", ['tag:"to read"']),
        ('tag:"to re', ['tag:"to read"']),
        ("tag:uber", ["tag:Über"]),
        ("tag:so", ['tag:"say ""so"""']),
        ("-tag:read", ['tag:"to read"']),
        ("list:x", []),
        ("search:", ['search:"With notes"', 'search:"/x/"']),
        ('search:"notes', ['search:"With notes"']),
        ("author:ha", ['author:"ha first"', "author:hasecond"]),
        ('-author:"song h', ['author:"song h first"', 'author:"song hsecond"']),
        ("lik", ["like:"]),
        ("year:", ["year:2024", "year:2023..2024", "year:>=2023"]),
        ("cites:", ["cites:>100", "cites:10..100", "cites:>1k"]),
        ("rating:", ["rating:>=4", "rating:5", "rating:1..3", "rating:0"]),
        ("added:", ["added:<7d", "added:<1m", "added:>1y"]),
        ("title:x", []),
        ("nothing:x", []),
        ('"in a phrase is:', []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_offered(text, expected):
    assert options(text) == expected


def test_only_behind_a_word_and_not_inside_one():
    assert options("is:re title", 5) == options("is:re")
    assert options("(is:re)", 6)
    assert completion("is:read", 4, values) == NONE
    assert len(options("tag:")) == MOST


@given(TYPED, st.integers(0, 40))
def test_what_is_put_in_is_understood(text, cursor):
    found = completion(text, min(cursor, len(text)), values)
    for option in found.options:
        if not option.text.endswith(":"):
            (term,) = parse(option.text).terms
            assert term.misread is None
