"""Says whether the packages that must be covered are, from coverage's JSON report."""

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

COMPLETE = ("domain", "markdown", "store", "app")
"""All lines and nearly all branches of these are run by tests."""

BRANCHES = 95.0
"""Percent."""


@dataclass
class Tally:
    """What ran of a package."""

    lines: int = 0
    lines_run: int = 0
    branches: int = 0
    branches_run: int = 0

    def percent_of_branches(self) -> float:
        return 100 * self.branches_run / self.branches if self.branches else 100.0

    def holds(self) -> bool:
        return self.lines_run == self.lines and self.percent_of_branches() >= BRANCHES


def holds(report: Path) -> bool:
    """Print a line per package, and the lines nobody ran; true if every floor holds."""
    try:
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        print("There is no coverage report.")
        return False
    tallies: dict[str, Tally] = {}
    for name, file in sorted(files.items()):
        package = _package(name)
        _add(tallies.setdefault(package, Tally()), file["summary"])
        if package in COMPLETE and file["missing_lines"]:
            print(f"{name}: nobody ran the lines {_ranges(file['missing_lines'])}")
    for package, tally in tallies.items():
        print(_line(package, tally))
    return all(tallies.get(package, Tally()).holds() for package in COMPLETE)


def _package(name: str) -> str:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    inside = parts[parts.index("effllm_desktop") + 1 :]
    return inside[0] if len(inside) > 1 else "(top)"


def _add(tally: Tally, summary: dict[str, int]) -> None:
    tally.lines += summary["num_statements"]
    tally.lines_run += summary["covered_lines"]
    tally.branches += summary["num_branches"]
    tally.branches_run += summary["covered_branches"]


def _line(package: str, tally: Tally) -> str:
    text = f"{package:10} {tally.lines_run:5} of {tally.lines:5} lines"
    text += f"  {tally.percent_of_branches():5.1f} % of branches"
    if package in COMPLETE:
        text += "" if tally.holds() else f"  TOO FEW: all lines and {BRANCHES:.0f} % are wanted"
    return text


def _ranges(lines: list[int]) -> str:
    """Line numbers as people write them: 3, 7-9."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
