"""Searching arXiv by words; what is ticked goes on to be added."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from effllm_desktop.app.arxiv_searching import Hit, Hits, Wanted, search_arxiv
from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (820, 620)
_HIT = Qt.ItemDataRole.UserRole
_AUTHORS = 4
_HELP = (
    "All words must be there. author:, title:, abstract:, category: go before a word, - before one "
    "that must not be there; phrases stand in quotes."
)


class ArxivDialog(QDialog):
    """Asking is a job, which ends with the dialog or when other words are asked for."""

    chosen = Signal(object)  # a tuple of Hits

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("arxiv_search")
        self.setWindowTitle("Search arXiv")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._session = session
        self._job: JobHandle | None = None
        self._asked = 0
        self.words = QLineEdit()
        self.words.setObjectName("arxiv_words")
        self.words.setAccessibleName("Words")
        self.words.setPlaceholderText("Words of titles and abstracts, author:name, “a phrase”")
        self.words.textChanged.connect(self._on_typed)
        self.search_button = QPushButton("Search")
        self.search_button.setDefault(True)
        self.search_button.setEnabled(False)
        self.search_button.clicked.connect(self.search)
        self.newest = QCheckBox("The newest first")
        self.list = QListWidget()
        self.list.setObjectName("arxiv_hits")
        self.list.setAccessibleName("Papers on arXiv")
        self.list.setProperty("framed", True)
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._on_ticked)
        self.told = ToneLabel(_HELP)
        self.told.setObjectName("arxiv_told")
        self.told.setWordWrap(True)
        self.add_button = QPushButton("Add")
        self.add_button.setProperty("main", True)
        self.add_button.setAutoDefault(False)
        self.add_button.setEnabled(False)
        self.add_button.clicked.connect(self.add)
        self._arrange()
        self.words.setFocus()

    def search(self) -> None:
        """Ask arXiv for the words; what was asked before is no longer wanted."""
        self._drop()
        number, folder, settings = self._asked, self._session.folder, self._session.settings
        pacing = self._session.pacing
        wanted = Wanted(self.words.text(), newest=self.newest.isChecked())

        def job(progress: Progress) -> Hits:
            return search_arxiv(folder, wanted, settings, pacing, progress)

        self.told.setText("Searching arXiv …")
        self._job = self._session.jobs.start(
            job,
            name="Searching arXiv",
            done=lambda found: self._show(number, found),
            failed=lambda problem: self._refuse(number, problem),
            progressed=lambda _, reason: self._on_progressed(number, reason),
        )

    def ticked(self) -> tuple[Hit, ...]:
        """The papers that are to be added."""
        rows = (self.list.item(row) for row in range(self.list.count()))
        return tuple(row.data(_HIT) for row in rows if row.checkState() is Qt.CheckState.Checked)

    def add(self) -> None:
        """Close, and hand on what is ticked."""
        hits = self.ticked()
        if hits:
            self.accept()
            self.chosen.emit(hits)

    def done(self, result: int) -> None:
        self._drop()
        super().done(result)

    def _drop(self) -> None:
        self._asked += 1  # what still arrives is for nobody
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self, number: int, found: Hits) -> None:
        if number != self._asked:
            return
        self._job = None
        blocked = QSignalBlocker(self.list)
        self.list.clear()
        for hit in found.hits:
            self.list.addItem(_item(hit))
        blocked.unblock()
        self.told.setText(told(found))
        self._on_ticked()
        if found.hits:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _refuse(self, number: int, problem: AppError) -> None:
        if number == self._asked:
            self._job = None
            self.told.setText(f"{problem.what} {problem.hint}".strip())

    def _on_progressed(self, number: int, reason: str) -> None:
        if number == self._asked and self._job is not None:
            self.told.setText(f"{reason} …")

    def _on_typed(self, text: str) -> None:
        self.search_button.setEnabled(bool(text.strip()))

    def _on_ticked(self) -> None:
        count = len(self.ticked())
        self.add_button.setText(f"Add {counted(count, 'paper')}…" if count else "Add")
        self.add_button.setEnabled(count > 0)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self.words, 1)
        row.addWidget(self.newest)
        row.addWidget(self.search_button)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SPACE_S)
        foot.addWidget(self.told, 1)
        foot.addWidget(close)
        foot.addWidget(self.add_button)
        column = titled_column(self, "Search arXiv")
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addLayout(foot)


def told(found: Hits) -> str:
    """How much was found, and what is to be done when that is nothing."""
    if not found.hits:
        return "arXiv found nothing. Try fewer words, or others."
    said = f"{counted(len(found.hits), 'paper')} of {found.total:,}. Tick what is to be added."
    if found.damaged:
        said += f" {counted(found.damaged, 'entry', 'entries')} came incomplete."
    return said


def _item(hit: Hit) -> QListWidgetItem:
    item = QListWidgetItem(f"{hit.paper.title}\n{_second_line(hit)}")
    item.setToolTip(f"<p>{_escaped(hit.paper.abstract)}</p>")
    item.setData(_HIT, hit)
    item.setCheckState(Qt.CheckState.Unchecked)
    return item


def _second_line(hit: Hit) -> str:
    names = hit.paper.authors
    authors = ", ".join(names[:_AUTHORS]) + (", …" if len(names) > _AUTHORS else "")
    said = [authors, str(hit.paper.published.year), hit.paper.id]
    if hit.known:
        said.append(f"in your library: {hit.known[0].path}")
    return " · ".join(said)


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
