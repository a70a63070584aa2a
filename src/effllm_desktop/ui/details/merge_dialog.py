"""What comes out when two works become one, before they do."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.operations.identifying import MergeWorks
from effllm_desktop.app.readmodels.duplicates import MergePreview, Side
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import State
from effllm_desktop.ui.details.appearances import place_name
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.text_block import TextBlock
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import STATUSES, counted

SIZE = (600, 620)
PLACES_SHOWN = 6
LONGEST_TITLE = 90
Preview = Callable[[WorkId, WorkId], MergePreview]
"""What comes out when the first of two works is kept."""


class MergeDialog(QDialog):
    """The reader chooses which of the two is kept; the work that was shown is, at first."""

    merge_wanted = Signal(object, str)  # a MergeWorks, the title that it has then

    def __init__(
        self, work: WorkId, other: WorkId, preview: Preview, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge")
        self.setWindowTitle("Merge two works")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._ways = (preview(work, other), preview(other, work))
        self.choices = tuple(_choice(way.kept) for way in self._ways)
        self._group = QButtonGroup(self)
        for number, choice in enumerate(self.choices):
            self._group.addButton(choice, number)
        self.facts = {name: TextBlock(name) for name in _FACTS}
        self._names = {name: ToneLabel(name) for name in _FACTS}
        self._arrange()
        self._group.idToggled.connect(self._on_chosen)
        self.choices[0].setChecked(True)
        self.choices[0].setFocus()

    @property
    def way(self) -> MergePreview:
        """What comes out as it is chosen now."""
        return self._ways[self._group.checkedId()]

    def _on_chosen(self, number: int, checked: bool) -> None:  # noqa: FBT001 - Qt calls it so
        if not checked:
            return
        for name, tell in _FACTS.items():
            said = tell(self._ways[number])
            self.facts[name].setPlainText(said)
            for widget in (self._names[name], self.facts[name]):
                widget.setVisible(bool(said))

    def _on_merge(self) -> None:
        way = self.way
        self.close()
        self.merge_wanted.emit(MergeWorks(way.kept.work, way.gone.work), way.title)

    def _arrange(self) -> None:
        told = ToneLabel(
            "Both become one, in all lists and from now on. Lists keep their wording. "
            "Undo makes two of it again."
        )
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_M)
        heading = ToneLabel("Merge two works", tone="text", size=TextSize.TITLE, bold=True)
        for widget in (
            heading,
            told,
            ToneLabel("Keep the key, the rating, the place in the queue of"),
        ):
            column.addWidget(widget)
        for choice in self.choices:
            column.addWidget(choice)
        column.addWidget(ToneLabel("What comes out"))
        column.addWidget(self._outcome(), 1)
        column.addLayout(self._buttons())

    def _outcome(self) -> QScrollArea:
        """What comes out, below one another: a note may be long."""
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_L)
        grid.setVerticalSpacing(tokens.SPACE_S)
        grid.setColumnStretch(1, 1)
        for row, (name, block) in enumerate(self.facts.items()):
            grid.addWidget(self._names[name], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(block, row, 1)
        grid.setRowStretch(len(self.facts), 1)
        area = QScrollArea()
        area.setAccessibleName("What comes out")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        return area

    def _buttons(self) -> QHBoxLayout:
        cancel, merge = QPushButton("Cancel"), QPushButton("Merge")
        merge.setProperty("main", True)
        merge.setDefault(True)
        cancel.clicked.connect(self.close)
        merge.clicked.connect(self._on_merge)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(merge)
        return row


def _choice(side: Side) -> QRadioButton:
    title = side.title
    if len(title) > LONGEST_TITLE:
        title = f"{title[:LONGEST_TITLE]}…"
    button = QRadioButton(f"{title}\n{side.key}".replace("&", "&&"))
    button.setAccessibleName(f"Keep {side.title}, {side.key}")
    return button


def _title(way: MergePreview) -> str:
    return f"{way.title} (also “{way.also_known_as}”)" if way.also_known_as else way.title


def _state(state: State) -> str:
    parts = (
        STATUSES[state.status].name,
        "starred" if state.starred else "",
        f"rated {state.rating}" if state.rating else "",
        "to be read next" if state.queue is not None else "",
    )
    return " · ".join(part for part in parts if part)


def _places(way: MergePreview) -> str:
    names = list(dict.fromkeys(place_name(place) for place in way.places if not place.removed))
    more = len(names) - PLACES_SHOWN
    return "\n".join([*names[:PLACES_SHOWN], *([f"and {more:,} more"] if more > 0 else [])])


_FACTS: dict[str, Callable[[MergePreview], str]] = {
    "Title": _title,
    "State": lambda way: _state(way.state),
    "Tags": lambda way: " ".join(f"#{tag}" for tag in way.state.tags),
    "Note": lambda way: way.state.note.strip(),
    "Highlights": lambda way: counted(way.highlights, "highlight") if way.highlights else "",
    "PDF": lambda way: way.pdf,
    "Stands in": _places,
}
"""What the preview says, line by line; what is empty is left out."""
