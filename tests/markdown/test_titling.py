"""Entries whose title only stands for one are written anew, as their neighbours are."""

import pytest

from effllm_desktop.domain.stand_ins import stands_in
from effllm_desktop.markdown.completing import Titles, Wanted, completed, proved
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.edits import apply

KNOWN = Wanted(("Ann Adams", "Bo Berg"), title="The *new*\n one", venue="ICLR", year=2025)
SEED = """\
# L

## One

- **Old**, `arXiv, 2401.00001`, [arxiv](http://arxiv.org/abs/2401.00001v1)

\t *Cy Cole*
- [arXiv:2404.14897](https://arxiv.org/abs/2404.14897)
- [Other](https://example.org/a)
"""


def brought(text: str, wanted: Wanted = KNOWN) -> str:
    document = Document(text)
    titles = Titles(document)
    found = {
        place: completed(document, place, wanted, titles)
        for place, entry in enumerate(document.entries)
        if stands_in(entry.text)
    }
    return apply(text, [edit for one in proved(document, found).values() for edit in one.edits])


def test_it_is_written_as_its_neighbours_are_and_all_else_stays() -> None:
    new = (
        "- **The \\*new\\* one**, `ICLR, 2025`, [arxiv](http://arxiv.org/abs/2404.14897)\n\n"
        "\t *Ann Adams, Bo Berg*\n"
    )
    old = "- [arXiv:2404.14897](https://arxiv.org/abs/2404.14897)\n"
    assert brought(SEED) == SEED.replace(old, new)
    assert brought(SEED.replace("\n", "\r\n")) == SEED.replace(old, new).replace("\n", "\r\n")


def test_several_that_stand_together_are_no_models_for_each_other() -> None:
    more = SEED + "- [arXiv:2404.14898](https://arxiv.org/abs/2404.14898)\n"
    assert brought(more).count("\t *Ann Adams, Bo Berg*\n") == 2


def test_a_list_that_has_no_others_is_written_as_lists_that_come_with_us() -> None:
    text = "# L\n\n- [arXiv:2404.14897](https://arxiv.org/abs/2404.14897)\n"
    assert brought(text) == (
        "# L\n\n- **The \\*new\\* one**, `ICLR, 2025`, "
        "[arxiv](http://arxiv.org/abs/2404.14897), [pdf](http://arxiv.org/pdf/2404.14897.pdf)\n\n"
        "\t *Ann Adams, Bo Berg*\n"
    )


def test_numbers_of_items_stay() -> None:
    text = (
        "# L\n\n1. [Old](https://arxiv.org/abs/2401.00001)\n"
        "2. [arXiv:2404.14897](https://arxiv.org/abs/2404.14897)\n"
        "3. [New](https://arxiv.org/abs/2401.00003)\n"
    )
    assert brought(text) == text.replace("arXiv:2404.14897]", "The \\*new\\* one]")


def test_in_a_table_the_title_alone_is_written() -> None:
    text = (
        "# L\n\n| Title | Year |\n|---|---|\n"
        "| [arXiv:2404.14897](https://arxiv.org/abs/2404.14897) | 2024 |\n"
    )
    assert brought(text, Wanted(title="A | B")) == text.replace("arXiv:2404.14897]", "A \\| B]")


def test_where_no_other_way_is_read_as_meant_the_title_alone_is_written() -> None:
    assert brought(SEED, Wanted(title="…")) == SEED.replace("arXiv:2404.14897]", "…]")


@pytest.mark.parametrize("page", ["a", "a?b=1&amp;c=2"])
def test_what_stands_in_tags_stays(page: str) -> None:
    place = f"example.org/{page}"
    text = f'# L\n\n<ul>\n<li><a href="https://{place}">{place}</a></li>\n</ul>\n'
    assert stands_in(Document(text).entry(0).text)
    assert brought(text, Wanted(title="A")) == text


def test_without_a_title_nothing_is_written() -> None:
    assert brought(SEED, Wanted(("Ann Adams",), 12)) == SEED


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("[arXiv:2404.14897](https://arxiv.org/abs/2404.14897v2)", True),
        ("**doi:10.1000/x**, [link](https://doi.org/10.1000/x)", True),
        ("[owner/Model](https://huggingface.co/owner/Model)", True),
        ("[example.org/a](https://example.org/a)", True),
        ("[own/tool](https://github.com/own/tool)", False),
        ("[A title](https://arxiv.org/abs/2404.14897v2)", False),
        ("[A title](https://example.org/a)", False),
    ],
)
def test_what_only_stands_for_a_title(item: str, expected: bool) -> None:
    (entry,) = Document(f"# L\n\n- {item}\n").entries
    assert stands_in(entry.text) is expected
