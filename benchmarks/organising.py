"""What is done to ten thousand works at once and taken back, and other orders of all rows."""

import json
from collections.abc import Iterator
from statistics import median

from benchmarks.content import Content
from benchmarks.processes import own, run
from benchmarks.program import query_times, tag_with_key
from benchmarks.table import Goal, Line, milliseconds

MANY = 10_000
DEEDS = {"star": "S", "mark as read": "U", "tag by its key": "1"}
DEED = Goal(300, 150, " ms")
PICTURE = Goal(100, 50, " ms")
STOP = Goal(50, 33, " ms")
QUERY = Goal(16, 8, " ms")
QUERY_ROUNDS = 7


def organise(content: Content) -> Iterator[Line]:
    """Deeds on many works with the window alive, their undo, all columns, typical queries."""
    tag_with_key(content.library, DEEDS["tag by its key"])
    count = min(MANY, content.entries // 2)
    command = own("organising", content.library, str(count), *DEEDS.values())
    found = json.loads(run(command).output)
    times: dict[str, list[float]] = found["times"]
    for deed, key in DEEDS.items():
        for name, what in ((key, f"{deed}, {count:,} works"), (f"{key}: undo", "undo of it")):
            yield Line(
                f"{what} → committed, painted: median",
                _told(times[name]),
                goal=DEED,
                value=median(times[name]),
            )
    yield Line(
        "longest stop of the event loop meanwhile",
        f"{milliseconds(found['longest'])} ({found['worst']})",
        goal=STOP,
        value=found["longest"],
    )
    chosen = times["select all"]
    yield Line("all works selected → painted", _told(chosen), goal=PICTURE, value=median(chosen))
    for where in ("a list", "all works"):
        yield from _sorted(where, found["sorted"][where])
    for where in ("a list", "all works"):
        yield from _grouped(where, found["grouped"][where], found["longest grouped"][where])
    yield from _queries(content)


def _sorted(where: str, columns: dict[str, list[float]]) -> Iterator[Line]:
    medians = {name: median(times) for name, times in columns.items()}
    slowest = max(medians, key=lambda name: medians[name])
    yield Line(
        f"sorted by a column of the table → painted, {where}: slowest of {len(medians)}",
        f"{milliseconds(medians[slowest])} ({slowest}); median {milliseconds(_middle(medians))}",
        goal=PICTURE,
        value=medians[slowest],
    )


def _grouped(where: str, times: dict[str, list[float]], longest: float) -> Iterator[Line]:
    folding = {name: times.pop(name) for name in list(times) if name.endswith((" all", " one"))}
    for what, columns in (
        (f"grouped by a column → first rows painted, {where}: slowest of {len(times)}", times),
        (f"groups folded and unfolded, all or one → painted, {where}: slowest", folding),
    ):
        medians = {name: median(some) for name, some in columns.items()}
        slowest = max(medians, key=lambda name: medians[name])
        said = f"{milliseconds(medians[slowest])} ({slowest}); median "
        said += milliseconds(_middle(medians))
        yield Line(what, said, goal=PICTURE, value=medians[slowest])
    yield Line(
        f"longest stop of the event loop meanwhile, {where}",
        milliseconds(longest),
        goal=STOP,
        value=longest,
    )


def _queries(content: Content) -> Iterator[Line]:
    times = list(query_times(content.library, QUERY_ROUNDS))
    first = {one.text: median(one.first) for one in times}
    whole = {one.text: median(one.all) for one in times}
    what = f"of {len(times)} typical queries: slowest of their medians"
    yield Line(f"first rows {what}", _slowest(first), goal=QUERY, value=max(first.values()))
    yield Line(f"all works {what}", _slowest(whole))


def _slowest(medians: dict[str, float]) -> str:
    slowest = max(medians, key=lambda text: medians[text])
    slow = sum(one > QUERY.must for one in medians.values())
    return (
        f"{milliseconds(medians[slowest])} (`{slowest}`); median {milliseconds(_middle(medians))}; "
        f"{slow} over {QUERY.must:g} ms"
    )


def _middle(medians: dict[str, float]) -> float:
    return median(medians.values())


def _told(times: list[float]) -> str:
    return f"{milliseconds(median(times))}, worst {milliseconds(max(times))}"
