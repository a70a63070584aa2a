"""Choosing files and folders without stopping the program: open, and hear what was chosen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

LISTS = (
    "Markdown lists (*.md *.markdown *.mdown *.mkd *.txt);;"
    "Bibliographies, tables, bookmarks "
    "(*.bib *.ris *.rdf *.json *.csv *.tsv *.opml *.html);;All files (*)"
)
IMPORTED = (
    "Bibliographies, tables, bookmarks, lists "
    "(*.bib *.ris *.rdf *.json *.csv *.tsv *.opml *.html *.txt *.md *.markdown);;All files (*)"
)
BACKUPS = "Backups (*.db)"


def choose_files(parent: QWidget, title: str, done: Callable[[list[Path]], object]) -> None:
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(LISTS.split(";;"))
    dialog.filesSelected.connect(lambda names: done([Path(name) for name in names]))
    dialog.open()


def choose_file(
    parent: QWidget, title: str, folder: Path, pattern: str, done: Callable[[Path], object]
) -> None:
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(pattern.split(";;"))
    dialog.setDirectory(str(folder))
    dialog.fileSelected.connect(lambda name: done(Path(name)))
    dialog.open()


def choose_folder(
    parent: QWidget, title: str, done: Callable[[Path], object], folder: Path | None = None
) -> None:
    """`folder` is shown to begin with."""
    dialog = _dialog(parent, title)
    if folder is not None:
        dialog.setDirectory(str(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: done(Path(name)))
    dialog.open()


def choose_new_file(
    parent: QWidget, title: str, suggested: Path, pattern: str, done: Callable[[Path], object]
) -> None:
    """The dialog itself asks before an existing file is chosen."""
    dialog = _dialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(pattern)
    dialog.setDirectory(str(suggested.parent))
    dialog.selectFile(suggested.name)
    dialog.setDefaultSuffix(suggested.suffix)
    dialog.fileSelected.connect(lambda name: done(Path(name)))
    dialog.open()


def ask(
    parent: QWidget,
    question: str,
    detail: str,
    yes: str,
    done: Callable[[], object],
    *,
    other: tuple[str, Callable[[], object]] | None = None,
    final: bool = False,
) -> None:
    """A question whose answer may be no, or another one: its words and what it does.

    What is `final`, so that undo does not take it back, is nothing that Enter alone says yes to.
    """
    box = QMessageBox(parent)
    box.setObjectName("question")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setText(question)
    box.setInformativeText(detail)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    accept.setProperty("main", not final)
    if other is not None:
        words, do = other
        box.addButton(words, QMessageBox.ButtonRole.AcceptRole).clicked.connect(lambda: do())  # noqa: PLW0108 - as below
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel if final else accept)
    accept.clicked.connect(lambda: done())  # noqa: PLW0108 - the signal brings a bool
    box.open()


def _dialog(parent: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("file_choice")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
