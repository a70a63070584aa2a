"""The longest time in which the window did not listen, in a reader's session."""

import json
from collections.abc import Iterator

from benchmarks.content import Content
from benchmarks.processes import own, run
from benchmarks.table import Goal, Line, milliseconds

STOP = Goal(100, 50, " ms")
IDLE = 20  # seconds for which an empty window is watched


def session(content: Content, minutes: float) -> Iterator[Line]:
    """Typing, clicking, starring, scrolling, sorting, while lists are taken in."""
    folder = content.new_library()
    run(own("take_in", folder, *content.lists))
    idle = float(run(own("idle", str(IDLE))).output)
    command = own("session", folder, str(minutes), content.other_list, *content.lists)
    found = json.loads(run(command).output)
    longest = found["longest"]
    done = "" if found["all_taken_in"] else "; **the import did not come to its end**"
    yield Line(
        f"longest stop of the event loop in {found['seconds'] / 60:.1f} min, import included{done}",
        milliseconds(longest),
        f"{milliseconds(idle)} (empty window, {IDLE} s)",
        goal=STOP,
        value=longest,
    )
    yield Line(
        "stops over 50 ms, over 100 ms; the worst",
        f"{found['over_50']}, {found['over_100']}; {'; '.join(found['worst'])}",
    )
