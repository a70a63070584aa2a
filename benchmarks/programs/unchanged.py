"""Takes in lists that the library has already, beside reading and hashing them, in turn.

Prints the seconds of each time as two JSON lists. The library named first must hold the lists.
"""

import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.program import take_in

TIMES = 6  # the first is not counted


def main() -> int:
    library, *files = map(Path, sys.argv[1:])
    ours, limit = [], []
    for _ in range(TIMES):
        ours.append(_timed(lambda: take_in(library, files)))
        limit.append(_timed(lambda: [hashlib.sha256(file.read_bytes()) for file in files]))
    print(json.dumps([ours[1:], limit[1:]]))
    return 0


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
