import pytest

from effllm_desktop.markdown.tidying import says_nothing, without_badges, without_empty_links

PAPER = "- **A**, `arXiv, 2404.1`, [pdf](https://a.example/a.pdf)"


@pytest.mark.parametrize(
    "said",
    [
        ", cication: [**-1**](None)",
        ", citation: [-1](null)",
        " · [project](None)",
        " ([code](None))",
        ", [slides]( )",
        ", Citations: **-1**",
        " (cited by None)",
    ],
)
def test_what_says_nothing_is_left_out(said: str) -> None:
    assert without_empty_links(f"{PAPER}{said}\n\n\t*B*\n") == f"{PAPER}\n\n\t*B*\n"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (", cication: [**12**](None)", ", cication: 12"),
        (" (citations: [1,204](null))", " (citations: 1,204)"),
        (", cication: [**5**](https://c.example)", ", cication: [**5**](https://c.example)"),
        (" `[x](None)`", " `[x](None)`"),
        (" ![picture](None)", " ![picture](None)"),
        (" is -1 in all of them", " is -1 in all of them"),
        (" [None](https://n.example)", " [None](https://n.example)"),
    ],
)
def test_what_says_something_stays(said: str, left: str) -> None:
    assert without_empty_links(PAPER + said) == PAPER + left


def test_addresses_that_lead_nowhere() -> None:
    assert all(map(says_nothing, ("None", "", " null ", "NaN", "undefined")))
    assert not any(map(says_nothing, ("https://none.example", "#none", "none.md")))


def test_badges_are_left_out_and_pictures_stay() -> None:
    star = "![Star](https://img.shields.io/github/stars/a/b.svg?style=social&label=Star)"
    assert without_badges(f"- [a](https://a.example) {star} words\n") == (
        "- [a](https://a.example) words\n"
    )
    assert without_badges(f"a [{star}](https://github.com/a/b)") == "a"
    for kept in ("![plot](https://a.example/plot.png)", f"`{star}`"):
        assert without_badges(kept) == kept
