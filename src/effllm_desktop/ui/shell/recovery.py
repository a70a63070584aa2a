"""What stands in the window when a library cannot be opened: why, and the ways out."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from effllm_desktop.domain.errors import AppError, DamagedLibrary, LibraryInUse, NewerLibrary
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.flow_layout import FlowLayout
from effllm_desktop.ui.widgets.icon_label import IconLabel
from effllm_desktop.ui.widgets.tone_label import ToneLabel

WIDTH = 560


@dataclass(frozen=True, slots=True)
class WayOut:
    """A button. `name` is the action that it asks for."""

    name: str
    text: str


TRY_AGAIN = WayOut("try_again", "Try again")
RESTORE = WayOut("restore_last", "Restore the last backup")
CHOOSE_BACKUP = WayOut("restore", "Choose a backup…")
OTHER = WayOut("open_library", "Open another library…")
FOLDER = WayOut("open_library_folder", "Show the folder")

TITLES: tuple[tuple[type[AppError], str], ...] = (
    (DamagedLibrary, "This library is damaged"),
    (NewerLibrary, "This library is newer than the program"),
    (LibraryInUse, "This library is already open"),
    (AppError, "This library cannot be opened"),
)


def _ways_out(error: AppError, *, has_backup: bool) -> tuple[WayOut, ...]:
    """The first one is the main button."""
    if isinstance(error, DamagedLibrary):
        return (RESTORE, CHOOSE_BACKUP, FOLDER, OTHER) if has_backup else (FOLDER, OTHER)
    if isinstance(error, NewerLibrary):
        return (OTHER, FOLDER)
    return (TRY_AGAIN, OTHER)


class RecoveryPanel(QWidget):
    """Nothing was changed; the reader decides."""

    chosen = Signal(str)

    def __init__(self, error: AppError, *, has_backup: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        title = next(title for kind, title in TITLES if isinstance(error, kind))
        self.setAccessibleName(f"{title}. {error.what} {error.hint}".strip())
        panel = QFrame()
        panel.setProperty("panel", True)
        panel.setMaximumWidth(WIDTH)
        column = QVBoxLayout(panel)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_S)
        column.addWidget(IconLabel("warning", "warning", tokens.ICON_LARGE))
        column.addSpacing(tokens.SPACE_XS)
        for label in (
            ToneLabel(title, tone="text", size=TextSize.TITLE, bold=True),
            ToneLabel(error.what, tone="text", size=TextSize.BODY),
            ToneLabel(error.hint, size=TextSize.BODY),
        ):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setVisible(bool(label.text()))
            column.addWidget(label)
        column.addSpacing(tokens.SPACE_M)
        column.addLayout(self._buttons(_ways_out(error, has_backup=has_backup)))
        around = QVBoxLayout(self)
        around.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(panel, 1)
        middle.addStretch()
        around.addLayout(middle)
        around.addStretch(3)

    def _buttons(self, ways: tuple[WayOut, ...]) -> FlowLayout:
        row = FlowLayout(across=tokens.SPACE_S, down=tokens.SPACE_S)
        for place, way in enumerate(ways):
            button = QPushButton(way.text)
            button.setObjectName(way.name)
            button.setProperty("main", place == 0)
            button.clicked.connect(lambda _checked=False, name=way.name: self.chosen.emit(name))
            row.addWidget(button)
        return row
