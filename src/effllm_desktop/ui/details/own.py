"""The reader's own about one work or several: status, star, rating, tags."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from effllm_desktop.domain.state import State
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.flow_layout import FlowLayout
from effllm_desktop.ui.widgets.rating_row import RatingRow
from effllm_desktop.ui.widgets.segmented import Choice, Segmented
from effllm_desktop.ui.widgets.star_button import StarButton
from effllm_desktop.ui.widgets.tag_field import TagField
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import STATUSES

Value = TypeVar("Value")
_CHOICES = [Choice(status, look.name) for status, look in STATUSES.items()]


class OwnState(QWidget):
    """Shows a state and says what the reader wants it to be."""

    status_chosen = Signal(object)
    star_chosen = Signal(bool)
    rating_chosen = Signal(int)
    tags_added = Signal(list)
    tag_removed = Signal(str)
    tag_pressed = Signal(str)

    def __init__(
        self, known_tags: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.status = Segmented("Status", _CHOICES, self)
        self.star = StarButton(self)
        self.rating = RatingRow(self)
        self.tags = TagField(known_tags, self)
        self.status.chosen.connect(self.status_chosen)
        self.star.clicked.connect(self.star_chosen)
        self.rating.rated.connect(self.rating_chosen)
        self.tags.added.connect(self.tags_added)
        self.tags.removed.connect(self.tag_removed)
        self.tags.pressed.connect(self.tag_pressed)
        self._arrange()

    def show_states(self, states: Sequence[State]) -> None:
        """Show what the works have in common, and the tags of any of them."""
        self.status.set_value(_common([state.status for state in states]))
        self.star.setChecked(bool(states) and all(state.starred for state in states))
        self.rating.set_rating(_common([state.rating for state in states]) or 0)
        tags = dict.fromkeys(tag for state in states for tag in state.tags)
        self.tags.set_tags(list(tags))

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [*self.status.stops(), self.star, *self.tags.stops(), self.rating]

    def _arrange(self) -> None:
        first = FlowLayout(across=tokens.SPACE_S, down=tokens.SPACE_XS)
        first.addWidget(self.status)
        first.addWidget(self.star)
        rating = QHBoxLayout()
        rating.setSpacing(tokens.SPACE_S)
        rating.addWidget(ToneLabel("Rating"))
        rating.addWidget(self.rating)
        rating.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_S)
        column.addLayout(first)
        column.addWidget(self.tags)
        column.addLayout(rating)


def _common(values: Sequence[Value]) -> Value | None:
    """The value that all have, None where they differ."""
    return values[0] if values and len(set(values)) == 1 else None
