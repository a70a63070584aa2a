"""How it stands with the PDF of a work, and what can be done about it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from effllm_desktop.app.readmodels.pdfs import Pdf, PdfStatus
from effllm_desktop.app.readmodels.works import WorkDetails
from effllm_desktop.domain import sizes
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

_BUTTONS = {
    PdfStatus.NONE: "Download the PDF",
    PdfStatus.QUEUED: "Cancel",
    PdfStatus.DOWNLOADING: "Cancel",
    PdfStatus.CACHED: "Read",
    PdfStatus.FAILED: "Try again",
}


class PdfLine(QWidget):
    """Hidden for works that have no PDF."""

    read_wanted = Signal(int)
    download_wanted = Signal(int)
    cancel_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("PDF")
        self._work = WorkId(0)
        self._status = PdfStatus.NONE
        self._paused = False
        self._words = ""
        self._downloads: Mapping[WorkId, str] = {}
        self.button = QPushButton()
        self.button.clicked.connect(self._on_pressed)
        self._said = ToneLabel()
        self._said.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self.button)
        row.addWidget(self._said, 1)
        self.hide()

    @property
    def said(self) -> str:
        return self._said.text()

    def show_work(self, work: WorkDetails) -> None:
        self.setVisible(work.pdf is not None)
        if work.pdf is None:
            return
        self._work, self._status = work.work_id, work.pdf.status
        self.button.setText(_BUTTONS[work.pdf.status])
        self._words = _words(work.pdf, work)
        self._paused = work.pdf.paused
        self._say()

    def show_downloads(self, said: Mapping[WorkId, str]) -> None:
        """What is said of downloads while they are on their way or wait."""
        self._downloads = said
        self._say()

    def _say(self) -> None:
        comes = self._status in (PdfStatus.QUEUED, PdfStatus.DOWNLOADING) and not self._paused
        self._said.setText((comes and self._downloads.get(self._work)) or self._words)

    def _on_pressed(self) -> None:
        wanted = {
            PdfStatus.CACHED: self.read_wanted,
            PdfStatus.QUEUED: self.cancel_wanted,
            PdfStatus.DOWNLOADING: self.cancel_wanted,
        }
        wanted.get(self._status, self.download_wanted).emit(self._work)


def _words(pdf: Pdf, work: WorkDetails) -> str:
    match pdf.status:
        case PdfStatus.CACHED:
            place = work.last_place
            pages = counted(pdf.pages or 0, "page")
            said = f"p. {place.page} of {place.pages}" if place else pages
            return f"{said} · {sizes.shown(pdf.size or 0)}"
        case PdfStatus.QUEUED:
            return "Paused" if pdf.paused else "Waits for its turn"
        case PdfStatus.DOWNLOADING:
            return "Is being fetched"
        case PdfStatus.FAILED:
            return f"{pdf.error} {pdf.hint or ''}".strip()
    return ""
