import hashlib

import pytest

from effllm_desktop import resource_files

REPAIRED = "95742bbf520021d05db2c047b058edc3ce5ad847dbf5f5691ceba9896686bc74"


@pytest.fixture
def damaged(tmp_path):
    file = tmp_path / "damaged.md"
    file.write_bytes(resource_files.read_bytes("catalogs", "awesome-efficient-llm.md"))
    return file


def test_repaired_text_is_printed_and_the_damage_told(effllm, damaged):
    result = effllm("repair", damaged)
    assert result.exit_code == 0
    assert hashlib.sha256(result.stdout_bytes).hexdigest() == REPAIRED
    assert "Mac Roman" in result.stderr
    assert not effllm.library.exists()


def test_repaired_text_is_written_in_one_step(effllm, damaged):
    result = effllm("repair", damaged, "-o", damaged)
    assert (result.exit_code, result.stdout) == (0, "")
    assert hashlib.sha256(damaged.read_bytes()).hexdigest() == REPAIRED
    assert effllm("repair", damaged).stderr == "Nothing in this text needs repair.\n"


def test_standard_input_is_repaired_to_standard_output(effllm, damaged):
    result = effllm("repair", "-", "-o", "-", stdin=damaged.read_bytes())
    assert hashlib.sha256(result.stdout_bytes).hexdigest() == REPAIRED


def test_json_says_what_was_done_and_holds_the_text_or_its_file(effllm, damaged, tmp_path):
    document = effllm.json("repair", damaged)
    text = document.pop("text")
    assert hashlib.sha256(text.encode()).hexdigest() == REPAIRED
    assert document == {
        "repaired": True,
        "method": "mac-roman",
        "recovered": 297,
        "lost": 0,
        "notice": "The text of this list had been read as Mac Roman and was repaired: "
        "297 characters came back.",
    }
    written = effllm.json("repair", damaged, "-o", tmp_path / "out.md")
    assert written["file"] == str(tmp_path / "out.md")
    assert "text" not in written


@pytest.mark.parametrize("data", [b"", b"# Caf\xc3\xa9\r\n", b"\xff\x00\xfe", bytes(range(256))])
def test_what_is_not_mis_decoded_comes_out_as_it_is(effllm, tmp_path, data):
    file = tmp_path / "file.md"
    file.write_bytes(data)
    result = effllm("repair", file)
    assert (result.exit_code, result.stdout_bytes) == (0, data)
    effllm.json("repair", file)


def test_what_cannot_be_read_or_written_is_refused(effllm, damaged, tmp_path):
    assert "There is no file" in effllm.refused("repair", tmp_path / "none.md")
    assert "is no file" in effllm.refused("repair", tmp_path)
    assert "no folder" in effllm.refused("repair", damaged, "-o", tmp_path / "no folder" / "x")
    effllm.refused("repair", code=2)
