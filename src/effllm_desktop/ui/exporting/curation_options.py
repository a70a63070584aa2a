"""How a list of one's own is put together: order, wording, introduction, contents, badges."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QWidget,
)

from effllm_desktop.domain.curation import Curation, Move, Wording
from effllm_desktop.domain.ids import ListId
from effllm_desktop.ui.exporting.choices import ARRANGEMENTS, WORDINGS
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

INTRODUCTION_HEIGHT = 64
CAPTION_WIDTH = 80
IN_THE_TRASH = "As in a list in the trash"


class CurationOptions(QWidget):
    """Tells after each change. `moves` say where sections go that are merged."""

    changed = Signal()

    def __init__(
        self, lists: Sequence[tuple[str, ListId]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wordings: list[tuple[Wording, ListId | None]] = [(one, None) for one in WORDINGS]
        self._wordings += [(Wording.LIKE_LIST, list_id) for _, list_id in lists]
        self.moves: tuple[Move, ...] = ()
        self.arrangement = _combo("arrangement", "Order", list(ARRANGEMENTS.values()))
        styles = [*WORDINGS.values(), *(f"As in “{name}”" for name, _ in lists)]
        self.wording = _combo("wording", "Entries", styles)
        self.introduction = QPlainTextEdit()
        self.introduction.setObjectName("introduction")
        self.introduction.setAccessibleName("Introduction")
        self.introduction.setPlaceholderText("Markdown below the title")
        self.introduction.setTabChangesFocus(True)
        self.introduction.setProperty("framed", True)
        self.introduction.setFixedHeight(INTRODUCTION_HEIGHT)
        self.contents = QCheckBox("Contents list")
        self.contents.setObjectName("contents")
        self.badges = QCheckBox("Badges")
        self.badges.setObjectName("badges")
        self.badges.setToolTip("Pictures such as the number of stars, from services that draw them")
        self._arrange()
        self.set_curation(Curation())
        self._connect()

    def curation(self) -> Curation:
        """What is chosen now."""
        wording, like = self._wordings[self.wording.currentIndex()]
        return Curation(
            arrangement=list(ARRANGEMENTS)[self.arrangement.currentIndex()],
            wording=wording,
            like=like,
            moves=self.moves,
            introduction=self.introduction.toPlainText(),
            contents=self.contents.isChecked(),
            badges=self.badges.isChecked(),
        )

    def set_curation(self, curation: Curation) -> None:
        """Show what was chosen before; nobody is told."""
        wanted = (curation.wording, curation.like)
        with QSignalBlocker(self):
            if wanted not in self._wordings:
                self._wordings.append(wanted)
                self.wording.addItem(IN_THE_TRASH)
            self.moves = curation.moves
            self.arrangement.setCurrentIndex(list(ARRANGEMENTS).index(curation.arrangement))
            self.wording.setCurrentIndex(self._wordings.index(wanted))
            self.introduction.setPlainText(curation.introduction)
            self.contents.setChecked(curation.contents)
            self.badges.setChecked(curation.badges)

    def _arrange(self) -> None:
        boxes = QHBoxLayout()
        boxes.addWidget(self.contents)
        boxes.addWidget(self.badges)
        grid = captioned(
            ("Order", self.arrangement),
            ("Entries", self.wording),
            ("Introduction", self.introduction),
        )
        grid.addLayout(boxes, grid.rowCount(), 1)
        self.setLayout(grid)

    def _connect(self) -> None:
        self.arrangement.currentIndexChanged.connect(self.changed)
        self.wording.currentIndexChanged.connect(self.changed)
        self.introduction.textChanged.connect(self.changed)
        for box in (self.contents, self.badges):
            box.clicked.connect(self.changed)


def _combo(name: str, accessible: str, items: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    box.addItems(items)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def captioned(*rows: tuple[str, QWidget]) -> QGridLayout:
    """Widgets below one another, each with its name before it."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.SPACE_S)
    grid.setVerticalSpacing(tokens.SPACE_S)
    grid.setColumnMinimumWidth(0, CAPTION_WIDTH)
    grid.setColumnStretch(1, 1)
    for place, (caption, widget) in enumerate(rows):
        is_low = widget.sizeHint().height() <= current().length(tokens.ROW_CONTROL)
        side = Qt.AlignmentFlag.AlignVCenter if is_low else Qt.AlignmentFlag.AlignTop
        grid.addWidget(ToneLabel(caption), place, 0, side)
        grid.addWidget(widget, place, 1)
    return grid
