"""Somebody types into the dialog that adds, below two hundred ids, and adds them to each list.

The argument is the library. Prints as JSON, for each of its lists, the longest stop of the event
loop while keys were typed, while what was typed was added, and while that was taken back.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from benchmarks.heart import Heart
from benchmarks.windows import NeverShownError, Person, use

PASTED = 200
TYPED = "\n2501.00001 https://github.com/own/tool\n10.1145/1234.56"
DELETED = 12
BETWEEN_KEYS = 110  # milliseconds
PATIENCE = 600  # seconds in which a list of any length is read


def main() -> int:
    os.environ["EFFLLM_OFFLINE"] = "true"  # nobody is asked what works are called
    print(json.dumps(use(Path(sys.argv[1]), act)))
    return 0


def act(person: Person) -> list[dict[str, float]]:
    person.window.resize(1280, 800)
    person.settle()
    return [add_to(person, row) for row in range(len(person.list_rows()))]


def add_to(person: Person, row: int) -> dict[str, float]:
    """Paste, type, add, undo: the longest stop in each."""
    show(person, person.list_rows()[row])
    before = person.last_step()
    text, add_button = person.begin_adding()
    heart = Heart()
    text.setFocus()
    QGuiApplication.clipboard().setText("\n".join(ids()))
    text.paste()
    for key in (*TYPED, *[Qt.Key.Key_Backspace] * DELETED):
        person.press(Qt.Key.Key_Return if key == "\n" else key, text)
        person.wait(BETWEEN_KEYS)
    stops = {"typing": heart.longest}
    heart.longest = 0
    until(person, add_button.isEnabled, "the preview")
    stops["preview"] = heart.longest
    heart.longest = 0
    add_button.click()
    until(person, lambda: person.last_step() != before, "the step")
    person.settle()
    stops["adding"] = heart.longest
    heart.longest = 0
    person.undo()
    until(person, lambda: person.last_step() == before, "undo")
    person.settle()
    stops["undo"] = heart.longest
    heart.stop()
    return stops


def ids() -> list[str]:
    """Papers, one a line: every second one as an address."""
    names = [f"2412.{number:05d}" for number in range(1, PASTED + 1)]
    return [f"https://arxiv.org/abs/{name}" if n % 2 else name for n, name in enumerate(names)]


def show(person: Person, index: QModelIndex) -> None:
    person.bring_into_sight(index)
    person.settle()
    if person.tree.currentIndex() != index:
        person.shows(lambda: person.click(index))
        person.settle()


def until(person: Person, condition: Callable[[], bool], what: str) -> None:
    if not person.wait_until(condition, PATIENCE):
        raise NeverShownError(f"{what} did not come")


if __name__ == "__main__":
    sys.exit(main())
