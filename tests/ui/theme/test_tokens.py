"""The palettes can be read: contrast of every text on every surface it is used on."""

import pytest

from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.theme.tokens import DARK, LIGHT, Palette

NORMAL_TEXT = 4.5
SIGNS = 3.0  # icons, rings, dots

TEXT_ON = {
    "text": [
        "window",
        "surface",
        "raised",
        "hover",
        "selected",
        "selected_quiet",
        "info_surface",
        "warning_surface",
        "error_surface",
    ],
    "text_muted": ["window", "surface", "raised", "hover", "selected", "selected_quiet"],
    "text_dim": ["window", "surface", "hover", "selected", "selected_quiet"],
    "accent": ["window", "surface", "raised", "hover", "selected"],
    "on_accent": ["accent", "accent_hover"],
    "info": ["info_surface"],
    "warning": ["warning_surface", "surface", "window"],
    "error": ["error_surface", "surface", "window"],
}


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_reaches_the_contrast_that_people_need(palette: Palette):
    poor = {
        f"{text} on {surface}": round(
            contrast(getattr(palette, text), getattr(palette, surface)), 2
        )
        for text, surfaces in TEXT_ON.items()
        for surface in surfaces
        if contrast(getattr(palette, text), getattr(palette, surface)) < NORMAL_TEXT
    }
    assert poor == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_accent_is_seen_on_every_row(palette: Palette):
    for surface in ("selected", "selected_quiet", "info_surface"):
        assert contrast(palette.accent, getattr(palette, surface)) >= SIGNS


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("colour", TagColour)
def test_tags_are_seen_on_every_row_and_chip(palette: Palette, colour: TagColour):
    shown = getattr(palette, f"tag_{colour.value}")
    for surface in ("window", "surface", "raised", "hover", "selected", "selected_quiet"):
        assert contrast(shown, getattr(palette, surface)) >= SIGNS, surface


def test_both_palettes_name_every_colour_in_full():
    for palette in (LIGHT, DARK):
        for name, value in palette._asdict().items():
            assert len(value) == 7, name
            int(value[1:], 16)


def test_spaces_and_rows_lie_on_the_grid():
    values = {
        name: value
        for name, value in vars(tokens).items()
        if name.startswith(("SPACE_", "ROW_", "PANE_", "RADIUS_", "ICON", "INDENT"))
    }
    assert len(values) > 15
    assert {name: value for name, value in values.items() if value % tokens.GRID} == {}


@pytest.mark.parametrize(
    ("lines", "page"),
    [(tokens.LINES_ON_PAPER, "#ffffff"), (tokens.LINES_ON_DARK, "#181818")],
    ids=["paper", "dark"],
)
def test_lines_below_words_are_seen_on_the_page(lines, page):
    assert {
        name: contrast(one, page) for name, one in lines.items() if contrast(one, page) < SIGNS
    } == {}
    assert list(lines) == list(tokens.MARKS_ON_PAPER) == list(tokens.MARKS_ON_DARK)
