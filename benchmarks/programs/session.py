"""A reader at work in the window for so many minutes, while lists are taken in.

Arguments: the library, the minutes, a list that it does not have, the lists that it has. Prints as
JSON the longest stop of the event loop, the worst of them, how many there were, and whether all
lists were taken in.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt

from benchmarks.heart import Heart
from benchmarks.windows import Person, use

PHRASES = ("quantized", "sparse attention", "petrov wang", "low-bit models", "推理优化", "no such")
BETWEEN_KEYS, BETWEEN_CLICKS, BETWEEN_FRAMES = 110, 350, 16  # milliseconds
SORTS = ("title", "year", "citations", "list")
GRACE = 5  # times the minutes: imports that take longer than that are given up
WORST = 8


def main() -> int:
    library, minutes, *files = sys.argv[1:]
    session = Session(float(minutes) * 60, [Path(file) for file in files])
    print(json.dumps(use(Path(library), session.play)))
    return 0


class Session:
    """The same acts in the same order every time; only how many fit into the time differs."""

    def __init__(self, seconds: float, files: list[Path]) -> None:
        self._seconds = seconds
        # A new list, the same again unchanged, and the ones that were there, unchanged.
        self._to_take_in = [[files[0]], [files[0]], *([file] for file in files[1:])]
        self._draw = random.Random(1)

    def play(self, person: Person) -> dict[str, object]:
        person.window.resize(1280, 800)
        person.settle()
        self._person, self._heart = person, Heart()
        began = time.perf_counter()
        acts = self._acts()
        while True:
            spent = time.perf_counter() - began
            busy = person.is_working or bool(self._to_take_in)
            if spent > (self._seconds * GRACE if busy else self._seconds):
                break
            self._take_in_next(spent)
            next(acts)
        heart = self._heart
        worst = sorted(heart.stops, reverse=True)[:WORST]
        return {
            "longest": heart.longest,
            "over_50": sum(stop.length > 50 for stop in heart.stops),
            "over_100": sum(stop.length > 100 for stop in heart.stops),
            "worst": [f"{stop.length:.0f} ms: {stop.act} ({stop.at:.0f} s)" for stop in worst],
            "all_taken_in": not person.is_working and not self._to_take_in,
            "seconds": time.perf_counter() - began,
        }

    def _take_in_next(self, spent: float) -> None:
        soon = min(10.0, self._seconds / 10)
        if self._to_take_in and spent > soon and not self._person.is_working:
            self._doing("starting an import")
            self._person.take_in(self._to_take_in.pop(0))

    def _acts(self) -> Iterator[None]:
        while True:
            for act in (self._type, self._click, self._star, self._scroll, self._visit, self._sort):
                act()
                yield

    def _type(self) -> None:
        person = self._person
        person.search.setFocus()
        for key in (*self._draw.choice(PHRASES), *[Qt.Key.Key_Backspace] * 2, Qt.Key.Key_Escape):
            self._doing("typing" if key != Qt.Key.Key_Escape else "leaving the search")
            person.press(key, person.search)
            person.wait(BETWEEN_KEYS)

    def _click(self) -> None:
        for _ in range(4):
            self._click_on(self._person.some_section(self._draw), "section")

    def _visit(self) -> None:
        for row in (*range(len(self._person.places())), -1):
            person = self._person  # the tree may be renewed between two clicks
            index = person.places()[row] if row >= 0 else person.list_rows()[0]
            self._click_on(index, "place" if row >= 0 else "list")

    def _click_on(self, index: QModelIndex, what: str) -> None:
        self._doing(f"click on a {what}")
        self._person.bring_into_sight(index)
        self._person.click(index)
        self._person.wait(BETWEEN_CLICKS)

    def _star(self) -> None:
        person = self._person
        person.rows.setFocus()
        for _ in range(3):
            for key, act in ((Qt.Key.Key_Down, "next row"), (Qt.Key.Key_S, "star")):
                self._doing(act)
                person.press(key, person.rows)
                person.wait(BETWEEN_CLICKS)

    def _scroll(self) -> None:
        for _ in range(30):
            self._doing("wheel")
            self._person.wheel()
            self._person.wait(BETWEEN_FRAMES)
        for _ in range(5):
            self._doing("scroll bar")
            self._person.jump(self._draw.random())
            self._person.wait(BETWEEN_CLICKS)

    def _sort(self) -> None:
        for sort in SORTS:
            self._doing(f"sort by {sort}")
            self._person.sort(sort)
            self._person.wait(BETWEEN_CLICKS)

    def _doing(self, act: str) -> None:
        self._heart.act = act + (", a list being taken in" if self._person.is_working else "")


if __name__ == "__main__":
    sys.exit(main())
