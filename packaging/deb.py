"""Puts the program's folder into a Debian package, with plain dpkg-deb."""

import shutil
import subprocess
from pathlib import Path

from messages import SetupError

ROOT = Path(__file__).resolve().parents[1]
LINUX = ROOT / "packaging" / "linux"
METADATA = "io.github.effllm_desktop.EffLLMDesktop.metainfo.xml"

WHERE_LICENCES_ARE = """
The licences of everything bundled are in /usr/lib/effllm-desktop/_internal/licenses; the LGPL and
the GPL are also in /usr/share/common-licenses/LGPL-3 and /usr/share/common-licenses/GPL-3.
"""


def build(program: Path, icons: Path, dist: Path, version: str, glibc: str) -> Path:
    """The .deb of this folder, as PyInstaller left it."""
    if shutil.which("dpkg-deb") is None:
        raise SetupError("There is no dpkg-deb here.", "Build the .deb on Debian or Ubuntu.")
    tree = dist.parent / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    _fill(tree / "usr", program, icons)
    architecture = _output("dpkg", "--print-architecture")
    control = (
        (LINUX / "control.in")
        .read_text(encoding="utf-8")
        .format(
            version=version,
            architecture=architecture,
            installed_size=_kilobytes(tree),
            glibc=glibc,
        )
    )
    _write(tree / "DEBIAN" / "control", control.encode())
    package = dist / f"effllm-desktop_{version}_{architecture}.deb"
    _output("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package))
    return package


def _fill(usr: Path, program: Path, icons: Path) -> None:
    home = usr / "lib" / "effllm-desktop"
    shutil.copytree(program, home, symlinks=True)
    for name in ("effllm-desktop", "effllm"):
        _link(usr / "bin" / name, f"../lib/effllm-desktop/{name}")
    share = usr / "share"
    _copy(LINUX / "effllm-desktop.desktop", share / "applications")
    _copy(LINUX / METADATA, share / "metainfo")
    themed = share / "icons" / "hicolor"
    _copy(ROOT / "resources" / "icons" / "effllm-desktop.svg", themed / "scalable" / "apps")
    for picture in icons.glob("*.png"):
        place = themed / f"{picture.stem}x{picture.stem}" / "apps" / "effllm-desktop.png"
        _write(place, picture.read_bytes())
    documents = share / "doc" / "effllm-desktop"
    notes = [(ROOT / name).read_text(encoding="utf-8") for name in ("LICENSE", "NOTICE")]
    _write(documents / "copyright", "\n".join([*notes, WHERE_LICENCES_ARE]).encode())
    _copy(ROOT / "CHANGELOG.md", documents)


def _link(place: Path, target: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def _copy(file: Path, folder: Path) -> None:
    _write(folder / file.name, file.read_bytes())


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def _kilobytes(tree: Path) -> int:
    files = (file for file in tree.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(-(-file.stat().st_size // 1024) for file in files)


def _output(*command: str) -> str:
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise SetupError(f"This failed: {' '.join(command)}", run.stdout + run.stderr)
    return run.stdout.strip()
