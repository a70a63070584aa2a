#!/usr/bin/env python3
"""Installs what the tests need and runs every check; what CI runs.

    python3 packaging/test.py [what pytest takes]

Every check runs, even when one before it failed; the exit code is 0 only if all passed. With
arguments of your own, which choose some of the tests, the coverage is not judged.
"""

import os
import sys
import time

if sys.version_info < (3, 11):  # noqa: UP036  older ones must be told, not shown a traceback
    sys.exit("EffLLM Desktop needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import coverage_floor
import environment
import messages
import system_packages
from environment import Environment

MOST_PROCESSES = 8
COVERAGE = "build/coverage.json"
CHECKS = {
    "Style (ruff)": ["-m", "ruff", "check"],
    "Format (ruff)": ["-m", "ruff", "format", "--check"],
    "Types (mypy)": ["-m", "mypy"],
    "Who may know whom (import-linter)": [
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-logo",
    ],
}


def main(arguments: list[str]) -> int:
    system_packages.prepare(screen=False)
    system_packages.prepare_tools()
    system_packages.prepare_npm_tools()
    prepared = environment.prepare("test")
    checks = {name: _passes(prepared, name, command) for name, command in CHECKS.items()}
    checks |= _tests(prepared, arguments)
    _heading("Summary")
    for name, passed in checks.items():
        print(f"{'passed' if passed else 'FAILED'}  {name}")
    return 0 if all(checks.values()) else 1


def _tests(prepared: Environment, arguments: list[str]) -> dict[str, bool]:
    command = ["-m", "pytest", *_side_by_side()]
    if arguments:
        return {"Tests (pytest)": _passes(prepared, "Tests (pytest)", [*command, *arguments])}
    command += ["--cov", "--cov-report=", f"--cov-report=json:{COVERAGE}"]
    passed = _passes(prepared, "Tests (pytest)", command)
    _heading("Coverage")
    covered = coverage_floor.holds(environment.ROOT / COVERAGE)
    return {"Tests (pytest)": passed, "Coverage": covered}


def _side_by_side() -> list[str]:
    """A process more than there are processors: tests wait for windows and servers, too.

    A file's tests stay together, for what they share.
    """
    processes = min((os.cpu_count() or 1) + 1, MOST_PROCESSES)
    return ["--numprocesses", str(processes), "--dist", "loadfile"]


def _passes(prepared: Environment, name: str, command: list[str]) -> bool:
    _heading(name)
    start = time.monotonic()
    passed = prepared.run(command) == 0
    print(f"{name}: {'passed' if passed else 'FAILED'} in {time.monotonic() - start:.0f} s")
    return passed


def _heading(name: str) -> None:
    print(f"\n{f' {name} ':=^88}", flush=True)


if __name__ == "__main__":
    messages.run(main)
