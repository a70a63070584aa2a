"""`effllm import FILE --to PLACE`."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.trash import TrashList
from tests.cli.conftest import Effllm

TEXT = "# L\n\n## One\n\n* [a](https://example.org/a)\n\n## Two\n\n* [c](https://example.org/c)\n"
BIB = """@misc{a, title={a}, url={https://example.org/a}}
@misc{b, title={b}, url={https://example.org/b}, keywords={later}}
@misc{c, title={c}, url={https://example.org/c}}
@misc{d, author={Nobody}}
"""


@pytest.fixture
def file(tmp_path: Path, effllm: Effllm) -> Path:
    made = tmp_path / "L.md"
    made.write_text(TEXT)
    effllm.done("import", made)
    bib = tmp_path / "refs.bib"
    bib.write_text(BIB)
    return bib


def test_a_dry_run_shows_what_comes_and_writes_nothing(effllm: Effllm, file: Path) -> None:
    said = effllm.done("import", file, "--to", "L / Two", "--dry-run")
    assert said.splitlines() == [
        "1 entry, made of BibTeX would come into L / Two.",
        "  + b",
        "  2 works in the list already:",
        "  a, in L / One",
        "  c, in L / Two",
        "  1 work with status, tags or notes from there",
        "  line 4: a record without a title",
    ]
    assert effllm.done("export", "--list", "L") == TEXT


def test_it_comes_with_its_tags_and_goes_with_one_undo(effllm: Effllm, file: Path) -> None:
    said = effllm.done("import", file, "--to", "L / Two")
    assert said.startswith("1 entry, made of BibTeX added to L / Two.\n")
    written = TEXT.replace("/c)\n", "/c)\n* [b](https://example.org/b)\n")
    assert effllm.done("export", "--list", "L") == written
    assert "url:example.org/b" in effllm.done("list", "tag:later")
    effllm.done("undo")
    assert effllm.done("export", "--list", "L") == TEXT
    assert "url:example.org/b" not in effllm.done("list", "tag:later")


def test_as_a_document(effllm: Effllm, file: Path) -> None:
    said = json.loads(effllm.done("import", file, "--to", "L", "--json"))
    assert said == {
        "list": "L",
        "section": "L",
        "is_new": False,
        "form": "BibTeX",
        "written": True,
        "added": [{"key": "url:example.org/b", "title": "b", "known": False}],
        "present": [
            {"key": "url:example.org/a", "title": "a", "section": "L / One"},
            {"key": "url:example.org/c", "title": "c", "section": "L / Two"},
        ],
        "brought": 1,
        "pdfs": [],
        "problems": [{"first_line": 4, "last_line": 4, "reason": "a record without a title"}],
    }


def test_very_much_is_counted(effllm: Effllm, file: Path) -> None:
    text = "".join(f"@misc{{k, title={{T{n}}}, url={{https://{n}.example}}}}\n" for n in range(30))
    said = effllm.done("import", "-", "--to", "L", "--dry-run", stdin=text)
    assert said.splitlines()[-1] == "  … and 10 more"


@pytest.mark.parametrize("more", [["--copy"], ["--name", "N"], ["--linked"], ["more.bib"]])
def test_it_takes_one_file_and_no_options_of_lists(
    effllm: Effllm, file: Path, more: list[str]
) -> None:
    effllm.refused("import", file, *more, "--to", "L", code=2)


def test_a_name_that_no_list_has_makes_one(effllm: Effllm, file: Path) -> None:
    said = effllm.done("import", file, "--to", " Reading  list", "--dry-run")
    assert said.splitlines() == [
        "3 entries, made of BibTeX would come into the new list “Reading list”.",
        "  = a",
        "  + b",
        "  = c",
        "  1 work with status, tags or notes from there",
        "  line 4: a record without a title",
    ]
    assert "Reading list" not in effllm.done("lists")
    said = effllm.done("import", file, "--to", "Reading list")
    assert said.startswith("3 entries, made of BibTeX added to the new list “Reading list”.\n")
    assert effllm.done("export", "--list", "Reading list") == (
        "# Reading list\n\n- [a](https://example.org/a)\n- [b](https://example.org/b)\n"
        "- [c](https://example.org/c)\n"
    )
    assert "url:example.org/b" in effllm.done("list", "tag:later")
    said = effllm.json("import", file, "--to", "reading list")
    assert (said["list"], said["is_new"], said["added"]) == ("Reading list", False, [])
    assert effllm.done("undo").startswith("Undone: make the list “Reading list”")
    assert "Reading list" not in effllm.done("lists")
    assert "url:example.org/b" not in effllm.done("list", "tag:later")
    effllm.done("redo")
    assert "url:example.org/b" in effllm.done("list", "tag:later")


def test_a_list_in_the_trash_a_number_and_a_section_are_not_made(
    effllm: Effllm, file: Path
) -> None:
    effllm.done("import", file, "--to", "Mine")
    with closing(open_library(effllm.library)) as library:
        (mine,) = [one for one in library.outlines.read().lists if one.name == "Mine"]
        library.workspace.run(TrashList(mine.id))
    assert "is in the trash" in effllm.refused("import", file, "--to", "Mine")
    assert "no list “7”" in effllm.refused("import", file, "--to", "7")
    assert "Three" in effllm.refused("import", file, "--to", "L / Three")
    assert json.loads(effllm.done("import", file, "--to", "New", "--json"))["is_new"] is True


def test_what_no_list_has_any_more_is_not_there_already(effllm: Effllm, file: Path) -> None:
    effllm.done("import", file, "--to", "L / Two")
    assert "= b" in effllm.done("import", file, "--dry-run")
    effllm.done("undo")
    for call in (["--dry-run"], ["--to", "L / Two", "--dry-run"]):
        said = effllm.done("import", file, *call)
        assert "+ b" in said
        assert "= b" not in said
