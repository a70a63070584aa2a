"""The limit of an import: a CSV file becomes flat rows and their full-text index, no more.

One table, one transaction, no authors or links of their own, no index but the full text. Prints
the peak memory in MB. The index knows the beginnings of words by two and three letters, since it is
asked with each key; with `words` it knows whole words alone, with `like-ours` it is set like the
program's: first letters, too, and accents.
"""

import csv
import sqlite3
import sys
from pathlib import Path

from benchmarks.programs import memory

SEARCHED = "title, authors, section, description, notes"
SETTINGS = {
    "beginnings": ", prefix='2 3'",
    "words": "",
    "like-ours": ", tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'",
}


def main() -> int:
    table, target = map(Path, sys.argv[2:4])
    settings = SETTINGS[sys.argv[1]]
    target.unlink(missing_ok=True)
    database = sqlite3.connect(target)
    with table.open(encoding="utf-8", newline="") as lines, database:
        rows = csv.reader(lines)
        names = next(rows)
        database.execute("BEGIN")
        database.execute(f"CREATE TABLE entries (i INTEGER PRIMARY KEY, {', '.join(names[1:])})")
        marks = ", ".join("?" * len(names))
        database.executemany(f"INSERT INTO entries VALUES ({marks})", rows)
        database.execute(
            "CREATE VIRTUAL TABLE found USING fts5"
            f"({SEARCHED}, content='entries', content_rowid='i'{settings})"
        )
        database.execute("INSERT INTO found (found) VALUES ('rebuild')")
    database.close()
    print(memory.peak())
    return 0


if __name__ == "__main__":
    sys.exit(main())
