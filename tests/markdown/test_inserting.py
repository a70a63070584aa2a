"""Entries put in, taken out, moved: in the section's own style, and nothing else changes."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.lists import EntryText, Kind, Link, Marks, ReadList, Role
from effllm_desktop.markdown import inserting, source
from effllm_desktop.markdown.documents import Document, Meaning, proved
from effllm_desktop.markdown.edits import Edit, apply
from tests.support.new_entries import documents, new_entries, page, paper

SHORT = page("A short way", "https://new.example/short", "What it is")
LONG = paper("2512.10001", "A new model", "Ann Author", "Bo Writer", code="new/model")


def put(text: str, section: int | None, entry: EntryText) -> str:
    document = Document(text)
    return apply(text, inserting.inserted(document, section, entry).edits)


def take(text: str, *positions: int) -> str:
    return apply(text, inserting.removed(Document(text), positions))


def move(text: str, position: int, section: int | None, before: int | None = None) -> str:
    return apply(text, inserting.moved(Document(text), position, section, before))


@pytest.mark.parametrize(
    ("text", "entry", "line"),
    [
        ("# L\n\n- [a](http://a.b)\n", SHORT, "- [A short way](https://new.example/short)\n"),
        (
            "# L\n\n* [a](http://a.b) - Words.\n",
            SHORT,
            "* [A short way](https://new.example/short) - What it is.\n",
        ),
        (
            "# L\n\n+ **[a](http://a.b)**: Words of it\n",
            SHORT,
            "+ **[A short way](https://new.example/short)**: What it is\n",
        ),
        (
            "# L\n\n1. [a](http://a.b)\n2. [c](http://c.d)\n",
            SHORT,
            "3. [A short way](https://new.example/short)\n",
        ),
        (
            "# L\n\n1. [a](http://a.b)\n1. [c](http://c.d)\n",
            SHORT,
            "1. [A short way](https://new.example/short)\n",
        ),
        (
            "# L\n\n- [a](http://a.b)\n\n- [c](http://c.d)\n",
            SHORT,
            "\n- [A short way](https://new.example/short)\n",
        ),
        (
            (
                "# L\n\n- **The old one**, `arXiv, 2401.00001`, "
                "[arxiv](http://arxiv.org/abs/2401.00001v2), "
                "[pdf](http://arxiv.org/pdf/2401.00001v2.pdf)"
                "\n\n\t *One, Two*\n"
            ),
            LONG,
            (
                "- **A new model**, `arXiv, 2512.10001`, "
                "[arxiv](http://arxiv.org/abs/2512.10001v1), "
                "[pdf](http://arxiv.org/pdf/2512.10001v1.pdf)\n\n\t *Ann Author, Bo Writer*\n"
            ),
        ),
        (
            (
                "# L\n\n- The old one of them. [[paper]](https://arxiv.org/abs/2401.00001) "
                "[[code]](https://github.com/a/b)\n"
            ),
            LONG,
            (
                "- A new model. [[paper]](https://arxiv.org/abs/2512.10001) "
                "[[code]](https://github.com/new/model)\n"
            ),
        ),
        (
            (
                "# L\n\n- [The old one](https://arxiv.org/abs/2401.00001) "
                "([b](https://github.com/a/b) - a) ![S](https://img.shields.io/github/stars/a/b)\n"
            ),
            LONG,
            (
                "- [A new model](https://arxiv.org/abs/2512.10001) "
                "([model](https://github.com/new/model) - new) "
                "![S](https://img.shields.io/github/stars/new/model)\n"
            ),
        ),
        (
            (
                "# L\n\n| Title | Authors | Year | Code |\n|--|--|--|--|\n"
                "| [The old one](https://arxiv.org/abs/2401.00001) | One | 2024 "
                "| [code](https://github.com/a/b) |\n"
            ),
            LONG,
            (
                "| [A new model](https://arxiv.org/abs/2512.10001) | Ann Author, Bo Writer | 2025 "
                "| [code](https://github.com/new/model) |\n"
            ),
        ),
        (
            (
                "# L\n\nName | Paper | Notes | X\n--|--|--|--\n"
                "The old one | [paper](https://arxiv.org/abs/2401.00001) | words | y\n"
            ),
            LONG,
            "A new model | [paper](https://arxiv.org/abs/2512.10001) |  | \n",
        ),
        (
            "# L\n\n[The old one](http://a.b) is good.\n\n[Another one](http://a.c) too.\n",
            SHORT,
            "\n[A short way](https://new.example/short) What it is.\n",
        ),
    ],
)
def test_a_new_entry_is_written_like_those_before_it(
    text: str, entry: EntryText, line: str
) -> None:
    assert put(text, 0, entry) == text + line


def test_repositories_have_owners_and_badges_as_the_others_have() -> None:
    badge = "![Star](https://img.shields.io/github/stars/{0}.svg?style=social)"
    old = "- [b](https://github.com/a/b) - a " + badge.format("a/b")
    text = f"# L\n\n{old}\n\n\t *Words of it*\n"
    new = page("quick", "https://github.com/new/quick", "What it is")
    repository = new._replace(kind=Kind.REPOSITORY, repository="new/quick")
    assert put(text, 0, repository) == (
        f"{text}- [quick](https://github.com/new/quick) - new {badge.format('new/quick')}"
        "\n\n\t *What it is*\n"
    )
    assert put(text, 0, SHORT).endswith(
        "- [A short way](https://new.example/short)\n\n\t *What it is*\n"
    )


def test_authors_are_left_out_where_the_others_leave_them_out() -> None:
    text = (
        "# L\n\n- **The old one**, `arXiv, 2401.00001`, [arxiv](http://arxiv.org/abs/2401.00001)"
        "\n\n\t *A, B, C, ..., Y, Z*\n"
    )
    many = paper("2512.10001", "A new model", *"KLMNOPQ")
    assert put(text, 0, many).endswith("*K, L, M, ..., P, Q*\n")
    assert put(text, 0, paper("2512.10001", "A new model", *"KLM")).endswith("*K, L, M*\n")
    elided = many._replace(authors=tuple("KLMPQ"), authors_elided=True)
    assert put(text, 0, elided).endswith("*K, L, M, ..., P, Q*\n")


def test_without_entries_nearby_the_list_says_how() -> None:
    text = "# L\n\n## A\n\n* [a](http://a.b): Words\n\n## B\n\nNothing yet.\n\n## C\n"
    new = "* [A short way](https://new.example/short): What it is\n"
    assert put(text, 2, SHORT) == text.replace("yet.\n", f"yet.\n\n{new}")
    assert put(text, 3, SHORT) == f"{text}\n{new}"


@pytest.mark.parametrize(("text", "place"), [("# L\n", 0), ("", None), ("Words\n", None)])
def test_a_list_without_entries_gets_them_as_the_lists_that_come_along_have_them(
    text: str, place: int | None
) -> None:
    new = (
        "- **A new model**, `arXiv, 2512.10001`, [arxiv](http://arxiv.org/abs/2512.10001v1), "
        "[pdf](http://arxiv.org/pdf/2512.10001v1.pdf)\n\n\t *Ann Author, Bo Writer* "
        "· ([model](https://github.com/new/model) - new)\n"
    )
    assert put(text, place, LONG) == text + ("\n" if text else "") + new


def test_a_heading_right_below_keeps_its_distance() -> None:
    new = "- [A short way](https://new.example/short) - What it is.\n"
    assert put("# L\n## B\n", 0, SHORT) == f"# L\n\n{new}\n## B\n"


def test_the_last_line_stays_without_a_line_end() -> None:
    assert put("# L\r\n\r\n- [a](http://a.b)", 0, SHORT._replace(description=None)) == (
        "# L\r\n\r\n- [a](http://a.b)\r\n- [A short way](https://new.example/short)"
    )
    assert put("# L", 0, SHORT).startswith("# L\n\n- [A")


@pytest.mark.parametrize(
    ("numbers", "before"),
    [
        (["2401.00001", "2402.00001", "2601.00001", "2602.00001"], 2),
        (["2602.00001", "2601.00001", "2402.00001", "2401.00001"], 2),
        (["2402.00001", "2401.00001", "2403.00001", "2401.00005"], 4),
    ],
)
def test_the_order_of_the_section_is_kept(numbers: list[str], before: int) -> None:
    lines = [f"- [Paper {n}](https://arxiv.org/abs/{n})\n" for n in numbers]
    text = "# L\n\n" + "".join(lines)
    after = Document(put(text, 0, LONG._replace(links=())))
    assert [e.text.key for e in after.entries].index("arxiv:2512.10001") == before


def test_years_and_titles_are_orders_too() -> None:
    titles = "# L\n\n" + "".join(f"- [{t}](http://{t}.b)\n" for t in ("aa", "ab", "ba", "bb"))
    assert "ba" in put(titles, 0, page("ac", "http://new.b")).split("[ac]")[1]
    rows = [
        f"| [{t}](http://{t}.b) | {y} |\n" for t, y in zip("zaxb", (20, 21, 24, 25), strict=True)
    ]
    table = "# L\n\n| Title | Year |\n|--|--|\n" + "".join(rows).replace("| 2", "| 202")
    new = page("m", "http://new.b")._replace(year=2022)
    assert put(table, 0, new).index("[m]") < put(table, 0, new).index("[x]")


def test_old_papers_of_arxiv_have_no_month_to_go_by() -> None:
    old = "- [P {0}](https://arxiv.org/abs/math/030913{0})\n"
    text = "# L\n\n" + "".join(old.format(n) for n in (4, 2, 3, 1))
    assert put(text, 0, LONG).rstrip().endswith("2512.10001)")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (page("A *b* [c] <d> &amp; `e`", "https://n.e/1"), "A *b* [c] <d> &amp; `e`"),
        (page("With brackets", "https://n.e/a_(b)"), "With brackets"),
        (page("Odd brackets", "https://n.e/a)b"), "Odd brackets"),
        (page("https://n.e/only", "https://n.e/only"), "https://n.e/only"),
    ],
)
def test_signs_that_mean_something_are_escaped(entry: EntryText, said: str) -> None:
    after = Document(put("# L\n\n- [a](http://a.b)\n", 0, entry))
    assert after.entries[1].text.title == said


def test_another_kind_of_work_is_named_by_what_it_is() -> None:
    text = "# L\n\n- **The old one**, `ICLR, 2024`, [arxiv](https://arxiv.org/abs/2401.00001)\n"
    after = put(text, 0, page("A page", "https://n.e/1"))
    assert after.endswith("- **A page**, [link](https://n.e/1)\n")
    venue = LONG._replace(venue="ICML", links=())
    assert "**A new model**, `ICML, 2025`, [arxiv](" in put(text, 0, venue)
    assert "`" not in put(text, 0, LONG._replace(arxiv=None, key="", url="http://n.e/2")).split("\n")[3]  # fmt: skip # noqa: E501


@settings(max_examples=30)
@given(documents(), new_entries(), st.data())
def test_whatever_the_list_an_entry_is_one_inserted_span(
    text: str, new: EntryText, data: st.DataObject
) -> None:
    document = Document(text)
    section = data.draw(st.sampled_from([None, *range(len(document.sections))]))
    try:
        written = inserting.inserted(document, section, new)
    except BadInput:
        return  # said so, and nothing was changed
    (edit,) = written.edits
    assert edit.start == edit.end
    after = Document(apply(text, written.edits))
    assert len(after.entries) == len(document.entries) + 1
    (mine,) = [one for one in after.entries if one.text.key.partition("#")[0] == new.key]
    assert mine.section == section
    assert after.text.endswith(("\r", "\n")) == (text.endswith(("\r", "\n")) or not text)
    ends = edit.replacement.replace(document.newline, "")
    assert "\n" not in ends
    assert "\r" not in ends


@given(documents(), st.data())
def test_whatever_the_list_only_what_is_meant_is_taken_out(text: str, data: st.DataObject) -> None:
    document = Document(text)
    assume(document.entries)
    places = data.draw(st.sets(st.integers(0, len(document.entries) - 1), min_size=1, max_size=3))
    try:
        edits = inserting.removed(document, sorted(places))
    except BadInput:
        return
    after = Document(apply(text, edits))
    assert after.said == [one for at, one in enumerate(document.said) if at not in places]
    assert all(edit.replacement == "" for edit in edits)
    gone = [document.entries[place] for place in places]
    for edit in edits:  # blank lines at most
        left = text[edit.start : edit.end]
        for one in sorted(gone, key=lambda entry: -len(entry.source)):  # one may begin like another
            left = left.replace(one.source, "", 1)
        assert not left.strip(" \t>\r\n")


@settings(max_examples=30)
@given(documents(), st.data())
def test_whatever_the_list_a_moved_entry_says_the_same(text: str, data: st.DataObject) -> None:
    document = Document(text)
    assume(document.entries)
    place = data.draw(st.integers(0, len(document.entries) - 1))
    section = data.draw(st.sampled_from([None, *range(len(document.sections))]))
    try:
        edits = inserting.moved(document, place, section, None)
    except BadInput:
        return
    after = Document(apply(text, edits))
    assert sorted(title for _, title in after.said) == sorted(title for _, title in document.said)
    assert after.headings == document.headings


LIST = "# L\n\n## A\n\n- [a](http://a.b)\n- [c](http://c.d)\n\n## B\n\n  * [e](http://e.f)\n"


def test_entries_are_moved_before_others_and_to_ends() -> None:
    assert move(LIST, 1, 1, 0) == LIST.replace(
        "- [a](http://a.b)\n- [c](http://c.d)\n", "- [c](http://c.d)\n- [a](http://a.b)\n"
    )
    assert move(LIST, 0, 1) == move(LIST, 1, 1, 0)
    assert move(LIST, 0, 2) == LIST.replace("- [a](http://a.b)\n", "") + "  - [a](http://a.b)\n"
    assert move(LIST, 2, 1, 1).startswith(LIST.partition("- [c]")[0] + "* [e](http://e.f)\n- [c]")


def test_an_entry_that_stands_there_already_stays() -> None:
    assert move(LIST, 0, 1, 1) == LIST
    assert move(LIST, 1, 1) == LIST
    assert move(LIST, 1, 1, 1) == LIST


def test_the_last_entry_of_a_file_moves_up() -> None:
    text = "# L\n\n- [a](http://a.b)\n\n- [c](http://c.d)"
    assert move(text, 1, 0, 0) == "# L\n\n- [c](http://c.d)\n\n- [a](http://a.b)"
    assert move(text, 0, 0) == "# L\n\n- [c](http://c.d)\n\n- [a](http://a.b)"


def test_what_leaves_a_table_becomes_an_item_and_the_other_way_round() -> None:
    text = "# L\n\n## A\n\n| Title | Year |\n|--|--|\n| [a](http://a.b) | 2020 |\n\n## B\n\n- [c](http://c.d)\n"
    assert move(text, 0, 2).endswith("- [c](http://c.d)\n- [a](http://a.b)\n")
    assert "| [a](http://a.b) | 2020 |\n| [c](http://c.d) |  |\n" in move(text, 1, 1)


def test_all_entries_of_a_section_leave_no_heap_of_blank_lines() -> None:
    assert take(LIST, 0, 1) == "# L\n\n## A\n\n## B\n\n  * [e](http://e.f)\n"
    assert take(LIST, 2) == LIST.partition("\n  * ")[0]
    assert take("- [a](http://a.b)", 0) == ""
    assert take("# L\r\n\r\n- [a](http://a.b)", 0) == "# L"
    assert take("# L\n\n- [a](http://a.b)\n- [c](http://c.d)\n\n# M\n", 1) == (
        "# L\n\n- [a](http://a.b)\n\n# M\n"
    )


def test_what_is_not_there_is_refused() -> None:
    document = Document(LIST)
    for act in (
        lambda: inserting.removed(document, [9]),
        lambda: inserting.inserted(document, 9, SHORT),
        lambda: inserting.moved(document, 0, 2, 1),
    ):
        with pytest.raises(BadInput):
            act()


def test_an_edit_that_would_be_read_as_something_else_is_refused() -> None:
    document = Document(LIST)
    with pytest.raises(BadInput, match="headings"):
        proved(document, [Edit(0, 0, "# X\n\n")], Meaning(document.said, document.headings))
    with pytest.raises(BadInput, match="something else"):
        proved(document, [Edit(len(LIST), len(LIST), "  * [x](http://x.y)\n")],
               Meaning(document.said, document.headings))  # fmt: skip


def test_entries_of_the_seeds_come_back_as_they_were(seeds: dict[str, ReadList]) -> None:
    """Hide an entry, add it from what it says: most come back byte for byte."""
    for name, least in (("Awesome efficient llm", 10), ("Efficient LLM", 2)):
        whole = Document("".join(_text(seeds[name])))
        same = 0
        for position, entry in list(enumerate(whole.entries))[::24]:
            text = take(whole.text, position)
            written = inserting.inserted(Document(text), entry.section, entry.text)
            same += written.markdown == entry.source.rstrip("\n")
        assert same >= least, name


def _text(read: ReadList) -> list[str]:
    """A seed, of its headings and entries alone."""
    parts = [(one.start, f"\n{'#' * one.level} {one.heading}\n\n") for one in read.sections]
    parts += [(one.start, one.source) for one in read.entries]
    return [words for _, words in sorted(parts)]


def test_bytes_that_are_no_text_stay() -> None:
    text = source.decode(b"# L\n\n- [\xff](http://a.b)\n- [c](http://c.d)\n")
    assert source.encode(take(text, 1)) == b"# L\n\n- [\xff](http://a.b)\n"
    assert Kind.ARTICLE is SHORT.kind


def test_code_that_is_no_repository_is_a_link_without_an_owner() -> None:
    text = (
        "# L\n\n- [The old one](https://arxiv.org/abs/2401.00001) "
        "([b](https://github.com/a/b) - a)\n"
    )
    code = (Link("code", "https://gitlab.com/new/model", Role.CODE),)
    after = put(text, 0, LONG._replace(links=code))
    assert after == text + (
        "- [A new model](https://arxiv.org/abs/2512.10001) ([code](https://gitlab.com/new/model))\n"
    )


def test_long_titles_are_broken_into_lines_as_the_others_are() -> None:
    old = "A title that is quite long and\n  goes on below it"
    text = f"# L\n\n- **{old}**, [arxiv](https://arxiv.org/abs/2401.00001)\n"
    title = "A new title of about that length, which then also goes on in one more line than it"
    assert put(text, 0, paper("2512.10001", title)) == text + (
        "- **A new title of about that\n  length, which then also goes\n"
        "  on in one more line than it**, [arxiv](https://arxiv.org/abs/2512.10001)\n"
    )
    short = "- **Short**, [arxiv](https://arxiv.org/abs/2512.10001)\n"
    assert put(text, 0, paper("2512.10001", "Short")) == text + short
    whole = [
        f"- **A title that stays in its line, however long it is, {n}**, "
        f"[arxiv](https://arxiv.org/abs/2402.0000{n})\n"
        for n in (1, 2)
    ]
    mixed = text + "".join(whole)
    assert f"**{title}**" in put(mixed, 0, paper("2512.10001", title))


ASIDES = (
    Link("page", "https://new.example/page", Role.PROJECT),
    Link("code", "https://github.com/new/model", Role.CODE),
    Link("blog", "https://new.example/blog (1)", Role.OTHER),
)


def test_links_beside_the_title_stand_in_their_order_in_the_others_form() -> None:
    old = "- **The old one**, [arxiv](https://arxiv.org/abs/2401.00001)"
    new = "- **A new model**, [arxiv](https://arxiv.org/abs/2512.10001)"
    entry = LONG._replace(links=ASIDES, authors=())
    only_code = f"# L\n\n{old} ([b](https://github.com/a/b) - a)\n"
    assert put(only_code, 0, entry) == only_code + (
        f"{new} ([page](https://new.example/page)) ([model](https://github.com/new/model) - new) "
        "([blog](https://new.example/blog%20%281%29))\n"
    )
    only_aside = f"# L\n\n{old} · ([page](https://a.b/page))\n"
    assert put(only_aside, 0, entry) == only_aside + (
        f"{new} · ([page](https://new.example/page)) · ([code](https://github.com/new/model)) "
        "· ([blog](https://new.example/blog%20%281%29))\n"
    )
    items = f"# L\n\n{old}\n  - [Page](https://a.b/page)\n"
    assert put(items, 0, entry._replace(links=ASIDES[:2])) == items + (
        f"{new}\n  - [page](https://new.example/page)\n  - [code](https://github.com/new/model)\n"
    )


def test_a_section_without_code_writes_it_as_the_rest_of_the_list_does() -> None:
    text = (
        "# L\n\n## A\n\n- **One**, [arxiv](https://arxiv.org/abs/2401.00001) "
        "[[code]](https://github.com/a/b)\n\n\t *Ann, Bo*\n\n"
        "## B\n\n- **Two**, [arxiv](https://arxiv.org/abs/2401.00002)\n\n\t *Ann, Bo*\n"
    )
    assert put(text, 2, LONG) == text + (
        "- **A new model**, [arxiv](https://arxiv.org/abs/2512.10001) "
        "[[code]](https://github.com/new/model)\n\n\t *Ann Author, Bo Writer*\n"
    )


def test_remarks_stand_below_as_the_others_have_them() -> None:
    old = "- **The old one**, [arxiv](https://arxiv.org/abs/2401.00001)\n  - `Worth it`"
    new = "- **A new model**, [arxiv](https://arxiv.org/abs/2512.10001)"
    text = f"# L\n\n{old}\n"
    entry = LONG._replace(links=(), authors=())
    assert put(text, 0, entry) == f"{text}{new}\n"
    assert put(text, 0, entry._replace(notes=("One", "a `b`"))) == (
        f"{text}{new}\n  - `One`\n  - `` a `b` ``\n"
    )


def test_signs_are_those_of_the_curator_for_such_entries_alone() -> None:
    line = "{}**{}**, [arxiv](https://arxiv.org/abs/{}){}\n"
    text = "# L\n\n- " + line.format("🌟 ", "Good", "2401.00001", " 🤗 ")
    entry = LONG._replace(links=(), authors=())
    plain = line.format("", "A new model", "2512.10001", "")
    assert put(text, 0, entry) == f"{text}- {plain}"
    featured = entry._replace(marks=Marks(featured=True))
    signed = line.format("🌟 ", "A new model", "2512.10001", "")
    assert put(text, 0, featured) == f"{text}- {signed}"


def test_numbers_that_the_list_knows_are_filled_in() -> None:
    link = "[**-1**](None)"
    text = f"# L\n\n- **One**, [arxiv](https://arxiv.org/abs/2401.00001), {link}\n"
    new = "- **A new model**, [arxiv](https://arxiv.org/abs/2512.10001), "
    entry = LONG._replace(links=(), authors=())
    assert put(text, 0, entry) == f"{text}{new}{link}\n"
    address = "https://www.semanticscholar.org/paper/1"
    cited = entry._replace(citations=7, links=(Link("7", address, Role.CITATIONS),))
    assert put(text, 0, cited) == f"{text}{new}[**7**]({address})\n"


def test_what_only_blank_lines_part_from_its_place_stands_there() -> None:
    text = "  - [g](http://g.h)\n\n- [a](http://a.b)"
    assert move(text, 1, None) == text


def test_what_stands_in_html_becomes_an_item_when_it_is_moved() -> None:
    text = '<p><a href="http://a.b">x</a></p>\n\n<p><a href="http://c.d">y</a></p>\n'
    moved = move(text, 0, None)
    assert [entry.text.title for entry in Document(moved).entries] == ["y", "x"]


def test_an_entry_without_an_address_cannot_be_written_like_those_with_one() -> None:
    unlinked = LONG._replace(url="", arxiv=None, links=())
    with pytest.raises(BadInput, match="something else"):
        put("- **T**, [arxiv](http://arxiv.org/abs/2401.00001)\n", None, unlinked)


def test_an_edit_that_says_something_else_of_another_entry_is_refused() -> None:
    document = Document("- [a](http://a.b) - Words\n")
    meant = Meaning(document.said, document.headings)
    with pytest.raises(BadInput, match="other entries"):
        proved(document, [Edit(20, 25, "Others")], meant)


def test_an_entry_with_signs_for_private_use_is_no_model_for_others() -> None:
    text = "- [a\ue000](http://a.b)\n"
    assert put(text, None, SHORT).startswith(text)


def test_what_is_no_repository_and_authors_with_marks_are_kept_as_they_are() -> None:
    text = (
        "- **T**, [arxiv](http://arxiv.org/abs/2401.00001) [code](https://github.com/x)\n\n"
        "\t *A One, B &amp; Two*\n"
    )
    assert put(text, None, LONG).startswith(text)


def test_authors_left_out_at_the_end_are_left_out_there() -> None:
    text = "- **T**, [arxiv](http://arxiv.org/abs/2401.00001)\n\n\t *A One, B Two, ...*\n"
    three = paper("2512.10001", "New", "Ann Author", "Bo Writer", "Cy Third")
    assert put(text, None, three).endswith("*Ann Author, Bo Writer, Cy Third*\n")
    four = three._replace(authors=(*three.authors, "Di Fourth"))
    assert put(text, None, four).endswith("*Ann Author, Bo Writer, ...*\n")


def test_a_venue_without_a_year_is_left_out_where_the_others_have_both() -> None:
    text = "- **T**, `ACL, 2024`, [link](http://a.b)\n"
    undated = SHORT._replace(venue="ICML", year=None, description=None)
    assert put(text, None, undated).splitlines()[1] == (
        "- **A short way**, [link](https://new.example/short)"
    )


PAPER = "[[paper](https://arxiv.org/abs/{0})]"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            f"1. **A long title** (ICLR 2025 Spotlight) {PAPER}\n",
            f"2. **A new model** (ICML 2025) {PAPER}\n",
        ),
        (f"- A long title. In *COLT 2016*. {PAPER}\n", f"- A new model. In *ICML 2025*. {PAPER}\n"),
        (
            (
                f"- **A long title.** *One Author(A Lab) et al. arXiv.*{PAPER}\n"
                f"- **Another title.** *Two Author et al. EMNLP.* {PAPER}\n"
            ),
            f"- **A new model.** *Ann Author et al. ICML.*{PAPER}\n",
        ),
        (
            f"- **A long title.** *One Author et al.* {PAPER}\n",
            f"- **A new model.** *Ann Author et al.* {PAPER}\n",
        ),
    ],
)
def test_where_and_by_whom_is_said_as_the_others_say_it(line: str, said: str) -> None:
    text = f"# L\n\n{line.format('2401.00001')}"
    entry = paper("2512.10001", "A new model", "Ann Author", "Bo Writer")._replace(
        venue="ICML", year=2025, links=()
    )
    assert put(text, 0, entry) == text + said.format("2512.10001")
