"""Makes the Python environment that the program and its tests run in, once, from the locks.

Standard library only. It works where ``pip`` and ``ensurepip`` are missing (see ``pip_source``),
and where ``venv`` is missing too: then the packages go into a plain folder on ``PYTHONPATH``.
A stamp, written last, says what was finished: with it the next start needs no network and no time;
without it a folder of ours was interrupted and is made anew.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pip_source
from messages import SetupError

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "packaging" / "locks"
SOURCE = ROOT / "src"
INCLUDED = {"run": ["run"], "test": ["run", "test"], "build": ["run", "build"]}
"""Which locks each lock fulfils: all begin with what the program itself needs."""

MARK = "effllm-environment.json"
"""The stamp's file name. A folder without this file is not ours and is never touched."""


@dataclass(frozen=True)
class Environment:
    """A Python that finds the locked packages and the program's source."""

    python: Path
    packages: Path | None
    """Where the packages lie if this is no virtual environment."""

    def variables(self) -> dict[str, str]:
        found = [self.packages] if self.packages else []
        paths = os.pathsep.join(str(path) for path in [SOURCE, *found])
        # The safe path keeps the folder that one happens to stand in out of the imports.
        ours = {"PYTHONPATH": paths, "PYTHONSAFEPATH": "1"}
        if not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
            ours["LANG"] = "C.UTF-8"  # a bare machine names no locale; Qt would complain
        return os.environ | ours

    def run(self, arguments: list[str], *, folder: Path = ROOT, **more: str) -> int:
        """Run Python with these arguments, from the top of the checkout or another folder."""
        return subprocess.run(
            [str(self.python), *arguments], cwd=folder, env=self.variables() | more, check=False
        ).returncode


def prepare(lock: str) -> Environment:
    """The environment for this lock: at once if it stands, else it is made."""
    try:
        return _prepare(lock)
    except OSError as problem:
        raise SetupError(
            f"The Python environment could not be made: {problem}.",
            "Put that right, then start this command again.",
        ) from problem


def _prepare(lock: str) -> Environment:
    for folder in (ROOT / ".venv", *_own_folders()):
        if _read_stamp(folder).get(lock) == _stamp(lock):
            return _environment(folder)
    folder = _choose_folder()
    with _one_at_a_time(folder):
        return _make(lock, folder)


def _make(lock: str, folder: Path) -> Environment:
    finished = _read_stamp(folder)
    if lock in finished and finished[lock] == _stamp(lock):
        return _environment(folder)  # somebody else has made it while we waited
    if not finished or any(stamp != _stamp(name) for name, stamp in finished.items()):
        finished = {}
        _start_anew(folder)
    environment = _environment(folder)
    _install(environment, folder, lock)
    _write_stamp(folder, finished | {name: _stamp(name) for name in INCLUDED[lock]})
    return environment


def writable_folder() -> Path:
    """Where we may leave what we make: the checkout, else the user's cache."""
    if os.access(ROOT, os.W_OK):
        return ROOT
    place = sha256(str(ROOT).encode()).hexdigest()[:12]
    folder = _user_cache() / "effllm-desktop" / f"checkout-{place}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _own_folders() -> list[Path]:
    """``.venv``, and the one for when somebody has made a ``.venv`` of their own there."""
    top = writable_folder()
    return [top / ".venv", top / "build" / "venv"]


def _choose_folder() -> Path:
    folder, beside = _own_folders()
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        return beside
    return folder


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Two commands that were started together must not build the same folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        _wait_for(lock.fileno())
        yield  # closing the file lets the next one in


def _wait_for(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        while True:
            with suppress(OSError):  # it gives up after ten seconds
                msvcrt.locking(file, msvcrt.LK_LOCK, 1)
                return
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def _environment(folder: Path) -> Environment:
    scripts = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    packages = folder / "packages"
    if packages.is_dir():
        return Environment(Path(sys.executable), packages)
    return Environment(folder.joinpath(*scripts), None)


def _stamp(lock: str) -> str:
    """What an environment was made from. Another text: another environment."""
    content = (LOCKS / f"{lock}.txt").read_bytes()
    version = ".".join(str(part) for part in sys.version_info[:2])
    return f"{sha256(content).hexdigest()} python {version} of {sys.base_prefix}"


def _read_stamp(folder: Path) -> dict[str, str]:
    """The finished locks of a folder; none if it is not there, not ours or has lost its Python."""
    if not _environment(folder).python.exists():
        return {}
    try:
        finished = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(lock): str(stamp) for lock, stamp in finished.items()}


def _write_stamp(folder: Path, finished: dict[str, str]) -> None:
    beside = folder / f"{MARK}.new"
    beside.write_text(json.dumps(finished, indent=2), encoding="utf-8")
    beside.replace(folder / MARK)


def _start_anew(folder: Path) -> None:
    print(f"Making a Python environment in {folder} …", flush=True)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    _write_stamp(folder, {})  # from here on the folder is known to be ours, and unfinished
    if importlib.util.find_spec("venv") is None:
        (folder / "packages").mkdir()
        return
    import venv

    venv.EnvBuilder(symlinks=sys.platform != "win32", with_pip=False).create(folder)


def _install(environment: Environment, folder: Path, lock: str) -> None:
    pip = pip_source.find(environment.python, folder, LOCKS / f"{lock}.txt")
    arguments = ["install", "--requirement", str(LOCKS / f"{lock}.txt"), "--require-hashes"]
    arguments += ["--no-deps", "--only-binary=:all:", "--no-input", "--disable-pip-version-check"]
    arguments += ["--no-warn-script-location", "--root-user-action=ignore"]
    if environment.packages:
        arguments += ["--target", str(environment.packages), "--upgrade"]
    if not sys.stdout.isatty():
        arguments += ["--quiet"]
    print("Installing the locked packages (the first time some 100 MB to fetch) …", flush=True)
    run = subprocess.run([*pip, *arguments], env=pip_source.variables(), check=False)
    if run.returncode != 0:
        raise SetupError(
            "pip could not install the locked packages; its own words are above.",
            "Look at the network, then start this command again: it goes on by itself.",
        )
