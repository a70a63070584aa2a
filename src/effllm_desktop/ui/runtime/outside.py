"""What other programs show for us: addresses in the browser, folders in the file manager."""

from pathlib import Path

from effllm_desktop.domain.errors import NotFound


def open_address(address: str) -> bool:
    """Whether a program was found for it."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices  # not before the first paint

    return QDesktopServices.openUrl(QUrl(address))


def show_folder(folder: Path) -> None:
    """Raises NotFound when no file manager was found."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        raise NotFound(f"No file manager opened {folder}.", "Open the folder yourself.")


def open_file(file: Path) -> None:
    """In the system's own program for it. Raises NotFound when there is none."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
        raise NotFound(f"No program opened {file}.", "Open the file yourself.")
