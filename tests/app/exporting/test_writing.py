from pathlib import Path

import pytest

from effllm_desktop.app.exporting import writing
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import ExportRequest, Format
from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import open_library
from effllm_desktop.app.sources import FileSource
from effllm_desktop.domain.errors import Cancelled, FileChanged
from tests.support.builders import take
from tests.support.libraries import library_of


def test_a_file_is_written_once_it_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    writing.write(path, b"one", writing.seen(path))
    before = writing.seen(path)
    path.write_bytes(b"by another program")
    with pytest.raises(FileChanged):
        writing.write(path, b"two", before)
    writing.overwrite(path, b"three")
    assert path.read_bytes() == b"three"


def test_a_linked_file_that_holds_more_than_was_taken_in_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# L\n- [a](https://a.example)\n")
    library = open_library(tmp_path / "library")
    import_lists(library.folder, ImportRequest((FileSource(path),)), InlineProgress())
    writing.require_taken_in(library, path)
    writing.require_taken_in(library, tmp_path / "other.md")
    path.write_text("# L\n- [a](https://a.example)\n- [b](https://b.example)\n")
    with pytest.raises(FileChanged, match="taken in"):
        writing.require_taken_in(library, path)
    library.close()


def test_a_file_says_what_the_library_was_when_it_was_begun(tmp_path: Path) -> None:
    text = "# L\n" + "".join(f"- [a{n}](https://a.example/{n})\n" for n in range(2000))
    library = library_of(tmp_path / "library", text)
    path, request = tmp_path / "out.csv", ExportRequest(format=Format.CSV)
    before = render(library, request)

    class Meanwhile(InlineProgress):
        def checkpoint(self) -> None:
            take(library.folder, "# L\n- [b](https://b.example)\n", as_list="L")

    written = writing.export_to(library, request, path, Meanwhile())
    assert before.entries == written.entries == 2000
    assert path.read_bytes() == before.data
    assert b"b.example" in render(library, request).data
    library.close()


def test_an_export_can_be_stopped_and_then_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    library = open_library(tmp_path / "library")
    path, request = tmp_path / "out.csv", ExportRequest(format=Format.CSV)
    progress = InlineProgress()
    written = writing.export_to(library, request, path, progress)
    assert (written.size, written.entries, written.own) == (path.stat().st_size, 0, ())
    path.write_bytes(b"by hand")
    progress.cancel()
    with pytest.raises(Cancelled):
        writing.export_to(library, request, path, progress, over=True)
    assert path.read_bytes() == b"by hand"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["library", "out.csv"]
    library.close()
