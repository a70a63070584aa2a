import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.store.words import holds, indexed, phrase, spaced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("GPT模型", "GPT 模  型 "),
        ("ﬁne ｆｕｌｌ", "fine full"),
        ("カタカナ", " カ  タ  カ  ナ "),
        ("Rene\u0301 Álvarez\n½ 🌟", "René Álvarez\n1⁄2 🌟"),
        ("\u303f\u3040", "\u303f \u3040 "),
    ],
)
def test_every_cjk_character_is_a_word(text, expected):
    assert spaced(text) == expected


@pytest.mark.parametrize(
    ("value", "whole", "expected"),
    [
        ("word", False, '"word"*'),
        ("two words", True, '"two words"'),
        ("学习", False, '"学 习"*'),
        ('a"b', False, '"a""b"*'),
        ("a\0b", False, '"a b"*'),
        ("🌟 & …", False, None),
        ("", True, None),
        ("\ue000", True, '"\ue000"'),
    ],
)
def test_what_is_asked_for(value, whole, expected):
    assert phrase(value, whole=whole) == expected


def test_letters_lose_their_strokes_but_in_pages_of_pdfs():
    assert indexed("Łukasz 学") == "Lukasz  学 "
    assert phrase("Straße", whole=True) == '"Strasse"'
    assert phrase("Straße", whole=True, in_pages=True) == '"Straße"'


@given(st.text(), st.booleans())
def test_no_text_breaks_the_question(value, whole):
    asked = phrase(value, whole=whole)
    if asked is None:
        return
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (asked,)).fetchall()


@given(st.text(st.sampled_from("ab学习é "), min_size=1), st.integers(0, 3))
def test_what_is_in_a_text_is_found_in_it(text, start):
    word = text[start:].split()
    asked = phrase(word[0], whole=False) if word else None
    if asked is None or (start and text[start - 1] in "abé" and word[0][0] in "abé"):
        return  # the middle of a word is not looked for
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        connection.execute("INSERT INTO t VALUES (?)", (spaced(text),))
        assert connection.execute("SELECT 1 FROM t WHERE t MATCH ?", (asked,)).fetchall()


@pytest.mark.parametrize(
    ("asked", "begins", "whole"),
    [
        ("sparse", True, True),
        ("spars", True, False),
        ("parse", False, False),
        ("naive k", True, False),
        ("NAÏVE kv-cache", True, True),
        ("kv naive", False, False),
        ("cache 学", True, True),
        ("学习", True, True),
        ("习 end", True, True),
        ("end more", False, False),
    ],
)
def test_words_stand_side_by_side(asked, begins, whole):
    text = "A sparse, naïve KV-cache: 学习 (end)"
    assert holds(text, asked, whole=False) == begins
    assert holds(text, asked, whole=True) == whole
