"""A new entry borrows how its neighbours are written, and nothing that is only true of them."""

import pytest

from effllm_desktop.domain.lists import EntryText, Kind
from effllm_desktop.markdown import inserting
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.entry_borrowing import balanced
from effllm_desktop.markdown.entry_shape import Part, Slot
from tests.support.new_entries import page, paper

PAPER = paper("2512.10001", "A new look", "Ann Author", "Bo Writer")
CODED = paper("2512.10001", "A new look", "Ann Author", code="new/look")
TOOL = EntryText(
    "github:new/tool", Kind.REPOSITORY, "new/tool", "https://github.com/new/tool",
    repository="new/tool",
)  # fmt: skip
ARTICLE = page("Some article", "https://new.example/article")
ARXIV = "https://arxiv.org/abs/2401.0000"


def written(items: str, text: EntryText, section: int = 0) -> str:
    return inserting.inserted(Document(f"# L\n\n{items}\n"), section, text).markdown


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (f"- [2023/07] **Old** [[paper]({ARXIV}1)]", "- **A new look** [[paper]({})]"),
        (f"- 🔥 [Old]({ARXIV}1)\n- [Other]({ARXIV}2)", "- [A new look]({})"),
        (f"- 🔥 [Old]({ARXIV}1)\n- 🔥 [Other]({ARXIV}2)", "- 🔥 [A new look]({})"),
        (f"- [Old]({ARXIV}1) | [bibtex](cite/old.txt)", "- [A new look]({})"),
        (f"- [Old]({ARXIV}1) (*in process*)", "- [A new look]({})"),
        (f"- [Old]({ARXIV}1) <ins>arXiv</ins>", "- [A new look]({})"),
        (f"- **Old** [[Paper]({ARXIV}1)] [[Code]()]", "- **A new look** [[Paper]({})]"),
        (
            f'- KCF: "An old look at it" TPAMI. [[Paper]]({ARXIV}1)',
            '- "A new look" [[Paper]]({})',
        ),
        (
            f"- **Old** [P-arXiv14]({ARXIV}1)\n- **Other** [P-arXiv15]({ARXIV}2)",
            "- **A new look** [link]({})",
        ),
        (
            f"- **Old**, [arxiv]({ARXIV}1), cication: [**-1**](None)",
            "- **A new look**, [arxiv]({})",
        ),
        (
            "".join(
                f"- **Old {name}**, [arxiv]({ARXIV}{name}), cication: [**-1**](None)\n"
                for name in "12"
            ),
            "- **A new look**, [arxiv]({}), cication: [**-1**](None)",
        ),
        (
            "".join(f"{n}. [Old {n}]({ARXIV}{n}) *Author {n}.* arXiv 2023.\n" for n in "12"),
            "3. [A new look]({})",
        ),
    ],
)
def test_what_others_say_of_their_own_works_is_left_to_them(items: str, expected: str) -> None:
    assert written(items, PAPER) == expected.format("https://arxiv.org/abs/2512.10001")


def test_what_is_no_paper_is_not_said_to_be_one() -> None:
    items = f"- **Old** [[Paper]({ARXIV}1)]\n- **Other** [[Paper]({ARXIV}2)]"
    assert written(items, TOOL) == "- **new/tool** [[link](https://github.com/new/tool)]"
    assert written(items, ARTICLE) == "- **Some article** [[link](https://new.example/article)]"


@pytest.mark.parametrize(
    ("before", "end", "left"),
    [("", "]", ""), ("", "] .", " ."), ("", "(x", ""), ("(", ")", ")"), ("", ".", ".")],
)
def test_a_bracket_that_closes_nothing_is_left_out(before: str, end: str, left: str) -> None:
    assert balanced([Part(Slot.TITLE, before, "**T**")], end) == left


LIST = """\
- **One**, [arxiv](https://arxiv.org/abs/2401.00001)

\t *A One* · ([one](https://github.com/of/one) - of) ![S](https://img.shields.io/of/one)
- **Two**, [arxiv](https://arxiv.org/abs/2401.00002)

\t *B Two* · ([page](https://two.example/))

## Section

- **Three**, [arxiv](https://arxiv.org/abs/2401.00003)

\t *C Three*{}
"""


@pytest.mark.parametrize("beside", ["", " · ([weixin](https://weixin.example/3))"])
def test_code_is_written_as_in_the_list_where_the_section_has_none(beside: str) -> None:
    assert written(LIST.format(beside), CODED, 1) == (
        "- **A new look**, [arxiv](https://arxiv.org/abs/2512.10001)\n\n\t *Ann Author* "
        "· ([look](https://github.com/new/look) - new) ![S](https://img.shields.io/new/look)"
    )
