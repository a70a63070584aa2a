import os
import shutil
import subprocess
import sys

import pytest

from effllm_desktop.cli.completion import SHELLS

BASH = shutil.which("bash")


def completed(library, line, shell, tmp_path):
    """What a shell is offered for the last word of a line."""
    words = line.split(" ")
    variables = {
        "_EFFLLM_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "EFFLLM_LIBRARY": str(library),
    }
    done = subprocess.run(
        [sys.executable, "-m", "effllm_desktop.cli"],
        env={**os.environ, **variables},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    return [entry.partition(",")[2] for entry in done.stdout.splitlines() if entry]


def test_verbs_options_and_values_are_completed(effllm, tmp_path):
    def offered(line):
        return completed(effllm.library, line, "bash", tmp_path)

    assert offered("effllm se") == ["sections", "search", "services"]
    assert "--section" in offered("effllm list --")
    assert offered("effllm mark x --status re") == ["reading", "read"]
    assert offered("effllm export --style c") == ["clean", "curated"]
    assert not effllm.library.exists()


def test_names_of_lists_are_completed_as_the_shell_takes_them(seeds, tmp_path):
    def offered(line, shell="bash"):
        return completed(seeds.library, line, shell, tmp_path)

    assert offered("effllm list --list aw") == [r"Awesome\\ efficient\\ llm"]
    assert offered("effllm sections ") == [r"Awesome\\ efficient\\ llm", r"Efficient\\ LLM"]
    assert offered("effllm import x.md --as E") == [r"Efficient\\ LLM"]
    assert offered("effllm list --list x") == []


def test_zsh_quotes_by_itself(seeds, tmp_path):
    variables = {
        "_EFFLLM_COMPLETE": "zsh_complete",
        "COMP_WORDS": "effllm list --list E",
        "COMP_CWORD": "3",
    }
    command = [sys.executable, "-m", "effllm_desktop.cli"]
    env = {**os.environ, **variables, "EFFLLM_LIBRARY": str(seeds.library)}
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, check=True)
    assert b"plain\nEfficient LLM\n" in done.stdout


def test_a_library_that_cannot_be_opened_completes_nothing(effllm, tmp_path):
    effllm.library.mkdir()
    (effllm.library / "library.db").write_text("no database")
    assert completed(effllm.library, "effllm list --list a", "bash", tmp_path) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script(effllm, shell):
    assert "_EFFLLM_COMPLETE" in effllm.done("completion", shell)
    document = effllm.json("completion", shell)
    assert document["shell"] == shell
    assert "_EFFLLM_COMPLETE" in document["script"]
    assert not effllm.library.exists()


def test_other_shells_are_wrong_usage(effllm):
    effllm.refused("completion", "csh", code=2)


@pytest.mark.skipif(not BASH, reason="bash is not installed")
def test_bash_completes_with_the_script(seeds, tmp_path):
    program = tmp_path / "effllm"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m effllm_desktop.cli "$@"\n')
    program.chmod(0o755)
    ask = (
        'eval "$(effllm completion bash)"\n'
        "COMP_WORDS=(effllm list --list Aw); COMP_CWORD=3\n"
        '_effllm_completion effllm Aw --list\nprintf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [BASH, "--norc", "-c", ask],
        env={**os.environ, "PATH": path, "EFFLLM_LIBRARY": str(seeds.library)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "Awesome\\ efficient\\ llm\n"
