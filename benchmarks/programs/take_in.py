"""Takes lists into the library named first. Prints how many entries, and the peak memory in MB.

That of the process that reads a long list counts in full, though neither peaks when the other does.
"""

import sys
from pathlib import Path

from benchmarks.program import take_in
from benchmarks.programs import memory


def main() -> int:
    library, *files = map(Path, sys.argv[1:])
    entries = take_in(library, files)
    print(entries, memory.peak() + memory.peak_of_others())
    return 0


if __name__ == "__main__":
    sys.exit(main())
