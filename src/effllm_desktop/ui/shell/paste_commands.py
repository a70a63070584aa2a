"""Ctrl+V outside a field: works that were copied are added, files and paths are opened."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.ui.shell.window import dropped_files


class PasteCommands:
    """The method is named in the table of actions."""

    def __init__(
        self, take: Callable[[list[Path]], object], add_text: Callable[[str], object]
    ) -> None:
        """`take` is given files, `add_text` any other text."""
        self._take = take
        self._add_text = add_text

    def paste(self) -> None:
        """Open the files that were copied, or those whose paths were; else add the works."""
        from effllm_desktop.app.named_works import names_works  # not before it is wanted

        mime = QGuiApplication.clipboard().mimeData()
        files = dropped_files(mime) or _paths_in(mime.text())
        if files:
            self._take(files)
        elif names_works(mime.text()):
            self._add_text(mime.text())
        else:
            raise NotFound(
                "What was copied is no file or folder of this machine, and names no work.",
                "Copy a Markdown file, an arXiv id or an address, and try again.",
            )


def _paths_in(text: str) -> list[Path]:
    """The files and folders that lines of text name: paths, in quotes or not, or `file:` URLs."""
    found = []
    for line in text.splitlines()[:100]:
        name = line.strip().strip("'\"")
        url = QUrl(name)
        path = Path(url.toLocalFile()) if url.isLocalFile() else Path(name).expanduser()
        if name and path.is_absolute() and path.exists():
            found.append(path)
    return found
