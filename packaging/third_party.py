"""Gathers the licences of what is bundled with the program, for people to read beside it.

python packaging/third_party.py FOLDER    with the Python of the build environment
"""

import shutil
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "packaging" / "locks" / "run.txt"
QT = ROOT / "packaging" / "licenses"
"""PySide6 and Qt are under the LGPL; their wheels do not carry its text."""

SIGNS = ("LICENSE", "LICENCE", "COPYING", "NOTICE")


def bundled() -> list[metadata.Distribution]:
    """The installed packages that the program runs with; pip is left out of the bundle."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    names = {line.partition("==")[0].lower() for line in lines if "==" in line} - {"pip"}
    return [one for one in metadata.distributions() if one.name.lower().replace("_", "-") in names]


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(QT, folder / "Qt and PySide6")
    for distribution in bundled():
        for file in distribution.files or []:
            if file.name.upper().startswith(SIGNS):
                _copy(Path(str(distribution.locate_file(file))), folder / distribution.name)
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if python.exists():
        _copy(python, folder / "Python")


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, folder / file.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
