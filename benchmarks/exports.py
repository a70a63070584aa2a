"""What it takes to write everything in each form, from a library of many entries."""

from collections.abc import Iterator

from benchmarks.content import Content
from benchmarks.processes import own, run
from benchmarks.table import Goal, Line

FORMS = ("bibtex", "biblatex", "ris", "csl", "csv", "html", "obsidian", "json", "annotated")
RECORD = Goal(10, 5, " µs")
"""For one record of BibTeX: 100,000 in a second."""
PEAK = Goal(300, 150, " MB")


def exports(content: Content) -> Iterator[Line]:
    """Each form to nowhere, in a process of its own."""
    most = 0.0
    for form in FORMS:
        entries, taken, peak = map(float, run(own("export", content.library, form)).output.split())
        most = max(most, peak)
        goal = RECORD if form == "bibtex" else None
        each = taken / entries * 1e6
        said = f"{each:.0f} µs an entry, {peak:.0f} MB"
        yield Line(f"export as {form}", said, goal=goal, value=each)
    yield Line("peak memory of any export", f"{most:.0f} MB", goal=PEAK, value=most)
