"""Finds the files that come with the program: bundled lists, icons, themes.

They lie in ``resources/`` at the top of a checkout, and inside the package once it is built: the
wheel and the bundled program both have ``effllm_desktop/resources``.
"""

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def resource_path(*parts: str) -> Traversable:
    """The resource at this path, e.g. ``resource_path("icons", "star.svg")``."""
    found = _root().joinpath(*parts)
    if not (found.is_file() or found.is_dir()):
        raise FileNotFoundError(f"no resource {'/'.join(parts)}")
    return found


def read_bytes(*parts: str) -> bytes:
    return resource_path(*parts).read_bytes()


def read_text(*parts: str) -> str:
    return resource_path(*parts).read_text(encoding="utf-8")


def catalogs() -> list[Traversable]:
    """The lists that come with the program, by file name."""
    files = (file for file in resource_path("catalogs").iterdir() if file.name.endswith(".md"))
    return sorted(files, key=lambda file: file.name)


@cache
def _root() -> Traversable:
    package = resources.files("effllm_desktop")
    built = package.joinpath("resources")
    if built.is_dir():
        return built
    return Path(str(package)).parents[1] / "resources"
