"""The look of the program: `current()` gives colours, fonts and lengths of this moment."""

from effllm_desktop.ui.theme.theme import Mode, Theme, current
from effllm_desktop.ui.theme.tokens import TextSize

__all__ = ["Mode", "TextSize", "Theme", "current"]
