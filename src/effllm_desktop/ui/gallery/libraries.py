"""Libraries for the gallery: new, read in, odd, damaged, open elsewhere."""

import shutil
from pathlib import Path

from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.changing import ChangeState
from effllm_desktop.app.safety import backup_now
from effllm_desktop.app.sources import Bundled, BytesSource, Source
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.gallery.long_names import LONG_NAMES
from effllm_desktop.ui.runtime.window_lock import WindowLock

NEW, SEEDS, ODD, DAMAGED, LOCKED = "new", "seeds", "odd", "damaged", "locked"
CHOSEN = "arxiv:2402.04291"
NOTE = "Salient weights, found by the *Hessian*; see **section 3**.\n\n- compare with OneBit\n"


class Libraries:
    """Makes a library for each picture, in a folder of its own."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._count = 0
        self._locks: list[WindowLock] = []
        self._makers = {
            NEW: lambda folder: folder.mkdir(parents=True),
            SEEDS: self._seeds,
            ODD: self._odd,
            DAMAGED: self._damaged,
            LOCKED: self._locked,
        }

    def make(self, kind: str) -> Path:
        self._count += 1
        folder = self._work / f"library {self._count}" / "My library"
        self._makers[kind](folder)
        return folder

    def _seeds(self, folder: Path) -> None:
        """Both bundled lists, with some of a reader's own."""
        made = self._work / "seeds"
        if not made.exists():
            _take_in(made, Bundled())
            _live_in(made)
            backup_now(made)
        shutil.copytree(made, folder)

    def _odd(self, folder: Path) -> None:
        self._seeds(folder)
        _take_in(folder, BytesSource("long.md", LONG_NAMES.encode()))

    def _damaged(self, folder: Path) -> None:
        self._seeds(folder)
        file = folder / "library.db"
        data = file.read_bytes()
        half = len(data) // 2
        file.write_bytes(data[:4096] + bytes(half) + data[4096 + half :])

    def _locked(self, folder: Path) -> None:
        self._seeds(folder)
        lock = WindowLock(folder)
        lock.take()
        self._locks.append(lock)


def _take_in(folder: Path, source: Source) -> None:
    import_lists(folder, ImportRequest((source,)), InlineProgress())


def _live_in(folder: Path) -> None:
    library = open_library(folder)
    works = library.entries.all_works(PlaceScope(Place.ALL))
    chosen = [work] if (work := library.works.find(CHOSEN)) else []
    for operation in (
        ChangeState(works=works[0:200:5], status=Status.READ),
        ChangeState(works=works[1:120:17], status=Status.READING),
        ChangeState(works=works[2:200:23], status=Status.DROPPED),
        ChangeState(works=works[3:300:11], starred=True),
        ChangeState(works=works[3:250:19], tags=("to cite", "kv cache"), rating=4),
        ChangeState(works=chosen, tags=("quantization", "to cite"), starred=True, note=NOTE),
        ChangeState(works=chosen, status=Status.READING, rating=4),
    ):
        library.workspace.run(operation)
    library.close()
