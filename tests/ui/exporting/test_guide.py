"""The guide speaks of the window as it is."""

import re
from pathlib import Path

from effllm_desktop.ui.exporting.choices import ARRANGEMENTS, PARTS, WORDINGS
from effllm_desktop.ui.shell.actions import ACTIONS

PAGE = Path(__file__).parents[3] / "docs" / "guide" / "your-own-list.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_its_keys_and_words_are_those_of_the_window():
    keys = {key for spec in ACTIONS for key in spec.keys}
    named = re.findall(r"Ctrl\+(?:Alt\+)?[A-Z]\b", TEXT)
    assert set(named) == {"Ctrl+O", "Ctrl+E", "Ctrl+Alt+R", "Ctrl+K", "Ctrl+Z"}
    assert set(named) <= keys
    words = {*ARRANGEMENTS.values(), *WORDINGS.values(), *PARTS.values()}
    shown = {"Sections of all lists merged", "Short bullets", "Table", "Notes"}
    assert shown <= words
    assert all(f"*{word}*" in TEXT for word in shown)
