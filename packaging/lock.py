"""Renews packaging/locks: exact versions and hashes for every system and Python we promise.

    python3 packaging/lock.py              newest versions that pyproject.toml allows
    python3 packaging/lock.py --keep       only what pyproject.toml changed

It needs uv (``pip install uv``) and a network. The three locks agree with one another: what the
program runs with is what it is tested and built with.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = Path("packaging", "locks")
GROUPS = {"run": None, "test": "test", "build": "build"}
"""Each lock, and the dependency group of pyproject.toml that it adds to the program's own."""


def lock_command(uv: str, name: str, *, keep: bool) -> list[str]:
    command = [uv, "pip", "compile", "pyproject.toml", "--quiet", "--no-config"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-emit-find-links"]
    command += ["--custom-compile-command", "python3 packaging/lock.py"]
    command += ["--output-file", (LOCKS / f"{name}.txt").as_posix()]
    if group := GROUPS[name]:
        command += ["--group", group, "--constraint", (LOCKS / "run.txt").as_posix()]
    if not keep:
        command += ["--upgrade"]
    return command


def main(arguments: list[str]) -> int:
    uv = shutil.which("uv")
    if uv is None:
        print("This needs uv: pip install uv", file=sys.stderr)
        return 1
    for name in GROUPS:
        print(f"Locking {name} …")
        subprocess.run(lock_command(uv, name, keep="--keep" in arguments), cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
