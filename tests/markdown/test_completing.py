"""Authors that are left out and numbers of citations are put in; every other character stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown.completing import Completed, Wanted, completed, leaves_out, proved
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.edits import apply
from tests.support.new_entries import documents

PEOPLE = ("Ann Adams", "Bo Berg", "Cy Cole", "Di Dorn", "Ed Eck")
HEAD = "- **A paper**, `arXiv, 2404.00001`, [arxiv](http://arxiv.org/abs/2404.00001v1)"
BELOW = HEAD + ", cication: [**{}**]({})\n\n\t *{}*\n"


def brought(text: str, wanted: Wanted, position: int = 0) -> str:
    document = Document(text)
    found = proved(document, {position: completed(document, position, wanted)})
    return apply(text, [edit for one in found.values() for edit in one.edits])


@pytest.mark.parametrize(
    ("names", "after"),
    [
        ("Ann Adams, ..., Ed Eck", "Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck"),
        ("Ann Adams, Bo Berg, …", "Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck"),
        ("Ann Adams,\n\t Bo Berg, ..., Ed Eck", "Ann Adams,\n\t Bo Berg, Cy Cole, Di Dorn, Ed Eck"),
        ("A. Adams, ..., Édouard  Eck", "A. Adams, Bo Berg, Cy Cole, Di Dorn, Édouard  Eck"),
        ("J. Ann Adams, ..., Ed Eck", "J. Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck"),
        ("Ann Adams et al.", "Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck"),
        ("Ann Adams, Bo Berg, et al", "Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck"),
        ("Adams et al.", "Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck"),
        ("A. Adams et al.", "Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck"),
        (
            "Ann Adams, Bo Berg, ..., Cy Cole, Di Dorn, Ed Eck",
            "Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck",
        ),
    ],
)
def test_the_sign_gives_way_to_the_names(names: str, after: str) -> None:
    text = BELOW.format(-1, "None", names)
    assert leaves_out(Document(text).entry(0).text)
    assert brought(text, Wanted(PEOPLE)) == BELOW.format(-1, "None", after)


@pytest.mark.parametrize(
    "names",
    [
        "Somebody Else, ..., Ed Eck",
        "Ann Adams, ..., Somebody Else",
        "Bo Berg, ..., Ed Eck",
        "Ann Adams, ..., Cy Cole, ..., Ed Eck",
        "Zed et al.",
        "Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck, Flo Fox et al.",
        "Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck, Flo Fox, ...",
        "Ann Adams, ..., Ann Adams, Bo Berg, Cy Cole, Di Dorn, Ed Eck",
        "01. AI, :, Ann Adams, ..., Ed Eck",
    ],
)
def test_where_others_stand_there_nothing_is_written(names: str) -> None:
    text = BELOW.format(-1, "None", names)
    assert brought(text, Wanted(PEOPLE)) == text
    assert completed(Document(text), 0, Wanted(PEOPLE)).other_names


def test_a_name_without_a_letter_is_nobody_s() -> None:
    text = BELOW.format(-1, "None", "Ann Adams, ..., Ed Eck")
    assert brought(text, Wanted(("\u2014", "Bo Berg", "Ed Eck"))) == text


def test_names_that_are_all_there_stay() -> None:
    text = BELOW.format(-1, "None", "Ann Adams, Bo Berg")
    found = completed(Document(text), 0, Wanted(PEOPLE))
    assert found == Completed()


def test_names_are_escaped() -> None:
    text = BELOW.format(-1, "None", "Ann Adams, ..., Ed Eck")
    after = brought(text, Wanted(("Ann Adams", "B*o* [Berg]", "Ed Eck")))
    assert "Ann Adams, B\\*o\\* \\[Berg\\], Ed Eck" in after
    assert Document(after).entry(0).text.authors == ("Ann Adams", "B*o* [Berg]", "Ed Eck")


def test_a_name_that_would_be_two_is_not_written() -> None:
    text = BELOW.format(-1, "None", "Ann Adams, ..., Ed Eck")
    assert brought(text, Wanted(("Ann Adams", "Berg, Bo", "Ed Eck"))) == text


SCHOLAR = "https://scholar.google.com/scholar?cites=516&hl=en"


@pytest.mark.parametrize(
    ("old", "url", "after"),
    [
        ("-1", "None", "1234"),
        ("", "None", "1234"),
        ("None", "None", "1234"),
        ("82", SCHOLAR, "1234"),
        ("1,001", SCHOLAR, "1,234"),
    ],
)
def test_the_number_gives_way_to_the_new_one(old: str, url: str, after: str) -> None:
    text = BELOW.format(old, url, "Ann Adams")
    assert brought(text, Wanted(citations=1234)) == BELOW.format(after, url, "Ann Adams")
    assert Document(BELOW.format(after, url, "Ann Adams")).entry(0).text.citations == 1234


@pytest.mark.parametrize("old", ["1234", "1235", "many", "1,234"])
def test_a_number_that_is_as_large_or_a_word_stays(old: str) -> None:
    text = BELOW.format(old, "None", "Ann Adams")
    assert brought(text, Wanted(citations=1234)) == text


def test_a_link_to_who_cites_it_counts_without_a_word() -> None:
    text = f"{HEAD} ([7]({SCHOLAR}))\n"
    assert brought(text, Wanted(citations=9)) == f"{HEAD} ([9]({SCHOLAR}))\n"


def test_a_link_that_is_written_elsewhere_keeps_its_number() -> None:
    text = f"{HEAD} ([7][who])\n\n[who]: {SCHOLAR}\n"
    assert Document(text).entry(0).text.citations == 7
    assert brought(text, Wanted(citations=9)) == text


CITED = "- [A paper](https://arxiv.org/abs/2404.00001){}\n"


@pytest.mark.parametrize(
    ("old", "after"),
    [
        (" 12 citations", " 1234 citations"),
        (" (12 citations)", " (1234 citations)"),
        (" - About pruning. 12 citations.", " - About pruning. 1234 citations."),
        (" (ICML 2024, 1,001 citations)", " (ICML 2024, 1,234 citations)"),
        (" · **12** citations · [code](https://github.com/a/b)",
         " · **1234** citations · [code](https://github.com/a/b)"),
        (" [code](https://x.org/a), *12 cites*", " [code](https://x.org/a), *1234 cites*"),
        (" ([it](https://github.com/a/it) - a) `12 citations`",
         " ([it](https://github.com/a/it) - a) `1234 citations`"),
        (" [1.1k citations](https://scholar.google.com/x)", " [1.2k citations](https://scholar.google.com/x)"),
        (" - About pruning, cited by 12", " - About pruning, cited by 1234"),
        ("\n  - Citations: 12", "\n  - Citations: 1234"),
        ("\n\n  Cited by: **12**", "\n\n  Cited by: **1234**"),
    ],
)  # fmt: skip
def test_a_number_of_citations_without_a_link_gives_way_to_the_new_one(
    old: str, after: str
) -> None:
    assert brought(CITED.format(old), Wanted(citations=1234)) == CITED.format(after)


@pytest.mark.parametrize(
    "words",
    [
        " 1,234 citations",  # as many
        " 1300 citations",
        " 1.2k citations",  # as it would be written
        " - More than 12 citations",
        " - Finds 12 citations",
        " - 12 citations are enough",
        " - Collections: 12",
        " - Found some 1,012 citations",
        " - From 10–12 citations",
        " - 100+ citations",
        " 12 citations in 2023",
        " - 12 citations, once 13 citations",
        " and [another](https://arxiv.org/abs/2404.00002), 12 citations",
        "\n  - [Another one](https://example.org/x) 12 citations",
    ],
)
def test_a_number_that_may_mean_anything_else_stays(words: str) -> None:
    assert brought(CITED.format(words), Wanted(citations=1234)) == CITED.format(words)


def test_citations_in_words_of_a_bold_title_and_in_a_row() -> None:
    bold = "- **A paper** - {} citations, [arxiv](http://arxiv.org/abs/2404.00001v1)\n"
    assert brought(bold.format(12), Wanted(citations=99)) == bold.format(99)
    row = "| Paper | Note |\n|---|---|\n| [A](https://arxiv.org/abs/2404.00001) | {} citations |\n"
    assert brought(row.format(12), Wanted(citations=99)) == row.format(99)


@pytest.mark.parametrize(
    ("found", "words"),
    [("One", "O](http://e.org/1)\n## New\n- [x"), ("Two", "2"), ("One", "1")],
)
def test_what_would_change_others_is_not_written(found: str, words: str) -> None:
    """Whatever an edit says of itself: the result is read again."""
    text = "# L\n\n- [One](http://e.org/1)\n- [Two](http://e.org/2)\n"
    document = Document(text)
    start = text.index(found)
    edit = Edit(start, start + len(found), words)
    meant = document.entry(0).text
    assert proved(document, {0: Completed((edit,), meant)}) == {}
    right = {0: Completed((edit,), meant._replace(title="1"))}
    assert proved(document, right) == (right if words == "1" else {})


def test_both_at_once_and_nothing_where_there_is_no_place() -> None:
    text = BELOW.format(-1, "None", "Ann Adams, ..., Ed Eck")
    document = Document(text)
    found = completed(document, 0, Wanted(PEOPLE, 5))
    assert (found.authors, found.citations, len(found.edits)) == (True, True, 2)
    assert brought(text, Wanted(PEOPLE, 5)) == BELOW.format(5, "None", ", ".join(PEOPLE))
    assert completed(Document("- [a](http://a.b)\n"), 0, Wanted(PEOPLE, 5)) == Completed()


def test_cells_of_a_table() -> None:
    head = "| Paper | Authors | Citations |\n|---|---|---|\n"
    row = "| [A paper](https://arxiv.org/abs/2404.00001) | Ann Adams, ..., Ed Eck | {} |\n"
    after = (
        "| [A paper](https://arxiv.org/abs/2404.00001) | Ann Adams, Bo \\| Berg, Ed Eck | 12 |\n"
    )
    for old in ("-", "3"):
        text = head + row.format(old)
        assert brought(text, Wanted(("Ann Adams", "Bo | Berg", "Ed Eck"), 12)) == head + after
    text = head + row.format("so many")
    assert brought(text, Wanted(citations=12)) == text
    assert brought(head + row.format(""), Wanted(citations=12)) == head + row.format("")


GAZERS = "https://github.com/own/tool/stargazers"
TOOL = "- [own/tool](https://github.com/own/tool) {}\n"


@pytest.mark.parametrize(
    ("old", "after"),
    [
        ("⭐ 1,001 - Serves models.", "⭐ 12,345 - Serves models."),
        ("- Serves models. ⭐️ 12.1k", "- Serves models. ⭐️ 12.3k"),
        ("(★ 12K) Serves models", "(★ 12K) Serves models"),
        ("- Serves `11K stars`", "- Serves `12K stars`"),
        ("- Serves (900 stars)", "- Serves (12345 stars)"),
        (f"[⭐ 1.20k]({GAZERS}) - it", f"[⭐ 12.35k]({GAZERS}) - it"),
        ("- Serves, stars: 7", "- Serves, stars: 12345"),
        ("- ⭐ 10 ways to serve", "- ⭐ 10 ways to serve"),
        ("- Worth 5 stars", "- Worth 5 stars"),
        ("- ⭐ 7, once ⭐ 8", "- ⭐ 7, once ⭐ 8"),
    ],
)  # fmt: skip
def test_stars_are_written_as_they_were(old: str, after: str) -> None:
    assert brought(TOOL.format(old), Wanted(stars=12345)) == TOOL.format(after)


def test_of_few_stars_no_thousands_are_written() -> None:
    assert brought(TOOL.format("⭐ 1.2k"), Wanted(stars=999)) == TOOL.format("⭐ 999")


def test_stars_are_those_of_a_repository() -> None:
    text = "- [A post](https://example.org/post) ⭐ 12\n"
    assert brought(text, Wanted(stars=99)) == text


@pytest.mark.parametrize("head", ["Stars", "⭐", "GitHub stars", "# stars"])
def test_a_column_of_stars(head: str) -> None:
    table = f"| Name | {head} | About |\n|---|---|---|\n"
    row = "| [tool](https://github.com/own/tool) | {} | Serves |\n"
    assert brought(table + row.format("1.1k"), Wanted(stars=1234)) == table + row.format("1.2k")
    for other in ("⭐⭐", "-", ""):
        assert brought(table + row.format(other), Wanted(stars=1)) == table + row.format(other)


def test_a_row_with_more_cells_than_the_head() -> None:
    text = "| Name |\n|---|\n| [tool](https://github.com/own/tool) | 12 |\n"
    assert brought(text, Wanted(stars=99)) == text


def test_line_ends_and_damaged_bytes_stay() -> None:
    text = (BELOW.format(-1, "None", "Ann Adams, ..., Ed Eck") + "\nodd \udcff\n").replace(
        "\n", "\r\n"
    )
    after = brought(text, Wanted(PEOPLE, 5))
    assert after == text.replace("-1", "5").replace("...", "Bo Berg, Cy Cole, Di Dorn")


NAMES = st.text("abc DE.-*_`[]<>$&\\!|éß文,", min_size=1, max_size=12)


ELIDED = st.sampled_from(
    [
        BELOW.format(-1, "None", "Ann Adams, ..., Ed Eck"),
        BELOW.format(3, SCHOLAR, "Ann Adams, Bo Berg, …"),
        BELOW.format("", "None", "Ann Adams et al."),
    ]
)


@settings(max_examples=60)
@given(documents(), st.lists(ELIDED, max_size=3), st.data())
def test_nothing_outside_the_spans_is_touched_and_the_rest_says_what_it_said(
    mixed, elided, data
) -> None:
    text = mixed + "\n\n" + "".join(elided)
    document = Document(text)
    found = {}
    for place, entry in enumerate(document.entries):
        names = entry.text.authors
        more = tuple(data.draw(st.lists(NAMES, max_size=2)))
        at = data.draw(st.integers(0, len(names)))
        if "et al" in entry.source:
            at = len(names)
        wanted = Wanted((*names[:at], *more, *names[at:]), data.draw(st.integers(0, 10**6)))
        found[place] = completed(document, place, wanted)
    kept = proved(document, found)
    edits = sorted(edit for one in kept.values() for edit in one.edits)
    after_text = apply(text, edits)
    position = shift = 0
    for edit in edits:  # what stands between the spans is what stood there
        owner = [one for one in document.entries if one.start <= edit.start <= edit.end <= one.end]
        assert owner, "an edit lies outside all entries"
        assert after_text[position + shift : edit.start + shift] == text[position : edit.start]
        shift += len(edit.replacement) - (edit.end - edit.start)
        position = edit.end
    assert after_text[position + shift :] == text[position:]
    after = Document(after_text)
    assert after.headings == document.headings
    for place, (old, new) in enumerate(zip(document.entries, after.entries, strict=True)):
        if place in kept:
            assert new.text == kept[place].text
        else:
            assert (new.source, new.values) == (old.source, old.values)
