"""`python -m benchmarks`: measure everything and print the table of benchmarks/README.md."""

import platform
import sys

from benchmarks import measures

SIGN = {True: "yes", False: "NO", None: ""}


def main(names: list[str]) -> int:
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    print("| what | measured | must | kept |\n|---|---|---|---|")
    for measure in measures.ALL:
        if names and measure.__name__ not in names:
            continue
        for result in measure():
            row = (result.what, result.value, result.limit, SIGN[result.good])
            print(f"| {' | '.join(row)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
