"""What a person sees who sits at a terminal."""

import os
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="terminals of POSIX")


def _has_terminals():
    """A bare container may have no /dev/pts."""
    try:
        for handle in pty.openpty():
            os.close(handle)
    except OSError:
        return False
    return True


pytestmark = pytest.mark.skipif(not _has_terminals(), reason="this system has no terminals")


class Terminal:
    """Runs the program on a terminal of its own and reads what appears."""

    def __init__(self, library, folder):
        self._library = library
        self._folder = folder

    def __call__(self, *arguments, typed=b"", **variables):
        master, slave = pty.openpty()
        command = [sys.executable, "-m", "effllm_desktop.cli", *arguments]
        shown = {"TERM": "xterm", "COLUMNS": "80", "EFFLLM_LIBRARY": str(self._library)}
        environment = {**os.environ, **shown, **variables}
        environment = {name: value for name, value in environment.items() if value is not None}
        with os.fdopen(master, "rb", buffering=0) as screen:
            with subprocess.Popen(
                command,
                env=environment,
                cwd=self._folder,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                close_fds=True,
            ) as running:
                os.close(slave)
                os.write(master, typed)
                seen = _everything(screen)
            return running.returncode, seen.decode().replace("\r\n", "\n")


def _everything(screen):
    seen = b""
    while True:
        try:
            part = screen.read(65536)
        except OSError:  # Linux says so when the other side is closed
            return seen
        if not part:
            return seen
        seen += part


@pytest.fixture
def terminal(seeds, tmp_path):
    return Terminal(seeds.library, tmp_path)


def test_status_star_and_key_have_colours(seeds, terminal):
    seeds.done("mark", "2404.14897", "--star")
    code, seen = terminal("list", "--limit", "1", NO_COLOR=None)
    assert code == 0
    assert "\x1b[34m●\x1b[0m \x1b[33m★\x1b[0m" in seen
    assert "\x1b[36marxiv:2404.14897\x1b[0m" in seen


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb", "NO_COLOR": None}])
def test_who_wants_no_colours_gets_none(terminal, variables):
    for call in (["list", "--limit", "1"], ["show", "2404.99999"], ["lists"], ["check"]):
        assert "\x1b" not in terminal(*call, **variables)[1]


def test_failures_stand_out(terminal):
    code, seen = terminal("show", "2404.99999", NO_COLOR=None)
    assert code == 1
    assert seen.startswith("\x1b[31meffllm:\x1b[0m There is no work")


def test_a_note_cannot_steer_the_terminal_but_is_whole_in_a_pipe(seeds, terminal):
    seeds.done("note", "2404.14897", "red \x1b[31m alert\n\ttab")
    assert terminal("note", "2404.14897")[1] == "red �[31m alert\n\ttab\n"
    assert seeds.done("note", "2404.14897") == "red \x1b[31m alert\n\ttab\n"


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_lines_fit_the_terminal(terminal, columns):
    from effllm_desktop.cli.text_width import columns as width

    _, seen = terminal("list", "kind:paper", NO_COLOR="1", COLUMNS=str(columns))
    assert all(width(line) <= columns for line in seen.splitlines())


def test_who_types_a_note_is_told_how_to_end_it(seeds, terminal):
    code, seen = terminal("note", "2404.14897", "--file", "-", typed=b"Typed.\n\x04")
    assert code == 0
    assert "Ctrl+D" in seen
    assert seeds.done("note", "2404.14897") == "Typed.\n"
