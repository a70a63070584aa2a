"""Finds a pip that can fill our environment, or fetches the one that the lock names.

Asked in this order: the ``ensurepip`` that comes with Python (Debian leaves it out), a pip that
this Python has already, and at last pip's own wheel from the package index, checked against the
hash in the lock and run from the file. Where the index is, pip's settings say.
"""

import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import package_index
from messages import SetupError

UNWANTED = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV")
"""Settings of the user's that would send packages somewhere else."""


def variables() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in UNWANTED}


def find(python: Path, folder: Path, lock: Path) -> list[str]:
    """The beginning of a command line: pip, installing for this Python."""
    own = [str(python), "-m", "pip"]
    if _works(own):
        return own
    if python != Path(sys.executable) and _works([str(python), "-m", "ensurepip"], ""):
        return own
    system = [sys.executable, "-m", "pip", "--python", str(python)]
    if _works(system):
        return system
    return [str(python), str(_fetched_wheel(folder, lock) / "pip")]


def _works(command: list[str], question: str = "--version") -> bool:
    arguments = [question] if question else []
    run = subprocess.run([*command, *arguments], env=variables(), capture_output=True, check=False)
    return run.returncode == 0


def _fetched_wheel(folder: Path, lock: Path) -> Path:
    version, hashes = _pinned_pip(lock)
    name = f"pip-{version}-py3-none-any.whl"
    print(f"This Python has no pip: fetching {name} …", flush=True)
    content = package_index.fetch("pip", name)
    if sha256(content).hexdigest() not in hashes:
        raise SetupError(
            f"The package index gave a {name} that is not the one named in {lock.name}.",
            "Nothing of it was run. Look at which index your pip settings name.",
        )
    wheel = folder / name
    wheel.write_bytes(content)
    return wheel


def _pinned_pip(lock: Path) -> tuple[str, set[str]]:
    """The version of pip in a lock and the SHA-256 of its files."""
    text = lock.read_text(encoding="utf-8")
    pinned = re.search(r"^pip==(\S+)((?:.*\\\n)+.*)", text, re.MULTILINE)
    if pinned is None:
        raise SetupError(f"{lock} does not name a version of pip.", "Renew it: packaging/lock.py")
    return pinned[1], set(re.findall(r"--hash=sha256:([0-9a-f]{64})", pinned[2]))
