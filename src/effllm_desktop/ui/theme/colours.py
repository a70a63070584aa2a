"""The palettes as Qt colours, and the QPalette that Fusion draws with."""

from typing import cast

from PySide6.QtGui import QColor, QPalette

from effllm_desktop.ui.theme.tokens import Palette

Role = QPalette.ColorRole
_ROLES = {
    Role.Window: "window",
    Role.WindowText: "text",
    Role.Base: "surface",
    Role.AlternateBase: "window",
    Role.Text: "text",
    Role.PlaceholderText: "text_muted",
    Role.Button: "window",
    Role.ButtonText: "text",
    Role.BrightText: "error",
    Role.ToolTipBase: "raised",
    Role.ToolTipText: "text",
    Role.Highlight: "selected",
    Role.HighlightedText: "text",
    Role.Accent: "accent",
    Role.Link: "accent",
    Role.LinkVisited: "accent",
    Role.Light: "raised",
    Role.Midlight: "hover",
    Role.Mid: "border",
    Role.Dark: "border",
    Role.Shadow: "divider",
}
_DISABLED = (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText)


class Colours:
    """`theme.colours.accent` and its siblings of `tokens.Palette`, as QColor."""

    window: QColor
    surface: QColor
    raised: QColor
    hover: QColor
    selected: QColor
    selected_quiet: QColor
    divider: QColor
    border: QColor
    text: QColor
    text_muted: QColor
    text_dim: QColor
    text_disabled: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    info: QColor
    info_surface: QColor
    warning: QColor
    warning_surface: QColor
    error: QColor
    error_surface: QColor
    tag_red: QColor
    tag_orange: QColor
    tag_yellow: QColor
    tag_green: QColor
    tag_teal: QColor
    tag_blue: QColor
    tag_purple: QColor
    tag_pink: QColor

    def __init__(self, palette: Palette) -> None:
        for name, value in palette._asdict().items():
            setattr(self, name, QColor(value))

    def named(self, name: str) -> QColor:
        return cast("QColor", getattr(self, name))


def qt_palette(colours: Colours) -> QPalette:
    palette = QPalette(colours.window)
    for role, name in _ROLES.items():
        palette.setColor(role, colours.named(name))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours.text_disabled)
    palette.setColor(QPalette.ColorGroup.Inactive, Role.Highlight, colours.selected_quiet)
    return palette
