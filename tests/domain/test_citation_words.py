import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain import citation_words, entry_values


@pytest.mark.parametrize(
    ("title", "authors", "year", "repository", "expected"),
    [
        ("The Attention", ["Ashish Vaswani", "B"], 2017, None, "vaswani2017attention"),
        ("On Ångström", ["Bea Müller "], None, None, "mullerangstrom"),
        ("x", [], 2020, "Böse/x", "bose2020x"),
        ("大", ["李"], None, None, "work"),
        ("a of the", [], None, None, "work"),
        ('"A" b', ['C "d" E'], 1, None, "e1b"),
        ("Barn: Houses", [], None, None, "barn"),
        ("On: Houses", [], None, None, "houses"),
    ],
)
def test_usual_keys(
    title: str, authors: list[str], year: int | None, repository: str | None, expected: str
) -> None:
    made = citation_words.usual(title, entry_values.texts(authors), year, repository)
    assert made == expected


def test_the_first_words_that_say_something() -> None:
    assert citation_words.words("To be of Use in a World", 2) == ["be", "use"]


@given(st.text(st.sampled_from("aBn1 :,.-éßİK大")))
def test_the_first_word_is_the_same_however_it_is_found(title: str) -> None:
    assert [citation_words.word(title)] == (citation_words.words(title, 1) or [""])
