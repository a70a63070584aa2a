import io
import re
import signal
from contextlib import redirect_stderr

import pytest

from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.sources import Bundled
from effllm_desktop.cli.progress import JobProgress, shown_progress

ONE = "# One\n\n- [a](https://example.org/a)\n- [b](https://example.org/b)\n"
TWO = "# Two\n\n- [c](https://example.org/c)\n"


def names(effllm):
    return [one["name"] for one in effllm.json("lists")]


def test_the_bundled_lists_come_only_when_they_are_asked_for(effllm):
    assert effllm.json("lists") == []
    report = effllm.json("import", "--bundled")
    assert [one["outcome"] for one in report["lists"]] == ["new", "new"]
    assert names(effllm) == ["Awesome efficient llm", "Efficient LLM"]


def test_a_report_says_everything_that_was_found(effllm, list_file):
    report = effllm.json("import", list_file(f"{ONE}\n- words\n"))
    assert report["failures"] == []
    (one,) = report["lists"]
    (problem,) = one.pop("problems")
    assert (problem["first_line"], problem["last_line"]) == (6, 6)
    assert one == {
        "id": 1,
        "name": "One",
        "outcome": "new",
        "entries": 2,
        "sections": 1,
        "added": 2,
        "changed": 0,
        "moved": 0,
        "removed": 0,
        "returned": 0,
        "news": [],
        "damage": None,
        "offered": None,
        "foreign": None,
        "related": [],
        "form": None,
        "brought": 0,
        "pdfs": [],
    }


def test_people_read_what_came_and_how_it_was_repaired(effllm):
    lines = effllm.done("import", "--bundled").splitlines()
    assert lines[:2] == [
        "New       Awesome efficient llm",
        "          266 entries in 22 sections",
    ]
    assert any("Mac Roman" in line for line in lines)
    assert "          2 places not understood; kept as they are: effllm check shows them" in lines
    assert all(len(line) <= 80 for line in lines)
    assert effllm.done("import", "--bundled").splitlines() == [
        "Unchanged Awesome efficient llm",
        "Unchanged Efficient LLM",
    ]


def test_importing_a_file_again_takes_in_its_new_version(effllm, list_file):
    effllm.done("import", list_file(ONE))
    effllm.done("mark", "https://example.org/a", "--status", "read")
    changed = ONE.replace("[b]", "[B, renamed]") + "- [new](https://x.org)\n"
    lines = effllm.done("import", list_file(changed)).splitlines()
    assert lines == [
        "Updated   One",
        "          3 entries in 1 section",
        "          1 new, 1 changed",
    ]
    assert names(effllm) == ["One"]
    (read,) = effllm.json("list", "is:read")
    assert read["key"] == "url:example.org/a"


def test_folders_give_all_their_lists(effllm, tmp_path):
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    (folder / "one.md").write_text(ONE)
    (folder / "below" / "two.md").write_text(TWO)
    (folder / "empty.md").write_text("# Nothing here\n")
    (folder / "notes.txt").write_text(TWO)
    effllm.done("import", folder)
    assert sorted(names(effllm)) == ["One", "Two"]


def test_standard_input_is_a_list_too(effllm):
    effllm.done("import", "-", stdin=ONE)
    effllm.done("import", "-", "--name", "Mine", stdin=TWO)
    effllm.done("import", "-", stdin="- [x](https://example.org/x)\n")
    assert names(effllm) == ["One", "Mine", "Standard input"]
    assert all(one["file"] is None for one in effllm.json("lists"))


def test_a_list_can_be_named_linked_or_copied(effllm, list_file):
    linked, copied = list_file(ONE, "linked.md"), list_file(TWO, "copied.md")
    effllm.done("import", linked, "--name", "My list")
    effllm.done("import", copied, "--copy")
    files = {one["name"]: one["file"] for one in effllm.json("lists")}
    assert files == {"My list": str(linked.resolve()), "Two": None}
    assert str(linked.resolve()) in effllm.done("lists")


def test_as_takes_a_file_in_as_a_version_of_another_list(effllm, list_file):
    effllm.done("import", list_file(ONE, "first.md"))
    (report,) = effllm.json("import", list_file(TWO, "second.md"), "--as", "on")["lists"]
    assert (report["name"], report["outcome"]) == ("One", "updated")
    assert (report["added"], report["removed"]) == (1, 2)
    assert names(effllm) == ["One"]
    assert "no list “Three”" in effllm.refused("import", list_file(TWO), "--as", "Three")


def test_what_cannot_be_read_is_told_and_the_rest_comes_in(effllm, list_file, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = effllm("import", tmp_path / "missing.md", list_file(ONE), picture)
    assert result.exit_code == 1
    assert "There is no file" in result.stderr
    assert "is a picture" in result.stderr
    assert names(effllm) == ["One"]
    report = effllm("import", "--json", tmp_path / "missing.md").stdout
    assert '"source":' in report
    assert '"message": "There is no file' in report


def test_every_file_of_bytes_is_read_or_refused_in_words(effllm, tmp_path):
    for number, data in enumerate((b"", b"\0" * 100, b"\xff\xfe\x00", b"%PDF-1.7", b"PK\x03\x04")):
        file = tmp_path / f"{number}.md"
        file.write_bytes(data)
        result = effllm("import", file)
        assert result.exit_code in (0, 1)
        assert result.exit_code == 0 or result.stderr.startswith("effllm: ")


def test_something_must_be_named(effllm, list_file):
    assert "--bundled" in effllm.refused("import", code=2)
    assert "no file" in effllm.refused("import", "", code=2)
    both = list_file(ONE, "1.md"), list_file(TWO, "2.md")
    assert "one name" in effllm.refused("import", *both, "--name", "Both")
    assert names(effllm) == []


class Interrupting(JobProgress):
    """Presses Ctrl+C when the lists were read and are being written."""

    def report(self, fraction, message):
        super().report(fraction, message)
        if message == "Taking in Efficient LLM" or message.endswith("efficient-llm"):
            signal.raise_signal(signal.SIGINT)


def test_ctrl_c_in_an_import_leaves_the_library_as_it_was(effllm, list_file):
    effllm.done("import", list_file(ONE))
    with pytest.raises(KeyboardInterrupt):
        import_lists(effllm.library, ImportRequest((Bundled(),)), Interrupting())
    assert names(effllm) == ["One"]
    assert effllm("check").exit_code == 0


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_drawn_on_a_terminal_and_cleaned_up(effllm):
    with redirect_stderr(Terminal()) as terminal, shown_progress() as progress:
        import_lists(effllm.library, ImportRequest((Bundled(),)), progress)
    drawn = terminal.getvalue()
    assert "Looking for lists" in drawn
    assert re.search(r"━+╌+  [0-9]+%  Taking in", drawn)
    assert drawn.endswith("\r\x1b[K")


def test_the_same_line_is_not_drawn_all_the_time():
    with redirect_stderr(Terminal()) as terminal, shown_progress() as progress:
        for step in range(1000):
            progress.report(step / 1000, "Reading")
        progress.report(1.5, "Done")
    assert 1 <= terminal.getvalue().count("Reading") < 100
    assert "100%  Done" in terminal.getvalue()


def test_progress_is_quiet_in_a_pipe():
    with redirect_stderr(io.StringIO()) as stream, shown_progress() as progress:
        progress.report(0.5, "Half")
    assert stream.getvalue() == ""


def split_list(folder):
    """A checkout with a list in three files, one of them behind another, and some prose."""
    (folder / "docs").mkdir(parents=True)
    (folder / ".git").mkdir()
    readme = folder / "README.md"
    readme.write_text(ONE + "- [Two](docs/two.md)\n- [Prose](docs/prose.md)\n")
    (folder / "docs" / "two.md").write_text(TWO + "- [Three](three.md)\n- [back](../README.md)\n")
    (folder / "docs" / "three.md").write_text(TWO.replace("Two", "Three"))
    (folder / "docs" / "prose.md").write_text("Nothing but words.\n")
    return readme


def test_linked_lists_are_told_and_none_is_taken_in_by_itself(effllm, tmp_path):
    readme = split_list(tmp_path / "a list")
    result = effllm("import", readme)
    assert names(effllm) == ["One"]
    told = f"It links to 2 more lists. To take them in: effllm import '{readme}' --linked"
    assert told in result.stderr.splitlines()
    assert "more list" not in result.stdout
    (report,) = effllm.json("import", readme)["lists"]
    assert report["related"] == []
    readme.write_text(readme.read_text() + "\n")
    (report,) = effllm.json("import", readme)["lists"]
    assert report["related"] == [
        str(readme.parent / "docs" / name) for name in ("two.md", "prose.md")
    ]


def test_linked_lists_are_taken_in_where_that_is_wanted(effllm, tmp_path):
    readme = split_list(tmp_path / "list")
    effllm.done("import", readme)
    report = effllm.json("import", readme, "--linked")
    assert [one["outcome"] for one in report["lists"]] == ["unchanged", "new", "new"]
    assert report["failures"] == []
    assert names(effllm) == ["One", "Two", "Three"]
    assert "more list" not in effllm("import", readme, "--linked").stderr


def test_linked_lists_come_as_copies_where_copies_are_wanted(effllm, tmp_path):
    readme = split_list(tmp_path / "list")
    report = effllm.json("import", readme, "--copy", "--linked")
    assert [one["outcome"] for one in report["lists"]] == ["new"] * 3
    assert [one["file"] for one in effllm.json("lists")] == [None] * 3


FOREIGN = "#!/bin/sh\nset -e\nif true; then\n  exit 0;\nfi\n"


def test_a_document_that_is_no_list_is_told_in_one_sentence(effllm, list_file):
    file = list_file(FOREIGN, "run.sh")
    sentence = "This looks like a program, not like a Markdown list; it is kept as it is."
    lines = effllm.done("import", file).splitlines()
    assert lines[0] == "New       run"
    assert " ".join(line.strip() for line in lines[1:]) == sentence
    (report,) = effllm.json("import", file)["lists"]
    assert (report["outcome"], report["foreign"]) == ("unchanged", sentence)
    assert effllm.done("check").splitlines() == [f"run: {sentence}", "The library is sound."]
    (checked,) = effllm.json("check")["lists"]
    assert checked["foreign"] == sentence
    (listed,) = effllm.json("lists")
    assert listed["foreign"] == sentence
    assert "   no Markdown list" in effllm.done("lists")
    assert "not understood" not in effllm.done("lists")


def test_a_dry_run_shows_what_would_come_in_and_takes_nothing_in(effllm, list_file):
    effllm.done("import", list_file("# L\n- [Known](https://known.example)\n"))
    records = "".join(f"@misc{{k{n}, title={{T{n}}}}}\n" for n in range(30))
    missing = "@misc{x, year={2000}}\n" * 25
    known = "@misc{k, title={Known}, url={https://known.example}, annote={Mine.}}\n"
    file = list_file(known + records + missing, "refs.bib")
    result = effllm("import", file, "--dry-run")
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0] == "New       refs"
    assert "31 entries in 1 section, made of BibTeX" in lines
    assert "1 work with status, tags or notes from there" in lines
    assert "1 of them is in the library already" in lines
    assert "= Known" in lines
    assert "+ T0" in lines
    assert "… and 11 more" in lines
    assert "line 32: a record without a title" in lines
    assert "… and 5 more places" in lines
    assert result.stderr == "Nothing was taken in.\n"
    document = effllm.json("import", file, "--dry-run")
    assert len(document["lists"][0]["news"]) == 31
    assert [one["name"] for one in effllm.json("lists")] == ["L"]


def test_a_dry_run_of_a_new_version(effllm, list_file):
    file = list_file("# L\n- [a](https://a.example)\n- [b](https://b.example)\n")
    effllm.done("import", file)
    list_file("# L\n- [a](https://a.example)\n- [c](https://c.example)\n")
    out = effllm.done("import", file, "--dry-run")
    assert "+ c" in out
    assert "- b" in out
    assert "place" not in out


@pytest.mark.parametrize("call", [[], ["--dry-run"], ["--to", "L"]])
def test_a_name_that_no_file_can_have_is_told(effllm, list_file, call):
    effllm.done("import", list_file("# L\n\n- [a](https://a.example)\n"))
    assert "cannot be read" in effllm.refused("import", "x" * 300, *call)
