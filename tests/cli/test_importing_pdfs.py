"""`effllm import` of folders of Papis, with the PDFs that lie in them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Effllm
from tests.support.foreign_files import papis_with_pdfs


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return papis_with_pdfs(tmp_path / "papers")


def test_a_dry_run_names_the_pdfs(effllm: Effllm, papers: Path) -> None:
    said = effllm.done("import", papers, "--dry-run")
    assert [line.strip() for line in said.splitlines()] == [
        "New       papers",
        "2 entries in 1 section, made of Papis",
        "2 works with status, tags or notes from there",
        "2 PDFs from beside it",
        "+ Paper one",
        "+ Paper two",
        "* one.pdf",
        "* two.pdf",
    ]
    assert effllm.json("lists") == []


def test_pdfs_come_along_and_one_that_is_none_is_told(effllm: Effllm, papers: Path) -> None:
    result = effllm("import", papers, "--json")
    assert result.exit_code == 1
    assert "two.pdf is no PDF" in result.stderr
    (one, two) = effllm.json("list", "--list", "papers")
    assert (one["pdf"]["status"], one["pdf"]["pages"]) == ("cached", 1)
    assert two["pdf"] is None or two["pdf"]["status"] != "cached"
    assert one["state"]["tags"] == ["later"]


def test_into_a_section(effllm: Effllm, papers: Path, tmp_path: Path) -> None:
    (tmp_path / "L.md").write_text("# L\n\n* [a](https://example.org/a)\n")
    effllm.done("import", tmp_path / "L.md")
    said = effllm.done("import", papers, "--to", "L", "--dry-run")
    assert "  2 PDFs from beside it:\n  one.pdf\n  two.pdf\n" in said
    result = effllm("import", papers, "--to", "L", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["pdfs"] == ["one.pdf"]
    kept = {one["title"]: one["pdf"] for one in effllm.json("list", "--list", "L")}
    assert kept["Paper one"]["status"] == "cached"
    again = effllm.json("import", papers, "--to", "L", "--dry-run")
    assert (again["added"], again["pdfs"]) == ([], ["two.pdf"])


def test_very_many_are_counted(effllm: Effllm, papers: Path) -> None:
    for number in range(30):
        place = papers / f"more{number}"
        place.mkdir()
        (place / "info.yaml").write_text(f"title: More {number}\nref: x\nfiles: more.pdf\n")
        (place / "more.pdf").write_bytes(b"%PDF-")
    said = effllm.done("import", papers, "--dry-run")
    assert "… and 12 more PDFs" in said
