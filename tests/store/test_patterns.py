"""Regular expressions: what they fit, and that none of them takes for ever."""

import time

import pytest

from effllm_desktop.domain.queries import FIELDS, Field, Misreading, Term, parse
from effllm_desktop.domain.queries.fields import takes_patterns
from effllm_desktop.store import pattern_tests
from effllm_desktop.store.patterns import fits, understood
from effllm_desktop.store.words import spaced


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("kv-?cache", "A KV-Cache"),
        ("kv-?cache", "the kvcache"),
        ("^the", "one\nThe other"),
        ("one$", "one\nThe other"),
        ("naive", "Naïve"),
        ("naïve", "NAIVE"),
        ("[éa]t", "ET"),
        ("strasse", "Straße"),
        ("学习模", spaced("深度学习模型")),
        ("[一-龥]{4}", spaced("深度学习")),
        ("[가-힣]{2}", spaced("학습")),
        (r"\d{4}", "in 2024"),
        ("ｆｕｌｌ", "full"),
        ("（a）", "(a)"),
        ("", "anything"),
    ],
)
def test_case_and_accents_do_not_count(pattern, text):
    assert fits(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("^kv", "a kv"), ("a.b", "a\nb"), ("x", ""), ("a(", "a("), ("(?=a)a", "a"), (r"(a)\1", "aa")],
)
def test_what_does_not_fit_or_is_no_pattern(pattern, text):
    assert not fits(pattern, text)


def test_texts_that_are_missing_are_passed_over():
    assert fits("^b$", "a", None, "", "b")
    assert not fits(".", None, "")


@pytest.mark.parametrize("pattern", ["a(", "[z-a]", "*", "(?:.?){1000}", "(?=x)"])
def test_what_is_no_pattern_or_too_large_is_text(pattern):
    found = understood(Term(Field.TITLE, pattern, pattern=True))
    assert found == Term(Field.WORDS, f"title:/{pattern}/", phrase=True)
    assert found.misread is Misreading.BAD_PATTERN


def test_what_is_one_stays():
    for term in parse("/a.b/ title:/^x$/ a tag:b /half\ud800/").terms:
        assert understood(term) is term


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|aa)+$", "(.*)*x", "(a?){300}a{300}b"])
def test_no_pattern_takes_more_than_its_time(pattern):
    begun = time.process_time()
    fits(pattern, "a" * 20_000)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("field", [Field.WORDS, *filter(takes_patterns, FIELDS)])
def test_every_field_that_takes_patterns_knows_what_they_fit(database, field):
    works = pattern_tests.found(database, field, "a")
    test = works.each.format(work="w.id") if works.each else f"w.id IN ({works.sql})"
    assert database.rows(f"SELECT w.id FROM works w WHERE {test}", works.values) == []
