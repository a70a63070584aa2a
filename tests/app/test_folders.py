"""A folder or a checkout is opened: which of its documents are lists, and what they are called."""

from pathlib import Path

import pytest

from effllm_desktop.app import folders
from tests.support.builders import page, take, take_all

ENTRY = "- [a paper](https://example.org/a)\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def told(folder, top):
    return [one.name for one in take_all(folder, top).lists]


def test_all_suffixes_of_markdown_count_and_no_others(folder, library, tmp_path):
    top = tmp_path / "lists"
    for suffix in ("md", "MD", "markdown", "mdown", "mkd", "txt", "rst", "mdx"):
        write(top / f"{suffix} list.{suffix}", ENTRY)
    assert sorted(told(folder, top)) == [
        "MD list",
        "markdown list",
        "md list",
        "mdown list",
        "mkd list",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "CONTRIBUTING.md",
        "contributing.zh-CN.md",
        "Code-of-Conduct.md",
        "code_of_conduct.markdown",
        "LICENSE.md",
        "LICENSE-MIT.md",
        "LICENCE.md",
        "Changelog.md",
        "SECURITY.md",
        "support.md",
        "GOVERNANCE.md",
        "pull_request_template.md",
        "ISSUE_TEMPLATE/paper.md",
        "issue_template.md",
        "AUTHORS.md",
        "Maintainers.md",
        "node_modules/left/README.md",
        ".github/README.md",
    ],
)
def test_files_that_every_repository_has_are_no_lists(folder, library, tmp_path, name):
    top = tmp_path / "repository"
    write(top / "README.md", page("List", {"S": ["a", "b"]}))
    file = write(top / name, ENTRY)
    assert told(folder, top) == ["List"]
    assert take(folder, file).entries == 1  # it is opened when it is named


@pytest.mark.parametrize(
    "name", ["licensing.md", "support vector machines.md", "security-papers.md"]
)
def test_lists_of_like_names_are_lists(name):
    assert not folders.is_community_file(name)


def test_translations_of_a_list_are_lists(folder, library, tmp_path):
    top = tmp_path / "repository"
    write(top / "README.md", page("Papers", {"S": ["a"]}))
    write(top / "README.zh.md", page("论文", {"部分": ["a"]}))
    assert told(folder, top) == ["Papers", "论文"]


PROSE = """# How to install it

First get [Python](https://www.python.org), any version will do, and then read on. There is more to
know of it than fits here, and most of it is not needed by anybody who only wants to try it out.

Then look at [the manual](https://example.org/manual), which says all there is to say about it, in
more words than anybody would want to read, and with pictures.

When that did not help, ask in the [forum](https://example.org/forum), where people are friendly.
"""
FEW = "- [One](https://example.org/1)\n- [Two](https://example.org/2)\n"
MANY = "".join(f"- [{number}](https://example.org/{number})\n" for number in range(20))
PARAGRAPHS = """# Papers

**One**, [[paper]](https://example.org/1)

[Two](https://example.org/2): about two.

[3] Author, "Three". [[pdf]](https://example.org/3.pdf)

4. Four, by somebody [[pdf]](https://example.org/4.pdf)
"""


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        (PROSE, False),
        (PROSE + "\n- [Licence](https://example.org/licence)\n", False),
        ("Words. " * 200 + "\n\n" + FEW, False),
        ("Words. " * 2000 + "\n\n" + MANY, True),
        (ENTRY, True),
        (PARAGRAPHS, True),
        ("| Title |\n|---|\n| [One](https://example.org/1) |\n", True),
        ('<ul>\n<li><a href="https://example.org/a">A</a></li>\n</ul>\n', True),
        ("# Nothing\n\n- [more](docs/more.md)\n", False),
        ("#!/bin/sh\nset -e\nif true; then\nexit 0;\nfi\nexit 1;\n", False),
    ],
)  # fmt: skip
def test_prose_with_a_few_links_is_no_list_in_a_folder_but_opens_when_it_is_named(
    folder, library, tmp_path, text, is_list
):
    file = write(tmp_path / "folder" / "page.md", text)
    summary = take_all(folder, file.parent)
    assert bool(summary.lists) is is_list
    assert bool(summary.failures) is not is_list
    assert take(folder, file).list_id is not None


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("speech/README.md", "speech"),
        ("speech/readme.MD", "speech"),
        ("speech/README.zh-CN.md", "speech (zh-CN)"),
        ("speech/README_ja.md", "speech (ja)"),
        ("speech/index.markdown", "speech"),
        ("speech/papers.md", "papers"),
        ("speech/readmeandmore.md", "readmeandmore"),
        ("README.md", "README"),
    ],
)
def test_a_front_page_without_a_title_is_called_like_its_folder(file, name):
    assert folders.name_of(Path("/") / file) == name


def test_two_front_pages_without_titles_are_told_apart(folder, library, tmp_path):
    write(tmp_path / "top" / "speech" / "README.md", ENTRY)
    write(tmp_path / "top" / "vision" / "README.md", ENTRY)
    assert told(folder, tmp_path / "top") == ["speech", "vision"]
