"""Sees to the libraries and fonts that Qt takes from the system, and to programs that tests ask.

Windows and macOS bring the former. On Debian and Ubuntu root gets them installed; anybody else is
told the one command to run.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messages import SetupError


@dataclass(frozen=True)
class Need:
    """Something that is looked for, and the packages that may bring it, best first."""

    what: str
    packages: tuple[str, ...]


ALWAYS = (
    Need("libGL.so.1", ("libgl1",)),
    Need("libEGL.so.1", ("libegl1",)),
    Need("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    Need("libdbus-1.so.3", ("libdbus-1-3",)),
    Need("libfontconfig.so.1", ("libfontconfig1",)),
    Need("libxkbcommon.so.0", ("libxkbcommon0",)),
)
FOR_A_SCREEN = (
    Need("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    Need("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    Need("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    Need("libxcb-shape.so.0", ("libxcb-shape0",)),
    Need("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
)
FONTS = (
    Need("及", ("fonts-noto-cjk",)),
    Need("🌟", ("fonts-noto-color-emoji",)),
    Need("𝕏", ("fonts-dejavu-core",)),
)
TOOLS = (
    Need("bibtool", ("bibtool",)),
    Need("ris2xml", ("bibutils",)),
    Need("pandoc", ("pandoc",)),
    Need("chromium", ("chromium",)),
    Need("biber", ("biber",)),
)
"""Programs that read what ours writes; without one its tests are skipped (`other_tools`)."""
FROM_NPM = {"awesome-lint": "2.3.0"}
"""The same of those that npm has: of a fixed version, without scripts, into a folder of ours."""
NPM_FOLDER = Path(__file__).resolve().parents[1] / "build" / "npm"


def prepare(*, screen: bool) -> None:
    """See that Qt finds its libraries, and every script of the lists a font."""
    if not sys.platform.startswith("linux"):
        return
    needs = ALWAYS + FOR_A_SCREEN if screen else ALWAYS
    libraries, fonts = _missing_libraries(needs), _missing_fonts()
    if not libraries and not fonts:
        return
    if _can_install():
        _install(libraries + fonts)
        libraries, fonts = _missing_libraries(needs), _missing_fonts()
    if libraries:
        raise SetupError(
            "Qt needs system libraries that are not here: " + _list(libraries) + ".",
            _advice(libraries + fonts),
        )
    if fonts:
        print(
            f"No font here shows {_list(fonts)}: there will be boxes.\n{_advice(fonts)}", flush=True
        )


def prepare_tools() -> None:
    """See that tests find the programs that they ask. Nothing depends on it: it is only said."""
    missing = [need for need in TOOLS if shutil.which(need.what) is None]
    if not missing or not _has_apt():
        return
    if _can_install():
        try:
            _install(missing)
        except SetupError as problem:
            print(problem, flush=True)
        missing = [need for need in missing if shutil.which(need.what) is None]
    if missing:
        print(
            f"Some tests are skipped: {_list(missing)} is not here.\n{_advice(missing)}", flush=True
        )


def prepare_npm_tools() -> None:
    """The same of programs that npm has, where npm is there."""
    npm = shutil.which("npm")
    missing = [
        f"{name}@{version}"
        for name, version in FROM_NPM.items()
        if not (NPM_FOLDER / "node_modules" / ".bin" / name).exists()
    ]
    if npm is None or not missing:
        return
    print(f"Installing {' '.join(missing)} …", flush=True)
    NPM_FOLDER.mkdir(parents=True, exist_ok=True)
    quietly = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--fetch-retries=0")
    run = subprocess.run(
        [npm, "install", *quietly, "--prefix", str(NPM_FOLDER), *missing], check=False
    )
    if run.returncode != 0:
        print(f"Some tests are skipped: npm has not brought {' '.join(missing)}.", flush=True)


def _list(needs: list[Need]) -> str:
    return ", ".join(need.what for need in needs)


def _missing_libraries(needs: tuple[Need, ...]) -> list[Need]:
    return [need for need in needs if not _loads(need.what)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _missing_fonts() -> list[Need]:
    """Which samples no installed font can draw; fontconfig knows, and Qt asks it too."""
    try:
        fontconfig = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return list(FONTS)
    for function in ("FcInitLoadConfigAndFonts", "FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(fontconfig, function).restype = ctypes.c_void_p
    configuration = ctypes.c_void_p(fontconfig.FcInitLoadConfigAndFonts())
    nothing = ctypes.c_void_p(fontconfig.FcObjectSetCreate())
    missing = []
    for need in FONTS:
        wanted = ctypes.c_void_p(fontconfig.FcNameParse(f":charset={ord(need.what):x}".encode()))
        found = fontconfig.FcFontList(configuration, wanted, nothing)
        if not found or ctypes.c_int.from_address(found).value == 0:  # its first field is the count
            missing.append(need)
    return missing


def _can_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and _has_apt()


def _has_apt() -> bool:
    return shutil.which("apt-get") is not None


def _install(needs: list[Need]) -> None:
    _renew_lists()
    packages = [_available(need) for need in needs]
    print(f"Installing system packages: {' '.join(packages)} …", flush=True)
    run = _apt("install", "--yes", "--no-install-recommends", *packages)
    if run.returncode != 0:
        raise SetupError(
            f"apt-get could not install {' '.join(packages)}:\n{run.stdout[-2000:]}",
            "Put that right, then start this command again.",
        )


@cache
def _renew_lists() -> None:
    """Once is enough, however often something is installed."""
    print("Asking the system's package lists …", flush=True)
    _apt("update")  # one list that cannot be read is no reason to stop


def _available(need: Need) -> str:
    """The package's name on this release: Ubuntu and newer Debians renamed some."""
    for package in need.packages:
        policy = subprocess.run(
            ["apt-cache", "policy", package],
            env=os.environ | {"LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )
        if "Candidate:" in policy.stdout and "Candidate: (none)" not in policy.stdout:
            return package
    return need.packages[-1]


def _apt(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["apt-get", "--quiet", *arguments],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def _advice(needs: list[Need]) -> str:
    if not _has_apt():
        return "Install the packages of your system that bring them, then start this command again."
    packages = " ".join(_available(need) for need in needs)
    command = "sudo apt-get update && sudo apt-get install --yes --no-install-recommends "
    command += packages
    return f"Run this, then start this command again:\n  {command}"
