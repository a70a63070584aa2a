import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.domain.lists import ReadList
from effllm_desktop.markdown import reader
from effllm_desktop.markdown.writer import Chapter, ChosenEntry, Frame, anchors, link, pieces


def curated(*parts: object) -> str:
    return "".join(pieces(*parts))  # type: ignore[arg-type]


A, B = "- [a](https://a.b)\n", "- [b](https://b.c)\n"


def test_a_curated_list() -> None:
    text = curated(
        Frame("Mine", contents_heading="Contents"),
        [
            Chapter("One", 2, (ChosenEntry(A),)),
            Chapter("Deeper [1]", 4, (ChosenEntry(B), ChosenEntry(A))),
            Chapter("Two", 2),
        ],
        [ChosenEntry(B)],
    )
    assert text == (
        "# Mine\n\n"
        f"{B}\n"
        "## Contents\n\n"
        "- [One](#one)\n\t- [Deeper \\[1\\]](#deeper-1)\n- [Two](#two)\n\n"
        f"## One\n\n{A}\n"
        f"#### Deeper [1]\n\n{B}{A}\n"
        "## Two\n"
    )


def test_nothing_chosen_is_a_title() -> None:
    assert curated(Frame("Mine"), []) == "# Mine\n"


def test_remarks_and_notes_stand_below_the_entry() -> None:
    entry = ChosenEntry(A.rstrip() + "\r\n", "read · 4/5", "First.\n\n# no heading\n")
    text = curated(Frame("M"), [], [entry])
    assert text.endswith(f"{A}\t- `read · 4/5`\n\n\t> First.\n\t>\n\t> # no heading\n")
    found = reader.read_text(text)
    assert len(found.sections) == 1
    assert found.entries[0].text.notes == ("read · 4/5", "First.\n\n# no heading")


def test_backticks_in_a_remark_are_held() -> None:
    text = curated(Frame("M"), [], [ChosenEntry(A, "tags: `a`, ``b")])
    assert reader.read_text(text).entries[0].text.notes == ("tags: `a`, ``b",)


def test_an_entry_from_below_an_item_stands_at_the_margin() -> None:
    assert f"\n{A}  *more*\n" in curated(Frame("M"), [], [ChosenEntry(f"  {A}    *more*\n")])


def test_headings_go_no_deeper_than_six() -> None:
    assert "\n###### X\n" in curated(Frame("M"), [Chapter("X", 9)])


def test_anchors_as_github_makes_them() -> None:
    headings = [
        "Efficient LLM",
        "Efficient LLM",
        "C++ & Rust!",
        "大模型 LLM",
        "a_b-c",
        "C++ & Rust!",
    ]
    assert anchors(headings) == [
        "efficient-llm",
        "efficient-llm-1",
        "c--rust",
        "大模型-llm",
        "a_b-c",
        "c--rust-1",
    ]


@given(st.lists(st.sampled_from(["a", "a-1", "A", "b", "a-1-1"]), max_size=12))
def test_anchors_are_unique(headings: list[str]) -> None:
    assert len(set(anchors(headings))) == len(headings)


def test_the_seeds_curated_whole_open_again_with_the_same_entries(
    seeds: dict[str, ReadList],
) -> None:
    for found in seeds.values():
        chapters = [
            Chapter(
                section.heading,
                section.level,
                tuple(ChosenEntry(e.source) for e in found.entries if e.section == section.index),
            )
            for section in found.sections[1:]
        ]
        text = curated(Frame(found.name or ""), chapters)
        again = reader.read_text(text)
        assert [e.text for e in again.entries] == [e.text for e in found.entries]
        assert [s.heading for s in again.sections] == [s.heading for s in found.sections]
        targets = re.findall(r"\]\(#([^)]*)\)", text)
        assert targets == anchors(s.heading for s in found.sections)[1:]


def test_anchors_of_signs() -> None:
    headings = ["x² ½ Ⅷ ٣", "a‿b", "A & B", "1 < 2 > 1", "vector<int>", "Ⓐ 🅰️ 🚀 ⚙️"]
    named = ["x--ⅷ-٣", "a‿b", "a--b", "1--2--1", "vectorint", "ⓐ-🅰️--️"]
    assert anchors(headings) == named


WORDS = st.lists(
    st.sampled_from(
        [
            *("A*", "*b*", "__init__", "a_b", "`c`", "#", "##", "[2]", "](x", "\\", "$L_2$"),
            *("v<int>", "<b>", "</b>", "<!--", "<https://x.y>", "R&D;", "&amp;", "&#60;", "~~d~~"),
        ]
    ),
    min_size=1,
    max_size=5,
)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=4))
def test_headings_read_again_as_they_are(headings: list[str]) -> None:
    title, *others = headings
    text = curated(Frame(title), [Chapter(heading, 2, (ChosenEntry(A),)) for heading in others])
    found = reader.read_text(text)
    assert [section.heading for section in found.sections] == headings
    assert len(found.entries) == len(others)
    assert found.problems == ()


def test_a_heading_stays_on_its_line() -> None:
    assert curated(Frame("A\n# B"), []) == "# A # B\n"


@pytest.mark.parametrize("margin", ["  ", "   ", "\t"])
def test_remarks_and_notes_belong_to_the_entry_not_to_an_item_in_it(margin: str) -> None:
    entry = ChosenEntry(f"{A}{margin}- more\n", "read", "see [c](https://c.d)")
    (found,) = reader.read_text(curated(Frame("M"), [], [entry])).entries
    assert found.text.notes == ("more", "read", "see [c](https://c.d)")
    assert found.text.links == ()
    (silent,) = reader.read_text(
        curated(Frame("M"), [], [ChosenEntry(entry.source, note=entry.note)])
    ).entries
    assert silent.text.notes == ("more", "see [c](https://c.d)")
    assert silent.text.links == ()


def test_a_title_without_an_address_is_no_link() -> None:
    assert link("a [b]", "") == "a \\[b\\]"
    assert link("a", "https://x.y/(z)") == "[a](<https://x.y/(z)>)"


def test_a_badge_behind_the_title_leaves_a_blank_in_its_anchor() -> None:
    """As GitHub makes it: a section of the same name has the anchor without a number."""
    chapters = [Chapter("One", 2, (ChosenEntry(A),))]
    badge = "[![B](https://b.example/b.svg)](https://b.example)"
    assert "- [One](#one)\n" in curated(Frame("One", badge=badge), chapters)
    assert "- [One](#one-1)\n" in curated(Frame("One"), chapters)
