"""What goes wrong in the running program is told where it belongs; nothing goes to the network."""

import os
import subprocess
import sys
import textwrap

import pytest
from PySide6.QtWidgets import QDialog

from effllm_desktop.domain.errors import Conflict, StorageFailed
from tests.support.window import running, write_lists


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.window.notices.clear()
        yield person


def _raise(program, error):
    try:
        raise error
    except type(error) as caught:
        program.failures.take(type(caught), caught, caught.__traceback__)


def test_an_expected_error_that_nobody_caught_is_a_notice(person):
    _raise(person.program, Conflict("The note is newer.", "Look at it."))
    assert person.notices() == ["The note is newer. Look at it."]


@pytest.mark.expect_log("a bug .*ZeroDivisionError")
def test_a_mistake_of_ours_is_one_dialog_and_a_line_in_the_log(person, tmp_path):
    _raise(person.program, ZeroDivisionError("by nothing"))
    _raise(person.program, ZeroDivisionError("by nothing again"))
    (dialog,) = [one for one in person.window.findChildren(QDialog) if one.isVisible()]
    assert "by nothing again" in dialog.text
    log = (tmp_path / "library" / "logs" / "effllm-desktop.log").read_text()
    assert "ZeroDivisionError: by nothing" in log
    dialog.close()


def test_an_operation_that_is_refused_is_a_notice(person):
    person.window.set_commands(lambda: (_Refusing(),))
    person.window.commands["select_all"].trigger()
    assert person.notices() == ["The disk is full. Make room."]


class _Refusing:
    def select_all(self):
        raise StorageFailed("The disk is full.", "Make room.")


def test_damage_that_a_check_finds_is_told(person, tmp_path):
    person.desk.session.workspace.notice_outside_changes()
    person.desk.session._look.stop()  # it would find the damage before a check that takes long
    (tmp_path / "library" / "library.db").write_bytes(b"SQLite format 3\0" + bytes(50_000))
    person.choose("Library", "Check the library")
    person.wait()
    assert person.notices()[0].startswith("The library is damaged")


def test_places_that_were_not_understood_are_counted(person, tmp_path):
    odd = tmp_path / "odd.md"
    odd.write_text("# Odd\n\n- [One](https://example.org/one)\n- \n")
    person.drop(odd)
    person.wait()
    person.choose("Library", "Check the library")
    person.wait()
    assert person.notices()[0].endswith("1 place in your lists was not understood.")


def test_trouble_with_the_library_is_told(person):
    person.desk.session.trouble.emit(StorageFailed("Gone."))
    assert person.notices() == ["Gone."]


PROGRAM = """
    import sys
    seen = []
    def watch(event, arguments):
        if event.startswith("socket."):
            seen.append((event, str(arguments)))
    sys.addaudithook(watch)
    from effllm_desktop.bootstrap import window
    status = window(sys.argv[1:])
    print(seen)
    sys.exit(status or bool(seen))
"""


def test_the_program_opens_no_socket(tmp_path):
    arguments = ["--library", tmp_path / "library", "--screenshot", tmp_path / "w.png"]
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), *arguments],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr + run.stdout
    assert run.stdout.endswith("[]\n")
