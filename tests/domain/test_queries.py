import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from effllm_desktop.domain.queries import (
    EVERYTHING,
    FIELDS,
    And,
    Field,
    Misreading,
    Not,
    Or,
    Query,
    Term,
    parse,
    printed,
    together,
)
from effllm_desktop.domain.queries.printing import field_term
from effllm_desktop.domain.queries.ranges import Age, AgeRange, Range, ages, numbers
from tests.support.typed_queries import TYPED


def words(value, **how):
    return Term(Field.WORDS, value, **how)


def pattern(value, field=Field.WORDS):
    return Term(field, value, pattern=True)


def loose(sign):
    return words(sign, phrase=True)


A, B, C = words("a"), words("b"), words("c")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ("one two", (words("one"), words("two"))),
        ('"one two" three', (words("one two", phrase=True), words("three"))),
        ("-one", (Not(words("one")),)),
        ('-"one two"', (Not(words("one two", phrase=True)),)),
        ("- one", (words("-"), words("one"))),
        ("is:Unread", (Term(Field.IS, "unread"),)),
        ("is:starred -is:dropped", (Term(Field.IS, "starred"), Not(Term(Field.IS, "dropped")))),
        ("is:nonsense", (words("is:nonsense"),)),
        ("kind:paper kind:cheese", (Term(Field.KIND, "paper"), words("kind:cheese"))),
        ("tag:ML list:A", (Term(Field.TAG, "ML"), Term(Field.LIST, "A"))),
        ('list:"Efficient LLM"', (Term(Field.LIST, "Efficient LLM"),)),
        ("SECTION:Survey", (Term(Field.SECTION, "Survey"),)),
        ("tag:", (words("tag:"),)),
        ('tag:""', (words("tag:"),)),
        ('""', ()),
        ("words:x work:y", (words("words:x"), words("work:y"))),
        ("unknown:thing", (words("unknown:thing"),)),
        ('half "open phrase', (words("half"), words("open phrase", phrase=True, open=True))),
        ('title:"open', (Term(Field.TITLE, "open", phrase=True, open=True),)),
        ('title:deep title:"x y"', (Term(Field.TITLE, "deep"), Term(Field.TITLE, "x y", True))),
        ('"say ""so"""', (words('say "so"', phrase=True),)),
        ("2404.14897v2", (Term(Field.WORK, "2404.14897v2"),)),
        ("https://github.com/O/R ", (Term(Field.WORK, "https://github.com/O/R"),)),
        ("doi:10.1000/x a", (Term(Field.WORK, "doi:10.1000/x"), A)),
        ("title:two words", (Term(Field.TITLE, "two"), words("words"))),
        ("year:2023..2024 cites:>100", (Term(Field.YEAR, "2023..2024"), Term(Field.CITES, ">100"))),
        ("stars:>1K added:<7D", (Term(Field.STARS, ">1k"), Term(Field.ADDED, "<7d"))),
        ("year:soon added:7", (words("year:soon"), words("added:7"))),
        ("has:note no:tag", (Term(Field.HAS, "note"), Term(Field.NO, "tag"))),
        ("f(x) GPT(4))", (words("f(x)"), words("GPT(4)"), loose(")"))),
        (":) (", (words(":"), loose(")"), loose("("))),
        ("-(", (loose("-("),)),
        ("()", ()),
        ("/kv-?cache/", (pattern("kv-?cache"),)),
        ("-/a b/ c", (Not(pattern("a b")), C)),
        ("title:/^the/", (pattern("^the", Field.TITLE),)),
        ("(/a/b/) c", (pattern("a/b"), C)),
        (r"/a\/ b/", (pattern(r"a\/ b"),)),
        ("url:/papers/", (pattern("papers", Field.URL),)),
        ("/a( [/ b", (pattern("a( ["), B)),
        ("/a", (words("/a"),)),
        ("/a /b c/d", (words("/a"), words("/b"), words("c/d"))),
        ("a / b / c", (A, words("/"), B, words("/"), C)),
        ("//a/ /", (words("//a/"), words("/"))),
        ('"/a/" tag:"/a/"', (words("/a/", phrase=True), Term(Field.TAG, "/a/"))),
        ("year:/2023/", (words("year:/2023/", phrase=True),)),
        ("pdf:/a b/", (words("pdf:/a b/", phrase=True),)),
        ("x:/a/", (words("x:/a/", phrase=True),)),
        (
            'search:"With notes" like:arxiv:2404.14897',
            (Term(Field.SEARCH, "With notes"), Term(Field.LIKE, "arxiv:2404.14897")),
        ),
        ("or", (loose("or"),)),
        ("a or", (A, loose("or"))),
        ("-or", (Not(words("or")),)),
        ("tag:or", (Term(Field.TAG, "or"),)),
        ('a "or" b', (A, loose("or"), B)),
        ("(a b) c", (A, B, C)),
    ],
)
def test_what_people_type(text, terms):
    assert parse(text).root == (terms[0] if len(terms) == 1 else And(terms))


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("a or b", Or((A, B))),
        ("a OR b c", Or((A, And((B, C))))),
        ("a or b or c", Or((A, B, C))),
        ("a or (b or c)", Or((A, B, C))),
        ("(a or b) c", And((Or((A, B)), C))),
        ("-(a b)", Not(And((A, B)))),
        ("-(a or b)", Not(Or((A, B)))),
        ("-(-a)", A),
        ("(a", And((loose("("), A))),
        ("a or or b", Or((A, And((loose("or"), B))))),
        ("a or ()", And((A, loose("or")))),
        ("(title:x or is:read)", Or((Term(Field.TITLE, "x"), Term(Field.IS, "read")))),
    ],
)
def test_how_terms_are_joined(text, root):
    assert parse(text).root == root


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("plain words: here", [None, None, None]),
        ("unknown:thing", [Misreading.NO_FIELD]),
        ("tag: -list:", [Misreading.NO_VALUE, Misreading.NO_VALUE]),
        ("is:nonsense year:x added:y", [Misreading.WRONG_VALUE] * 3),
        ("( or", [Misreading.LOOSE_SIGN] * 2),
        ("10:30 is:read", [None, None]),
        (
            "/a/ year:/a/ like:/a/ x:/a/",
            [None, Misreading.WRONG_VALUE, Misreading.NO_PATTERN, Misreading.NO_FIELD],
        ),
    ],
)
def test_the_tree_knows_what_was_taken_as_text(text, why):
    assert [term.misread for term in parse(text).terms] == why


def test_what_is_too_much_is_text():
    many = parse(" ".join(f"tag:t{number}" for number in range(300))).terms
    assert [term.field for term in many] == [Field.TAG] * 100 + [Field.WORDS] * 200
    assert {term.misread for term in many[100:]} == {Misreading.TOO_MANY}
    patterns = parse(" ".join(f"/p{number}/" for number in range(120))).terms
    assert [term.pattern for term in patterns] == [True] * 100 + [False] * 20
    deep = parse("(" * 30 + "a" + ")" * 30).terms
    assert [term.misread for term in deep].count(Misreading.TOO_MANY) == 20
    wide = parse(" ".join("(a or b)" for _ in range(120))).terms
    assert [term.misread for term in wide].count(Misreading.TOO_MANY) == 40


def test_nothing_selects_everything():
    assert parse("") == EVERYTHING
    assert together(EVERYTHING, parse("a")) == parse("a")
    assert together(parse("a or b"), parse("c d")) == parse("(a or b) c d")


@given(TYPED)
@example("(" * 5000 + "a or b" + ")" * 5000)
@example("-(" * 3000)
@example('"' * 9999)
@example("-" * 9999)
@example("/a " * 9999)
@example("/\\\\" * 9999)
@example("/a" + " " * 600 + "b/")
@example('/a "x/"y /b/')
@example(" ".join("(a or -(is:read b))" for _ in range(200)))
def test_every_text_is_a_query_and_reads_the_same_when_printed(text):
    query = parse(text)
    again = printed(query)
    assert parse(again) == query
    assert printed(parse(again)) == again
    assert all(term.value.strip() for term in query.terms)


@given(st.lists(st.from_regex(r"[\w.]{1,8}", fullmatch=True), max_size=6))
def test_words_are_found_again_in_order(typed):
    found = parse(" ".join(typed)).terms
    if all(term.field is Field.WORDS for term in found):
        assert [term.value for term in found] == typed


@settings(max_examples=60)
@given(st.text(min_size=1).filter(lambda name: name == name.strip()))
def test_any_name_can_be_asked_for(name):
    assert parse(field_term(Field.TAG, name)) == Query(Term(Field.TAG, name))


@pytest.mark.parametrize("field", FIELDS)
def test_the_example_of_each_field_is_understood(field):
    (term,) = parse(FIELDS[field].example).terms
    assert term.field is field
    assert printed(Query(term)) == FIELDS[field].example


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", Range(2023, 2023)),
        ("=3", Range(3, 3)),
        ("2023..2024", Range(2023, 2024)),
        ("2k..2023", Range(2000, 2023)),
        ("2024..2023", Range(2023, 2024)),
        ("2023..", Range(low=2023)),
        ("..2023", Range(high=2023)),
        (">100", Range(low=101)),
        (">=4", Range(low=4)),
        ("<1k", Range(high=999)),
        ("<=1.5M", Range(high=1_500_000)),
        ("..", None),
        ("1.5", None),
        ("-3", None),
        ("x", None),
        ("1" * 16, None),
    ],
)
def test_numbers(text, expected):
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<7d", AgeRange(within=Age(7, "days"))),
        ("2w", AgeRange(within=Age(14, "days"))),
        (">=1y", AgeRange(beyond=Age(1, "years"))),
        (">12H", AgeRange(beyond=Age(12, "hours"))),
        ("7d..1m", AgeRange(Age(1, "months"), Age(7, "days"))),
        ("1m..7d", AgeRange(Age(1, "months"), Age(7, "days"))),
        ("1y..20h", AgeRange(Age(1, "years"), Age(20, "hours"))),
        ("1m..", AgeRange(beyond=Age(1, "months"))),
        ("..1m", AgeRange(within=Age(1, "months"))),
        ("7", None),
        ("..", None),
        ("99999d", None),
    ],
)
def test_ages(text, expected):
    assert ages(text) == expected
