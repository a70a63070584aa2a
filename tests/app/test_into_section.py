"""A file into a section that is there: what it has is seen first, and comes as one step."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from effllm_desktop.app.into_section import BringInto, Coming, coming
from effllm_desktop.app.library import Library
from effllm_desktop.app.sources import BytesSource, FileSource
from effllm_desktop.domain.errors import AppError, BadInput, NotFound
from effllm_desktop.domain.ids import ListId, SectionId
from tests.support.builders import found, take, user_rows
from tests.support.libraries import library_of
from tests.support.soundness import assert_sound

LISTS = """# Mine
## One
- [a](https://a.example)
- [b](https://b.example)

## Two

Words.
"""
BIB = """@misc{a, title={a}, url={https://a.example}, keywords={known}}
@misc{c, title={See}, url={https://c.example}, keywords={later}, annote={Mine.}}
@misc{d, author={Nobody}}
@misc{o, title={o}, url={https://o.example}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path / "library", LISTS)
    take(library.folder, "# Other\n- [o](https://o.example)\n")
    yield library
    library.close()


def bib(library: Library, text: str = BIB) -> Coming:
    return coming(library.database, BytesSource("Standard input", text.encode()), ListId(1))


def section(library: Library, heading: str) -> SectionId:
    return SectionId(
        library.database.value("SELECT id FROM sections WHERE heading = ?", (heading,))
    )


def test_what_is_new_what_is_there_and_what_is_unread(library: Library) -> None:
    seen = bib(library)
    assert seen.form == "BibTeX"
    assert [one.title for one in seen.fresh] == ["See", "o"]
    assert seen.known == {"url:o.example"}
    assert [(one.entry.title, one.path) for one in seen.present] == [("a", "Mine / One")]
    assert [(one.first_line, one.reason) for one in seen.problems] == [
        (3, "a record without a title")
    ]


def test_it_comes_with_its_states_as_one_step(library: Library) -> None:
    before, seen = user_rows(library.database), bib(library)
    library.workspace.run(BringInto(ListId(1), section(library, "Two"), seen.fresh, seen.carried))
    assert found(library, 'section:"Mine / Two"') == ["See", "o"]
    assert found(library, "tag:later note:mine") == ["See"]
    assert found(library, "tag:known") == ["a"]
    assert_sound(library.database)
    assert bib(library).fresh == ()
    assert library.workspace.undo() == "add 2 entries"
    assert user_rows(library.database) == before
    assert found(library, "tag:later or tag:known") == []
    assert_sound(library.database)
    library.workspace.redo()
    assert found(library, "tag:later note:mine") == ["See"]


def test_with_nothing_new_only_states_come(library: Library) -> None:
    seen = bib(library, "@misc{a, title={a}, url={https://a.example}, keywords={known}}")
    assert (seen.fresh, len(seen.present)) == ((), 1)
    library.workspace.run(BringInto(ListId(1), None, seen.fresh, seen.carried))
    assert found(library, "tag:known") == ["a"]


def records(count: int) -> str:
    """As BibTeX, in the order of their titles."""
    numbers = (f"{n:02}" for n in range(count))
    return "".join(f"@misc{{k, title={{T{n}}}, url={{https://{n}.example}}}}\n" for n in numbers)


def test_very_many_come_in_their_order(library: Library) -> None:
    text = "".join(
        f"@misc{{k, title={{T{n:02}}}, url={{https://{n}.example}}}}\n" for n in range(99)
    )
    seen = bib(library, text)
    library.workspace.run(BringInto(ListId(1), section(library, "One"), seen.fresh, seen.carried))
    rows = library.database.rows(
        "SELECT title FROM entries WHERE list_id = 1 AND position IS NOT NULL ORDER BY position"
    )
    assert [title for (title,) in rows] == ["a", "b", *(f"T{n:02}" for n in range(99))]
    assert_sound(library.database)


def test_a_list_comes_into_another_one(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text("# X\n- [e](https://e.example)\n- [b](https://b.example)\n")
    seen = coming(library.database, FileSource(file), ListId(1))
    assert (seen.form, [one.title for one in seen.fresh]) == (None, ["e"])


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("x.bib", b"", BadInput),
        ("x.md", b"# Nothing\n", BadInput),
        ("x.pdf", b"%PDF-1.7", BadInput),
        ("there is none", None, NotFound),
        ("folder", None, BadInput),
    ],
)
def test_what_is_no_such_file_is_refused(
    library: Library, tmp_path: Path, name: str, data: bytes | None, kind: type[AppError]
) -> None:
    (tmp_path / "folder").mkdir()
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(kind):
        coming(library.database, FileSource(tmp_path / name), ListId(1))


def test_standard_input_without_entries_is_refused(library: Library) -> None:
    with pytest.raises(BadInput, match="Standard input holds no entries"):
        bib(library, "hello\n")


def test_numbered_ones_come_all_the_same(library: Library) -> None:
    take(library.folder, "# N\n1. [n](https://n.example)\n")
    text = "".join(
        f"@misc{{k, title={{T{n:02}}}, url={{https://{n}.example}}}}\n" for n in range(22)
    )
    seen = coming(library.database, BytesSource("-", text.encode()), ListId(3))
    library.workspace.run(BringInto(ListId(3), section(library, "N"), seen.fresh))
    assert len(found(library, "list:N")) == 23
