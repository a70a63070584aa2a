"""Copying: entries as Markdown, or the text that is selected somewhere."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit

from effllm_desktop.app.library import Library
from effllm_desktop.domain.scopes import Scope


def markdown_of(library: Library, scope: Scope, row_ids: Sequence[int]) -> str:
    """The entries as their curators wrote them, one below the other."""
    rows = library.entries.rows(scope, row_ids)
    sources = (library.works.details(row.work_id, row.entry_id).source for row in rows)
    return "\n".join(source.rstrip("\n") for source in sources) + "\n"


def copy_selected_text() -> bool:
    """Copy the text that is selected in the widget with the focus; False where there is none."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        if not widget.textCursor().hasSelection():
            return False
        widget.copy()
        return True
    if isinstance(widget, QLabel | QLineEdit) and widget.hasSelectedText():
        QApplication.clipboard().setText(widget.selectedText())
        return True
    return False
