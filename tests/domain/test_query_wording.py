"""How a query was read, in words."""

import pytest

from effllm_desktop.domain.queries import FIELDS, Field, parse
from effllm_desktop.domain.queries.describing import described, is_plain, taken_as_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("kv cache", "“kv” and “cache”"),
        ("is:unread kind:paper", "unread and paper"),
        ("-(a b) or c", "not (“a” and “b”) or “c”"),
        ("(a or -b) year:2023..", "(“a” or not “b”) and year 2023.."),
        ("title:kv a or no:tag", "(title with “kv” and “a”) or without tag"),
        ("2404.14897", "“2404.14897”"),
        ("has:newer-version -no:pdf", "with newer version and not without pdf"),
        ("/kv-?cache/ -title:/^the/", "/kv-?cache/ and not title with /^the/"),
        (
            'search:"With notes" or like:2404.14897',
            "found by “With notes” or most like “2404.14897”",
        ),
    ],
)
def test_a_query_in_words(text, words):
    assert described(parse(text)) == words


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_told_from_all_others(field):
    words = described(parse(FIELDS[field].example))
    assert words.startswith(FIELDS[field].said)
    assert words.count(" ") >= 1 or field in (Field.KIND, Field.IS)
    assert [spec.said for spec in FIELDS.values()].count(FIELDS[field].said) == 1 + (
        field in (Field.KIND, Field.IS)
    )


@pytest.mark.parametrize("text", ["", "kv", "kv cache", '"kv cache" x', "2024"])
def test_words_alone_are_plain(text):
    assert is_plain(parse(text))


@pytest.mark.parametrize("text", ["-kv", "a or b", "is:read", "is:x", "a (", "2404.14897", "/a/"])
def test_anything_else_is_not(text):
    assert not is_plain(parse(text))


STATES = ", ".join(FIELDS[Field.IS].choices)


def test_each_reason_is_said_once():
    said = list(taken_as_text(parse("x:y x:y tag: ( is:z added:z")))
    assert said == [
        "“x:y” was searched as text: no field is called x.",
        "“tag:” was searched as text: nothing stands behind it.",
        "“(” stands alone and was searched as text.",
        f"“is:z” was searched as text: is: takes {STATES}.",
        "“added:z” was searched as text: added: takes an age such as <7d, >2w or 1m..1y.",
    ]
    assert list(taken_as_text(parse("pdf:/a/ year:/a/"))) == [
        "“pdf:/a/” was searched as text: pdf: takes no pattern.",
        "“year:/a/” was searched as text: year: takes a number such as 3, 3..7, >3 or 1k.",
    ]
    many = " ".join(f"tag:t{number}" for number in range(110))
    assert list(taken_as_text(parse(many))) == [
        "What is more than can be asked at once was searched as text."
    ]
