"""What can be seen of a row at a glance."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from effllm_desktop.app.readmodels.entries import EntryRow
from effllm_desktop.domain.lists import Marks
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.entries import row_painter
from effllm_desktop.ui.entries.row_painter import RowLook, RowPainter
from effllm_desktop.ui.theme import Mode, current
from tests.support.rows import row

PLAIN = RowLook()
CHOSEN = RowLook(selected=True, focused=True, current=True)


@pytest.fixture
def painter(qapp: QApplication) -> RowPainter:
    current().apply(Mode.LIGHT)
    return RowPainter(current(), {})


def picture(
    painter: RowPainter, shown: EntryRow, look: RowLook = PLAIN, width: int = 500
) -> QImage:
    image = QImage(width, painter.layout.height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    brush = QPainter(image)
    painter.paint(brush, shown, image.rect(), look)
    brush.end()
    return image


def dot(painter: RowPainter, image: QImage, *, left: bool) -> str:
    place = painter.layout.places(image.rect()).dot
    x = place.center().x() + (-2 if left else 1)
    return image.pixelColor(QPoint(round(x), round(place.center().y()))).name()


def test_the_dot_tells_unread_reading_and_done(painter: RowPainter) -> None:
    accent, ground = current().colours.accent.name(), "#ffffff"
    for status, expected in (
        (Status.UNREAD, (accent, accent)),
        (Status.READING, (accent, ground)),
        (Status.READ, (ground, ground)),
        (Status.DROPPED, (ground, ground)),
    ):
        image = picture(painter, row(status=status))
        assert (dot(painter, image, left=True), dot(painter, image, left=False)) == expected


def test_every_state_looks_different(painter: RowPainter) -> None:
    rows = [
        row(),
        row(status=Status.READING),
        row(status=Status.READ),
        row(status=Status.DROPPED),
        row(is_new=True),
        row(starred=True),
        row(has_note=True),
        row(marks=Marks(featured=True)),
        row(tags=("a",)),
        row(citations=5),
        row(also_in=1),
        row(authors=""),
        row(venue=None, year=None),
    ]
    looks = [
        PLAIN,
        CHOSEN,
        RowLook(selected=True),
        RowLook(hovered=True),
        RowLook(hovered=True, star_hovered=True),
        RowLook(home=True),
    ]
    pictures = [picture(painter, one) for one in rows]
    pictures += [picture(painter, row(), look) for look in looks[1:]]
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[:i])


def test_names_go_before_the_year_does(painter: RowPainter) -> None:
    long = row(authors="A very long name, " * 20)
    line = painter._authors_and_facts(long, 200, home=False)
    assert "…" in line
    assert line.endswith("arXiv 2024")


def test_shortened_texts_are_kept_but_not_for_ever(
    painter: RowPainter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_painter, "ELISIONS_KEPT", 10)
    for number in range(30):
        picture(painter, row(title=f"Title {number}"))
    assert 0 < len(painter._elided) <= 12


def test_everything_stands_inside_the_row(painter: RowPainter) -> None:
    area = QRect(0, 100, 320, painter.layout.height)
    places = painter.layout.places(area)
    assert area.contains(places.kind)
    assert area.contains(places.star)
    assert area.contains(places.dot.toRect())
    assert area.top() < places.first_base < places.second_base < area.bottom()
    assert places.text_left < places.text_right < places.star.left()
