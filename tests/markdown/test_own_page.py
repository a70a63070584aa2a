"""Links into the list's own page, written with its full address."""

import pytest

from effllm_desktop.markdown import own_page, reader
from effllm_desktop.markdown.dialects import forms

LIST = """\
- [Papers](https://github.com/Owner/list#papers)
- [Old & new](https://github.com/owner/list/blob/main/README.md#old--new)
{}
## Papers
## Old & new
"""


def pages(text: str) -> set[str]:
    return {
        f"{repository} {path}".rstrip() for repository, path in own_page.of(text.encode()).pages
    }


def test_a_page_is_its_own_when_links_name_headings_behind_them() -> None:
    page = own_page.of(LIST.encode())
    assert pages(LIST) == {"owner/list"}
    assert page.holds("https://github.com/owner/list#papers")
    assert page.holds("http://www.github.com/OWNER/list/#old-new")
    assert page.holds("https://github.com/owner/list/tree/dev#papers")


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/owner/list",
        "https://github.com/owner/list#readme",
        "https://github.com/owner/list#nowhere",
        "https://github.com/owner/other#papers",
        "https://github.com/owner/list/blob/main/more.md#papers",
        "https://example.org/#papers",
    ],
)
def test_other_addresses_are_links(url: str) -> None:
    assert not own_page.of(LIST.encode()).holds(url)


@pytest.mark.parametrize(
    "text",
    [
        "# A\n- [a](#a)\n",
        "- [a](https://github.com/o/r#a)\n# A\n",  # one may be a chance
        "# A\n# B\n- [a](https://github.com/o/r#a)\n- [b](https://github.com/o/r#b)\n",  # behind
        LIST.format("- [x](https://github.com/owner/list#x) [y](https://github.com/owner/list#y)\n"
                    "- [z](https://github.com/owner/list#z)\n"),  # most lead elsewhere
    ],
)  # fmt: skip
def test_a_page_that_may_be_another_s_is_not_its_own(text: str) -> None:
    assert own_page.of(text.encode()) == own_page.NOWHERE


@pytest.mark.parametrize(
    "headings",
    [
        "Papers\n===\n\nTools\n---\n",
        "<h2>Papers</h2>\n\n<h3 align='left'>Tools</h3>\n",
        "<a name='papers'></a>\n## All\n<a id=tools>\n## Rest\n",
        "<a name='x'></a>## [Papers](https://a.b)\n\n   ## Tools 🛠\n",
    ],
)
def test_headings_of_every_kind_are_known(headings: str) -> None:
    links = "[p](https://github.com/o/r#papers) [t](https://github.com/o/r#-tools)\n\n"
    assert pages(links + headings) == {"o/r"}
    assert reader.read_text(links + headings).entries == ()


def test_a_file_of_its_own_beside_the_readme() -> None:
    link = "[{0}](https://github.com/o/r/blob/main/docs/List.md#{0})\n"
    text = link.format("a") + link.format("b") + "# A\n# B\n"
    assert pages(text) == {"o/r docs/list.md"}


def test_a_line_of_the_contents_that_looks_like_any_item() -> None:
    line = "- [Tools of Trade](https://github.com/owner/list#papers)\n"
    assert forms.recognised(line, 0) is not None
    assert reader.read_text(LIST.format(line)).entries == ()


def test_entries_below_a_line_of_the_contents_stay() -> None:
    found = reader.read_text(LIST.format("  - [Work](https://a.b/work)\n"))
    assert [entry.text.title for entry in found.entries] == ["Work"]
    assert [found.sections[0].heading, found.problems] == ["Old & new", ()]


def test_a_row_with_another_link_is_an_entry() -> None:
    row = "| [w](https://a.b/w) | [p](https://github.com/owner/list#papers) |"
    found = reader.read_text(LIST.format(f"\n| a | b |\n|---|---|\n{row}\n\n"))
    assert [entry.text.title for entry in found.entries] == ["w"]
