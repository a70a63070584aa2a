"""What can be done whether or not a library is open."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from effllm_desktop.ui.runtime.outside import show_folder
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.theme import Mode

if TYPE_CHECKING:  # imported when keys are changed, or were
    from effllm_desktop.ui.shell.key_bindings import KeyBindings


class Program(Protocol):
    """What opens and closes libraries."""

    @property
    def folder(self) -> Path: ...
    def open_folder(self, folder: Path) -> None: ...
    def restore_from(self, file: Path) -> None: ...
    def restore_latest(self) -> None: ...
    def set_mode(self, mode: Mode) -> None: ...
    @property
    def key_bindings(self) -> "KeyBindings": ...


class ProgramCommands:
    """The methods are named in the table of actions. Dialogs are imported when they are wanted."""

    def __init__(self, window: Window, program: Program) -> None:
        self._window = window
        self._program = program

    def new_library(self) -> None:
        from effllm_desktop.ui.widgets.file_choice import choose_folder

        choose_folder(
            self._window, "Choose an empty folder for the library", self._program.open_folder
        )

    def open_library(self) -> None:
        from effllm_desktop.ui.widgets.file_choice import choose_folder

        choose_folder(self._window, "Open the library in a folder", self._program.open_folder)

    def try_again(self) -> None:
        self._program.open_folder(self._program.folder)

    def restore(self) -> None:
        from effllm_desktop.ui.widgets.file_choice import BACKUPS, choose_file

        folder = self._program.folder / "backups"
        choose_file(self._window, "Choose a backup", folder, BACKUPS, self._ask_to_restore)

    def restore_last(self) -> None:
        self._program.restore_latest()

    def open_library_folder(self) -> None:
        show_folder(self._program.folder)

    def quit(self) -> None:
        self._window.close()

    def set_theme(self, mode: Mode) -> None:
        self._program.set_mode(mode)

    def change_keys(self) -> None:
        from effllm_desktop.ui.shell.key_window import KeyWindow

        dialog = KeyWindow(self._program.key_bindings, self._window)
        dialog.open()
        dialog.search.setFocus()

    def _ask_to_restore(self, file: Path) -> None:
        from effllm_desktop.ui.widgets.file_choice import ask

        ask(
            self._window,
            f"Go back to {file.name}?",
            "The library as it is now is kept beside it, under another name.",
            "Go back",
            lambda: self._program.restore_from(file),
        )


class WindowCommands:
    """What can be done with any window of the program."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def full_screen(self) -> None:
        self._window.toggle_full_screen()

    def show_keys(self) -> None:
        from effllm_desktop.ui.shell.key_sheet import KeySheet

        of_paper = self._window.commands["close_paper"].isEnabled()
        sheet = KeySheet(self._window.commands.keys(), self._window, of_paper=of_paper)
        sheet.change_wanted.connect(self._window.commands["change_keys"].trigger)
        sheet.open()

    def about(self) -> None:
        from effllm_desktop.ui.shell.about import AboutDialog

        AboutDialog(self._window).open()
