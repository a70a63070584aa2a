"""Deeds on very many works, and all columns of the table, in the program's window.

Arguments: the library, how many works, the keys that do something to them. Prints as JSON the
milliseconds of every act, those of each column's order, and the longest stop of the event loop
while something was done to many works or undone.
"""

import json
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex

from benchmarks.heart import Heart
from benchmarks.windows import Person, use

ROUNDS = 5
Times = dict[str, list[float]]


def main() -> int:
    library, count, *keys = sys.argv[1:]
    print(json.dumps(use(Path(library), partial(act, int(count), keys))))
    return 0


def act(count: int, keys: list[str], person: Person) -> dict[str, object]:
    person.window.resize(1280, 800)
    person.settle()
    show(person, person.all_works())
    heart = Heart()
    times: Times = {}
    deeds(person, heart, times, count, keys)
    worst = max(heart.stops, key=lambda stop: stop.length, default=None)
    found = {
        "longest": heart.longest,
        "worst": worst.act if worst else "",
        "times": times,
    }
    heart.stop()
    times["select all"] = [person.frame(person.select_all) for _ in range(ROUNDS)]
    person.select_first(1)
    person.settle()
    orders = {"all works": orders_of(person)}
    show(person, person.list_rows()[0])
    orders["a list"] = orders_of(person)
    groups, longest = {}, {}
    for where, index in (("all works", person.all_works()), ("a list", person.list_rows()[0])):
        show(person, index)
        groups[where], longest[where] = groups_of(person)
    return {**found, "sorted": orders, "grouped": groups, "longest grouped": longest}


def show(person: Person, index: QModelIndex) -> None:
    if person.tree.currentIndex() != index:
        person.bring_into_sight(index)
        person.shows(lambda: person.click(index))
        person.settle()


def deeds(person: Person, heart: Heart, times: Times, count: int, keys: list[str]) -> None:
    """Each key several times, and undo each time."""
    person.rows.setFocus()
    person.select_first(count)
    person.settle()
    for key in keys:
        for _ in range(ROUNDS):
            before = person.last_step()
            for name, do in ((key, partial(person.press, key, person.rows)), ("undo", person.undo)):
                was = person.last_step()
                heart.act = f"{key}, then undo" if name == "undo" else key
                seen = person.shows(do, lambda was=was: person.last_step() != was)  # type: ignore[misc]
                times.setdefault(key if name == key else f"{key}: undo", []).append(seen.shown)
            if person.last_step() != before:
                sys.exit(f"undo of {key} left {person.last_step()}")


def orders_of(person: Person) -> Times:
    """Sorted by each column, in turn, several times: every order is read anew."""
    if not person.is_table:
        person.show_table()
        person.settle()
    times: Times = {}
    for _ in range(ROUNDS):
        for column in person.columns():
            seen = person.shows(partial(person.sort_by_column, column))
            times.setdefault(column, []).append(seen.shown)
    return times


def groups_of(person: Person) -> tuple[Times, float]:
    """Grouped by each column, in turn, several times; all groups and the first folded, unfolded."""
    if not person.is_table:
        person.show_table()
        person.settle()
    heart, times = Heart(), Times()
    for _ in range(ROUNDS):
        for column in person.groupings():
            heart.act = f"grouped by {column}"
            seen = person.shows(partial(person.group_by, column))
            times.setdefault(column, []).append(seen.shown)
            for name, act in (
                ("fold all", person.fold_groups),
                ("unfold all", person.unfold_groups),
                ("fold one", person.toggle_group),
                ("unfold one", person.toggle_group),
            ):
                heart.act = f"{name}, grouped by {column}"
                times.setdefault(name, []).append(person.shows(act).shown)
    heart.stop()
    person.shows(partial(person.group_by, ""))
    for stop in heart.stops:
        print(f"{stop.length:.0f} ms: {stop.act}", file=sys.stderr)
    return times, heart.longest


if __name__ == "__main__":
    sys.exit(main())
