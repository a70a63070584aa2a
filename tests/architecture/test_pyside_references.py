"""PySide6 6.12.0 on Python 3.11 loses a reference to None with every void call, then aborts."""

import subprocess
import sys

# In a process of its own: where the bug is, it kills the interpreter.
MANY_VOID_CALLS = """
import sys
from PySide6.QtCore import QObject
before = sys.getrefcount(None)
for _ in range(20_000):
    QObject().setObjectName("a")
print(sys.getrefcount(None) - before)
"""


def test_void_calls_do_not_wear_out_none():
    run = subprocess.run(
        [sys.executable, "-c", MANY_VOID_CALLS], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert abs(int(run.stdout)) < 500
