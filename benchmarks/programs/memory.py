"""What a process tells of its own memory, in MB. Linux."""

import resource
from pathlib import Path


def peak() -> float:
    """The most that was in memory at once since the program began (not since the fork)."""
    return _kilobytes("/proc/self/status", "VmHWM:") / 1024


def peak_of_others() -> float:
    """The most that any of the processes had at once which this one started and that have ended."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def proportional() -> float:
    """What it has now; pages that others have too count by their share (Pss)."""
    return _kilobytes("/proc/self/smaps_rollup", "Pss:") / 1024


def _kilobytes(file: str, name: str) -> int:
    lines = Path(file).read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])
