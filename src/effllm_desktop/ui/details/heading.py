"""The top of the page: what a work is, who wrote it, where it came out, how to cite it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from effllm_desktop.app.readmodels.works import WorkDetails
from effllm_desktop.ui.details.facts import authors_html, facts_line, identifiers, kind_line
from effllm_desktop.ui.details.known import with_all_authors
from effllm_desktop.ui.details.rows import RowOfButtons
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.copy_button import CopyButton
from effllm_desktop.ui.widgets.icon_label import IconLabel
from effllm_desktop.ui.widgets.text_block import TextBlock
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import KINDS


class Heading(QWidget):
    """Everything in it can be selected or copied."""

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all_authors = ""
        self._kind_icon = IconLabel("kind-other")
        self._kind = ToneLabel()
        self.title = TextBlock("Title", self, tab_stop=True)
        self.authors = TextBlock("Authors", self, tab_stop=True)
        self._facts = ToneLabel()
        self._facts.setWordWrap(True)
        self._identifiers = RowOfButtons(self._copy_button, self, across=tokens.SPACE_M)
        self.authors.link_activated.connect(self._show_all_authors)
        self._arrange()
        self._dress()
        current().changed.connect(self._dress)

    def show_work(self, work: WorkDetails) -> None:
        entry = with_all_authors(work)
        self._all_authors = authors_html(entry, unfolded=True)
        self._kind_icon.show_icon(KINDS[entry.kind].icon)
        self._kind.setText(kind_line(entry))
        self.title.setHtml(work.title_html)
        self.authors.setHtml(authors_html(entry, unfolded=False))
        self.authors.setVisible(bool(entry.authors))
        self._facts.setText(facts_line(entry))
        self._facts.setVisible(bool(self._facts.text()))
        names = list(identifiers(entry))
        for button, (text, value) in zip(
            self._identifiers.show_buttons(len(names)), names, strict=True
        ):
            button.offer(text, value)

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.title, self.authors, *self._identifiers.buttons]

    def _show_all_authors(self) -> None:
        self.authors.setHtml(self._all_authors)

    def _copy_button(self, parent: QWidget) -> CopyButton:
        button = CopyButton(parent)
        button.copied.connect(self.copied)
        return button

    def _arrange(self) -> None:
        kind = QHBoxLayout()
        kind.setSpacing(tokens.SPACE_XS)
        kind.addWidget(self._kind_icon)
        kind.addWidget(self._kind)
        kind.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        column.addLayout(kind)
        for widget in (self.title, self.authors, self._facts, self._identifiers):
            column.addWidget(widget)

    def _dress(self) -> None:
        theme = current()
        self.title.setFont(theme.font(TextSize.TITLE, bold=True))
        self.authors.setFont(theme.font(TextSize.BODY))
