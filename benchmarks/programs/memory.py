"""What a process tells of its own memory, in MB. Linux."""

from pathlib import Path


def peak() -> float:
    """The most that was in memory at once since the program began (not since the fork)."""
    return _kilobytes("/proc/self/status", "VmHWM:") / 1024


def proportional(process: int | str = "self") -> float:
    """What it, or another, has now; pages that others have too count by their share (Pss)."""
    return _kilobytes(f"/proc/{process}/smaps_rollup", "Pss:") / 1024


def _kilobytes(file: str, name: str) -> int:
    lines = Path(file).read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])
