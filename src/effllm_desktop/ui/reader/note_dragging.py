"""A note that is dragged: from a press on its sign to where the button is let go."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.domain.page_notes import sign_at
from effllm_desktop.domain.pdf import PageSize
from effllm_desktop.ui.reader.page_layout import Spot


class NoteDrag:
    """A press that does not move is no drag: the note is chosen by it."""

    def __init__(self, note: Highlight, pressed: QPointF, spot: Spot) -> None:
        self.note = note
        self._pressed = pressed
        sign = note.passage.boxes[0]
        self._grip = spot.x - (sign.left + sign.right) / 2, spot.y - (sign.top + sign.bottom) / 2
        self.moved: Highlight | None = None

    def move(self, place: QPointF, spot: Spot, sizes: Sequence[PageSize]) -> Highlight | None:
        """The note as it lies with the pointer there; None before it has gone far enough."""
        distance = (place - self._pressed).manhattanLength()
        if self.moved is None and distance < QApplication.startDragDistance():
            return None
        across, down = self._grip
        sign = sign_at(spot.x - across, spot.y - down, sizes[spot.page - 1])
        passage = self.note.passage._replace(page=spot.page, boxes=(sign,))
        self.moved = self.note._replace(passage=passage)
        return self.moved
