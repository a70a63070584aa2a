import pytest

KEY = "arxiv:2404.14897"


def test_a_note_is_written_printed_added_to_and_deleted(seeds):
    assert seeds.done("note", KEY) == ""
    result = seeds("note", KEY, "Compare with **Medusa**.")
    assert (result.stdout, result.stderr) == ("", "Note written.\n")
    assert seeds.done("note", KEY) == "Compare with **Medusa**.\n"
    seeds.done("note", KEY, "Read again.", "--append")
    assert seeds.json("note", KEY) == {
        "key": KEY,
        "note": "Compare with **Medusa**.\n\nRead again.",
    }
    assert seeds.json("show", KEY)["state"]["note"].endswith("Read again.")
    assert seeds("note", KEY, "").stderr == "Note deleted.\n"
    assert seeds.json("note", KEY)["note"] == ""


def test_each_call_is_one_step_for_undo(seeds):
    seeds.done("note", KEY, "First.")
    seeds.done("note", KEY, "Second.")
    assert seeds.done("undo") == "Undone: edit a note.\n"
    assert seeds.done("note", KEY) == "First.\n"
    seeds.done("redo")
    assert seeds.done("note", KEY) == "Second.\n"


def test_a_note_comes_from_a_file_or_standard_input_as_it_is(seeds, tmp_path):
    file = tmp_path / "note.md"
    text = "# 论文\n\n- tab\there\n\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    seeds.done("note", KEY, "--file", file)
    assert seeds.done("note", KEY) == text
    assert seeds.json("note", KEY, "--file", "-", stdin="piped\n")["note"] == "piped\n"
    seeds.done("note", KEY, "--append", "--file", file)
    assert seeds.json("note", KEY)["note"] == f"piped\n\n{text}"


def test_adding_nothing_leaves_the_note_and_adding_to_nothing_begins_it(seeds):
    seeds.done("note", KEY, "--append", "Begun.")
    seeds.done("note", KEY, "--append", "  ")
    assert seeds.done("note", KEY) == "Begun.\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"a\0b", "is no text"),
        (b"x" * (4 * 2**20 + 1), "is too long for a note"),
    ],
)
def test_a_file_that_is_no_note_is_refused(seeds, tmp_path, data, said):
    file = tmp_path / "note.md"
    file.write_bytes(data)
    assert said in seeds.refused("note", KEY, "--file", file)
    assert seeds.done("note", KEY) == ""


def test_files_that_cannot_be_read_and_wrong_usage(seeds, tmp_path):
    assert "There is no file" in seeds.refused("note", KEY, "--file", tmp_path / "none")
    assert "cannot be read" in seeds.refused("note", KEY, "--file", tmp_path)
    assert "not both" in seeds.refused("note", KEY, "text", "--file", "-", code=2)
    assert "what to add" in seeds.refused("note", KEY, "--append", code=2)
    assert "no work" in seeds.refused("note", "2404.99999", "text")


def test_bytes_that_are_no_text_do_not_stop_a_note(seeds, process):
    done = process(
        "--library", seeds.library, "note", KEY, b"caf\xe9".decode("utf-8", "surrogateescape")
    )
    assert done.returncode == 0, done.stderr
    assert seeds.done("note", KEY) == "caf�\n"
