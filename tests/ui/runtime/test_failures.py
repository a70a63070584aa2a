"""Where uncaught exceptions end."""

import logging
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from effllm_desktop.domain.errors import Conflict
from effllm_desktop.ui.runtime.failures import FailureDesk
from effllm_desktop.ui.runtime.log_file import LARGEST, NAME, close_log, open_log


@pytest.fixture
def desk(qapp):
    desk = FailureDesk()
    yield desk
    desk.remove()


def _caught(error):
    try:
        raise error
    except type(error) as caught:
        return type(caught), caught, caught.__traceback__


def test_the_worlds_errors_become_notices(desk, qtbot):
    with qtbot.waitSignal(desk.expected) as signal:
        desk.take(*_caught(Conflict("The note is newer.", "Look at it first.")))
    assert signal.args[0].what == "The note is newer."


@pytest.mark.expect_log("a bug .*ZeroDivisionError")
def test_ours_become_a_report_with_versions_and_the_place(desk, qtbot):
    with qtbot.waitSignal(desk.bug_found) as signal:
        desk.take(*_caught(ZeroDivisionError("by nothing")))
    report = signal.args[0]
    assert "PySide6 6" in report
    assert "ZeroDivisionError: by nothing" in report
    assert "test_failures.py" in report


@pytest.mark.expect_log("a bug .*ValueError")
def test_one_from_another_thread_is_told_on_the_main_thread(desk, qtbot):
    with ThreadPoolExecutor(1) as pool, qtbot.waitSignal(desk.bug_found) as signal:
        pool.submit(desk.take, *_caught(ValueError("elsewhere")))
    assert "elsewhere" in signal.args[0]


def test_it_takes_the_hook_and_gives_it_back(desk):
    before = sys.excepthook
    desk.install()
    assert sys.excepthook == desk.take
    desk.remove()
    assert sys.excepthook is before
    desk.remove()


def test_ctrl_c_is_no_bug(desk, qtbot):
    with qtbot.waitSignal(desk.interrupted):
        desk.take(*_caught(KeyboardInterrupt()))


def test_the_log_lies_in_the_library_and_does_not_grow_for_ever(tmp_path):
    logs = tmp_path / "logs"
    handler = open_log(tmp_path)
    logging.getLogger("ours").info("hello")
    close_log(handler)
    assert "hello" in (logs / NAME).read_text()
    (logs / NAME).write_text("x" * (LARGEST + 1))
    close_log(open_log(tmp_path))
    assert [file.name for file in logs.iterdir()] == ["effllm-desktop.old.log"]
