"""Stars, ratings and choices: what a click and a key do to them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from effllm_desktop.ui.widgets.rating_row import RatingRow
from effllm_desktop.ui.widgets.segmented import Choice, Segmented
from effllm_desktop.ui.widgets.star_button import StarButton


@pytest.fixture
def group(qtbot: QtBot) -> Iterator[Segmented]:
    page = QWidget()
    qtbot.addWidget(page)
    group = Segmented("Status", [Choice("a", "First"), Choice("b", "Second"), Choice("c", "Third")])
    QHBoxLayout(page).addWidget(group)
    group.set_value("b")
    page.show()
    yield group
    page.close()


def test_a_press_is_reported_and_shown_only_by_its_owner(group: Segmented, qtbot: QtBot) -> None:
    with qtbot.waitSignal(group.chosen) as chosen:
        qtbot.mouseClick(group.button("c"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["c"]
    assert group.value == "b"
    assert group.button("b").isChecked()
    assert not group.button("c").isChecked()


def test_arrows_move_and_choose_nothing_until_enter(group: Segmented, qtbot: QtBot) -> None:
    group.button("b").setFocus()
    with qtbot.assertNotEmitted(group.chosen):
        qtbot.keyClick(group.button("b"), Qt.Key.Key_Right)
        assert group.button("c").hasFocus()
        qtbot.keyClick(group.button("c"), Qt.Key.Key_Right)
        assert group.button("a").hasFocus()
        qtbot.keyClick(group.button("a"), Qt.Key.Key_Up)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(group.chosen) as chosen:
            qtbot.keyClick(group.button("a"), key)
        assert chosen.args == ["a"]


def test_right_to_left_turns_the_arrows(group: Segmented, qtbot: QtBot) -> None:
    group.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    group.button("b").setFocus()
    qtbot.keyClick(group.button("b"), Qt.Key.Key_Left)
    assert group.button("c").hasFocus()


def test_tab_reaches_the_group_once(group: Segmented) -> None:
    stops = [
        value
        for value in "abc"
        if group.button(value).focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["b"]
    group.set_value(None)
    assert group.button("a").focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_the_group_is_painted_and_named(group: Segmented) -> None:
    group.grab()
    found = QAccessible.queryAccessibleInterface(group)
    assert found.text(QAccessible.Text.Name) == "Status"


@pytest.fixture
def rating(qtbot: QtBot) -> RatingRow:
    row = RatingRow()
    qtbot.addWidget(row)
    row.show()
    return row


def test_a_click_on_a_star_rates_and_on_the_same_star_takes_it_away(
    rating: RatingRow, qtbot: QtBot
) -> None:
    third = rating.star_rect(3).center()
    for expected in (3, 0):
        with qtbot.waitSignal(rating.rated) as rated:
            qtbot.mouseMove(rating, third)
            qtbot.mouseClick(rating, Qt.MouseButton.LeftButton, pos=third)
        assert rated.args == [expected]


def test_digits_and_arrows_rate(rating: RatingRow, qtbot: QtBot) -> None:
    qtbot.keyClick(rating, "4")
    assert rating.value() == 4
    qtbot.keyClick(rating, Qt.Key.Key_Right)
    assert rating.value() == 5
    qtbot.keyClick(rating, "0")
    assert rating.value() == 0


def test_showing_a_rating_is_no_rating(rating: RatingRow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rating.rated):
        rating.set_rating(2)
    assert rating.value() == 2
    rating.setFocus()
    rating.grab()


def test_every_point_of_the_row_is_one_of_the_stars(rating: RatingRow, qtbot: QtBot) -> None:
    for x, expected in ((0, 1), (rating.width() - 1, 5)):
        rating.set_rating(2 if expected == 1 else 0)
        qtbot.mouseClick(rating, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
        assert rating.value() == expected


def test_the_wheel_does_not_rate(rating: RatingRow) -> None:
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 20),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    rating.wheelEvent(wheel)
    assert not wheel.isAccepted()
    assert rating.value() == 0


def test_a_screen_reader_hears_the_rating(rating: RatingRow) -> None:
    rating.set_rating(3)
    found = QAccessible.queryAccessibleInterface(rating)
    assert found.text(QAccessible.Text.Name) == "Rating"
    assert found.valueInterface().currentValue() == 3


def test_a_star_is_on_or_off(qtbot: QtBot) -> None:
    star = StarButton()
    qtbot.addWidget(star)
    assert star.toolTip() == "Star"
    with qtbot.waitSignal(star.clicked):
        qtbot.mouseClick(star, Qt.MouseButton.LeftButton)
    assert star.isChecked()
    assert star.toolTip() == "Remove the star"
