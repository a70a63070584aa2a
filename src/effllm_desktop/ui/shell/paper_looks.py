"""How papers look: each as it was made to look last, a new one as the last one was."""

from effllm_desktop.ui.reader.looks import Looks
from effllm_desktop.ui.reader.spreads import Spread
from effllm_desktop.ui.reader.zoom import Fit
from effllm_desktop.ui.runtime.window_state import WindowState

KEPT = 1000  # works; those that were changed longest ago are forgotten
LARGEST_ZOOM = 100.0
DARK = {None: "as-window", True: "dark", False: "light"}


class PaperLooks:
    """Kept in a file beside that of the window, which is read with the first paper.

    They are no part of what the reader made of a work: nobody undoes a zoom, and a library that is
    carried to another screen looks as that screen wants it.
    """

    def __init__(self, state: WindowState) -> None:
        self._state = state
        lines = (line.partition(" ") for line in state.text("works").splitlines())
        found = ((key, looks_from(text)) for text, _, key in lines)
        self._works = {key: looks for key, looks in found if looks is not None}
        self._last = looks_from(state.text("last")) or Looks()

    def of(self, key: str) -> Looks:
        """As the reader made a work look, else as they made the last one.

        That one paper lies on its side says nothing of the next.
        """
        return self._works.get(key) or self._last._replace(quarters=0)

    def keep(self, key: str, looks: Looks) -> None:
        """Remember what was chosen for a work."""
        self._works.pop(key, None)
        self._works[key] = self._last = looks
        for old in list(self._works)[:-KEPT]:
            del self._works[old]
        lines = (f"{looks_name(one)} {work}" for work, one in self._works.items())
        self._state.set("works", "\n".join(lines))
        self._state.set("last", looks_name(looks))


def looks_name(looks: Looks) -> str:
    name = f"{looks.fit.value},{looks.zoom:g},{looks.quarters},{DARK[looks.dark]}"
    return name if looks.spread is Spread.ONE else f"{name},{looks.spread.value}"


def looks_from(name: str) -> Looks | None:
    """The looks that `looks_name` wrote, None for anything else."""
    parts = name.split(",")
    spreads = {one.value: one for one in Spread}
    spread = spreads.get(parts.pop()) if len(parts) == 5 else Spread.ONE
    fits, darks = {one.value: one for one in Fit}, {word: dark for dark, word in DARK.items()}
    if spread is None or len(parts) != 4 or parts[0] not in fits or parts[3] not in darks:
        return None
    zoom = float(parts[1]) if parts[1].replace(".", "", 1).isdecimal() else 0.0
    if not 0 < zoom < LARGEST_ZOOM or parts[2] not in ("0", "1", "2", "3"):
        return None
    return Looks(fits[parts[0]], zoom, int(parts[2]), darks[parts[3]], spread)
