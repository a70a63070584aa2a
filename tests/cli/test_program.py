import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from effllm_desktop import __version__
from effllm_desktop.cli.program import program, run
from effllm_desktop.cli.verbs import VERBS

FULL = Path("/dev/full")
HEAVY = ("sqlite3", "sqlite_utils", "ftfy", "pylatexenc", "markdown_it", "platformdirs")


def commands() -> list[tuple[str, click.Command]]:
    ctx = click.Context(program)
    return [(name, program.get_command(ctx, name)) for name in VERBS]


def test_help_lists_every_verb_by_topic(effllm):
    text = effllm.done("--help")
    for verb in VERBS.values():
        assert f"  {verb.name} " in text
        assert verb.help in text
    assert text.index("Lists:") < text.index("Works:") < text.index("Safety:")


def test_without_arguments_the_help_is_printed(effllm):
    assert effllm.done() == effllm.done("--help") == effllm.done("-h")


@pytest.mark.parametrize("name", VERBS)
def test_the_help_of_a_verb_ends_in_an_example(effllm, name):
    text = effllm.done(name, "--help")
    examples = text.partition("Examples:")[2].strip().splitlines()
    assert examples
    assert all(f"effllm {name}" in line for line in examples)
    assert all(len(line) <= 88 for line in text.splitlines())


@pytest.mark.parametrize(("name", "command"), commands())
def test_a_verb_is_called_and_described_as_in_the_table(name, command):
    assert command.name == name
    assert command.callback.__doc__.splitlines()[0].endswith(".")


@pytest.mark.parametrize(("name", "command"), commands())
def test_every_verb_takes_json_and_a_library(name, command):
    options = {option for parameter in command.params for option in parameter.opts}
    assert {"--json", "--library"} <= options


def test_the_version(effllm):
    assert effllm.done("--version") == f"effllm {__version__}\n"


def test_an_unknown_verb_or_option_is_wrong_usage(effllm):
    assert "No such command" in effllm.refused("lst", code=2)
    assert "No such option" in effllm.refused("list", "--colour", code=2)
    assert not effllm.library.exists()


def test_the_library_is_named_before_the_verb_behind_it_or_by_the_environment(
    seeds, tmp_path, process
):
    def names(*arguments, **variables):
        done = process(*arguments, "--json", env=variables)
        assert done.returncode == 0, done.stderr
        return [one["name"] for one in json.loads(done.stdout)]

    expected = ["Awesome efficient llm", "Efficient LLM"]
    assert names("--library", seeds.library, "lists") == expected
    assert names("lists", "--library", seeds.library) == expected
    assert names("lists", EFFLLM_LIBRARY=str(seeds.library)) == expected
    assert names("lists", EFFLLM_LIBRARY=str(tmp_path / "other")) == []


def test_a_library_must_be_a_folder_with_a_name(effllm, tmp_path):
    file = tmp_path / "file"
    file.touch()
    assert "is a file" in effllm.refused("lists", "--library", file, code=2)
    assert "names no file" in effllm.refused("lists", "--library", "", code=2)


def test_failures_are_one_sentence_and_one_hint_and_with_json_a_document(seeds):
    result = seeds("show", "arxiv:2404.99999", "--json")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "effllm: There is no work arxiv:2404.99999 in the library.",
        "  To look for it by its words: effllm search TEXT",
    ]
    assert json.loads(result.stdout)["error"] == {
        "message": "There is no work arxiv:2404.99999 in the library.",
        "hint": "To look for it by its words: effllm search TEXT",
    }


def test_the_command_line_gets_along_without_qt_and_help_without_a_library(process, tmp_path):
    code = (
        "import sys\nfrom effllm_desktop.cli.program import run\n"
        "code = run(sys.argv[1:])\nprint(*sorted(sys.modules), file=sys.stderr)\nsys.exit(code)"
    )

    def modules(*arguments):
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
        return set(done.stderr.splitlines()[-1].split())

    for verb in ((), *((name, "--help") for name in VERBS)):
        assert not {name.partition(".")[0] for name in modules(*verb)} & {*HEAVY, "PySide6"}
    listing = modules("--library", str(tmp_path / "library"), "list")
    assert "PySide6" not in {name.partition(".")[0] for name in listing}


def test_listing_an_existing_library_imports_neither_sqlite_utils_nor_the_reader(seeds, tmp_path):
    code = (
        "import sys\nfrom effllm_desktop.cli.program import run\nrun(sys.argv[1:])\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "--library", str(seeds.library), "list"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    modules = set(done.stderr.splitlines()[-1].split())
    assert not modules & {"sqlite_utils", "ftfy", "effllm_desktop.markdown.reader"}


def test_output_is_utf_8_in_any_locale(seeds, process):
    variables = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = process("--library", seeds.library, "list", "kind:video", env=variables)
    assert "论�段�解" in done.stdout.decode("utf-8")
    done = process("--library", seeds.library, "show", "论", env=variables)
    assert done.returncode == 1
    done.stderr.decode("utf-8")


def test_an_output_that_nobody_reads_to_the_end_is_no_failure(seeds, process):
    for arguments in (["list"], ["list", "--json"], ["export", "--list", "1"], ["--help"]):
        reading, writing = os.pipe()
        os.close(reading)
        done = process(
            "--library",
            seeds.library,
            *arguments,
            capture_output=False,
            stdout=writing,
            stderr=subprocess.PIPE,
        )
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_an_output_that_does_not_fit_is_told(seeds, process):
    for arguments in (["list"], ["list", "--json"], ["export", "--list", "1"], ["--help"]):
        with FULL.open("wb") as full:
            done = process(
                "--library",
                seeds.library,
                *arguments,
                capture_output=False,
                stdout=full,
                stderr=subprocess.PIPE,
            )
        assert done.returncode == 1
        assert b"The result could not be written: No space left on device." in done.stderr
        assert b"Traceback" not in done.stderr
        assert b"Exception ignored" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_ends_with_130_and_leaves_the_library_sound(effllm, tmp_path):
    more_than_a_pipe_holds = b"- [one](https://example.org)\n" * 10_000
    command = [sys.executable, "-m", "effllm_desktop.cli", "--library", str(effllm.library)]
    with subprocess.Popen(
        [*command, "import", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    ) as running:
        running.stdin.write(more_than_a_pipe_holds)  # so it is reading now
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        _, message = running.communicate(timeout=60)
    assert running.returncode == 130
    assert message == b"Stopped.\n"
    assert effllm.json("lists") == []
    assert effllm("check").exit_code == 0


def test_a_fault_of_the_program_is_one_sentence_and_a_trace_in_the_log(process, effllm, tmp_path):
    code = (
        "import sys\nfrom effllm_desktop.cli import program, verbs\n"
        "class Broken(dict):\n    def get(self, name):\n        raise RuntimeError('a fault')\n"
        "program.VERBS = Broken(verbs.VERBS)\nsys.exit(program.main())"
    )
    command = [sys.executable, "-c", code, "--library", str(effllm.library), "lists"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    log = effllm.library / "logs" / "effllm.log"
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "effllm: This is a fault of the program itself (RuntimeError: a fault).",
        f"  Please report it, with the end of {log}",
    ]
    assert "Traceback" in log.read_text()
    log.unlink()
    log.mkdir()
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert "Traceback" in done.stderr


def test_run_gives_the_exit_code_back(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"effllm {__version__}\n"
