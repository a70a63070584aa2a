import json
from pathlib import Path

import pytest

KEY = "arxiv:2404.14897"


def test_a_backup_can_be_restored(seeds):
    seeds.done("mark", KEY, "--star")
    made = seeds.json("backup")
    assert made["bytes"] > 0
    seeds.done("mark", KEY, "--no-star", "--rating", "1")
    restored = seeds.json("restore", made["file"])
    assert restored["restored"] == made["file"]
    assert restored["kept"].startswith(str(seeds.library))
    assert seeds.json("show", KEY)["state"]["starred"]
    assert seeds.json("show", KEY)["state"]["rating"] == 0


def test_people_are_told_where_things_are(seeds):
    path = seeds.done("backup").strip()
    assert path.startswith(str(seeds.library / "backups"))
    lines = seeds.done("restore", path).splitlines()
    assert lines[0] == f"Restored from {path}."
    assert lines[1].startswith("The library that was there is kept as ")


def test_a_lost_library_comes_back_from_a_backup(seeds, tmp_path):
    path = tmp_path / "kept.db"
    Path(seeds.done("backup").strip()).replace(path)
    (seeds.library / "library.db").unlink()
    assert seeds.done("restore", path) == f"Restored from {path}.\n"
    assert len(seeds.json("lists")) == 2


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 5000])
def test_only_a_backup_is_restored(seeds, tmp_path, data):
    file = tmp_path / "file.db"
    file.write_bytes(data)
    for place in (file, tmp_path, tmp_path / "missing"):
        assert seeds.refused("restore", place).startswith("effllm: ")
    assert len(seeds.json("lists")) == 2
    seeds.refused("restore", code=2)


def test_check_prints_what_was_not_understood_with_line_numbers(seeds):
    lines = seeds.done("check").splitlines()
    assert lines[0] == "Awesome efficient llm: 2 places not understood, kept as they are"
    assert lines[1].split(maxsplit=2)[:2] == ["line", "331"]
    assert lines[2].split(maxsplit=2)[:2] == ["line", "744"]
    assert lines[3] == "Efficient LLM: all understood"
    assert lines[-1] == "The library is sound."
    document = seeds.json("check")
    assert (document["sound"], document["damage"]) == (True, [])
    assert [problem["first_line"] for problem in document["lists"][0]["problems"]] == [331, 744]


def test_check_names_spans_of_lines(effllm, list_file):
    effllm.done("import", list_file("# T\n\n```\nnever\nclosed\n"))
    assert "lines 3-5" in effllm.done("check")


def test_an_empty_library_is_sound(effllm):
    assert effllm.done("check") == "The library is sound.\n"


def damage(effllm):
    """Overwrite pages in the middle of the library."""
    file = effllm.library / "library.db"
    with file.open("r+b") as library:
        library.seek(20_000)
        library.write(b"\xff" * 40_000)


def test_check_fails_for_a_damaged_library_and_names_the_last_backup(seeds):
    path = seeds.done("backup").strip()
    damage(seeds)
    result = seeds("check")
    assert result.exit_code == 1
    assert "is damaged" in result.stderr
    assert f"effllm restore {path}" in result.stderr
    result = seeds("check", "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert not document["sound"]
    assert document["damage"]


def test_a_damaged_library_is_refused_by_every_verb_and_not_overwritten(seeds):
    seeds.done("backup")
    damage(seeds)
    before = (seeds.library / "library.db").read_bytes()
    for call in (
        ["lists"],
        ["list"],
        ["search", "a"],
        ["show", KEY],
        ["mark", KEY, "--star"],
        ["undo"],
    ):
        assert "damaged" in seeds.refused(*call)
    assert (seeds.library / "library.db").read_bytes() == before
    seeds.done("restore", max((seeds.library / "backups").iterdir()))
    assert len(seeds.json("lists")) == 2


def test_a_folder_that_cannot_hold_a_library_is_refused(effllm, tmp_path):
    effllm.library = tmp_path / "file" / "library"
    (tmp_path / "file").touch()
    assert effllm.refused("lists").startswith("effllm: ")


def test_calls_work_beside_an_open_library(seeds):
    from effllm_desktop.app.library import open_library

    window = open_library(seeds.library)
    try:
        work = window.works.find(KEY)
        seeds.done("mark", KEY, "--star")
        assert window.workspace.notice_outside_changes()
        assert window.works.details(work).state.starred
        assert window.workspace.undo() == "star 1 work"
        assert not seeds.json("show", KEY)["state"]["starred"]
    finally:
        window.close()


def test_check_tells_neighbouring_lines_together_and_does_not_go_on_for_ever(effllm, list_file):
    text = "# T\n\n" + "- no link\n" * 3 + "\n- [a](https://example.org/a)\n"
    text += "- no link\n\n" * 80
    effllm.done("import", list_file(text))
    lines = effllm.done("check").splitlines()
    assert lines[0] == "T: 83 places not understood, kept as they are"
    assert lines[1] == "  lines 3-5         a list item without a link"
    assert lines[2] == "  line 8            a list item without a link"
    assert len(lines) == 53
    assert lines[-2] == "  and 31 more places: effllm check --json names them all"
    (one,) = effllm.json("check")["lists"]
    assert len(one["problems"]) == 83
