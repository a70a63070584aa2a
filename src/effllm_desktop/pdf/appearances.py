"""How highlights look in other viewers, as operators of PDF (ISO 32000-1, 8.5 and 12.5.5).

PDFium draws lines along the edges of the file's own coordinates, beside the words of a page that
is turned, and the signs of notes in yellow only: so we say ourselves what our reader paints. What
tints text it draws well.
"""

from collections.abc import Iterable

from effllm_desktop.domain.highlights import HighlightKind
from effllm_desktop.domain.mark_lines import line_of
from effllm_desktop.domain.page_notes import sign_lines
from effllm_desktop.domain.pdf import Mark
from effllm_desktop.pdf.places import Places

Points = Iterable[tuple[float, float]]


def drawn(mark: Mark, places: Places) -> str | None:
    """The operators, upright as the page is seen; None where PDFium's own are right."""
    kind = HighlightKind(mark.kind)
    if kind is HighlightKind.HIGHLIGHT:
        return None
    if kind is HighlightKind.NOTE:
        return _sign(mark, places)
    lines = (line_of(kind, box) for box in mark.boxes)
    corners = (((x1, y1), (x2, y1), (x2, y2), (x1, y2)) for x1, y1, x2, y2 in lines)
    return " ".join([_colour(mark.colour), "rg", *(f"{_path(one, places)} f" for one in corners)])


def _sign(mark: Mark, places: Places) -> str:
    """A sheet in a colour, with an edge and lines on it."""
    sheet, *lines = (_path(one, places) for one in sign_lines(mark.boxes[0]))
    ink = [_colour(mark.colour), "rg", _colour(mark.edge), "RG 1 w 1 j 1 J"]
    return " ".join([*ink, sheet, "b", *(f"{one} S" for one in lines)])


def _path(points: Points, places: Places) -> str:
    filed = (places.filed(*point) for point in points)
    first, *others = (f"{x:.2f} {y:.2f}" for x, y in filed)
    return " ".join([f"{first} m", *(f"{point} l" for point in others)])


def _colour(code: str) -> str:
    return " ".join(f"{part / 255:.3f}" for part in bytes.fromhex(code.removeprefix("#")))
