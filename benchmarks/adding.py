"""How long the window does not listen while works are added."""

import json
from collections.abc import Iterator

from benchmarks.content import Content
from benchmarks.lists import SMALL
from benchmarks.processes import own, run
from benchmarks.table import Goal, Line, milliseconds

STOP = Goal(50, 33, " ms")
WHAT = {
    "typing": "keys typed into the dialog that adds, below 200 ids",
    "preview": "the same, until the preview is there",
    "adding": "Add pressed → written, shown",
    "undo": "undo of it",
}


def add(content: Content) -> Iterator[Line]:
    """Works pasted, typed and added to a short list and to one that holds all entries."""
    folder = content.new_library()
    run(own("take_in", folder, Content(content.folder, SMALL).other_list, content.lists[0]))
    lengths = (SMALL, content.entries // content.files)
    for length, stops in zip(lengths, json.loads(run(own("adding", folder)).output), strict=True):
        for name, what in WHAT.items():
            yield Line(
                f"{what}, in a list of {length:,}: longest stop of the event loop",
                milliseconds(stops[name]),
                goal=STOP,
                value=stops[name],
            )
