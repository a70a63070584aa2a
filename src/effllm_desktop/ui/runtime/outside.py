"""What other programs show for us: addresses in the browser, folders in the file manager."""

from pathlib import Path


def open_address(address: str) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices  # not before the first paint

    QDesktopServices.openUrl(QUrl(address))


def show_folder(folder: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
