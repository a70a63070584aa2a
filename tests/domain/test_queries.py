import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.queries import EVERYTHING, Field, Query, Term, parse


def words(value, **how):
    return Term(Field.WORDS, value, **how)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ("one two", (words("one"), words("two"))),
        ('"one two" three', (words("one two", phrase=True), words("three"))),
        ("-one", (words("one", negated=True),)),
        ('-"one two"', (words("one two", negated=True, phrase=True),)),
        ("- -- one", (words("one"),)),
        ("is:Unread", (Term(Field.IS, "unread"),)),
        ("is:starred -is:dropped", (Term(Field.IS, "starred"), Term(Field.IS, "dropped", True))),
        ("is:nonsense", (words("is:nonsense"),)),
        ("kind:paper kind:cheese", (Term(Field.KIND, "paper"), words("kind:cheese"))),
        ("tag:ML list:A", (Term(Field.TAG, "ML"), Term(Field.LIST, "A"))),
        ('list:"Efficient LLM"', (Term(Field.LIST, "Efficient LLM"),)),
        ("SECTION:Survey", (Term(Field.SECTION, "Survey"),)),
        ("tag:", (words("tag:"),)),
        ('tag:""', (words("tag:", phrase=True),)),
        ("words:x key:y", (words("words:x"), words("key:y"))),
        ("unknown:thing", (words("unknown:thing"),)),
        ('half "open phrase', (words("half"), words("open phrase", phrase=True))),
        ("2404.14897v2", (Term(Field.KEY, "arxiv:2404.14897"),)),
        ("https://github.com/O/R ", (Term(Field.KEY, "github:o/r"),)),
        ("title:two words", (Term(Field.KEY, "title:two words"),)),
    ],
)
def test_what_people_type(text, terms):
    assert parse(text) == Query(terms)


def test_nothing_selects_everything():
    assert parse("") == EVERYTHING


@given(st.text())
def test_every_text_is_a_query(text):
    for term in parse(text).terms:
        assert term.value.strip()


@given(st.lists(st.from_regex(r"[\w.]{1,8}", fullmatch=True), max_size=6))
def test_words_are_found_again_in_order(typed):
    found = parse(" ".join(typed))
    if all(term.field is Field.WORDS for term in found.terms):
        assert [term.value for term in found.terms] == typed
