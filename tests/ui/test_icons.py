"""Our icons: complete, on one grid, in the colours of the theme."""

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton

from effllm_desktop import resource_files
from effllm_desktop.ui import icons, theme, words
from effllm_desktop.ui.theme import Mode

FILES = sorted(
    (file for file in resource_files.resource_path("icons").iterdir()), key=lambda file: file.name
)
DRAWINGS = [file for file in FILES if not file.name.startswith("effllm")]


@pytest.fixture(autouse=True)
def _light_again(qapp):
    theme.current().apply(Mode.LIGHT)
    yield
    theme.current().apply(Mode.LIGHT)


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.name)
def test_a_drawing_is_on_the_grid_and_takes_our_colour(file):
    text = file.read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert root.get("viewBox") == "0 0 16 16"
    assert "currentColor" in text
    assert "#" not in text


def test_everything_that_has_a_look_has_a_drawing():
    looks = [*words.STATUSES.values(), *words.KINDS.values(), *words.ROLES.values()]
    names = {look.icon for look in [*looks, *words.PLACES.values()]}
    assert names <= {file.name.removesuffix(".svg") for file in FILES}


def _colours(picture: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    image = picture.pixmap(QSize(16, 16), 1.0, mode).toImage()
    pixels = (image.pixelColor(x, y) for x in range(16) for y in range(16))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_follows_the_theme_without_being_made_again(qapp):
    picture = icons.icon("star-filled", "accent")
    light = _colours(picture)
    theme.current().apply(Mode.DARK)
    dark = _colours(picture)
    assert "#0b6b66" in light
    assert "#62c3ba" in dark


def test_a_disabled_icon_is_quiet(qapp):
    assert "#a29d95" in _colours(icons.icon("star-filled"), QIcon.Mode.Disabled)


def test_an_icon_is_sharp_on_a_dense_screen(qapp):
    picture = icons.icon("tag").pixmap(QSize(16, 16), 2.0)
    assert picture.size() == QSize(32, 32)
    assert icons.pixmap("tag", size=32, ratio=2).devicePixelRatio() == 2


def test_a_button_paints_its_icon(qtbot):
    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(icons.icon("star-filled", "accent"))
    button.resize(40, 40)
    image = button.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(40) for y in range(40)}
    assert "#0b6b66" in seen
