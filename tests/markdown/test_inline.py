import itertools

import pytest
from hypothesis import given, settings

from effllm_desktop.markdown import inline
from effllm_desktop.markdown.inline import Piece, PieceKind
from tests.support.damage import damaged_paragraphs


def pieces(text: str) -> list[Piece]:
    return inline.parse(text, 0, len(text))


def shape(found: list[Piece]) -> str:
    return "".join(
        {
            PieceKind.TEXT: piece.text,
            PieceKind.CODE: f"<code {piece.text}>",
            PieceKind.LINK: f"<a {piece.url} {shape(piece.pieces)}>",
            PieceKind.PICTURE: f"<img {piece.url}>",
            PieceKind.STRONG: f"<b {shape(piece.pieces)}>",
            PieceKind.EMPHASIS: f"<i {shape(piece.pieces)}>",
        }[piece.kind]
        for piece in found
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("words", "words"),
        ("**a** *b* `c`", "<b a> <i b> <code c>"),
        ("***a** b* c", "<i <b a> b> c"),
        ("**a *b***", "<b a <i b>>"),
        ("***a***", "<i <b a>>"),
        ("**a *b** c", "<b a *b> c"),
        ("*a **b* c", "<i a **b> c"),
        ("a * b ** c", "a * b ** c"),
        ("**a", "**a"),
        ("a**", "a**"),
        ("[a](http://x)", "<a http://x a>"),
        ("[[1] a](u)", "<a u [1] a>"),
        ("[a [b](u) c](v)", "[a <a u b> c](v)"),
        ("[![p](i)](u)", "<a u <img i>>"),
        ("![a [b](u)](i)", "<img i>"),
        ("[a](u(v)w)", "<a u(v)w a>"),
        ("[a](u(v(w))x)", "<a u(v(w))x a>"),
        ("[a](<u v>)", "<a u v a>"),
        ('[a](u "title")', "<a u a>"),
        ("[a](u 'title' )", "<a u a>"),
        ("[a]()", "<a  a>"),
        ("[](u)", "<a u >"),
        ("[a](b c)", "[a](b c)"),
        ("[a] (b)", "[a] (b)"),
        ("a](b)", "a](b)"),
        ("[*a](u)*", "<a u *a>*"),
        ("*[a*](u)", "*<a u a*>"),
        ("`[a](b)`", "<code [a](b)>"),
        ("`` a`b `` `c", "<code a`b> `c"),
        ("``a`", "``a`"),
        ("`a` ```b` c```", "<code a> <code b` c>"),
        (r"\[a\](b) \a", r"[a](b) \a"),
        (r"$L_2*$ *b*", "$L_2*$ <i b>"),
        ("$5 *and* $10", "$5 <i and> $10"),
        ("**a\n  b**", "<b a\n  b>"),
    ],
)
def test_what_a_paragraph_holds(text: str, expected: str) -> None:
    assert shape(pieces(text)) == expected


def test_words_stand_on_one_line_without_marks() -> None:
    text = "**A \r\n  b**, `c` ![no](picture) [*d*](u) \\_"
    assert inline.plain(pieces(text)) == "A b, c  d _"


def test_links_are_found_inside_emphasis() -> None:
    found = inline.links(pieces("**[a](u)** ![x](y) [b](v)"))
    assert [link.url for link in found] == ["u", "v"]


@settings(max_examples=500)
@given(damaged_paragraphs())
def test_every_text_is_read_and_pieces_stand_in_order(text: str) -> None:
    found = pieces(text)
    for left, right in itertools.pairwise(found):
        assert left.end <= right.start
    for piece in inline.walk(found):
        assert 0 <= piece.start < piece.end <= len(text)


def test_only_the_span_that_is_asked_for_is_read() -> None:
    text = "`a [b](c) d`"
    assert shape(inline.parse(text, 3, 9)) == "<a c b>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("_a_ __b__ c_d_e", "<i a> <b b> c_d_e"),
        ("_a", "_a"),
        ("~~a~~ b", "a b"),
        ("a &amp; b&nbsp;&#8211; &x", "a & b\xa0– &x"),
        ("<b>a</b> <i>b</i> </b>", "<b a> <i b> "),
        ("<b>a", "a"),
        ("a<br/>b", "a\vb"),
        ("<a href='u'>a</a>", "<a u a>"),
        ('<a class=x href="u?a=1&amp;b=2">a</a>', "<a u?a=1&b=2 a>"),
        ("<a href=u>a [b](v)", "a <a v b>"),
        ("a</a>", "a"),
        ("[a <a href='u'>b](v) c</a>", "<a v a b> c"),
        ("<a href='u'>[a</a>](v)", "<a u [a>](v)"),
        ("<img src='i' alt='p'>", "<img i>"),
        ("<!-- a --> b <!-- c", " b <!-- c"),
        ("<!DOCTYPE x></ x>", "</ x>"),
        ("<https://a.b/c>", "<a https://a.b/c https://a.b/c>"),
        ("see https://a.b/c_d). x", "see <a https://a.b/c_d https://a.b/c_d>). x"),
        ("https://a.b/(c)", "<a https://a.b/(c) https://a.b/(c)>"),
        ("见https://a.b/c，后", "见<a https://a.b/c https://a.b/c>，后"),
        ("http://a.b/c", "<a http://a.b/c http://a.b/c>"),
        ("https://", "https://"),
        ("https://.", "https://."),
        ("[https://a.b](u)", "<a u https://a.b>"),
        ("[a]([b](v))", "<a v a>"),
        ("[a]([v])", "<a v a>"),
        ("[a &](u&amp;v)", "<a u&v a &>"),
    ],
)
def test_tags_entities_and_bare_addresses(text: str, expected: str) -> None:
    assert shape(pieces(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a][k]", "<a u a>"),
        ("[a][ K  k ]", "<a v a>"),
        ("[k][]", "<a u k>"),
        ("[k] [a]", "<a u k> [a]"),
        ("[K k][none]", "<a v K k>[none]"),
        ("[a][none]", "[a][none]"),
        ("![a][k]", "<img u>"),
        (f"[{'k' * 1000}]", f"[{'k' * 1000}]"),
    ],
)
def test_reference_links(text: str, expected: str) -> None:
    references = {"k": "u", "k k": "v", "k" * 1000: "w"}
    assert shape(inline.parse(text, 0, len(text), references)) == expected
