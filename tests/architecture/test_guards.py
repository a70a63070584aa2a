"""The guards of every test catch what they are for. A guard that nobody tried is a wish."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BAD_TESTS = {
    "unexpected log records": """
        import logging
        def test_it():
            logging.getLogger("ours").warning("a surprise")
        """,
    "expected log records did not come": """
        import pytest
        @pytest.mark.expect_log("never")
        def test_it():
            pass
        """,
    "thread left": """
        import threading
        def test_it():
            threading.Thread(target=threading.Event().wait, daemon=True, name="left").start()
        """,
    "window QLabel 'left'": """
        from PySide6.QtWidgets import QLabel
        kept = []
        def test_it(qapp):
            label = QLabel("still here")
            label.setObjectName("left")
            kept.append(label)
        """,
    "timer QTimer 'left'": """
        from PySide6.QtCore import QTimer
        def test_it(qapp):
            timer = QTimer(qapp)
            timer.setObjectName("left")
            timer.start(100000)
        """,
    "QMessageBox.exec() waits for a person": """
        from PySide6.QtWidgets import QMessageBox
        def test_it(qtbot):
            box = QMessageBox()
            qtbot.addWidget(box)
            box.exec()
        """,
    "the network is closed to tests": """
        import socket
        def test_it():
            try:
                socket.create_connection(("192.0.2.1", 9), timeout=0.1)
            except BaseException:
                pass
        """,
    "socket.connect to": """
        import pytest, socket
        @pytest.mark.loopback
        def test_it():
            with socket.socket() as one:
                one.connect(("192.0.2.1", 9))
        """,
    "Captured Qt messages": """
        from PySide6.QtCore import qWarning
        def test_it():
            qWarning("from Qt")
        """,
    "RuntimeWarning": """
        import warnings
        def test_it():
            warnings.warn("from Python", RuntimeWarning)
        """,
}

GOOD_TEST = """
import logging, os, pathlib, socket, threading
import pytest

@pytest.mark.expect_log("ours: .* comes")
def test_an_expected_record():
    logging.getLogger("ours").warning("it comes")

@pytest.mark.loopback
def test_a_server_on_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_a_home_of_its_own():
    assert list(pathlib.Path.home().glob("*.txt")) == []
    assert os.environ["HOME"] in os.environ["XDG_CONFIG_HOME"]
    (pathlib.Path.home() / "left.txt").write_text("for nobody")

def test_a_home_of_its_own_again():
    assert not (pathlib.Path.home() / "left.txt").exists()

def test_a_thread_that_ends():
    threading.Thread(target=threading.Event().wait, args=(0.05,)).start()
"""


def _run(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_sample.py").write_text(textwrap.dedent(source))
    command = [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml"]
    command += ["--rootdir", folder, "-p", "tests.conftest", "-p", "no:cacheprovider", folder]
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(
        command,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "complaint",
    [
        pytest.param(name, marks=pytest.mark.loopback if "loopback" in source else ())
        for name, source in BAD_TESTS.items()
    ],
)
def test_a_bad_test_fails_and_is_told_why(complaint, tmp_path):
    run = _run(tmp_path, BAD_TESTS[complaint])
    assert run.returncode == 1, run.stdout + run.stderr
    assert complaint in run.stdout


def test_good_tests_pass(tmp_path):
    run = _run(tmp_path, GOOD_TEST)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "5 passed" in run.stdout or "4 passed, 1 skipped" in run.stdout  # no loopback
