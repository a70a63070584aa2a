"""All keys on one sheet, made from the table of actions."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.ui.shell.action_spec import ActionSpec
from effllm_desktop.ui.shell.edit_actions import EDIT_ACTIONS
from effllm_desktop.ui.shell.entry_actions import ENTRY_ACTIONS
from effllm_desktop.ui.shell.help_actions import HELP_ACTIONS
from effllm_desktop.ui.shell.library_actions import LIBRARY_ACTIONS
from effllm_desktop.ui.shell.paper_actions import PAGE_ACTIONS, TAB_ACTIONS, TEXT_ACTIONS
from effllm_desktop.ui.shell.view_actions import VIEW_ACTIONS
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.titled_column import titled_column
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

ROUND = 180  # pixels of the window's height that are not for keys: title, hint, margins

IN_ONE_LINE = {
    "set_rating": "Rate 1 to 5, 0 for none",
    "set_status": "Mark as unread, reading, read, not for me",
    "mark_read_beside": "Mark all above or below as read",
    "toggle_tag": "Put a tag that has a key on, or take it off",
}
"""Actions that differ in a value alone, by the method that does them."""


class KeySheet(QDialog):
    """The keys of the lists, or those `of_paper` while one is read. Esc closes it.

    `keys` are those that actions have now, by their ids.
    """

    change_wanted = Signal()

    def __init__(
        self,
        keys: Mapping[str, Sequence[str]],
        parent: QWidget | None = None,
        *,
        of_paper: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = titled_column(self, "Keys", tokens.SPACE_L)
        column.addWidget(_scrolled(_columns(PAPER_COLUMNS if of_paper else COLUMNS, keys)), 1)
        hint = "Keys of one letter rest while you type into a field. Arrows, Page and Home keys "
        change = QPushButton("Change keys…")
        change.clicked.connect(self._on_change_wanted)
        foot = QHBoxLayout()
        foot.addWidget(ToneLabel(hint + "move through every list; typing jumps to a title."), 1)
        foot.addWidget(change)
        column.addLayout(foot)

    def _on_change_wanted(self) -> None:
        self.accept()
        self.change_wanted.emit()


def _scrolled(columns: QWidget) -> QScrollArea:
    """As large as its columns, or as the window has room for: then arrows scroll it."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(columns)
    area.setWidgetResizable(True)
    size = columns.sizeHint()
    room = tokens.WINDOW[1] - ROUND
    area.setMinimumWidth(size.width() + area.verticalScrollBar().sizeHint().width())
    area.setMinimumHeight(min(size.height(), room))
    return area


def _columns(columns: Columns, keys: Mapping[str, Sequence[str]]) -> QWidget:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SPACE_XXL + tokens.SPACE_XS)
    for groups in columns:
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_L)
        for title, actions in groups:
            now = [one._replace(keys=tuple(keys.get(one.id, one.keys))) for one in actions]
            column.addLayout(_group(title, [action for action in now if action.keys]))
        column.addStretch()
        row.addLayout(column)
    return widget


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
    """Names and keys: what does the same stands once, and so does what differs in a value alone."""
    same: dict[tuple[str, object], list[ActionSpec]] = {}
    for action in actions:
        what = None if action.method in IN_ONE_LINE else action.value
        same.setdefault((action.method, what), []).append(action)
    return [(_name(group[0]), _keys(group)) for group in same.values()]


def _name(action: ActionSpec) -> str:
    return IN_ONE_LINE.get(action.method, action.text.removesuffix("…"))


def _keys(actions: list[ActionSpec]) -> str:
    if actions[0].method in IN_ONE_LINE:
        shown = sorted(action.keys[0] for action in actions)
        if len({key[:-1] for key in shown}) == 1:
            return " to ".join(map(key_text, (shown[0], shown[-1])))
        return " or ".join(map(key_text, shown))
    keys = dict.fromkeys(key for action in actions for key in action.keys if key != "Enter")
    return " or ".join(map(key_text, keys))


def key_text(key: str) -> str:
    """A key as this system writes it."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", "Enter")
