"""What `effllm-desktop` takes on its command line; argparse would cost 8 ms of every start."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from effllm_desktop import __version__

LARGEST_SIDE = 16384
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".txt")
THEMES = ("light", "dark")


class WindowRequest(NamedTuple):
    """What the window is to show, and whether it is only wanted as a picture."""

    library: Path | None = None
    sources: tuple[Path, ...] = ()
    screenshot: Path | None = None
    size: tuple[int, int] | None = None
    theme: str | None = None
    select: str | None = None
    place: str | None = None
    describe: Path | None = None

    @property
    def is_picture(self) -> bool:
        return self.screenshot is not None or self.describe is not None


class Misused(Exception):  # noqa: N818 - it is told to whoever typed, and to nobody else
    """Arguments that make no sense; the sentence says which."""


def read_arguments(arguments: Sequence[str]) -> WindowRequest:
    """Exits with 2 and one sentence when they make no sense."""
    if "--help" in arguments or "-h" in arguments:
        _end(_help())
    if "--version" in arguments:
        _end(f"EffLLM Desktop {__version__}\n")
    try:
        return _read(arguments)
    except Misused as problem:
        sys.stderr.write(f"effllm-desktop: {problem}. Try effllm-desktop --help.\n")
        sys.exit(2)


def _read(arguments: Sequence[str]) -> WindowRequest:
    given: dict[str, Any] = {}
    for name, value in _options(arguments):
        if name:
            given[name.removeprefix("--")] = _OPTIONS[name].read(value)
        elif "sources" in given:
            raise Misused(f"one library or list is enough: {given['sources'][0]} or {value}")
        else:
            given["sources"] = (Path(value),)
    return _sorted_out(WindowRequest(**given))


def _options(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names and values; the name is empty for what stands alone."""
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-"):
            yield "", argument
            continue
        if argument == "--":
            yield from (("", one) for one in rest)
            return
        name, equals, value = argument.partition("=")
        if name not in _OPTIONS:
            raise Misused(f"there is no option {name}")
        if not equals:
            value = next(rest, "")
        if not value:
            raise Misused(f"{name} needs a value: {_OPTIONS[name].metavar}")
        yield name, value


def _sorted_out(request: WindowRequest) -> WindowRequest:
    """What stands alone is a library, or a list to open."""
    if not request.sources:
        return request
    (what,) = request.sources
    if not _is_library(what):
        if not what.exists():
            raise Misused(f"there is no file or folder {what}")
        return request
    if request.library is not None:
        raise Misused("name the library once, not with --library and again without")
    return request._replace(library=what, sources=())


def _is_library(path: Path) -> bool:
    """A folder with a library in it, or one that could become one. Lists make it a source."""
    if path.is_dir():
        return (path / "library.db").exists() or not any(path.rglob("*.md"))
    return not path.exists() and path.suffix.lower() not in MARKDOWN


def _size(text: str) -> tuple[int, int]:
    words = text.replace("×", "x").split("x")
    numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
    if len(words) != 2 or len(numbers) != 2 or not all(0 < n <= LARGEST_SIDE for n in numbers):
        raise Misused(f"“{text}” is no size: write it like 1280x800")
    return numbers[0], numbers[1]


def _theme(text: str) -> str:
    if text not in THEMES:
        raise Misused(f"“{text}” is no theme: it is light or dark")
    return text


class _Option(NamedTuple):
    read: Callable[[str], object]
    metavar: str
    help: str


_OPTIONS = {
    "--library": _Option(Path, "DIR", "the library folder (else $EFFLLM_LIBRARY, else your own)"),
    "--screenshot": _Option(Path, "FILE.png", "draw the window into a picture and end"),
    "--size": _Option(_size, "WxH", "of the picture, such as 1280x800"),
    "--theme": _Option(_theme, "light|dark", "instead of the one that is set"),
    "--select": _Option(str, "KEY", "select this work: a key, an arXiv id, an address"),
    "--place": _Option(str, "NAME", "show this place, list or section"),
    "--describe": _Option(Path, "FILE.json", "write what a screen reader would find, and end"),
}


def _help() -> str:
    lines = [
        "Usage: effllm-desktop [OPTIONS] [LIBRARY|FILE]",
        "",
        "A reading-list manager for people who follow research through awesome lists.",
        "LIBRARY is a folder; FILE is a Markdown list to open, or a folder of lists.",
        "",
        *(f"  {f'{name} {one.metavar}':24} {one.help}" for name, one in _OPTIONS.items()),
        f"  {'--version':24} say which version this is",
        f"  {'-h, --help':24} show this",
        "",
        "Example: effllm-desktop ~/awesome-lists/README.md",
    ]
    return "\n".join(lines) + "\n"


def _end(text: str) -> NoReturn:
    sys.stdout.write(text)
    sys.exit(0)
