"""What `effllm-desktop` takes on its command line."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from effllm_desktop import __version__

if TYPE_CHECKING:
    from argparse import ArgumentParser

LARGEST_SIDE = 16384
MARKDOWN = (".md", ".markdown", ".mdown", ".txt")


@dataclass(frozen=True, slots=True)
class WindowRequest:
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


def read_arguments(arguments: Sequence[str]) -> WindowRequest:
    """Exits with 2 and one sentence when they make no sense."""
    if not arguments:
        return WindowRequest()
    parser = _parser()
    given = parser.parse_args(list(arguments))
    library: Path | None = given.library
    sources: tuple[Path, ...] = ()
    if given.what is not None:
        if not _is_library(given.what):
            sources = (given.what,)
        elif library is not None:
            parser.error("name the library once, not with --library and again without")
        else:
            library = given.what
    for source in sources:
        if not source.exists():
            parser.error(f"there is no file or folder {source}")
    return WindowRequest(
        library,
        sources,
        given.screenshot,
        given.size,
        given.theme,
        given.select,
        given.place,
        given.describe,
    )


def _is_library(path: Path) -> bool:
    """A folder with a library in it, or one that could become one. Lists in it make it a source."""
    if path.is_dir():
        return (path / "library.db").exists() or not any(path.rglob("*.md"))
    return not path.exists() and path.suffix.lower() not in MARKDOWN


def _parser() -> "ArgumentParser":
    from argparse import ArgumentParser  # most starts have no arguments

    class Parser(ArgumentParser):
        """Says what is wrong in one sentence instead of printing all there is."""

        def error(self, message: str) -> NoReturn:
            sys.stderr.write(f"effllm-desktop: {message}. Try effllm-desktop --help.\n")
            sys.exit(2)

    parser = Parser(
        prog="effllm-desktop",
        description="A reading-list manager for people who follow research through awesome lists.",
        epilog="example: effllm-desktop ~/awesome-lists/README.md",
    )
    add = parser.add_argument
    add(
        "what",
        nargs="?",
        type=Path,
        metavar="LIBRARY|FILE",
        help="a library folder, or a list to open",
    )
    add(
        "--library",
        type=Path,
        metavar="DIR",
        help="the library folder (else $EFFLLM_LIBRARY, else your own)",
    )
    add(
        "--screenshot", type=Path, metavar="FILE.png", help="draw the window into a picture and end"
    )
    add("--size", type=_size, metavar="WxH", help="of the picture, such as 1280x800")
    add("--theme", choices=("light", "dark"), help="instead of the one that is set")
    add("--select", metavar="KEY", help="select this work: a key, an arXiv id, an address")
    add("--place", metavar="NAME", help="show this place, list or section")
    add(
        "--describe",
        type=Path,
        metavar="FILE.json",
        help="write what a screen reader would find, and end",
    )
    add("--version", action="version", version=f"EffLLM Desktop {__version__}")
    return parser


def _size(text: str) -> tuple[int, int]:
    from argparse import ArgumentTypeError

    words = text.replace("×", "x").split("x")
    numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
    if len(words) != 2 or len(numbers) != 2 or not all(0 < n <= LARGEST_SIDE for n in numbers):
        raise ArgumentTypeError(f"“{text}” is no size: write it like 1280x800")
    return numbers[0], numbers[1]
