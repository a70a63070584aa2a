"""Names of authors are told from other words, wherever they stand on a line."""

import pytest

from effllm_desktop.markdown.dialects import bylines

LEADING = {
    "Heron, A., Egret, B. (2020). Wading. Journal": (["A. Heron", "B. Egret"], 2020, "Wading"),
    "Heron, A. and Egret, B., 2010. Wading": (["A. Heron", "B. Egret"], 2010, "Wading"),
    "Heron, A. (2020, July). Wading": (["A. Heron"], 2020, "Wading"),
    "A. Heron and J.-P. de la Egret. Wading": (["A. Heron", "J.-P. de la Egret"], None, "Wading"),
    "Heron A, Egret BC. Wading": (["Heron A", "Egret BC"], None, "Wading"),
    "Ada Heron, Bob C. Egret, Cleo Stork. Wading": (
        ["Ada Heron", "Bob C. Egret", "Cleo Stork"],
        None,
        "Wading",
    ),
    "Ada Heron, Bob Egret: Wading": (["Ada Heron", "Bob Egret"], None, "Wading"),
    "Heron and Egret (2020). Wading": (["Heron", "Egret"], 2020, "Wading"),
    "Heron et al., Wading": (["Heron et al."], None, "Wading"),
    "A. Heron et al. Wading": (["A. Heron et al."], None, "Wading"),
    'Heron, Ada, and Bob Egret. "Wading': (["Ada Heron", "Bob Egret"], None, '"Wading'),
    "Ada Heron, Bob Egret, Cleo Stork, Wading in the Deep, Pond": (
        ["Ada Heron", "Bob Egret", "Cleo Stork"],
        None,
        "Wading in the Deep, Pond",
    ),
}


@pytest.mark.parametrize("line", LEADING)
def test_names_before_a_title(line: str) -> None:
    names, year, rest = LEADING[line]
    said = bylines.leading(line)
    assert said is not None
    assert (said.names, said.year) == (names, year)
    assert said.rest.startswith(rest)


@pytest.mark.parametrize(
    "line",
    [
        "Wading in shallow water. Journal",
        "Deep Learning, Graph Networks, and Big Data. A book",
        "HeronNet (2018). Wading",
        "Ada Heron: Wading",
        "Ada Heron, Bob Egret wade in the water",
        "Attention, memory, and thought. A book",
        "GPT-4 Technical Report. OpenAI. 2023",
        "Long Legs Of Birds In Water, Beaks, Feet",
        "A" + "b" * 70 + " Heron, Bob Egret, Cleo Stork. Wading",
    ],
)
def test_words_that_are_no_names(line: str) -> None:
    assert bylines.leading(line) is None


@pytest.mark.parametrize(
    ("words", "is_citation"),
    [
        ("Heron et al., 2020", True),
        ("(Heron & Egret, 2020)", True),
        ("[Heron et al.]", True),
        ("Heron, A., Egret, B. (2020).", True),
        ("HeronNet, 2018", False),
        ("Ada Heron, Bob Egret, Cleo Stork", False),
        ("2020", False),
    ],
)
def test_words_that_only_say_who_and_when(words: str, is_citation: bool) -> None:
    assert bylines.cites(words) == is_citation


@pytest.mark.parametrize(
    ("line", "title", "names", "year"),
    [
        ("Wading (2017), A. Heron", "Wading", ["A. Heron"], 2017),
        ("Wading (Book, Jan 2017), Ada Heron", "Wading", ["Ada Heron"], 2017),
        ("Wading in deep waters, A. Heron and B. Egret.", "Wading in deep waters", None, None),
        ("Wading, A. Heron", None, None, None),
        ("Wading in deep waters (2017) with A. Heron and friends", None, None, None),
        ("Wading (2017), Machine Learning", None, None, None),
    ],
)
def test_names_behind_a_title(
    line: str, title: str | None, names: list[str] | None, year: int | None
) -> None:
    said = bylines.trailing(line)
    assert (said and said[0]) == title
    if said is not None:
        assert said[1].names == (names or ["A. Heron", "B. Egret"])
        assert said[1].year == year


def test_names_and_a_year_behind_a_title_that_stands_apart() -> None:
    assert bylines.behind("(2014), A. Heron et al.") == (["A. Heron et al."], 2014, "")
    assert bylines.behind("Ada Heron, Bob Egret") == (["Ada Heron", "Bob Egret"], None, "")
    assert bylines.behind("Ada Heron") is None
    assert bylines.behind("a tool for herons") is None


def test_names_as_bibliographies_write_them() -> None:
    assert bylines.turned("Heron, Ada and Egret, Bob and others") == [
        "Ada Heron",
        "Bob Egret",
        "...",
    ]
    assert bylines.turned("Ada Heron and Bob Egret") == []
    assert bylines.turned("Ada Heron, Bob Egret") == []


def test_names_on_a_line_of_their_own_below_a_title() -> None:
    said = bylines.among_lines(". PondConf\vAda Heron, Bob Egret.\n [")
    assert said is not None
    assert (said.names, said.rest.split()) == (["Ada Heron", "Bob Egret"], [".", "PondConf"])
    assert bylines.among_lines("of herons\nthat wade") is None
    assert bylines.among_lines("of herons") is None


@pytest.mark.parametrize(
    ("names", "people", "has_others"),
    [
        (["Ada Heron et.al."], ["Ada Heron"], True),
        (["Ada Heron, et al"], ["Ada Heron"], True),
        (["Ada Heron", "Bob Egret and others"], ["Ada Heron", "Bob Egret"], True),
        (["Ada Heron", "et al."], ["Ada Heron"], True),
        (["Ada Heron", "...", "Bob Egret"], ["Ada Heron", "Bob Egret"], True),
        (["Ada Coral", "Bob Waters"], ["Ada Coral", "Bob Waters"], False),
        ([], [], False),
    ],
)
def test_signs_for_those_who_are_not_named_are_no_names(names, people, has_others) -> None:
    assert bylines.people(names) == (people, has_others)


@pytest.mark.parametrize(
    ("line", "names", "year"),
    [
        ("Ada Heron", ["Ada Heron"], None),
        ("Ada Heron and Bob Egret, 2018.", ["Ada Heron", "Bob Egret"], 2018),
        ("Ada Heron et al., 2018", ["Ada Heron", "..."], 2018),
        ("A. Heron; a longer text", ["A. Heron"], None),
        ("Ada Heron writes of lakes", None, None),
        ("those who wrote it", None, None),
    ],
)
def test_behind_by_one_name_is_enough(line, names, year) -> None:
    said = bylines.announced(line)
    assert (said and said.names) == names
    assert (said.year if said else None) == year
