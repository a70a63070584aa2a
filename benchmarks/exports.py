"""What it takes to write everything in each form, from a library of many entries."""

import shutil
from collections.abc import Iterator

from benchmarks.content import Content
from benchmarks.processes import own, run
from benchmarks.program import mark_many
from benchmarks.table import Goal, Line

FORMS = (
    *("bibtex", "biblatex", "ris", "csl", "csv", "tsv", "html", "opml", "obsidian", "json"),
    *("annotated", "curated"),
)
MARKED = 10_000
RECORD = Goal(10, 5, " µs")
"""For one record of BibTeX: 100,000 in a second."""
PEAK = Goal(300, 150, " MB")


def exports(content: Content) -> Iterator[Line]:
    """Each form to nowhere, in a process of its own; an annotated list to a file, too."""
    most = 0.0
    for form in FORMS:
        entries, taken, peak = map(float, run(own("export", content.library, form)).output.split())
        most = max(most, peak)
        goal = RECORD if form == "bibtex" else None
        each = taken / entries * 1e6
        said = f"{each:.0f} µs an entry, {peak:.0f} MB"
        yield Line(f"export as {form}", said, goal=goal, value=each)
    marked = content.new_library()
    shutil.copytree(content.library, marked)
    mark_many(marked, MARKED)
    for when in ("", ", again"):  # what stands in the file is read then
        file = str(marked.parent / "annotated.md")
        _, taken, peak = map(float, run(own("export", marked, "annotated", file)).output.split())
        most = max(most, peak)
        said = f"{taken:.1f} s, {peak:.0f} MB"
        yield Line(f"export as annotated, {MARKED:,} works with a state{when}", said)
    yield Line("peak memory of any export", f"{most:.0f} MB", goal=PEAK, value=most)
