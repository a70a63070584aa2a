"""Every value of the design: spaces, sizes, colours. `docs/design-language.md` says why.

Lengths are logical pixels at the normal text size, all on a grid of 4 (half steps only inside
controls). Colours have one meaning each, in two palettes of our own.
"""

from enum import Enum
from typing import NamedTuple

# --- space ---------------------------------------------------------------------------------
GRID = 4
SPACE_XS = 4  # between an icon and its word, between lines of one thing
SPACE_S = 8  # between controls that belong together; inside buttons
SPACE_M = 12  # padding of panes and rows
SPACE_L = 16  # between groups
SPACE_XL = 24  # around a panel's text
SPACE_XXL = 32  # above and below what stands alone

# --- sizes ---------------------------------------------------------------------------------
ICON = 16
ICON_LARGE = 32  # empty states only
ROW_SECTION = 28  # places, lists, sections
ROW_ENTRY = 52  # two lines
ROW_CONTROL = 28  # buttons, fields, chips that one presses
ROW_SMALL = 20  # a button in a line of small text
PANE_BELOW = 220  # the downloads
DIALOG_WIDTH = 560
ROW_HEADER = 44  # the strip on top of each pane
ROW_NOTICE = 40
ROW_STATUS = 28
KEY_CAP = 20
DOT = 8  # the sign for unread
INDENT = 16  # one level of the tree
RADIUS_S = 4  # controls, selections
RADIUS_M = 8  # panels, popups
HAIRLINE = 1
FOCUS_RING = 2
HANDLE = 1  # what a splitter shows; it can be grabbed a little beside, too

PANE_SECTIONS = 272  # widths at the first start; the entries get what is left
PANE_DETAILS = 400
PANE_SECTIONS_MIN = 180
PANE_ENTRIES_MIN = 320
PANE_DETAILS_MIN = 320
WINDOW = (1280, 800)
WINDOW_MIN = (860, 560)
READING_WIDTH = 640  # no line of running text is longer


class TextSize(Enum):
    """The three sizes of text, in pixels when the system's text has its usual 12."""

    SMALL = 12
    BODY = 13
    TITLE = 18


# --- colours -------------------------------------------------------------------------------
class Palette(NamedTuple):
    """What each colour is for. Text colours reach 4.5:1 on every surface they are used on."""

    window: str  # the quiet surface: sections, header strips, dialogs
    surface: str  # where one reads: entries, details, fields
    raised: str  # popups, menus, tooltips, panels above a surface
    hover: str  # what the pointer is over
    selected: str  # the chosen row, in the pane that has the focus
    selected_quiet: str  # the chosen row, in the others
    divider: str  # between panes and rows
    border: str  # around controls (3:1 is not asked of it: shape and text carry the meaning)
    text: str
    text_muted: str  # second lines, counts, captions
    text_dim: str  # titles that are read
    text_disabled: str  # what cannot be pressed now
    accent: str  # the one accent: unread, stars, links, focus, the main button
    accent_hover: str
    on_accent: str  # text on the accent
    info: str  # text and sign of a notice, and the surface under it
    info_surface: str
    warning: str
    warning_surface: str
    error: str
    error_surface: str
    # By the names of `domain.tags.TagColour`: signs of tags, 3:1 on every row and chip. A tag's
    # name always stands beside its sign or in the row's tooltip.
    tag_red: str
    tag_orange: str
    tag_yellow: str
    tag_green: str
    tag_teal: str
    tag_blue: str
    tag_purple: str
    tag_pink: str


LIGHT = Palette(
    window="#f5f4f1",
    surface="#ffffff",
    raised="#ffffff",
    hover="#f0eeea",
    selected="#d7ebe8",
    selected_quiet="#e9e7e2",
    divider="#e5e2dc",
    border="#cdc9c1",
    text="#22211f",
    text_muted="#615d56",
    text_dim="#66625b",
    text_disabled="#a29d95",
    accent="#0b6b66",
    accent_hover="#085450",
    on_accent="#ffffff",
    info="#0b5f5a",
    info_surface="#e3f1ef",
    warning="#7a4b00",
    warning_surface="#fcf1d9",
    error="#a3211a",
    error_surface="#fce8e6",
    tag_red="#d1342b",
    tag_orange="#c2570c",
    tag_yellow="#957200",
    tag_green="#2f8132",
    tag_teal="#0f7f86",
    tag_blue="#2a6fc9",
    tag_purple="#7d4fd0",
    tag_pink="#c43a83",
)

DARK = Palette(
    window="#1b1b1d",
    surface="#222224",
    raised="#2a2a2d",
    hover="#2b2b2e",
    selected="#1c3f3c",
    selected_quiet="#333336",
    divider="#313134",
    border="#4a4a4f",
    text="#e8e5df",
    text_muted="#aba79f",
    text_dim="#a9a59d",
    text_disabled="#6f6c68",
    accent="#62c3ba",
    accent_hover="#7fd3cb",
    on_accent="#0d2321",
    info="#86d1ca",
    info_surface="#1c3533",
    warning="#e6bb6a",
    warning_surface="#38301d",
    error="#f39a91",
    error_surface="#3f2422",
    tag_red="#f0736a",
    tag_orange="#ee9351",
    tag_yellow="#dcb843",
    tag_green="#6cc070",
    tag_teal="#4fc4c9",
    tag_blue="#6cabf2",
    tag_purple="#b298f2",
    tag_pink="#ee84b4",
)

# --- highlights ----------------------------------------------------------------------------
# By the names of `domain.highlights.Colour`. On paper they are multiplied with the page, on a dark
# page they lighten it, so that the text below stays as it is.
MARKS_ON_PAPER = {
    "yellow": "#ffe066",
    "green": "#a8e6a1",
    "blue": "#a5d3f7",
    "pink": "#fbb6cf",
    "purple": "#d3bdf5",
}
MARKS_ON_DARK = {
    "yellow": "#5c4a00",
    "green": "#1c4f22",
    "blue": "#14436b",
    "pink": "#6b2140",
    "purple": "#452a78",
}
LINES_ON_PAPER = {  # below and through words, around the signs of notes: 3:1 on the page
    "yellow": "#b98500",
    "green": "#2f9e44",
    "blue": "#2b7cd3",
    "pink": "#d6457f",
    "purple": "#8557d3",
}
LINES_ON_DARK = {
    "yellow": "#d9b44a",
    "green": "#5fbf6b",
    "blue": "#5aa5e6",
    "pink": "#e57aa6",
    "purple": "#a98be8",
}
HIT_ON_PAPER = "#ffc98a"  # words that were found
HIT_ON_DARK = "#6b4300"
GROUND_ON_PAPER = "#ebe9e4"  # around pages
GROUND_ON_DARK = "#0e0e0f"
