"""The short way and the long way of reading an item say the same."""

import pytest
from benchmarks import lists
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.domain.lists import EntryText
from effllm_desktop.markdown import reader
from effllm_desktop.markdown.dialects import forms, items
from effllm_desktop.markdown.scanner import scan

PAPER = (
    "- **A Title: of\n  Two Lines**, `NeurIPS, 2022`, [arxiv](http://arxiv.org/abs/2205.14135v2), "
    "[pdf](http://arxiv.org/pdf/2205.14135v2.pdf), cication: [**278**](https://scholar.google.com"
    "/scholar?cites=1) \n\n\t *First Author, ..., Last Author* · "
    "([Code](https://github.com/o/n) - o) ![Star](https://img.shields.io/github/stars/o/n.svg?style=social&label=Star)\n"
    "\n\t · ([blog](https://example.org/b))\n\t- `a remark`\n"
)
LINKED = (
    "- 🌟 [**Tool-kit**](https://github.com/Owner/Tool-kit) - Owner "
    "![Star](https://img.shields.io/github/stars/x.svg)\n\n\t *What it does.* · "
    "([page](https://owner.github.io/x))\n"
)
PROSE = "- [Some tool](https://example.org/tool): reads snake_case names & 5 other things: fast!\n"
PLAIN = "* [Some Thing](https://example.org/thing) - Words about it, and more.\n"
_SPICE = (
    *("**", "*", "`", "[", "]", "(", ")", "_", "<", ">", "&", "\\", "$", "~~", "!", ":", "|", ","),
    *(
        "\n",
        "\n\n",
        "\t",
        " ",
        "- ",
        "# ",
        "·",
        "🌟",
        ":clapper:",
        "None",
        "snake_case",
        "R&D ",
        "~5",
        "cited by: ",
        "cites:",
        "”",
        "-1",
        "a",
        "Paper",
        "...",
    ),
    *(
        "arXiv:2205.14135",
        "https://a.b/c",
        "[x](https://a.b)",
        "<br>",
        "&amp;",
        "...",
        "é",
        "\udcff",
        '"',
        "\n\n**Summary**: [x](https://a.b/y)\n",
        "\n - a, arXiv:2205.14135\n",
    ),
)


def both(text: str) -> None:
    """Whatever the short way accepts, the long way reads just so."""
    known = forms.recognised(text, 0)
    if known is None:
        return
    item, said, is_linked, _, beside = known
    block = scan(text)[0]
    assert (block.start, text[: block.end]) == (0, item)
    reading = items.read_item(text, block, {})
    assert reading is not None
    assert reading.values == said
    assert (reading.is_linked, reading.beside) == (is_linked, beside)
    assert EntryText.of(said).values == said
    assert reading.unread == []
    assert reading.related == []


@pytest.mark.parametrize(
    "item", [PAPER, LINKED, PROSE, PLAIN], ids=["paper", "linked", "prose", "plain"]
)
def test_the_commonest_items_take_the_short_way(item: str) -> None:
    assert forms.recognised(item, 0) is not None
    both(item)
    both(item + "- next\n")
    both(item + "\n## Heading\n")


@pytest.mark.parametrize("code", ["2023", "2023, 2022", "ICML, 2023", "ICML"])
def test_when_alone_is_not_where(code: str) -> None:
    both(PAPER.replace("`arXiv, 2404.14897`", f"`{code}`"))


def test_a_label_may_have_blanks_around_it() -> None:
    both(PAPER.replace("[pdf]", "[ pdf ]"))


def test_more_links_on_the_line() -> None:
    item = PAPER.replace(
        ", cication", ", [page](https://example.org/p), [x](https://x.com/o), cication"
    )
    known = forms.recognised(item, 0)
    assert known is not None
    links = EntryText.of(known[1]).links
    assert [link.label for link in links[:3]] == ["pdf", "page", "x"]
    both(item)


@pytest.mark.parametrize("behind", ["lazy\n", "  more\n", "\n  more\n", "\t- [x](https://a.b)\n"])
def test_an_item_that_goes_on_takes_the_long_way(behind: str) -> None:
    for item in (PAPER, LINKED, PLAIN):
        assert forms.recognised(item + behind, 0) is None


@pytest.mark.parametrize(
    "item",
    [
        "- [Paper](https://example.org/x)\n",
        "- [Some tool](https://example.org/x) - ” of words\n",
        "- [Some tool](https://example.org/x) - as cited by:\n",
        "- **ICML 2024**, `ICML, 2024`, [arxiv](http://arxiv.org/abs/2205.14135)\n",
        "- [Stars](https://img.shields.io/x.svg)\n",
        "- [A](https://example.org/x) arXiv 2205.14135\n",
        "- [A paper](https://aclanthology.org/2024.acl-long.1)\n",
        PLAIN.rstrip() + "\n\n\t *And words below it.*\n",
        LINKED.replace("https://owner.github.io/x", "https://img.shields.io/x"),
        LINKED.replace("*What it", '*"What it'),
        PLAIN.replace("- Words", '- "Words'),
        PLAIN.replace("/thing", '/thing"of a title"'),
        PLAIN.replace("Some Thing", '"Some Thing"'),
        PLAIN + "\n**Summary**: good\n",
        PAPER + "\n - a, arXiv:2205.14135\n",
        PAPER.replace("First Author", "arxiv 2205.14135"),
        PAPER.replace("https://example.org/b", "https://img.shields.io/b"),
        PAPER.replace(
            "http://arxiv.org/pdf/2205.14135v2.pdf", "https://scholar.google.com/?cites=1"
        ),
    ],
)
def test_what_is_doubtful_takes_the_long_way(item: str) -> None:
    assert forms.recognised(item, 0) is None


@settings(max_examples=200)
@given(
    item=st.sampled_from((PAPER, LINKED, PROSE, PLAIN)),
    damage=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 6), st.sampled_from(_SPICE)), max_size=4
    ),
)
def test_damaged_items_are_read_alike_or_not_at_all(
    item: str, damage: list[tuple[float, int, str]]
) -> None:
    for where, cut, spice in damage:
        place = int(where * len(item))
        item = item[:place] + spice + item[place + cut :]
    both(item)
    both(item + "- next\n")


@pytest.mark.parametrize(
    "names",
    [
        "A B, C D, E",
        "A,B, C",
        "A , B",
        "A,  B",
        ", A",
        "A, ,B",
        'A "B" C, D',
        "A, ..., B",
        "A, …, B",
        "A...B, C",
        "É A, B",
        "A,\u3000B",
    ],
)
def test_names_however_they_are_written(names: str) -> None:
    item = PAPER.replace("First Author, ..., Last Author", names)
    assert forms.recognised(item, 0) is not None
    both(item)


def test_a_long_list_is_read_alike() -> None:
    text = "".join(piece.text for piece in lists.pieces(600))
    start = 0
    short = 0
    for line in text.splitlines(keepends=True):
        if line.startswith("- "):
            following = text.find("\n- ", start) + 1 or len(text)
            both(text[start:following])
            short += forms.recognised(text, start) is not None
        start += len(line)
    assert short > 500
    assert len(reader.read_text(text).entries) > 590
