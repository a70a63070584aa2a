import stat
import subprocess
import sys
from pathlib import Path

import pytest

from effllm_desktop.domain.errors import LibraryInUse, StorageFailed
from effllm_desktop.ui.runtime.window_lock import NAME, WindowLock

HOLDER = """
import pathlib, sys
from effllm_desktop.ui.runtime.window_lock import WindowLock
WindowLock(pathlib.Path(sys.argv[1])).take()
print("held", flush=True)
sys.stdin.read()
"""


def test_one_window_has_it_until_it_lets_go(tmp_path: Path) -> None:
    first, second = WindowLock(tmp_path), WindowLock(tmp_path)
    first.take()
    with pytest.raises(LibraryInUse):
        second.take()
    first.release()
    second.take()
    second.release()
    second.release()  # letting go twice is no mistake


def test_a_process_that_dies_leaves_nothing_locked(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        lock = WindowLock(tmp_path)
        with pytest.raises(LibraryInUse):
            lock.take()
        holder.kill()
        holder.wait()
    lock.take()
    lock.release()


def test_a_new_folder_is_made_for_nobody_else(tmp_path: Path) -> None:
    lock = WindowLock(tmp_path / "new" / "library")
    lock.take()
    folder = tmp_path / "new" / "library"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    lock.release()


def test_a_place_that_cannot_hold_it_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed):
        WindowLock(tmp_path / "file").take()
