"""Draws the program's icon in the forms that systems want, from its one SVG.

python packaging/icons.py FOLDER    with the Python of the build environment (it needs Qt)
"""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[1] / "resources" / "icons" / "effllm-desktop.svg"
LINUX_SIZES = (16, 24, 32, 48, 64, 128, 256)
WINDOWS_SIZES = (16, 24, 32, 48, 64, 256)
MACOS_TYPES = {128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def png(drawing: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know its name as bytes
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' icon file: a table of contents, then one PNG after another."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    for size, picture in pictures.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """The icon file of macOS: PNGs, each with its type and length before it."""
    parts = [
        MACOS_TYPES[size] + struct.pack(">I", len(picture) + 8) + picture
        for size, picture in pictures.items()
    ]
    return b"icns" + struct.pack(">I", 8 + sum(map(len, parts))) + b"".join(parts)


def main(folder: Path) -> None:
    application = QGuiApplication([])
    drawing = QSvgRenderer(str(SOURCE))
    if not drawing.isValid():
        sys.exit(f"{SOURCE} is no picture that Qt can draw.")
    folder.mkdir(parents=True, exist_ok=True)
    for size in LINUX_SIZES:
        (folder / f"{size}.png").write_bytes(png(drawing, size))
    (folder / "effllm-desktop.ico").write_bytes(
        ico({size: png(drawing, size) for size in WINDOWS_SIZES})
    )
    (folder / "effllm-desktop.icns").write_bytes(
        icns({size: png(drawing, size) for size in MACOS_TYPES})
    )
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]))
