"""What services know of a work: what one must not miss, then numbers and dates, the abstract."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from effllm_desktop.app.readmodels.sayings import Saying, sayings
from effllm_desktop.app.readmodels.trends import Trend, trends
from effllm_desktop.app.readmodels.works import WorkDetails
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.ui.details.trend_line import TrendLine
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.icon_label import IconLabel
from effllm_desktop.ui.widgets.text_block import TextBlock

SHOWN_WHEN_FOLDED = 280
"""Characters of an abstract: what is the reader's own stands below it."""
SHOW_ALL = "all"


class KnownFacts(QWidget):
    """Takes no room where nothing is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grave = TextBlock("What one must not miss", self)
        self.lines = TextBlock("What services know", self)
        self.trends: list[TrendLine] = []
        self._shown: tuple[Trend, ...] = ()
        self._trends = QVBoxLayout()
        self.abstract = TextBlock("Abstract", self, tab_stop=True)
        self._sign = IconLabel("warning", "warning")
        self._all_of_it = ""
        self.abstract.link_activated.connect(lambda _: self._show_abstract(self._all_of_it))
        self._arrange()
        self._dress()
        current().changed.connect(self._dress)

    def show_work(self, work: WorkDetails) -> None:
        told = sayings(work.metadata, work.entry)
        grave = [saying for saying in told if saying.grave]
        self._fill(self.grave, grave)
        self._sign.setVisible(bool(grave))
        self._fill(self.lines, [saying for saying in told if not saying.grave])
        self._draw(trends(work.metadata))
        abstract = work.metadata.text(Fact.ABSTRACT)
        if abstract != self._all_of_it:  # else it stays unfolded
            self._all_of_it = abstract
            self._show_abstract(folded(abstract))
        self.abstract.setVisible(bool(self._all_of_it))
        self.setVisible(bool(told or self._all_of_it))

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.abstract]

    def _show_abstract(self, text: str) -> None:
        more = "" if text == self._all_of_it else f' <a href="{SHOW_ALL}">show all</a>'
        self.abstract.setHtml(f"{escape(text)}{more}")

    def _fill(self, block: TextBlock, told: Iterable[Saying]) -> None:
        lines = [f"<b>{escape(one.name)}</b> {escape(one.text)}" for one in told]
        block.setHtml("<br>".join(lines))
        block.setVisible(bool(lines))

    def _draw(self, found: tuple[Trend, ...]) -> None:
        if found == self._shown:
            return
        for old in self.trends:
            self._trends.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = found
        self.trends = [TrendLine(one, self) for one in found]
        for line in self.trends:
            self._trends.addWidget(line)

    def _arrange(self) -> None:
        grave = QHBoxLayout()
        grave.setSpacing(tokens.SPACE_S)
        grave.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        grave.addWidget(self.grave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        column.addLayout(grave)
        column.addWidget(self.lines)
        column.addLayout(self._trends)
        column.addWidget(self.abstract)

    def _dress(self) -> None:
        theme = current()
        self.grave.setFont(theme.font(TextSize.BODY))
        self.lines.setFont(theme.font(TextSize.SMALL))
        self.abstract.setFont(theme.font(TextSize.BODY))


def folded(abstract: str) -> str:
    """The beginning of a long abstract, up to the end of a word."""
    if len(abstract) <= SHOWN_WHEN_FOLDED + len(" show all"):
        return abstract
    return f"{abstract[:SHOWN_WHEN_FOLDED].rpartition(' ')[0].rstrip(',;:')} …"


def with_all_authors(work: WorkDetails) -> EntryText:
    """The entry with all authors where the list leaves some out; the reader's where they said."""
    known = work.metadata.facts.get(Fact.AUTHORS)
    entry = work.entry
    names = tuple(work.metadata.names(Fact.AUTHORS))
    if known is None or not names:
        return entry
    if known.source is Source.READER or entry.authors_elided or not entry.authors:
        return entry._replace(authors=names, authors_elided=False)
    return entry
