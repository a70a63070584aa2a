import pytest

from effllm_desktop.domain.lists import EntryText, Kind
from effllm_desktop.markdown import reader
from effllm_desktop.markdown.bundled_styles import bullet, cells, paper

STAR = "![Star](https://img.shields.io/github/stars/o/n.svg?style=social&label=Star)"


def said(markdown: str) -> EntryText:
    (entry,) = reader.read_text(markdown).entries
    return entry.text


PAPER = said(
    "- **On *x*: a study**, `arXiv, 2404.14897`, [arxiv](http://arxiv.org/abs/2404.14897v1), "
    "[pdf](http://arxiv.org/pdf/2404.14897v1.pdf), cication: [**-1**](None)\n\n"
    "\t *A B, C D, E F, ..., G H, I J* · ([n](https://github.com/o/n) - o) · [talk](None)\n"
)
TOOL = said("- [**n**](https://github.com/o/n) - o\n\n\t *n is a tool for the rest*\n")
POST = said("- [Why](https://x.com/a/1)\n")


def test_a_paper() -> None:
    assert paper(PAPER, badges=False) == (
        "- **On x: a study**, `arXiv, 2404.14897`, [arxiv](http://arxiv.org/abs/2404.14897v1), "
        "[pdf](http://arxiv.org/pdf/2404.14897v1.pdf)\n\n"
        "\t *A B, C D, E F, ..., G H, I J* · ([n](https://github.com/o/n) - o)\n"
    )
    assert f"- o) {STAR}\n" in paper(PAPER, badges=True)


def test_a_paper_elsewhere_has_the_year_of_its_venue() -> None:
    text = EntryText(
        "url:p.example/1", Kind.PAPER, "T", "https://p.example/1", venue="ICLR", year=2024
    )
    assert paper(text, badges=True) == "- **T**, `ICLR, 2024`, [link](https://p.example/1)\n"
    alone = paper(text._replace(venue=None), badges=True)
    assert alone == "- **T**, `2024`, [link](https://p.example/1)\n"
    assert (said(alone).venue, said(alone).year) == (None, 2024)
    bare = text._replace(venue=None, year=None)
    assert paper(bare, badges=True) == "- **T**, [link](https://p.example/1)\n"


def test_what_is_no_paper_has_a_linked_title() -> None:
    assert paper(TOOL, badges=False) == (
        "- [**n**](https://github.com/o/n) - o\n\n\t *n is a tool for the rest*\n"
    )
    assert f" - o {STAR}\n" in paper(TOOL, badges=True)
    assert paper(POST, badges=True) == "- [Why](https://x.com/a/1)\n"


@pytest.mark.parametrize("text", [PAPER, TOOL, POST])
def test_what_curators_remarked_stands_below(text: EntryText) -> None:
    remarked = text._replace(notes=("fast, `x` and *small*", "again"))
    written = paper(remarked, badges=False)
    assert written.endswith("\t- ``fast, `x` and *small*``\n\t- `again`\n")
    assert said(written) == said(paper(text, badges=False))._replace(notes=remarked.notes)


@pytest.mark.parametrize("text", [PAPER, TOOL, POST])
@pytest.mark.parametrize("badges", [True, False])
def test_papers_say_what_they_said(text: EntryText, *, badges: bool) -> None:
    again = said(paper(text, badges=badges))
    assert again.key == text.key
    assert (again.title, again.url, again.authors) == (text.title, text.url, text.authors)
    assert (again.venue, again.year) == (text.venue, text.year)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            PAPER,
            "- [On x: a study](http://arxiv.org/abs/2404.14897v1) - A B et al., arXiv 2024.\n",
        ),
        (TOOL, "- [n](https://github.com/o/n) - A tool for the rest.\n"),
        (POST, "- [Why](https://x.com/a/1) - Post on x.com.\n"),
        (POST._replace(description="who knows?"), "- [Why](https://x.com/a/1) - Who knows?\n"),
        (TOOL._replace(description="N: "), "- [n](https://github.com/o/n) - Code by o.\n"),
        (TOOL._replace(description="notes,"), "- [n](https://github.com/o/n) - Notes.\n"),
    ],
)  # fmt: skip
def test_bullets_are_sentences(text: EntryText, line: str) -> None:
    assert bullet(text) == line


def test_a_bullet_names_code_and_what_is_ones_own() -> None:
    line = bullet(PAPER, "read · starred", "https://github.com/o/n")
    assert line.endswith(" arXiv 2024. [Code](https://github.com/o/n). Read · starred.\n")


def test_the_cells_of_a_row() -> None:
    assert cells(PAPER, badges=True) == {
        "Title": "[On x: a study](http://arxiv.org/abs/2404.14897v1)",
        "Authors": "A B, C D, E F, ..., G H, I J",
        "Venue": "arXiv",
        "Year": "2024",
        "Description": "",
        "More": f"[pdf](http://arxiv.org/pdf/2404.14897v1.pdf), [n](https://github.com/o/n) {STAR}",
    }
    assert cells(TOOL, badges=True)["Title"] == f"[n](https://github.com/o/n) {STAR}"
