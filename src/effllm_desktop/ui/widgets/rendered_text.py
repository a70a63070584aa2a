"""Markdown as it will look: HTML in the theme's colours and its three sizes of text."""

import re

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from effllm_desktop.ui.theme import TextSize, current, tokens

_HEADING = re.compile(r"<(/?)h([1-6])>")


class RenderedText(QTextBrowser):
    """Shows and selects; opens nothing by itself. What leads to a place in it goes there."""

    link_opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(tokens.SPACE_L)
        self.setFont(current().font(TextSize.BODY))
        self._body = ""
        self.anchorClicked.connect(self._on_anchor_clicked)
        current().changed.connect(self._on_theme_changed)

    def show_html(self, body: str) -> None:
        """The body of an HTML document that is safe to show."""
        self._body = body
        self.document().setDefaultStyleSheet(_style())
        self.setHtml(_HEADING.sub(_plain_heading, body))

    def _on_theme_changed(self) -> None:
        """Its colours are part of the document: what is read stays where it is."""
        scrolled = self.verticalScrollBar().value()
        self.setFont(current().font(TextSize.BODY))
        self.show_html(self._body)
        self.verticalScrollBar().setValue(scrolled)

    def _on_anchor_clicked(self, url: QUrl) -> None:
        if url.toString().startswith("#"):
            self.scrollToAnchor(url.fragment(QUrl.ComponentFormattingOption.FullyDecoded))
        else:
            self.link_opened.emit(url.toString())


def _plain_heading(match: re.Match[str]) -> str:
    """Qt makes headings larger whatever the style says: three sizes of text are enough."""
    closing, level = match.groups()
    if closing:
        return "</b></p>"
    size = TextSize.TITLE if level == "1" else TextSize.BODY
    return f'<p style="font-size: {current().font(size).pixelSize()}px"><b>'


def _style() -> str:
    colours = current().colours
    return f"""
        code, pre {{ background: {colours.selected_quiet.name()}; }}
        blockquote {{ color: {colours.text_muted.name()}; }}
        a {{ color: {colours.accent.name()}; }}
        ul, ol {{ margin-top: 0; margin-bottom: 0; }}
        th, td {{ padding: {tokens.SPACE_XS}px; border: 1px solid {colours.border.name()}; }}
        table {{ border-collapse: collapse; }}
    """
