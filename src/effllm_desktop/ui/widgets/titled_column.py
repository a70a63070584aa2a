"""How dialogs begin: margins, and what they are called above all else."""

from PySide6.QtWidgets import QDialog, QVBoxLayout

from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel


def titled_column(dialog: QDialog, title: str, spacing: int = tokens.SPACE_S) -> QVBoxLayout:
    """The layout of a dialog, with its title; `spacing` in pixels."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(*4 * [tokens.SPACE_XL])
    column.setSpacing(spacing)
    column.addWidget(ToneLabel(title, tone="text", size=TextSize.TITLE, bold=True))
    return column
