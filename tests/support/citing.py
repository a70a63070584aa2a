"""Citation styles for tests."""

from pathlib import Path

STYLE = Path(__file__).parents[1] / "data" / "styles" / "plain.csl"
"""A style with most of what styles have: numbers, sorting, macros, choices, fonts."""
_INFO = "<info><title>Odd</title></info>"


def style(
    layout: str,
    macros: str = "",
    *,
    info: str = _INFO,
    attributes: str = "",
    space: str = "http://purl.org/net/xbiblio/csl",
) -> str:
    """A style whose bibliography is this layout."""
    return (
        f"<style xmlns='{space}' version='1.0' class='in-text' {attributes}>{info}{macros}"
        f"<bibliography><layout>{layout}</layout></bibliography></style>"
    )
