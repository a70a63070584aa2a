"""What a file would bring as a list of its own; into a section: `test_into_section`."""

from pathlib import Path

import pytest

from effllm_desktop.app.import_preview import Seen, seen, to_look_at
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.domain.errors import NotFound
from tests.support.builders import take

TEXT = "# X\n- [a](https://a.example)\n- [b](https://b.example)\n"


def look(folder: Path, file: Path) -> Seen:
    return seen(folder, [file], None, InlineProgress())


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text)
    return folder / name


def test_a_new_list(tmp_path: Path) -> None:
    take(tmp_path / "library", "# Y\n- [b](https://b.example)\n")
    found = look(tmp_path / "library", written(tmp_path, "x.md", TEXT))
    assert (found.fresh, found.known, found.others) == (("a",), ("b",), ())
    assert found.brings_anything
    assert found.coming is None


def test_what_is_there_as_it_is_brings_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, "x.md", TEXT)
    take(tmp_path / "library", file)
    assert not look(tmp_path / "library", file).brings_anything


def test_a_document_that_is_no_list_is_told_of(tmp_path: Path) -> None:
    text = "Title\n=====\n\n.. toctree::\n   :maxdepth: 2\n\n   one\n   two\n"
    found = look(tmp_path / "library", written(tmp_path, "x.txt", text))
    assert found.others
    assert "reStructuredText" in found.others[0]


def test_what_cannot_be_read_is_raised(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        look(tmp_path / "library", tmp_path / "none.bib")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system has no such file")
def test_a_file_that_cannot_be_read_is_left_to_whoever_takes_it_in() -> None:
    assert to_look_at([Path("/proc/self/mem")], InlineProgress()) == []


def test_which_files_are_looked_at(tmp_path: Path) -> None:
    texts = {
        "a.bib": "@misc{a, title={A}}",
        "empty.ris": "",
        "b.csv": "no, names, of, columns",
        "all.json": "{}",
        "ids.txt": "2404.14897\n",
        "marks.html": "<!DOCTYPE NETSCAPE-Bookmark-file-1>",
        "refs": "@misc{a, title={A}}",
        "list.txt": "# L\n- [a](https://a.example)\n",
        "page.html": "<html>",
        "bib.md": "@misc{a, title={A}}",
        "README": "# L\n",
    }
    files = [written(tmp_path, name, text) for name, text in texts.items()]
    (tmp_path / "folder.bib").mkdir()
    gone, closed = tmp_path / "gone.bib", written(tmp_path, "closed.txt", "2404.14897\n")
    closed.unlink()
    closed.symlink_to(tmp_path / "nowhere")
    found = to_look_at([*files, tmp_path / "folder.bib", gone, closed], InlineProgress())
    assert [path.name for path in found] == [*texts][:7]
