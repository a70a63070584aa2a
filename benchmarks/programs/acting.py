"""Acts in the program's window on the library named by the argument.

Prints the milliseconds of every act as JSON. What is a limit is measured in turn with what it is
the limit of.
"""

import json
import random
import sys
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt

from benchmarks.program import starred_works
from benchmarks.windows import Person, Seen, use

PHRASES = ("quantized", "sparse attention", "petrov", "low-bit models", "推理优化")
DELETED = 3  # letters of each phrase, one by one
SECTIONS, ROUNDS, STARS, NOTCHES, JUMPS = 30, 5, 40, 100, 60
Times = dict[str, list[float]]


def main() -> int:
    library = Path(sys.argv[1])
    times, said = use(library, act)
    starred = starred_works(library)
    if f"of {starred}" not in said:
        sys.exit(f"the tree says “{said}”, the library has {starred} stars")
    print(json.dumps(times))
    return 0


def act(person: Person) -> tuple[Times, str]:
    person.window.resize(1280, 800)
    person.settle()
    times: Times = {}
    first_list = person.list_rows()[0]
    all_works = person.all_works()
    show(person, first_list)
    keys(person, times, "keys in a list")
    scroll(person, times)
    show(person, all_works)
    keys(person, times, "keys in all works")
    show(person, first_list)
    stars(person, times)
    sections = person.sections()
    step = max(1, len(sections) // SECTIONS)
    clicks(person, times, "section", sections[::step])
    clicks(person, times, "place", list(islice(cycle(person.places()), ROUNDS * 5)))
    clicks(person, times, "list", [first_list] * ROUNDS)
    return times, person.starred()


def show(person: Person, index: QModelIndex) -> None:
    person.bring_into_sight(index)
    person.settle()
    if person.tree.currentIndex() != index:
        person.shows(lambda: person.click(index))


def keys(person: Person, times: Times, name: str) -> None:
    """Phrases typed letter by letter, partly deleted again, and the search left with Esc."""
    field = person.search
    field.setFocus()
    for phrase in PHRASES:
        for key in (*phrase, *[Qt.Key.Key_Backspace] * DELETED, Qt.Key.Key_Escape):
            before = field.text().strip()
            end = {Qt.Key.Key_Backspace: field.text()[:-1], Qt.Key.Key_Escape: ""}
            after = end.get(key, field.text() + key if isinstance(key, str) else "").strip()
            if after == before:  # a blank at the end asks for nothing else
                person.press(key, field)
                person.settle()
                continue
            what = f"{name}: cleared" if key == Qt.Key.Key_Escape else name
            note(times, what, person.shows(partial(person.press, key, field)))
            times.setdefault(f"{name}: repaint", []).append(person.repaint())


def stars(person: Person, times: Times) -> None:
    """S on one row after the other."""
    person.tree.scrollToTop()
    person.rows.setFocus()
    person.press(Qt.Key.Key_Home, person.rows)
    person.settle()
    for _ in range(STARS):
        before = person.starred()
        seen = person.shows(
            lambda: person.press(Qt.Key.Key_S, person.rows),
            partial(_is_counted, person, before),
        )
        note(times, "star", seen)
        person.press(Qt.Key.Key_Down, person.rows)
        person.settle()


def _is_counted(person: Person, before: str) -> bool:
    return person.starred() != before and "tree" in person.frames.painted


def clicks(person: Person, times: Times, name: str, chosen: list[QModelIndex]) -> None:
    for index in chosen:
        if person.tree.currentIndex() == index:
            show(person, person.all_works())
        person.bring_into_sight(index)
        person.settle()
        note(times, name, person.shows(partial(person.click, index)))


def scroll(person: Person, times: Times) -> None:
    person.jump(0)
    person.settle()
    times["wheel"] = [person.frame(person.wheel) for _ in range(NOTCHES)]
    draw = random.Random(1)
    jumps = [draw.random() for _ in range(JUMPS)]
    times["jump"] = [jumped(person, share) for share in jumps]
    times["scroll: repaint"] = [person.repaint() for _ in range(NOTCHES)]
    person.jump(0)
    person.settle()


def jumped(person: Person, share: float) -> float:
    bar = person.rows.verticalScrollBar()
    if bar.value() == int(bar.maximum() * share):
        return person.repaint()
    return person.frame(lambda: person.jump(share))


def note(times: Times, name: str, seen: Seen) -> None:
    times.setdefault(name, []).append(seen.shown)
    times.setdefault(f"{name}: complete", []).append(seen.complete)


if __name__ == "__main__":
    sys.exit(main())
