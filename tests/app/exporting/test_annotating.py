"""Annotated lists: the reader's own in the file, hand edits that stay, the list as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from effllm_desktop import resource_files
from effllm_desktop.app.exporting.rendering import render, stream
from effllm_desktop.app.exporting.request import ExportRequest, Part, Style
from effllm_desktop.app.exporting.writing import export_to
from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.domain.errors import BadInput, FileChanged
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from effllm_desktop.domain.state import Status
from effllm_desktop.markdown import annotations, reader, repair
from effllm_desktop.store import works
from tests.support.builders import take, work
from tests.support.libraries import bundled_library, library_of

MINE = """# Mine

- [first](https://a.example/1)
  more words

- [second](https://a.example/2)
  - [below](https://a.example/below)

| Title | Code |
|---|---|
| [third](https://a.example/3) | [x](https://x.example) |

- [again](https://a.example/2)"""
KEY = "url:a.example/1"
REQUEST = ExportRequest((ListScope(ListId(1)),), style=Style.ANNOTATED)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path / "library", MINE)
    library.workspace.run(
        ChangeState(
            works=[work(library, "first")],
            status=Status.READ,
            starred=True,
            rating=4,
            tags=["b", "a"],
            note="Worth it.",
        )
    )
    yield library
    library.close()


def text_of(library: Library, before: bytes | None = None) -> str:
    return b"".join(stream(library, REQUEST, before).pieces).decode()


def test_the_region_stands_below_its_entry(library: Library) -> None:
    lines = text_of(library).split("\n")
    assert lines[2:4] == ["- [first](https://a.example/1)", "  more words"]
    assert lines[4].startswith('\t<!-- effllm:begin {"key": "url:a.example/1", "note": ')
    assert lines[5:9] == [
        "\t- `read · starred · rated 4/5 · tags: a, b`",
        "\t<!-- effllm:note -->",
        "\t> Worth it.",
        "\t<!-- effllm:end -->",
    ]
    export = render(library, REQUEST)
    assert export.own == ("status: 1", "star: 1", "rating: 1", "tags: 1", "note: 1")


def test_a_work_has_one_region_and_one_in_a_table_stands_apart(library: Library) -> None:
    library.workspace.run(SetNote(work(library, "third"), "In a table."))
    text = text_of(library)
    assert annotations.strip(text.encode()) == MINE.encode()
    keys = [one.key for one in annotations.read(text.encode()).annotations]
    assert keys == ["url:a.example/1", "url:a.example/3"]
    assert text.index("| [third]") < text.index("- `third`") < text.index("> In a table.")


def test_only_what_was_asked_for(library: Library) -> None:
    asked = ExportRequest(
        (ListScope(ListId(1)),), style=Style.ANNOTATED, parts=frozenset((Part.RATING,))
    )
    text = render(library, asked).data.decode()
    assert "rated 4/5" in text
    assert "Worth" not in text
    assert "starred" not in text


def test_it_wants_one_list(library: Library) -> None:
    with pytest.raises(BadInput):
        render(library, ExportRequest(style=Style.ANNOTATED))


def test_an_untouched_list_is_only_named(tmp_path: Path) -> None:
    library = library_of(tmp_path / "library", MINE)
    text = text_of(library)
    assert text.startswith(MINE + "\n<!-- effllm:list ")
    assert text.count("<!--") == 1
    library.close()


def test_the_entries_read_as_before(library: Library) -> None:
    with_own, bare = reader.read_text(text_of(library)), reader.read_text(MINE)
    assert [one.text.title for one in with_own.entries] == [one.text.title for one in bare.entries]


def test_hand_edits_stay_through_a_hundred_exports(library: Library) -> None:
    data = text_of(library).replace("> Worth it.", "> By hand.\n\t> More.").encode()
    for _ in range(100):
        data = text_of(library, data).encode()
    (one,) = annotations.read(data).annotations
    assert one.note == "By hand.\nMore."
    assert one.is_edited
    assert annotations.strip(data) == MINE.encode()


def test_a_note_that_changed_in_both_places_keeps_what_it_was_made_from(library: Library) -> None:
    data = text_of(library).replace("> Worth it.", "> By hand.").encode()
    library.workspace.run(SetNote(work(library, "first"), "In the library."))
    (one,) = annotations.read(text_of(library, data).encode()).annotations
    assert one.note == "By hand."
    assert one.base == annotations.fingerprint("Worth it.")


@pytest.mark.parametrize("meanwhile", [None, "In the library."])
def test_a_hand_edit_that_was_taken_in_goes_on_as_a_note_of_the_library(
    library: Library, meanwhile: str | None
) -> None:
    first = work(library, "first")
    data = text_of(library).replace("> Worth it.", "> By hand.\n\t>\n\t> More.").encode()
    if meanwhile is not None:
        library.workspace.run(SetNote(first, meanwhile))
    data = text_of(library, data).encode()
    take(library.folder, data)
    library.workspace.notice_outside_changes()
    note = "\n\n".join(filter(None, (meanwhile, "By hand.\n\nMore.")))
    for now in (note, f"Before.\n\n{note}\n\nBehind.", "Something else."):
        library.workspace.run(SetNote(first, now))
        data = text_of(library, data).encode()
        (one,) = annotations.read(data).annotations
        assert (one.note, one.is_edited) == (now, False)


def test_a_note_that_was_taken_out_by_hand_is_put_back_where_it_says_something_new(
    library: Library,
) -> None:
    first = work(library, "first")
    data = text_of(library).replace("\t> Worth it.\n", "").encode()
    (one,) = annotations.read(text_of(library, data).encode()).annotations
    assert (one.note, one.is_edited) == ("", True)
    library.workspace.run(SetNote(first, "Worth it, I say."))
    (one,) = annotations.read(text_of(library, data).encode()).annotations
    assert (one.note, one.is_edited) == ("Worth it, I say.", False)


def test_a_hand_edit_stays_when_its_entry_leaves_the_list(library: Library) -> None:
    data = text_of(library).replace("> Worth it.", "> By hand.").encode()
    take(library.folder, "# Mine\n- [second](https://a.example/2)\n", as_list="Mine")
    (one,) = annotations.read(text_of(library, data).encode()).annotations
    assert (one.key, one.note) == ("url:a.example/1", "By hand.")
    gone = data.replace(b'"url:a.example/1"', b'"url:a.example/0"')
    (one,) = annotations.read(text_of(library, gone).encode()).annotations
    assert (one.key, one.note) == ("url:a.example/0", "By hand.")
    library.workspace.run(SetNote(works.find(library.database, [KEY])[KEY], "By hand."))
    assert annotations.read(text_of(library, data).encode()).annotations == ()


def test_what_was_written_outside_the_regions_is_not_overwritten(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "annotated.md"
    export_to(library, REQUEST, file)
    export_to(library, REQUEST, file)
    file.write_text(file.read_text().replace("more words", "other words"))
    with pytest.raises(FileChanged):
        export_to(library, REQUEST, file)
    assert "other words" in file.read_text()


def test_a_file_with_an_older_version_is_brought_up_to_date(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "annotated.md"
    export_to(library, REQUEST, file)
    take(library.folder, MINE + "\n- [new](https://n.example)\n", as_list="Mine")
    export_to(library, REQUEST, file)
    assert "[new]" in file.read_text()


def test_stripping_gives_the_repaired_text_of_damaged_lists(tmp_path: Path) -> None:
    library = bundled_library(tmp_path / "library")
    everything = library.entries.all_works(PlaceScope(Place.ALL))
    library.workspace.run(ChangeState(works=everything, status=Status.READING, tags=["all"]))
    for number, file in enumerate(resource_files.catalogs(), start=1):
        request = ExportRequest((ListScope(ListId(number)),), style=Style.ANNOTATED)
        data = render(library, request).data
        assert data.count(b"effllm:begin") > 10
        assert annotations.strip(data) == repair.detect(file.read_bytes()).data
    library.close()
