"""The keys that the README names are those of actions."""

import re
from pathlib import Path

from effllm_desktop.ui.shell.actions import ACTIONS

README = Path(__file__).parents[3] / "README.md"
ARROWS = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"}
KNOWN = {key for action in ACTIONS for key in action.keys}


def spelt(words: str) -> list[str]:
    """`Alt+↑ ↓`, `N, Space`, `1 to 9` as the table of actions has them."""
    if match := re.fullmatch(r"(\d) to (\d)", words):
        return [str(number) for number in range(int(match[1]), int(match[2]) + 1)]
    before, plus, last = words.rpartition("+")
    if last == "arrows":
        return [f"{before}+{arrow}" for arrow in ARROWS.values()]
    if last and set(last) <= {*ARROWS, " "}:
        return [f"{before}{plus}{ARROWS[sign]}" for sign in last.split()]
    return words.split(", ")


def test_every_key_in_the_readme_is_that_of_an_action():
    (table,) = re.findall(r"\n\| key \| does .*\n\|[-|]+\n((?:\|.*\n)+)", README.read_text("utf-8"))
    cells = [cell.strip() for row in table.splitlines() for cell in row.split(" | ")[::2]]
    named = [key for cell in cells if (words := cell.strip("| ")) for key in spelt(words)]
    assert len(named) > 40
    assert [key for key in named if key not in KNOWN] == []
