"""A paper for the pictures: two columns of text, a drawing, as papers look."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

TITLE = "Drafting and verifying: a small study of speculative decoding"
AUTHORS = "An Author, Another Author, A Third Author"
TEXT = (
    "Large models write one token after the other, and each of them waits for the one before. "
    "A small model can draft several tokens, which the large model verifies in one step: most of "
    "them are accepted, and the result is the same as if the large model had written it alone. "
    "We measure how many tokens are accepted, depending on the size of the small model, the task "
    "and the temperature. Longer drafts help as long as the small model is right; behind the "
    "first token that is refused all others are lost. We find that a draft of four tokens is a "
    "good choice for most tasks, and that the size of the small model matters less than the text "
    "it was trained on. "
)
SECTIONS = ("1  Introduction", "2  Related work", "3  Method", "4  Results", "5  Discussion")
POINT = 10  # units of the writer, which has 720 to the inch
PAGE = QRectF(0, 0, 5950, 8420)  # A4
MARGIN, GAP, TOP = 560, 300, 700


def write_paper(file: Path, pages: int = 6) -> Path:
    writer = QPdfWriter(str(file))
    writer.setResolution(72 * POINT)
    writer.setTitle(TITLE)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        top = _head(painter) if page == 0 else TOP
        _columns(painter, page, top)
    painter.end()
    return file


def _head(painter: QPainter) -> float:
    centre = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    _write(painter, QRectF(MARGIN, TOP, PAGE.width() - 2 * MARGIN, 500), TITLE, 17, centre)
    _write(painter, QRectF(MARGIN, TOP + 560, PAGE.width() - 2 * MARGIN, 200), AUTHORS, 11, centre)
    return TOP + 1000


def _columns(painter: QPainter, page: int, top: float) -> None:
    width = (PAGE.width() - 2 * MARGIN - GAP) / 2
    flow = Qt.AlignmentFlag.AlignJustify | Qt.TextFlag.TextWordWrap
    for column in range(2):
        left = MARGIN + column * (width + GAP)
        heading = SECTIONS[(2 * page + column) % len(SECTIONS)]
        _write(painter, QRectF(left, top, width, 200), heading, 12, Qt.AlignmentFlag.AlignLeft)
        area = QRectF(left, top + 260, width, PAGE.height() - top - 1000)
        if column == 1:
            _drawing(painter, QRectF(left, top + 260, width, 1500))
            area.adjust(0, 1700, 0, 0)
        _write(painter, area, TEXT * (3 if column else 5), 10, flow)


def _drawing(painter: QPainter, area: QRectF) -> None:
    painter.fillRect(area, QColor("#eef3f8"))
    for bar, height in enumerate((0.4, 0.62, 0.78, 0.85, 0.88)):
        width = area.width() / 7
        tall = area.height() * height * 0.9
        left = area.left() + width * (bar + 1)
        shape = QRectF(left, area.bottom() - tall, width * 0.7, tall)
        painter.fillRect(shape, QColor("#3d7ea6"))


def _write(painter: QPainter, area: QRectF, text: str, points: float, flags: int) -> None:
    font = QFont("Noto Serif")
    font.setPixelSize(round(points * POINT))
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(area, flags, text)
