"""How the pages of a paper look: how large, how they are turned, light or dark."""

from typing import NamedTuple

from effllm_desktop.ui.reader.spreads import Spread
from effllm_desktop.ui.reader.zoom import Fit


class Looks(NamedTuple):
    """`zoom` counts where nothing is fitted, 1 is the size on paper. `dark` None: as the window."""

    fit: Fit = Fit.WIDTH
    zoom: float = 1.0
    quarters: int = 0
    dark: bool | None = None
    spread: Spread = Spread.ONE
