"""Arguments and surroundings that nobody expects: always a sentence, never a trace."""

import os
import subprocess
import sys

import pytest

from effllm_desktop.app import sources

NONSENSE = [
    "",
    " ",
    "'",
    '"',
    "*",
    "NEAR(a b)",
    "a' OR 1=1; --",
    "\\",
    "%s",
    "is:",
    'list:"',
    "論論",
]


@pytest.mark.parametrize("text", [*NONSENSE, "x" * 100_000, "a " * 20_000])
def test_every_text_is_a_query(seeds, text):
    for verb in ("list", "search"):
        result = seeds(verb, "--json", "--", text)
        assert result.exit_code == 0
        assert result.stdout.startswith("[")


def test_a_search_has_an_end(seeds):
    many = [str(number) for number in range(65)]
    assert "64 words at most" in seeds.refused("search", *many)
    assert seeds.json("search", *many[:64]) == []


@pytest.mark.parametrize("text", NONSENSE)
def test_no_text_names_a_list_a_section_or_a_work_by_accident(seeds, text):
    assert seeds("list", "--list", text).exit_code == 1
    assert seeds("list", "--section", text).exit_code == 1
    assert seeds("sections", "--", text).exit_code == 1
    assert seeds("show", "--", text).exit_code == 1
    assert seeds("note", "--", text, "text").exit_code == 1


@pytest.mark.parametrize("place", ["/dev/zero", "/dev/null", "/proc/self/mem", "/", "/none/x.md"])
@pytest.mark.skipif(sys.platform != "linux", reason="places of Linux")
def test_what_is_no_file_is_refused(seeds, place, tmp_path):
    if place != "/":  # a folder with too much in it
        seeds.refused("import", place)
    seeds.refused("repair", place)
    seeds.refused("restore", place)
    if place != "/dev/null":
        seeds.refused("note", "2404.14897", "--file", place)
    seeds.refused("export", "--list", "1", "-o", place)


def test_names_of_files_cannot_steer_the_terminal(seeds):
    for verb in (["import"], ["repair"], ["restore"], ["note", "2404.14897", "--file"]):
        said = seeds.refused(*verb, "no\x1b[2Jthing")
        assert "no�[2Jthing" in said


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        ("import - <&-", 1, b"Standard input is closed."),
        ("repair - <&-", 1, b"Standard input is closed."),
        ("note 2404.14897 --file - <&-", 1, b"Standard input is closed."),
        ("lists >&-", 0, b""),
        ("list 2>&- >/dev/null", 0, b""),
        ("show nothing 2>&-", 1, b""),
    ],
)
def test_closed_streams_are_no_fault(seeds, tmp_path, call, code, said):
    command = f'"{sys.executable}" -m effllm_desktop.cli --library "{seeds.library}" {call}'
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, cwd=tmp_path, check=False
    )
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert b"fault" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_more_than_a_list_can_have_is_refused(effllm, monkeypatch):
    monkeypatch.setattr(sources, "LARGEST", 2**20)
    much = b"x" * (2**20 + 1)
    for verb in ("import", "repair"):
        result = effllm(verb, "-", stdin=much)
        assert result.exit_code == 1
        assert result.stderr.startswith("effllm: ")


def test_several_processes_mark_at_once(seeds, tmp_path):
    """Each waits for its turn; no change is lost."""
    keys = ["2404.14897", "2404.14294", "2402.13116", "2402.00396"]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "effllm_desktop.cli", "mark", key, "--star"],
            env={**os.environ, "EFFLLM_LIBRARY": str(seeds.library)},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for key in keys
    ]
    for process in running:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    assert len(seeds.json("list", "is:starred", "--works")) == len(keys)
    for _ in keys:
        seeds.done("undo")
    assert seeds.json("list", "is:starred") == []
