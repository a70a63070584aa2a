"""What lies over the pages: highlights, and what was found."""

from collections.abc import Iterable, Mapping, Sequence

from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.domain.pdf import Box, Hit
from effllm_desktop.ui.reader.page_layout import Spot
from effllm_desktop.ui.reader.page_painter import PageMarks


class Overlay:
    """Kept by page, since painting asks for one page after the other."""

    def __init__(self) -> None:
        self._highlights: dict[int, list[Highlight]] = {}
        self._chosen: object = None
        self._hits: Mapping[int, Sequence[Hit]] = {}
        self._hit: Hit | None = None
        self._dragged: Highlight | None = None

    def set_highlights(self, highlights: Iterable[Highlight], chosen: object) -> None:
        """`chosen` is the id of the one that keys mean."""
        self._chosen = chosen
        self._highlights = {}
        for one in highlights:
            self._highlights.setdefault(one.page, []).append(one)

    def set_hits(self, hits: Mapping[int, Sequence[Hit]], hit: Hit | None) -> None:
        """`hit` is the one that was gone to."""
        self._hits, self._hit = hits, hit

    def set_dragged(self, note: Highlight | None) -> None:
        """A note that the pointer has just now, with the place where it is."""
        self._dragged = note

    def highlight_at(self, spot: Spot) -> Highlight | None:
        """A note before what lies below it; else the one that was made last, of several."""
        there = [
            one
            for one in reversed(self._highlights.get(spot.page, ()))
            if any(holds(box, spot) for box in one.passage.boxes)
        ]
        return next((one for one in there if one.is_note), there[0] if there else None)

    def marks(self, page: int, selection: Sequence[Box]) -> PageMarks:
        """What is painted over a page."""
        hit = self._hit
        return PageMarks(
            highlights=self._seen(page),
            chosen=self._chosen,
            hits=[one.boxes for one in self._hits.get(page, ())],
            hit=hit.boxes if hit is not None and hit.page == page else (),
            selection=selection,
        )

    def _seen(self, page: int) -> Sequence[Highlight]:
        """The highlights of a page, the note that is dragged where the pointer has it."""
        known, dragged = self._highlights.get(page, []), self._dragged
        if dragged is None:
            return known
        others = [one for one in known if one.id != dragged.id]
        return [*others, dragged] if dragged.page == page else others


def holds(box: Box, spot: Spot) -> bool:
    return box.left <= spot.x <= box.right and box.top <= spot.y <= box.bottom
