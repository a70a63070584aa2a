"""`effllm backup`, `effllm restore` and `effllm check`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.options import FILE, common, examples
from effllm_desktop.cli.screen import Screen
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.text_width import one_line, safe, wrap
from effllm_desktop.cli.wording import count
from effllm_desktop.domain.errors import DamagedLibrary
from effllm_desktop.domain.problems import ProblemRun, runs

if TYPE_CHECKING:
    from effllm_desktop.app.safety import CheckReport, ListCheck
    from effllm_desktop.domain.lists import Problem

_REASON = 20
"""The column where reasons begin."""
_MOST = 50
"""Runs of lines that are printed of each list; JSON has all."""


@click.command(epilog=examples("effllm backup", 'cp "$(effllm backup)" /media/stick/'))
@common
def backup(session: Session) -> None:
    """Copy the library into its backups folder and print where; the last ten are kept."""
    from effllm_desktop.app.safety import backup_now

    made = backup_now(session.folder)
    if session.json:
        session.screen.document({"file": str(made), "bytes": made.stat().st_size})
    else:
        session.screen.line(str(made))


@click.command(epilog=examples("effllm restore backups/library-2026-01-31T08-00-00.db"))
@click.argument("file", type=FILE)
@common
def restore(session: Session, file: Path) -> None:
    """Put a backup in the library's place; the library that was there is kept beside it."""
    from effllm_desktop.app.safety import restore as put_back

    kept = put_back(session.folder, file)
    if session.json:
        session.screen.document({"restored": str(file), "kept": str(kept) if kept else None})
        return
    session.screen.line(safe(f"Restored from {file}."))
    if kept:
        session.screen.line(safe(f"The library that was there is kept as {kept}."))


@click.command(epilog=examples("effllm check", "effllm check --json"))
@common
def check(session: Session) -> None:
    """Look for damage, and for what was not understood of the lists, with line numbers.

    What was not understood stays in its list as it is. Only damage makes the exit code 1.
    """
    from effllm_desktop.app.safety import check as look
    from effllm_desktop.app.safety import latest_backup

    report = look(session.folder)
    if session.json:
        session.screen.document(_record(report))
    else:
        session.screen.lines(_lines(report, session.screen))
    if not report.sound:
        newest = latest_backup(session.folder)
        hint = f"Go back to the last backup: effllm restore {newest}" if newest else ""
        session.fail(DamagedLibrary(f"The library in {session.folder} is damaged.", hint))


def _record(report: "CheckReport") -> dict[str, Any]:
    return {
        "sound": report.sound,
        "damage": list(report.damage),
        "lists": [
            {
                "id": one.list_id,
                "name": one.name,
                "foreign": one.foreign,
                "problems": [_problem_record(problem) for problem in one.problems],
            }
            for one in report.lists
        ],
    }


def _problem_record(problem: "Problem") -> dict[str, Any]:
    return {
        "first_line": problem.first_line,
        "last_line": problem.last_line,
        "reason": problem.reason,
    }


def _lines(report: "CheckReport", screen: Screen) -> Iterator[str]:
    yield from (safe(line) for line in report.damage)
    for one in report.lists:
        yield from _list_lines(one, screen)
    if report.sound:
        yield screen.style("The library is sound.", fg="green")


def _list_lines(one: "ListCheck", screen: Screen) -> Iterator[str]:
    yield f"{screen.style(one_line(one.name), bold=True)}: {_told(one)}"
    if one.foreign:
        return
    found = list(runs(one.problems))
    for run in found[:_MOST]:
        first, *rest = wrap(one_line(run.why), screen.width - _REASON)
        yield f"  {_lines_of(run):<{_REASON - 2}}{first}"
        yield from (" " * _REASON + line for line in rest)
    if left := sum(run.places for run in found[_MOST:]):
        yield f"  and {count(left, 'more place')}: effllm check --json names them all"


def _told(one: "ListCheck") -> str:
    if one.foreign:
        return one_line(one.foreign)
    if not one.problems:
        return "all understood"
    return f"{count(len(one.problems), 'place')} not understood, kept as they are"


def _lines_of(run: ProblemRun) -> str:
    if run.first_line == run.last_line:
        return f"line {run.first_line}"
    return f"lines {run.first_line}-{run.last_line}"
