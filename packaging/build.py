#!/usr/bin/env python3
"""Builds what can be given to others, into dist/.

    python3 packaging/build.py wheel      for pip, on every system
    python3 packaging/build.py sdist      the source, as pip and distributions take it
    python3 packaging/build.py folder     the program with everything it needs, for this system
    python3 packaging/build.py deb        the same as a Debian package (needs dpkg-deb)

It prepares its own Python environment from packaging/locks/build.txt. The glibc of the machine
that builds is the oldest that the folder and the .deb will run with. On Linux, folder and deb need
binutils, and Python as a shared library (Debian: the package libpython3.11).
"""

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  older ones must be told, not shown a traceback
    sys.exit("EffLLM Desktop needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import deb
import environment
import messages
import system_packages
from environment import ROOT, Environment
from messages import SetupError

DIST = ROOT / "dist"
WORK = ROOT / "build"
ICONS = WORK / "icons"
FOLDER = DIST / "effllm-desktop"


def build_wheel(prepared: Environment) -> None:
    _run(prepared, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(DIST))


def build_sdist(prepared: Environment) -> None:
    _run(prepared, "-m", "build", "--no-isolation", "--sdist", "--outdir", str(DIST))


def build_folder(prepared: Environment) -> None:
    _run(prepared, str(ROOT / "packaging" / "icons.py"), str(ICONS))
    _run(prepared, str(ROOT / "packaging" / "third_party.py"), str(WORK / "licenses"))
    shutil.rmtree(FOLDER, ignore_errors=True)
    command = ["-m", "PyInstaller", str(ROOT / "packaging" / "effllm-desktop.spec")]
    command += ["--noconfirm", "--clean", "--log-level", "ERROR"]
    command += ["--distpath", str(DIST), "--workpath", str(WORK / "pyinstaller")]
    _run(prepared, *command)
    print(f"{FOLDER}: {_megabytes(FOLDER):.0f} MB")


def build_deb(prepared: Environment) -> None:
    build_folder(prepared)
    package = deb.build(FOLDER, ICONS, DIST, _version(), platform.libc_ver()[1])
    print(f"{package}: {package.stat().st_size / 1e6:.1f} MB")


TARGETS: dict[str, Callable[[Environment], None]] = {
    "wheel": build_wheel,
    "sdist": build_sdist,
    "folder": build_folder,
    "deb": build_deb,
}


def _run(prepared: Environment, *arguments: str) -> None:
    if prepared.run(list(arguments)) != 0:
        raise SetupError(f"This failed: python {' '.join(arguments)}", "Its own words are above.")


def _look_for_binutils() -> None:
    if sys.platform.startswith("linux") and not (shutil.which("objdump") and shutil.which("strip")):
        raise SetupError(
            "PyInstaller reads and strips libraries with objdump and strip; they are not here.",
            "Run this, then start this command again:\n  sudo apt-get install --yes binutils",
        )


def _version() -> str:
    text = (ROOT / "src" / "effllm_desktop" / "__init__.py").read_text(encoding="utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def _megabytes(folder: Path) -> float:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files) / 1e6


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="+", choices=list(TARGETS), metavar="TARGET")
    targets = parser.parse_args(arguments).targets
    os.umask(0o022)
    if {"folder", "deb"} & set(targets):
        _look_for_binutils()
        system_packages.prepare(screen=True)
    prepared = environment.prepare("build")
    for target in targets:
        TARGETS[target](prepared)
    return 0


if __name__ == "__main__":
    messages.run(main)
