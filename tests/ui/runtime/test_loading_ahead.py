"""What edits of lists need is loaded soon after the start, not by the first edit."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from effllm_desktop.ui import application
from effllm_desktop.ui.runtime import loading_ahead
from tests.support.window import running

PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication
from effllm_desktop.ui.runtime.job_runner import ThreadedJobRunner
from effllm_desktop.ui.runtime.loading_ahead import AHEAD, load_ahead

application = QCoreApplication([])
jobs = ThreadedJobRunner()
jobs.idle.connect(application.quit)
before = [name in sys.modules for name in AHEAD]
load_ahead(jobs)
application.exec()
jobs.close()
print(any(before), all(name in sys.modules for name in AHEAD))
"""


def test_it_loads_what_the_start_did_not() -> None:
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.stdout.split() == ["False", "True"], done.stderr


def test_the_window_does_so_once_it_stands(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(application, "AHEAD_AFTER_MILLISECONDS", 0)
    monkeypatch.setattr(loading_ahead, "AHEAD", ("effllm_desktop.app.edited_lists", "string"))
    monkeypatch.setattr(loading_ahead, "importlib", SimpleNamespace(import_module=loaded.append))
    with running(qtbot, tmp_path):
        qtbot.waitUntil(lambda: loaded == list(loading_ahead.AHEAD))
