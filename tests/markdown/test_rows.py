"""What rows of tables say."""

import pytest

from effllm_desktop.domain.lists import EntryText, Kind
from effllm_desktop.markdown import reader


def rows(head: str, *lines: str) -> list[EntryText]:
    columns = head.count("|") - 1
    table = f"{head}\n{'|---' * columns}|\n" + "".join(f"{line}\n" for line in lines)
    return [entry.text for entry in reader.read_text(table).entries]


def test_columns_are_known_by_their_names() -> None:
    (row,) = rows(
        "| Year | **Title** | Authors | Venue | Paper | Code | Citations | Notes |",
        "| 2023 | A *title* | First, ..., Last | ICML | [pdf](https://a.b/x.pdf) | "
        "[gh](https://github.com/o/r) | 1,234 | Good. |",
    )
    assert (row.title, row.url) == ("A title", "https://a.b/x.pdf")
    assert (row.authors, row.authors_elided) == (("First", "Last"), True)
    assert (row.venue, row.year, row.citations) == ("ICML", 2023, 1234)
    assert row.description == "Good."
    assert [link.label for link in row.links] == ["gh"]
    assert row.kind is Kind.PAPER


def test_a_linked_title_identifies_the_row() -> None:
    (row,) = rows(
        "| 论文 | 代码 |", "| [A](https://arxiv.org/abs/2404.14897) | [c](https://a.b/c) |"
    )
    assert (row.title, row.key) == ("A", "arxiv:2404.14897")


def test_a_table_without_known_names() -> None:
    (row,) = rows("| | |", "| 2024.05 | Words [link](https://a.b/c) |")
    assert (row.title, row.url) == ("Words", "https://a.b/c")
    (other,) = rows("| a | b |", "| plain | [named](https://a.b/c) |")
    assert other.title == "named"


def test_a_row_of_roles_alone_is_called_by_its_link() -> None:
    (row,) = rows("| Paper |", "| [pdf](https://a.b/x.pdf) |")
    assert row.title == "pdf"


def test_a_short_name_before_a_longer_title() -> None:
    (row,) = rows(
        "| Title | Paper |",
        "| 🔥[**It**] It is longer | [[pdf]](https://arxiv.org/pdf/2404.14897) |",
    )
    assert row.title == "[It] It is longer"


def test_a_title_with_authors_behind_a_break() -> None:
    (row,) = rows("| Title | Paper |", "| A title<br>First Author | [pdf](https://a.b/c.pdf) |")
    assert row.title == "A title"


def test_cells_more_or_fewer_than_the_head_has() -> None:
    found = rows("| Title | Year |", "| [a](https://a.b/1) |", "| [b](https://a.b/2) | 2020 | x |")
    assert [(row.title, row.year) for row in found] == [("a", None), ("b", 2020)]


def test_bars_that_are_escaped_split_nothing() -> None:
    (row,) = rows("| Title |", r"| [a \| b](https://a.b/1) |")
    assert row.title == "a | b"


@pytest.mark.parametrize("line", ["| a | b |", "| [x](#x) | |", "| ![s](https://a.b/s.png) | |"])
def test_rows_without_a_web_link_are_no_entries(line: str) -> None:
    assert rows("| Title | Code |", line) == []


def test_a_row_that_names_an_arxiv_id() -> None:
    (row,) = rows("| Title | Where |", "| A title | arXiv:2404.14897 |")
    assert (row.title, row.key) == ("A title", "arxiv:2404.14897")


def test_a_head_with_a_link_is_a_row_as_well() -> None:
    assert [row.title for row in rows("| [a](https://a.b/1) |", "| [b](https://a.b/2) |")] == [
        "a",
        "b",
    ]


def test_relative_links_in_rows_are_offered() -> None:
    found = reader.read_text("| Title |\n|---|\n| [part](parts/a.md) |\n")
    assert [one.target for one in found.related] == ["parts/a.md"]


def test_a_table_below_a_bullet_or_an_entry() -> None:
    table = "  | Title |\n  |---|\n  | [a](https://a.b/1) |\n"
    below = reader.read_text(f"- Group\n\n{table}")
    assert [section.heading for section in below.sections] == ["Group"]
    own = reader.read_text(f"- [x](https://a.b/x)\n\n{table}").entries
    assert [link.label for link in own[0].text.links] == ["a"]
