"""A few lines of a list, as they are written."""

from PySide6.QtWidgets import QPlainTextEdit

from effllm_desktop.ui.theme import current

LINES_SHOWN = 5


def lines_of_text(name: str, text: str) -> QPlainTextEdit:
    """To be read and copied, not changed; `name` is for screen readers."""
    shown = QPlainTextEdit(text.rstrip("\n") or "(nothing)")
    shown.setAccessibleName(name)
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setProperty("framed", True)
    shown.setFont(current().fixed_font())
    shown.setFixedHeight(shown.fontMetrics().lineSpacing() * (LINES_SHOWN + 1))
    return shown
