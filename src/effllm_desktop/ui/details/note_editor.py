"""The reader's note about a work: Markdown that saves itself, with a preview."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.details.note_draft import NoteDraft, Outside
from effllm_desktop.ui.details.note_head import ConflictStrip, NoteHead, Settlement
from effllm_desktop.ui.details.note_preview import NotePreview
from effllm_desktop.ui.theme import TextSize, current, tokens

PAUSE_MILLISECONDS = 600
LOWEST = 5 * tokens.SPACE_XL  # six lines


class NoteShelf(Protocol):
    """Where notes are kept."""

    def read_note(self, work: WorkId) -> str: ...
    def write_note(self, work: WorkId, text: str) -> None: ...


class NoteEditor(QWidget):
    """Saves a moment after the last key, when it loses the focus, and when another work comes.

    A note that could not be saved is kept here and tried again.
    """

    link_opened = Signal(str)
    failed = Signal(object)

    def __init__(self, shelf: NoteShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._work: WorkId | None = None
        self._draft = NoteDraft()
        self._unsaved: dict[WorkId, NoteDraft] = {}
        self.head = NoteHead(self)
        self.conflict = ConflictStrip(self)
        self.text = _NoteText(self)
        self.preview = NotePreview(self)
        self._pages = QStackedWidget(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MILLISECONDS)
        self._arrange()
        self._connect()

    def show_note(self, work: WorkId, stored: str) -> None:
        """Show a work's note, or look what became of the one that is shown."""
        if work == self._work:
            self._look(stored)
            return
        self.flush()
        self._work = work
        unsaved = self._unsaved.pop(work, None)
        self._draft = NoteDraft(stored, stored) if unsaved is None else unsaved
        self._set_text(self._draft.typed)
        self._show_conflict()
        self.head.say("")
        self._show_page()

    def flush(self) -> None:
        """Save now what is not saved; of two texts that nobody chose between both are kept."""
        self._save()
        if self._draft.disputed:
            self._settle(self._draft.keep_both)
        if self._work is not None and self._draft.dirty:
            self._unsaved[self._work] = self._draft

    def edit(self) -> None:
        """Put the cursor into the text."""
        self.head.switch.setChecked(False)
        self._show_page()
        self.text.setFocus()

    def leave(self) -> None:
        """Save and show no work any more."""
        self.flush()
        self._work = None
        self._draft = NoteDraft()
        self._set_text("")
        self._show_conflict()

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.head.switch, *self.conflict.buttons, self.text, self.preview]

    def _save(self) -> None:
        self._timer.stop()
        self._draft.typed = self.text.toPlainText()
        if self._work is None or not self._draft.to_save:
            return
        try:
            self._look(self._shelf.read_note(self._work))
            self._write(self._work)
        except AppError as error:
            self.head.say("Not saved")
            self.failed.emit(error)

    def _write(self, work: WorkId) -> None:
        if self._draft.to_save:
            self._shelf.write_note(work, self._draft.typed)
            self._draft.saved()
            self.head.say("Saved")

    def _look(self, stored: str) -> None:
        self._draft.typed = self.text.toPlainText()
        if self._draft.look(stored) is Outside.TAKE:
            self._set_text(stored)
        self._show_conflict()

    def _set_text(self, text: str) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(False)
        self._timer.stop()
        if self._pages.currentWidget() is self.preview:
            self._show_page()

    def _show_conflict(self) -> None:
        self.conflict.setVisible(self._draft.disputed)

    def _show_page(self) -> None:
        written = self.text.toPlainText()
        preview = self.head.wants_preview and bool(written.strip())
        if preview:
            self.preview.show_markdown(written)
        self._pages.setCurrentWidget(self.preview if preview else self.text)

    def _settle(self, settle: Callable[[], None]) -> None:
        self._draft.typed = self.text.toPlainText()
        settle()
        self._set_text(self._draft.typed)
        self._show_conflict()
        self._save()

    def _on_settled(self, choice: Settlement) -> None:
        draft = self._draft
        ways = {
            Settlement.MINE: draft.keep_mine,
            Settlement.THEIRS: draft.take_theirs,
            Settlement.BOTH: draft.keep_both,
        }
        self._settle(ways[choice])
        self.text.setFocus()

    def _on_typed(self) -> None:
        self.head.say("")
        self._timer.start()

    def _on_preview_toggled(self) -> None:
        self._save()
        self._show_page()
        if self._pages.currentWidget() is self.text and not self.head.wants_preview:
            self.text.setFocus()

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_typed)
        self.text.left.connect(self._save)
        self._timer.timeout.connect(self._save)
        self.head.toggled.connect(self._on_preview_toggled)
        self.conflict.settled.connect(self._on_settled)
        self.preview.link_opened.connect(self.link_opened)

    def _arrange(self) -> None:
        self._pages.addWidget(self.text)
        self._pages.addWidget(self.preview)
        self._pages.setMinimumHeight(current().length(LOWEST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(self.head)
        column.addWidget(self.conflict)
        column.addWidget(self._pages, 1)


class _NoteText(QPlainTextEdit):
    """The field itself; says when it loses the focus to something else in the window."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.setAccessibleName("Note")
        self.setPlaceholderText("Write a note in Markdown. It saves by itself.")
        self.setTabChangesFocus(True)
        self.setProperty("framed", True)
        self.setFont(current().font(TextSize.BODY))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
