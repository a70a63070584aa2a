"""What room the PDFs take, the largest first, and which of them stay."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from effllm_desktop.app.downloading.keeping import HeldPdf, Room
from effllm_desktop.domain import sizes
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted


class StorageDialog(QDialog):
    """Tells it and offers to let go of what nothing keeps."""

    clear_wanted = Signal()

    def __init__(
        self, room: Room, limit: int, held: Sequence[HeldPdf], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("storage")
        self.setWindowTitle("Space for PDFs")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._said = ToneLabel(_said(room, limit), tone="text", size=TextSize.BODY)
        self._said.setWordWrap(True)
        rows = QListWidget()
        rows.setAccessibleName("The largest PDFs")
        rows.setProperty("framed", True)
        rows.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.addItems([_line(one) for one in held])
        rows.setVisible(bool(held))
        self.clear = QPushButton("Remove what nothing keeps")
        self.clear.setEnabled(room.files > room.staying_files)
        self.clear.clicked.connect(self._on_clear_pressed)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.clear)
        row.addStretch()
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_L])
        column.setSpacing(tokens.SPACE_M)
        column.addWidget(self._said)
        column.addWidget(rows, 1)
        column.addLayout(row)
        self.resize(tokens.DIALOG_WIDTH, self.sizeHint().height())

    @property
    def said(self) -> str:
        return self._said.text()

    def _on_clear_pressed(self) -> None:
        self.clear_wanted.emit()
        self.accept()


def _said(room: Room, limit: int) -> str:
    """`12 PDFs take 30 MB of 5.0 GB. 4 of them (9.0 MB) stay: …`."""
    if not room.files:
        return f"No PDF is on this machine. There may be {sizes.shown(limit)} of them."
    take = "takes" if room.files == 1 else "take"
    said = (
        f"{counted(room.files, 'PDF')} {take} {sizes.shown(room.size)} of {sizes.shown(limit)}. "
        "When there is no more room, those go that were not read for longest."
    )
    if room.staying_files:
        said += (
            f" {room.staying_files:,} ({sizes.shown(room.staying_size)}) stay in any case: what is "
            "starred, to read next, highlighted, kept on this machine, or a file of yours."
        )
    return said


def _line(one: HeldPdf) -> str:
    return f"{sizes.shown(one.size)} · {one.title}{' · stays' if one.stays else ''}"
