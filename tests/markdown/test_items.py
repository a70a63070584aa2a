"""The seeds' dialect, form by form, on small items with made-up papers."""

import pytest

from effllm_desktop.domain.lists import EntryText, Kind, Role
from effllm_desktop.markdown import reader


def entry(markdown: str) -> EntryText:
    found = reader.read_text(markdown)
    assert len(found.entries) == 1, found
    return found.entries[0].text


def problems(markdown: str) -> list[str]:
    return [problem.reason for problem in reader.read_text(markdown).problems]


PAPER = """\
- **Small Models\x20
  Learn $L_2$**, `arXiv, 2404.14897`, [arxiv](http://arxiv.org/abs/2404.14897v1), \
[pdf](http://arxiv.org/pdf/2404.14897v1.pdf), cication: [**-1**](None)\x20

\t *Ada B. One, 01. AI, :, ..., Zoé Two* · ([Code](https://github.com/o/Code) - o) \
![Star](https://img.shields.io/github/stars/o/Code.svg) · ([blog](https://a.b/c))
"""


def test_a_bold_paper() -> None:
    paper = entry(PAPER)
    assert paper.key == "arxiv:2404.14897"
    assert paper.kind is Kind.PAPER
    assert paper.title == "Small Models Learn $L_2$"
    assert paper.url == "http://arxiv.org/abs/2404.14897v1"
    assert (paper.venue, paper.year) == ("arXiv", 2024)
    assert paper.arxiv is not None
    assert paper.arxiv.version == 1
    assert paper.authors == ("Ada B. One", "01. AI", ":", "Zoé Two")
    assert paper.authors_elided
    assert paper.citations is None
    assert [(link.label, link.role, link.owner) for link in paper.links] == [
        ("pdf", Role.PDF, None),
        ("Code", Role.CODE, "o"),
        ("blog", Role.ARTICLE, None),
    ]
    assert problems(PAPER) == []


def test_known_citations_are_a_link_too() -> None:
    paper = entry(PAPER.replace("[**-1**](None)", "[**48**](https://scholar.google.com/s?cites=1)"))
    assert paper.citations == 48
    assert paper.links[1].label == "48"
    assert paper.links[1].role is Role.CITATIONS


@pytest.mark.parametrize("unknown", ["[**None**](None)", "[**-1**](https://a.b/c)", "[x](None)"])
def test_unknown_citations(unknown: str) -> None:
    assert entry(PAPER.replace("[**-1**](None)", unknown)).citations is None


@pytest.mark.parametrize(
    ("code", "venue", "year"),
    [
        ("`ICML, 2023`", "ICML", 2023),
        ("`proceedings of a, b, 2022`", "proceedings of a, b", 2022),
        ("`arXiv,  2404.14897`", "arXiv", 2024),
        ("`NeurIPS`", "NeurIPS", 2024),
        ("`2023`", None, 2023),
        ("`2023, 2022`", None, 2022),
    ],
)
def test_venue_and_year(code: str, venue: str | None, year: int) -> None:
    paper = entry(PAPER.replace("`arXiv, 2404.14897`", code))
    assert (paper.venue, paper.year) == (venue, year)


def test_a_paper_without_venue() -> None:
    paper = entry(PAPER.replace(" `arXiv, 2404.14897`,", ""))
    assert (paper.venue, paper.year) == (None, 2024)
    assert paper.authors


def test_an_identifier_in_backticks_identifies_a_title_without_an_arxiv_link() -> None:
    paper = entry("- **T**, `arXiv, 1706.03762v5`, [project](https://a.b/c)\n")
    assert paper.key == "arxiv:1706.03762"
    assert paper.url == "https://a.b/c"


def test_a_repository_with_owner_description_and_badge() -> None:
    item = """\
- [**Tool\\_kit**](https://github.com/Org/Tool_kit) - Org ![Star](https://img.shields.io/x.svg)

\t *Does one thing.* · ([page](https://org.github.io/x)) · ([](https://x.com/o/status/1))
"""
    found = entry(item)
    assert found.key == "github:org/tool_kit"
    assert found.kind is Kind.REPOSITORY
    assert found.title == "Tool_kit"
    assert found.repository == "Org/Tool_kit"
    assert found.description == "Does one thing."
    assert [(link.label, link.role) for link in found.links] == [
        ("page", Role.PROJECT),
        ("", Role.POST),
    ]
    assert problems(item) == []


def test_stray_text_is_reported_and_not_taken() -> None:
    item = "- [a](https://github.com/o/r)\n\n\t 日*What it is.*\n"
    assert entry(item).description == "What it is."
    assert problems(item) == ["stray text “日”"]


def test_remarks_and_nested_links() -> None:
    item = (
        PAPER
        + "\t- `in short: good`\n\t- Plain remark.\n\t - [Model](https://huggingface.co/o/m)\n"
    )
    paper = entry(item)
    assert paper.notes == ("in short: good", "Plain remark.")
    assert paper.links[-1].role is Role.MODEL
    assert problems(item) == []


def test_a_nested_link_with_words_is_also_a_remark() -> None:
    paper = entry(PAPER + "\t- see [this](https://a.b) too\n\t\t- deeper\n")
    assert paper.notes == ("see this too", "deeper")
    assert paper.links[-1].url == "https://a.b"


def test_links_after_a_remark_belong_to_the_entry() -> None:
    item = PAPER + "\t- `remark`\n\n\t · ([late](https://late.example/x))\n"
    assert entry(item).links[-1].label == "late"


def test_an_empty_nested_bullet_leaves_the_authors_alone() -> None:
    head, authors = PAPER.split("\n\n")
    for item in (
        f"{head}\n\t-\n{authors}",
        f"{head}\n\n{authors}\t-\n",
        f"{head}\n\n\t- \n{authors}",
    ):
        assert entry(item).authors[0] == "Ada B. One"
        assert problems(item) == ["an empty list item"]


def test_marks_stand_outside_the_title() -> None:
    marks = entry("- 🌟 :clapper: [a 🤗](https://youtu.be/x) 𝕏\n").marks
    assert (marks.featured, marks.clapper, marks.huggingface, marks.x) == (True, True, False, True)
    after = entry("- [a 𝕏](https://huggingface.co/blog/x) 🤗  :clapper: \n").marks
    assert (after.featured, after.clapper, after.huggingface, after.x) == (False, True, True, False)


def test_signs_in_a_quotation_mark_nothing() -> None:
    assert not entry("- [a](https://a.b)\n\n\t> 🌟 🤗 𝕏 :clapper:\n").marks.featured
    assert entry("- [a](https://a.b)\n\n\t> quoted\n\n\t- `🌟`\n").marks.featured


def test_text_behind_a_linked_title_describes_it() -> None:
    assert entry("- [a](https://mp.weixin.qq.com/s?x=1)｜word of praise\n").description == (
        "word of praise"
    )


def test_a_title_that_carries_an_arxiv_id_is_a_paper() -> None:
    found = entry("-  [[2208.07339] Integers](https://arxiv.org/abs/2208.07339)\n")
    assert (found.key, found.title) == ("arxiv:2208.07339", "[2208.07339] Integers")
    assert (found.venue, found.year) == (None, 2022)


def test_a_quoted_remark_is_a_note_with_its_lines() -> None:
    found = entry("- [a](https://github.com/o/r)\n\n\t> one [l](https://x.y)\n\t>\n\t> two\n")
    assert found.notes == ("one [l](https://x.y)\n\ntwo",)
    assert found.links == ()
    assert found.description is None


def test_an_empty_quotation_says_nothing() -> None:
    found = entry("- [a](https://github.com/o/r)\n  >\n  > one\n")
    assert found.notes == ("one",)


def test_plain_paragraphs_describe_a_linked_item_and_remark_on_a_paper() -> None:
    item = entry("- [a](https://github.com/o/r)\n\n  What it does.\n\n  And more.\n")
    assert (item.description, item.notes) == ("What it does.", ("And more.",))
    assert entry(PAPER + "\n\t Good one.\n").notes == ("Good one.",)


def test_a_link_inside_bold_is_the_title() -> None:
    found = entry("- **[a](https://a.b/c)** - described\n")
    assert (found.title, found.url, found.description) == ("a", "https://a.b/c", "described")


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("- [a](https://a.b)\n\n  ```\n  x\n  ```\n", "a block inside an entry"),
        ("- [a](https://a.b) [rel](file.txt)\n", "a link that leads nowhere on the web"),
    ],
)
def test_what_is_not_understood_is_kept_and_named(item: str, reason: str) -> None:
    assert entry(item)
    assert problems(item) == [reason]


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("- see **also** [a](https://a.b)\n", "see also"),
        ("- [a](https://a.b) `code`\n", "code"),
        ("- [a](https://a.b) one [b](https://b.c) two\n", "one b two"),
        ("- [a](https://a.b) one. [b](https://b.c), [c](https://c.d)\n", "one."),
        ("- [a](https://a.b) one two [code](https://b.c)\n", "one two"),
        ("- **a** - b) [c](https://c.d)\n", "b"),
    ],
)
def test_words_beside_the_links_describe(item: str, words: str) -> None:
    assert entry(item).description == words
    assert problems(item) == []


def test_a_second_line_in_italics_is_a_remark() -> None:
    assert entry(PAPER + "\n\t *again*\n").notes == ("again",)


def test_text_before_a_link_in_bold() -> None:
    found = entry("- words **[a](https://a.b)**\n")
    assert (found.title, found.url) == ("a", "https://a.b")


def test_links_in_emphasis_behind_the_title_count() -> None:
    assert entry("- [a](https://a.b) **[b](https://b.c)**\n").links[0].label == "b"


def test_an_empty_item_below_an_entry_may_hold_others() -> None:
    assert entry(PAPER + "\t-\n\t\t- deeper\n").notes == ("deeper",)


def test_a_line_of_other_blanks_says_nothing() -> None:
    item = "- [a](https://a.b)\n\n  \xa0\n"
    assert entry(item).notes == ()
    assert problems(item) == []


def test_badges_and_contents_are_no_links() -> None:
    item = "- [a](https://a.b) [![x](i)](https://img.shields.io/y) [top](#top)\n"
    assert entry(item).links == ()


def test_a_badge_that_leads_to_a_paper_is_its_link() -> None:
    badge = "[![arXiv](https://img.shields.io/badge/arXiv-2404.14897-b31b1b.svg)]"
    found = entry(f"- **A title** {badge}(https://arxiv.org/abs/2404.14897) {badge}(https://a.b)\n")
    assert (found.title, found.key, found.links) == ("A title", "arxiv:2404.14897", ())


def test_an_entry_without_words_is_called_by_its_picture_or_its_address() -> None:
    assert entry("- [![p](https://a.b/p.png)](https://a.b/c)\n").title == "p"
    assert entry("- [![](https://a.b/p.png)](https://a.b/c)\n").title == "https://a.b/c"


def test_an_item_of_pictures_first_takes_the_link_behind_them() -> None:
    assert entry("- ![p](https://a.b/p.png) [a](https://a.b)\n").title == "a"


@pytest.mark.parametrize(
    "item",
    [
        "- a\n",
        "- [a](file.md)\n",
        "- ![Star](https://img.shields.io/x)\n",
        "- **b** c\n",
        "- 🌟\n",
        "-\n",
    ],
)
def test_items_without_a_web_link_are_no_entries(item: str) -> None:
    assert reader.read_text(item).entries == ()


@pytest.mark.parametrize(
    ("label", "count"), [("1,234", 1234), ("12,34", None), ("9" * 5000, None), ("²", None)]
)
def test_counts_as_people_write_them(label: str, count: int | None) -> None:
    assert entry(PAPER.replace("[**-1**](None)", f"[{label}](https://a.b)")).citations == count


def test_an_id_in_the_line_makes_a_paper() -> None:
    found = entry("- **T**, `NeurIPS, 2205.14135`, [site](https://a.b/c)\n")
    assert (found.key, found.kind) == ("arxiv:2205.14135", Kind.PAPER)


def test_a_linked_title_in_italics_leaves_nothing_before_it() -> None:
    markdown = "- *[T](https://x.y)* - d\n"
    assert entry(markdown).title == "T"
    assert problems(markdown) == []


LINK = "[l](https://x.y)"


@pytest.mark.parametrize(
    "markdown",
    [
        f"- {LINK} - " + " " * 200_000,
        f"- {LINK}" + " -" * 100_000 + ")",
        "- **" + "`a` " * 25_000 + LINK + "** " + "b `c` " * 25_000,
        "- [" + "`a` " * 25_000 + "](https://x.y)\n\n  " + "*b* " * 25_000,
    ],
    ids=["blanks", "dashes", "long title and line", "long title and italics"],
)
def test_long_items_are_read_like_short_ones(markdown: str) -> None:
    assert entry(markdown).url == "https://x.y"


def test_bytes_that_are_no_text_stay_out_of_what_is_shown() -> None:
    found = entry("- [](https://github.com/o\udcff/r\0)\n")
    for text in (found.title, found.url, found.key, found.repository or ""):
        assert "\0" not in text
        text.encode()


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("- A plain title, First Author [[pdf]](https://a.b/c)\n", "A plain title, First Author"),
        ("- A plain title. First Author. [[pdf]](https://a.b/c)\n", "A plain title"),
        ("- Is it so? First Author. [[pdf]](https://a.b/c)\n", "Is it so?"),
        ("- A. B. A plain title [[pdf]](https://a.b/c)\n", "A. B. A plain title"),
        ("- A title, NeurIPS, 2023 [[pdf]](https://a.b/c)\n", "A title"),
        ('- Author. "A title in quotes." [[pdf]](https://a.b/c)\n', "A title in quotes"),
        ("- *A title in italics*, First [[pdf]](https://a.b/c)\n", "A title in italics"),
        ("- [[pdf]](https://a.b/c) A title behind\n", "A title behind"),
        ("- **[ICML 2024]** [A title](https://a.b/c)\n", "A title"),
        ("- [ ] 🔥 [A title](https://a.b/c)\n", "A title"),
        ("- [A title.](https://a.b/c)\n", "A title."),
        ("- **[A title.](https://a.b/c)** words\n", "A title."),
        ("- **A title.** [pdf](https://a.b/c)\n", "A title"),
        ("- A title: https://a.b/c\n", "A title"),
        ("- [Model-13](https://a.b/c) - words\n", "Model-13"),
        ("- [ICLR'24](https://a.b/c) A title\n", "A title"),
        ("- A: An Empirical Study, arXiv, 2025 [[pdf]](https://a.b/c)\n", "A: An Empirical Study"),
        ("- <https://a.b/c>\n", "https://a.b/c"),
        ("- [Paper](https://a.b/c)\n", "Paper"),
        ("- [pdf](https://a.b/c) **In bold**\n", "In bold"),
        ("- A ![p](x.png) title [pdf](https://a.b/c)\n", "A title"),
    ],
)
def test_titles_of_every_make(item: str, title: str) -> None:
    assert entry(item).title == title


def test_the_words_above_name_what_is_only_a_role() -> None:
    below = reader.read_text("- **A title**\n  - [[Paper]](https://a.b/c)\n").entries
    assert [one.text.title for one in below] == ["A title"]
    after = reader.read_text(
        "**A title**\n\n- [Paper](https://a.b/c)\n\n## S\n- [Code](https://d.e)\n"
    )
    assert [one.text.title for one in after.entries] == ["A title", "Code"]


def test_an_arxiv_id_in_the_text_identifies() -> None:
    found = entry("- **T**. arXiv preprint arXiv:1506.02640 (2015). [[pdf]](https://a.b/c.pdf)\n")
    assert (found.key, found.url) == ("arxiv:1506.02640", "https://a.b/c.pdf")
    alone = entry("- A title. arXiv:math.GT/0309136v2\n")
    assert (alone.key, alone.url) == ("arxiv:math/0309136", "https://arxiv.org/abs/math/0309136")
    linked = entry("- [T](https://a.b/c) arXiv:1506.02640\n")
    assert (linked.key, linked.arxiv and linked.arxiv.id) == ("url:a.b/c", "1506.02640")


@pytest.mark.parametrize(
    "said",
    [
        "arXiv 2024, 2401.30011",
        "arXiv preprint (2024). arXiv:2401.30011",
        "*arXiv preprint* 2401.30011",
        "[[pdf]](arxiv.org/pdf/2401.30011)",
        "[[pdf]](<www.arxiv.org/abs/2401.30011>)",
    ],
)
def test_an_arxiv_id_is_found_however_it_is_spelt(said: str) -> None:
    found = entry(f"- **A title.** First Author, {said} [[code]](https://example.org/c)\n")
    assert found.key == "arxiv:2401.30011"


def test_a_paper_on_the_line_identifies_before_other_links() -> None:
    found = entry(
        "- **T** [[code]](https://github.com/o/r) [[paper]](https://a.b/c) "
        "[x](https://arxiv.org/pdf/2404.14897)\n"
    )
    assert found.key == "arxiv:2404.14897"
    called = entry("- **T** [[code]](https://github.com/o/r) [[paper]](https://a.b/c)\n")
    assert (called.key, called.kind) == ("url:a.b/c", Kind.PAPER)


def test_a_repository_under_two_titles_is_two_works() -> None:
    text = "- **A** [code](https://github.com/o/r)\n- **B** [code](https://github.com/o/r)\n"
    assert [one.text.key for one in reader.read_text(text).entries] == [
        "url:github.com/o/r#title=a",
        "url:github.com/o/r#title=b",
    ]
    both = "- [Tool](https://github.com/o/r)\n- **A** [code](https://github.com/o/r)\n"
    assert [one.text.key for one in reader.read_text(both).entries] == [
        "github:o/r",
        "url:github.com/o/r#title=a",
    ]
    same = "- [A](https://github.com/o/r)\n- [B](https://github.com/o/r)\n"
    assert {one.text.key for one in reader.read_text(same).entries} == {"github:o/r"}


@pytest.mark.parametrize(
    "item",
    [
        "- **Foo**: builds on arXiv:1706.03762 [[code]](https://github.com/x/{0})\n",
        "- **Foo** [code](https://a.b/{0}) implements [It](https://arxiv.org/abs/1706.03762)\n",
        "| Title | Notes | Page |\n|-|-|-|\n| Foo | as arXiv:1706.03762 | [x](https://{0}.org) |\n",
    ],
)
def test_another_work_s_paper_is_no_identity(item: str) -> None:
    assert not entry(item.format("foo")).key.startswith("arxiv:")


def test_authors_in_italics_below_a_break() -> None:
    found = entry("- **T** [[arxiv]](https://arxiv.org/abs/2404.14897)  \n  *First, Second*\n")
    assert found.authors == ("First", "Second")


def test_words_in_a_paragraph_below_are_a_remark() -> None:
    found = entry(PAPER + "\n\t It says *more* about [it](https://a.b/m), in words.\n")
    assert found.notes == ("It says more about it, in words.",)
    assert found.links[-1].url == "https://a.b/m"


def test_bold_words_below_are_a_remark() -> None:
    assert entry("- [a](https://a.b)\n\n  **Accepted** · ([b](https://b.c))\n").notes == (
        "Accepted",
    )


def test_links_in_italics_below() -> None:
    assert entry("- [a](https://a.b)\n\n  *[b](https://b.c)*\n").links[0].label == "b"


def test_a_linked_heading_is_an_entry_when_it_is_a_paper() -> None:
    found = reader.read_text("## [A](https://arxiv.org/abs/2404.14897)\n\n## [B](https://b.c)\n")
    assert [(one.section, one.text.title) for one in found.entries] == [(0, "A")]
    assert [section.heading for section in found.sections] == ["A", "B"]


def test_a_quoted_title_leaves_its_closing_sign_to_nobody() -> None:
    found = entry('- "**T**." Words. [pdf](https://a.b/c)\n')
    assert (found.title, found.description) == ("T", "Words.")


def test_what_is_too_long_for_a_title_is_cut() -> None:
    found = entry("- [" + "a " * 2000 + "](https://a.b)\n")
    assert len(found.title) == 1000
    assert found.title.endswith("…")


def test_a_title_in_bold_may_hold_an_address() -> None:
    assert entry("- **Look: https://a.b/c for it**\n").title == "Look: https://a.b/c for it"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("- A title (read more on [arXiv](https://arxiv.org/abs/2404.14897))\n", "A title"),
        ("- A (small) title [pdf](https://a.b/c)\n", "A (small) title"),
        ("- (pdf: [pdf](https://a.b/c))\n", "pdf"),
        ("- ICML 2020: A title [pdf](https://a.b/c)\n", "A title"),
        ("- WWW: a web of birds [pdf](https://a.b/c)\n", "WWW: a web of birds"),
        ("- 标题：A title [pdf](https://a.b/c)\n", "A title"),
        ("- 2020. [pdf](https://a.b/c)\n", "2020"),
        ("- [GLUE](https://a.b/c) - A benchmark\n", "GLUE"),
        ("- [ACL](https://a.b): The association\n", "ACL"),
        ("- [ACL](https://a.b/c): The association\n", "The association"),
        ("- (2020) [Paper](https://a.b/c) A title\n", "A title"),
        ("- ICML 2020 [pdf](https://a.b/c)\n", "ICML 2020"),
        ("- Some cloud [[pdf](https://a.b/c)] **`cls`**\n", "Some cloud"),
        ("- [Medium](https://medium.com/x) - A post\n", "A post"),
    ],
)
def test_what_leads_to_a_title_and_away_from_it_is_no_part_of_it(line: str, title: str) -> None:
    assert entry(line).title == title


def test_authors_whose_names_nobody_knows_are_no_title() -> None:
    found = entry("- Ra \u0308lle, J. (2021). Wading in water. Pond. [pdf](https://a.b/c.pdf)\n")
    assert (found.title, found.authors) == ("Wading in water", ())
    assert found.description == "Ra \u0308lle, J. (2021) Pond"


def test_contents_lines_that_begin_with_a_dot_are_no_problem() -> None:
    assert reader.read_text("# L\n\n- [Papers](./#papers)\n").problems == ()
