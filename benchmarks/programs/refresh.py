"""Refreshes all works of the library named first; all services are at the address named second.

Prints how many works were updated, the seconds that it took, and those of the processor.
"""

import sys
import time
from pathlib import Path

from benchmarks.program import refresh_all


def main() -> int:
    library, base = Path(sys.argv[1]), sys.argv[2]
    began, worked = time.perf_counter(), time.process_time()
    updated = refresh_all(library, base)
    print(updated, time.perf_counter() - began, time.process_time() - worked)
    return 0


if __name__ == "__main__":
    sys.exit(main())
