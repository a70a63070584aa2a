"""All keys on one sheet, made from the table of actions."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from effllm_desktop.ui.shell.action_spec import ActionSpec
from effllm_desktop.ui.shell.actions import (
    EDIT_ACTIONS,
    ENTRY_ACTIONS,
    HELP_ACTIONS,
    LIBRARY_ACTIONS,
    VIEW_ACTIONS,
)
from effllm_desktop.ui.shell.paper_actions import PAGE_ACTIONS, TAB_ACTIONS, TEXT_ACTIONS
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

Columns = tuple[tuple[tuple[str, tuple[ActionSpec, ...]], ...], ...]
COLUMNS: Columns = (
    (("Entry", ENTRY_ACTIONS),),
    (("View", VIEW_ACTIONS), ("Library", LIBRARY_ACTIONS)),
    (("Edit", EDIT_ACTIONS), ("Help", HELP_ACTIONS)),
)
PAPER_COLUMNS: Columns = (
    (("Pages", PAGE_ACTIONS),),
    (("Text and highlights", TEXT_ACTIONS),),
    (("Papers", TAB_ACTIONS),),
)

IN_ONE_LINE = {
    "set_rating": "Rate 1 to 5, 0 for none",
    "toggle_tag": "Put a tag that has a key on, or take it off",
}
"""What digits do, by the method that does it."""


class KeySheet(QDialog):
    """The keys of the lists, or those `of_paper` while one is read. Esc closes it."""

    def __init__(self, parent: QWidget | None = None, *, of_paper: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_L)
        column.addWidget(ToneLabel("Keys", tone="text", size=TextSize.TITLE, bold=True))
        column.addLayout(_columns(PAPER_COLUMNS if of_paper else COLUMNS))
        hint = "Keys of one letter rest while you type into a field. Arrows, Page and Home keys "
        column.addWidget(ToneLabel(hint + "move through every list; typing jumps to a title."))


def _columns(columns: Columns) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens.SPACE_XXL + tokens.SPACE_XS)
    for groups in columns:
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_L)
        for title, actions in groups:
            column.addLayout(_group(title, [action for action in actions if action.keys]))
        column.addStretch()
        row.addLayout(column)
    return row


def _group(title: str, actions: list[ActionSpec]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.SPACE_L)
    grid.setVerticalSpacing(tokens.SPACE_XS)
    grid.setColumnStretch(0, 1)
    grid.addWidget(ToneLabel(title, tone="text", bold=True), 0, 0, 1, 2)
    for row, (name, keys) in enumerate(lines(actions), start=1):
        grid.addWidget(ToneLabel(name, tone="text", size=TextSize.BODY), row, 0)
        label = ToneLabel(keys, size=TextSize.BODY)
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(label, row, 1)
    return grid


def lines(actions: Iterable[ActionSpec]) -> list[tuple[str, str]]:
    """Names and keys: what does the same stands once, ratings and tags are one line each."""
    same: dict[tuple[str, object], list[ActionSpec]] = {}
    for action in actions:
        what = None if action.method in IN_ONE_LINE else action.value
        same.setdefault((action.method, what), []).append(action)
    return [(_name(group[0]), _keys(group)) for group in same.values()]


def _name(action: ActionSpec) -> str:
    if action.method in IN_ONE_LINE:
        return IN_ONE_LINE[action.method]
    if action.group == "status":
        return f"Mark as {action.text[0].lower()}{action.text[1:]}"
    return action.text.removesuffix("…")


def _keys(actions: list[ActionSpec]) -> str:
    if actions[0].method in IN_ONE_LINE:
        shown = [min(action.keys[0] for action in actions), max(a.keys[0] for a in actions)]
        return " to ".join(map(key_text, shown))
    keys = dict.fromkeys(key for action in actions for key in action.keys if key != "Enter")
    return " or ".join(map(key_text, keys))


def key_text(key: str) -> str:
    """A key as this system writes it."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", "Enter")
