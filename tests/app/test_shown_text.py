import pytest

from effllm_desktop.app.shown_text import shown
from effllm_desktop.domain.lists import EntryText, Kind, ReadEntry
from effllm_desktop.store.entries import row_of


@pytest.mark.parametrize(
    ("source", "authors", "expected"),
    [
        ("- A, B", ("A", "B"), "A, B, …"),
        ("- A, ..., C", ("A", "C"), "A, …, C"),
        ("- A, B,\n  …, C, D", ("A", "B", "C", "D"), "A, B, …, C, D"),
        ("- A, B, ... and more, ..., of it", ("A", "B"), "A, B, …"),
        ("- A, ...", ("A",), "A, …"),
    ],
)
def test_an_ellipsis_stands_where_the_list_has_it(
    source: str, authors: tuple[str, ...], expected: str
) -> None:
    said = EntryText("k", Kind.PAPER, "T", "https://a.b", authors, authors_elided=True)
    assert shown(row_of(ReadEntry(None, 1, 0, 1, source, said.values))) == ("T", None, expected)


@pytest.mark.parametrize(
    ("title", "plain", "html"),
    [
        ("Plain <b>", "Plain <b>", None),
        ("H$_2$O", "H₂O", "H<sub>2</sub>O"),
        (r"Erd\H{o}s & $5 and $10", "Erdős & $5 and $10", None),
    ],
)
def test_mathematics_is_made_readable(title: str, plain: str, html: str | None) -> None:
    said = EntryText("k", Kind.PAPER, title, "https://a.b", ("Á", 'B "x"'))
    found = shown(row_of(ReadEntry(None, 1, 0, 1, title, said.values)))
    assert found == (plain, html, 'Á, B "x"')
