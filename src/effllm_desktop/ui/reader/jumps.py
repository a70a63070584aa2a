"""Where one has been in a document: the way back from a jump, and forward again."""

from effllm_desktop.ui.reader.page_layout import Anchor

KEPT = 100


class Jumps:
    """Scrolling is no jump: only links, the outline, the page field and finds are."""

    def __init__(self) -> None:
        self._back: list[Anchor] = []
        self._ahead: list[Anchor] = []

    @property
    def can_go_back(self) -> bool:
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._ahead)

    def leave(self, here: Anchor) -> None:
        """One is about to jump. What was ahead is forgotten."""
        if not self._back or self._back[-1] != here:
            self._back.append(here)
            del self._back[:-KEPT]
        self._ahead.clear()

    def back(self, here: Anchor) -> Anchor | None:
        if not self._back:
            return None
        self._ahead.append(here)
        return self._back.pop()

    def forward(self, here: Anchor) -> Anchor | None:
        if not self._ahead:
            return None
        self._back.append(here)
        return self._ahead.pop()
