import itertools

import pytest

from effllm_desktop.domain.lists import ReadList
from effllm_desktop.markdown import html_blocks, reader
from effllm_desktop.markdown.html_blocks import UnitKind

LINK = "<a href='https://a.b/{0}'>{0}</a>"


def titles(markdown: str) -> list[str]:
    return [entry.text.title for entry in reader.read_text(markdown).entries]


def problems(found: ReadList) -> list[str]:
    return [problem.reason for problem in found.problems]


def test_parts_cover_the_block() -> None:
    text = "<ul>\n<li>a<li>b</li></ul>\n<p>c</p><h2>d</h2><table><tr><td>e</td></tr></table>"
    found = list(html_blocks.units(text, 0, len(text)))
    assert [unit.kind for unit in found if unit.kind is not UnitKind.LOOSE] == [
        UnitKind.ITEM,
        UnitKind.ITEM,
        UnitKind.PARAGRAPH,
        UnitKind.HEADING,
        UnitKind.ROW,
    ]
    assert [text[u.content : u.stop] for u in found if u.kind is UnitKind.ITEM] == ["a", "b"]
    for left, right in itertools.pairwise(found):
        assert left.end <= right.start


def test_items_and_rows_of_tags_are_entries() -> None:
    items = "".join(f"<li>{LINK.format(name)}</li>" for name in "ab")
    assert titles(f"<ul>{items}</ul>\n") == ["a", "b"]
    rows = "".join(f"<tr><td>{LINK.format(name)}</td></tr>\n" for name in "ab")
    assert titles(f"<table>\n{rows}</table>\n") == ["a", "b"]


def test_items_below_an_item_of_tags() -> None:
    linked = f"<ul><li>{LINK.format('a')}<ul><li>{LINK.format('b')}</li></ul></li></ul>\n"
    found = reader.read_text(linked)
    assert [entry.text.title for entry in found.entries] == ["a"]
    assert [link.label for link in found.entries[0].text.links] == ["b"]
    assert titles(f"<ul><li>Group<ul><li>{LINK.format('b')}</li></ul></li></ul>\n") == ["b"]


def test_columns_of_a_table_of_tags_are_known_by_their_names() -> None:
    found = reader.read_text(
        "<table>\n<tr><th>Title</th><th>Authors</th><th>Venue</th></tr>\n\n"
        f"<tr><td>{LINK.format('A')}</td><td>First, Second</td><td>ICML 2024</td></tr>\n</table>\n"
    )
    (entry,) = found.entries
    assert entry.text.authors == ("First", "Second")
    assert (entry.text.venue, entry.text.year) == ("ICML", 2024)


def test_a_table_begins_with_columns_of_its_own() -> None:
    head = "<table><tr><th>Title</th><th>Authors</th></tr></table>\n\n"
    (entry,) = reader.read_text(
        f"{head}<table><tr><td>{LINK.format('A')}</td><td>First</td></tr></table>\n"
    ).entries
    assert entry.text.authors == ()


def test_a_row_without_cells_is_one_cell() -> None:
    assert titles(f"<table><tr>{LINK.format('A')}</tr></table>\n") == ["A"]
    assert titles(f"<table><tr>{LINK.format('A')}</table>\n") == ["A"]


def test_headings_of_tags_are_sections() -> None:
    found = reader.read_text("<h1 align='center'>A <i>b</i></h1>\n\n<h2><img src='x'></h2>\n")
    assert [(s.heading, s.level) for s in found.sections] == [("A b", 1)]
    assert found.name == "A b"


def test_words_outside_of_items_count_only_when_they_name_a_paper() -> None:
    found = reader.read_text(f"<div>{LINK.format('page')}</div>\n")
    assert found.entries == ()
    assert problems(found) == ["a link outside any list item"]
    assert titles("<div><a href='https://arxiv.org/abs/2404.14897'>A title</a></div>\n") == [
        "A title"
    ]


def test_relative_links_in_tags_are_offered() -> None:
    found = reader.read_text(
        "<div><a href='a.md'>A</a></div>\n\n<p><a href='b.md#x'>B</a></p>\n\n"
        "<table><tr><td><a href='c.md'>C</a></td></tr></table>\n"
    )
    assert [(one.label, one.target, one.line) for one in found.related] == [
        ("A", "a.md", 1),
        ("B", "b.md", 3),
        ("C", "c.md", 5),
    ]
    assert found.problems == ()


def test_a_block_of_tags_below_a_bullet() -> None:
    found = reader.read_text(f"- Group\n  <ul><li>{LINK.format('a')}</li></ul>\n")
    assert [section.heading for section in found.sections] == ["Group"]
    assert found.entries[0].section == 0


def test_blocks_that_stay_open_say_where_they_end() -> None:
    text = f"<p>{LINK.format('a')}"
    assert [unit.kind for unit in html_blocks.units(text, 0, len(text))] == [UnitKind.PARAGRAPH]
    assert list(html_blocks.units("", 0, 0)) == []
    assert titles(f"<!-- <li>{LINK.format('no')}</li> --><ul><li>{LINK.format('a')}\n") == ["a"]


@pytest.mark.parametrize("tag", ["p", "li", "tr", "h2", "dd"])
def test_thousands_of_open_tags_are_read(tag: str) -> None:
    found = reader.read_text(f"<div>{f'<{tag}>{LINK.format(1)}' * 3000}\n")
    assert len(found.entries) in (0, 1, 3000)
