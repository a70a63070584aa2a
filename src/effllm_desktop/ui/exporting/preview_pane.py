"""What goes out, as it will look and as it will be written; and where sections go."""

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.domain.curation import Move
from effllm_desktop.ui.exporting.section_map import SectionMap
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.rendered_text import RenderedText
from effllm_desktop.ui.widgets.segmented import Choice, Segmented
from effllm_desktop.ui.widgets.tone_label import ToneLabel

if TYPE_CHECKING:
    from effllm_desktop.app.exporting.previewing import Preview

HOW_TO_MOVE = "Space leaves a section out, Enter says where it goes."
WAITING = "Making the preview …"


class View(Enum):
    """What the pane shows."""

    PAGE = auto()
    TEXT = auto()
    SECTIONS = auto()


class PreviewPane(QWidget):
    """Only what is seen is laid out. A view that a form does not have gives way to the text."""

    moved = Signal(object)  # tuple[Move, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = Segmented(
            "Preview as",
            (
                Choice(View.PAGE, "Page", "As it will look"),
                Choice(View.TEXT, "Text", "As it will be written"),
                Choice(View.SECTIONS, "Sections", "Which sections go where, to be changed here"),
            ),
        )
        self.page = RenderedText("Preview as a page")
        self.page.setObjectName("preview_page")
        self.page.setProperty("framed", True)
        self.page.setTextInteractionFlags(  # Tab does not stop at each of a thousand links
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page.document().setDocumentMargin(tokens.SPACE_M)
        self.text = _text()
        self.sections = SectionMap()
        self._widgets = {View.PAGE: self.page, View.TEXT: self.text, View.SECTIONS: self.sections}
        self._stack = QStackedWidget()
        for widget in self._widgets.values():
            self._stack.addWidget(widget)
        self._said = ""
        self._note = ToneLabel()
        self._wanted = View.PAGE
        self._preview: Preview | None = None
        self._laid_out: set[View] = set()  # of the preview that is there
        self._arrange()
        self.views.chosen.connect(self._on_chosen)
        self.sections.moved.connect(self.moved)
        self._show(View.TEXT)

    @property
    def note(self) -> str:
        """What is said of what is shown: that it is not all of it, or how it is changed."""
        return self._note.text()

    def show_preview(self, preview: "Preview", moves: tuple[Move, ...]) -> None:
        self._preview = preview
        self._laid_out.clear()
        self.sections.show_sections(preview.sections, moves)
        self._said = _said(preview)
        self._offer(page=bool(preview.page), sections=bool(preview.sections))

    def show_waiting(self) -> None:
        """Say that what is shown is about to become something else."""
        self._note.setText(WAITING)

    def clear(self) -> None:
        self._preview = None
        self._laid_out.clear()
        self._said = ""
        self._offer(page=False, sections=False)

    def _offer(self, *, page: bool, sections: bool) -> None:
        self.views.button(View.PAGE).setEnabled(page)
        self.views.button(View.SECTIONS).setEnabled(sections)
        there = {View.PAGE: page, View.TEXT: True, View.SECTIONS: sections}
        fallback = View.PAGE if page else View.TEXT
        self._show(self._wanted if there[self._wanted] else fallback)

    def show_view(self, view: View) -> None:
        """Show this, now where it is there, and from now on whenever it is."""
        self._wanted = view
        if self.views.button(view).isEnabled():
            self._show(view)

    def _on_chosen(self, view: object) -> None:
        assert isinstance(view, View)  # noqa: S101 - they are the choices
        self.show_view(view)

    def _show(self, view: View) -> None:
        self.views.set_value(view)
        self._stack.setCurrentWidget(self._widgets[view])
        self._note.setText(HOW_TO_MOVE if view is View.SECTIONS else self._said)
        if view not in self._laid_out:
            self._laid_out.add(view)
            self._lay_out(view)

    def _lay_out(self, view: View) -> None:
        """Fill a view, and leave it scrolled as it was."""
        made = self._preview
        if view is View.PAGE:
            _scrolled(self.page, lambda: self.page.show_html(made.page if made else ""))
        elif view is View.TEXT:
            text = made.export.data.decode("utf-8", "replace") if made else ""
            _scrolled(self.text, lambda: self.text.setPlainText(text))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_M)
        head.addWidget(ToneLabel("Preview"))
        head.addWidget(self.views)
        head.addStretch()
        head.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        column.addLayout(head)
        column.addWidget(self._stack, 1)


def _scrolled(area: QAbstractScrollArea, fill: Callable[[], object]) -> None:
    scrolled = area.verticalScrollBar().value()
    fill()
    area.verticalScrollBar().setValue(scrolled)


def _text() -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setObjectName("preview")
    text.setAccessibleName("Preview")
    text.setReadOnly(True)
    text.setProperty("framed", True)
    text.setFont(current().fixed_font())
    space = text.fontMetrics().horizontalAdvance(" ")
    text.setTabStopDistance(tokens.GRID * space)
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return text


def _said(preview: "Preview") -> str:
    if preview.export.is_whole:
        return ""
    if preview.shown < preview.export.entries:
        return f"The first {preview.shown:,} of {preview.export.entries:,} are shown."
    return "Only the beginning is shown."
