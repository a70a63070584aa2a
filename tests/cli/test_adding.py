"""`effllm add` and `effllm save`."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.trash import TrashList
from tests.cli.conftest import Effllm
from tests.support.misbehaving_server import MisbehavingServer
from tests.support.pdfs import Pdf, lines
from tests.support.service_answers import Paper, Services

TEXT = "# L\n\n## One\n\n* [a](https://example.org/a)\n\n## Two\n\n* [c](https://example.org/c)\n"


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is asked for titles, unless a test says so."""
    monkeypatch.setenv("EFFLLM_OFFLINE", "true")


@pytest.fixture
def file(tmp_path: Path, effllm: Effllm) -> Path:
    made = tmp_path / "L.md"
    made.write_text(TEXT)
    effllm.done("import", made)
    return made


def test_works_are_added_to_a_section_and_saved(effllm: Effllm, file: Path) -> None:
    said = effllm.done("add", "github.com/x/y", "--to", "L / One")
    assert said == "1 entry added to L / One.\n"
    line = "* [x/y](https://github.com/x/y)\n"
    assert file.read_text() == TEXT
    effllm.done("save", "L")
    assert file.read_text() == TEXT.replace("/a)\n", f"/a)\n{line}")
    effllm.done("undo")
    assert effllm.done("export", "--list", "L") == TEXT


def test_what_is_there_already_is_said(effllm: Effllm, file: Path) -> None:
    record = effllm.json("add", "https://example.org/a", "2404.14897", "--to", "L")
    assert record == {
        "list": "L",
        "section": "L",
        "added": [{"key": "arxiv:2404.14897", "title": "arXiv:2404.14897", "complete": False}],
        "present": [{"key": "url:example.org/a", "section": "L / One"}],
        "failures": [],
        "pdfs": [],
    }
    result = effllm("add", "https://example.org/a", "--to", "L")
    assert "Already there" in result.stderr
    assert effllm.done("add", "https://example.org/a", "--to", "L", "--again").startswith("1 entry")


def test_the_place_that_is_said_is_that_in_the_list(effllm: Effllm, file: Path) -> None:
    effllm.done("add", "2404.14897")  # into the reading list
    result = effllm("add", "2404.14897", "--to", "L / One")
    assert "Also in your library: arXiv:2404.14897, in Reading list." in result.stderr
    effllm.done("add", "2404.14898", "--to", "L / One")
    effllm.done("add", "2404.14898")
    record = effllm.json("add", "2404.14898")
    assert record["present"] == [{"key": "arxiv:2404.14898", "section": "Reading list"}]
    assert "in L / One." in effllm("add", "2404.14898", "--to", "L").stderr


def test_what_was_taken_back_is_added_again(effllm: Effllm, file: Path) -> None:
    for _ in range(2):
        record = effllm.json("add", "2404.14897", "--to", "L / One")
        assert [one["key"] for one in record["added"]] == ["arxiv:2404.14897"]
        effllm.done("undo")
    assert effllm.done("export", "--list", "L") == TEXT


def test_without_a_place_works_go_to_the_reading_list(effllm: Effllm) -> None:
    effllm.done("add", "-", stdin="@misc{a, title={T}, eprint={2404.14897}}\n2404.14898")
    effllm.done("add", "https://example.org/x")
    assert effllm.json("lists")[0]["name"] == "Reading list"
    assert "**T**, `arXiv, 2404.14897`" in effllm.done("export", "--list", "Reading list")


def test_what_names_no_work_is_refused_and_the_rest_is_done(effllm: Effllm, file: Path) -> None:
    assert "names no work" in effllm.refused("add", "x" * 99)
    result = effllm("add", "words", "2404.14897", "--to", "L")
    assert result.exit_code == 1
    assert "1 entry added" in result.stdout
    record = effllm("add", "--json", "words")
    assert '"list": null' in record.stdout


def test_a_place_that_is_not_there_is_refused(effllm: Effllm, file: Path) -> None:
    effllm.refused("add", "2404.14897", "--to", "M")
    effllm.refused("add", "2404.14897", "--to", "L / Three")


def test_a_list_without_a_file_is_saved_where_one_says(effllm: Effllm, tmp_path: Path) -> None:
    effllm.done("add", "2404.14897")
    assert "no file yet" in effllm.refused("save", "Reading list")
    record = effllm.json("save", "Reading list", "-o", tmp_path / "r.md")
    assert record["file"] == str(tmp_path / "r.md")


def test_a_damaged_list_is_saved_repaired_and_that_is_said(effllm: Effllm, tmp_path: Path) -> None:
    damaged = tmp_path / "D.md"
    words = "# D\n\n- [Ünïcödé – straße](https://a.b)\n- [é à ü](http://c.d) – ñ\n"
    damaged.write_bytes(words.encode().decode("cp1252").encode())
    effllm.done("import", damaged)
    effllm.done("add", "2404.14897", "--to", "D")
    assert "repaired text now" in effllm("save", "D").stderr
    assert damaged.read_text().startswith(words)


def test_a_list_without_headings_and_a_reading_list_in_the_trash(
    effllm: Effllm, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.md"
    plain.write_text("- [a](https://example.org/a)\n")
    effllm.done("import", plain)
    effllm.done("add", "github.com/x/y", "--to", "plain")
    assert effllm.done("export", "--list", "plain").endswith("- [x/y](https://github.com/x/y)\n")
    effllm.done("add", "github.com/x/z")
    with closing(open_library(effllm.library)) as library:
        (chosen,) = [one for one in library.outlines.read().lists if one.name == "Reading list"]
        library.workspace.run(TrashList(chosen.id))
    assert "is in the trash" in effllm.refused("add", "github.com/x/q")


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("EFFLLM_OFFLINE", "false")
    with MisbehavingServer() as running:
        for name in ("ARXIV_API", "ARXIV_SITE", "OPENALEX"):
            monkeypatch.setenv(f"EFFLLM_{name}_URL", running.base)
        for name in ("ARXIV_INTERVAL", "HOST_INTERVAL", "RETRIES"):
            monkeypatch.setenv(f"EFFLLM_{name}", "0")
        yield Services(running)


@pytest.mark.loopback
def test_titles_are_looked_up_unless_nobody_is_to_be_asked(
    effllm: Effllm, file: Path, services: Services
) -> None:
    services.papers["2404.14897"] = Paper("2404.14897", "A known title")
    record = effllm.json("add", "2404.14897", "--to", "L")
    assert record["added"] == [
        {"key": "arxiv:2404.14897", "title": "A known title", "complete": True}
    ]
    assert services.asked("/api/query") == 1
    result = effllm("add", "2404.00009", "--to", "L")
    assert result.exit_code == 0
    assert "arXiv has said nothing of a paper 2404.00009." in result.stderr
    assert "1 title still to be completed: effllm refresh asks arXiv" in result.stderr
    effllm.done("add", "2404.00008", "--to", "L", "--no-lookup")
    assert services.asked("/api/query") == 3  # an empty answer is asked for twice


def paper(file: Path, *texts: str) -> Path:
    pdf = Pdf()
    pdf.page(lines(texts))
    return pdf.write(file)


def test_a_pdf_is_the_work_whose_id_it_bears(effllm: Effllm, file: Path, tmp_path: Path) -> None:
    bears = paper(tmp_path / "one.pdf", "A new paper", "arXiv:2404.00001v1 [cs.CL] 1 Apr 2024")
    record = effllm.json("add", bears, "github.com/x/y", "--to", "L / One")
    assert [one["key"] for one in record["added"]] == ["github:x/y", "arxiv:2404.00001"]
    assert record["pdfs"] == [{"key": "arxiv:2404.00001", "file": str(bears)}]
    assert effllm.json("show", "arxiv:2404.00001")["pdf"]["status"] == "cached"
    said = effllm("add", bears, "--to", "L / One")
    assert "Already there" in said.stderr
    assert "one.pdf is the PDF of arxiv:2404.00001 now." in said.stderr


def test_a_pdf_that_bears_no_id_is_said_to(effllm: Effllm, tmp_path: Path) -> None:
    list_of_two = tmp_path / "L.md"
    list_of_two.write_text("# L\n\n- [A title of many words](https://example.org/a)\n")
    effllm.done("import", list_of_two)
    nameless = paper(tmp_path / "two.pdf", "Words without any id at all")
    entitled = paper(tmp_path / "three.pdf", "A title of many words")
    (tmp_path / "four.pdf").write_bytes(b"no PDF")
    (tmp_path / "2404.00001.pdf").write_bytes(b"no PDF either")
    assert "bears no id" in effllm.refused("add", nameless)
    assert "its title is that of url:example.org/a" in effllm.refused("add", entitled)
    assert "four.pdf bears no id" in effllm.refused("add", tmp_path / "four.pdf")
    result = effllm("add", tmp_path / "2404.00001.pdf", "--to", "L")
    assert result.exit_code == 1
    assert "is no PDF" in result.stderr
    assert "1 entry added to L." in result.stdout
