"""Citation styles in CSL, read before they are applied: a file of others is not to be trusted.

A style is a program: it has branches and macros that name one another. Whoever applies it follows
them all, so those that would never come to an end are told here, by counting what they come to.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from effllm_desktop.domain.errors import BadInput, NotFound, StorageFailed

LARGEST = 2**21
"""Bytes. Of ten thousand published styles the largest has an eighth of it."""
HEAVIEST = 1_000_000
"""Letters and elements that one entry may come to. Chicago's notes, the heaviest, have 108,000."""
_BUNDLED = "harvard-cite-them-right.csl"
_SPACE = "{http://purl.org/net/xbiblio/csl}"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAMING = ("macro", "term", "name", "form", "variable")
"""Attributes that elements are looked up by."""
_ELSEWHERE = "Choose another style: https://www.zotero.org/styles has ten thousand."


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A style that was found sound: as UTF-8, and what it is called."""

    data: bytes
    name: str


def read(path: str) -> CitationStyle:
    """The style in a file; without a path the one that comes with the program.

    Raises NotFound, StorageFailed, and BadInput for what is no style that can be applied.
    """
    if not path:
        return _understood(_bundled().read_bytes(), _BUNDLED)
    file = Path(path).expanduser()
    return _understood(_bytes(file), file.name)


def _bundled() -> Path:
    import citeproc

    return Path(citeproc.STYLES_PATH) / _BUNDLED


def _bytes(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise NotFound(
                f"There is no citation style {file}.",
                "Choose its .csl file anew, or change the setting citation_style.",
            )
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise StorageFailed(
            f"The citation style {file} cannot be read: {error.strerror}.",
            "Check its permissions, or choose another file.",
        ) from error
    if len(data) > LARGEST:
        raise BadInput(f"{file.name} is too large for a citation style.", _ELSEWHERE)
    return data


def _understood(data: bytes, name: str) -> CitationStyle:
    from effllm_desktop.net import xml_reading

    try:
        root = xml_reading.parsed(data)
    except xml_reading.Malformed as error:
        raise BadInput(
            f"{name} is no citation style: it cannot be read from line {error.line or 1} on.",
            "Fetch the file again, or choose another style.",
        ) from error
    _require_style(root, name)
    _require_sound(root, name)
    said = BytesIO()
    root.getroottree().write(said, encoding="UTF-8")
    title = root.findtext(f"{_SPACE}info/{_SPACE}title") or name
    return CitationStyle(said.getvalue(), " ".join(title.split()))


def _require_style(root: Any, name: str) -> None:
    if root.tag != f"{_SPACE}style":
        raise BadInput(f"{name} is no citation style in CSL 1.0.", _ELSEWHERE)
    links = root.iterfind(f"{_SPACE}info/{_SPACE}link[@rel='independent-parent']")
    parent = next((link.get("href", "") for link in links), None)
    if parent is not None:
        raise BadInput(
            f"{name} holds no style, but only says that it is that of another file.",
            f"Choose that file instead: {parent}",
        )
    if root.find(f"{_SPACE}bibliography/{_SPACE}layout") is None:
        raise BadInput(
            f"The style {name} has no bibliography: it is for footnotes only.",
            "Choose a style that lists what is cited.",
        )


def _require_sound(root: Any, name: str) -> None:
    """Refuse what looks something up that cannot be there, or comes to more than anybody needs."""
    language = root.get("default-locale", "en-US")
    quoted = any(
        sign in element.get(naming, "")
        for element in _elements(root)
        for naming in _NAMING
        for sign in "'\""
    )
    if quoted or not _LANGUAGE.fullmatch(language):
        raise BadInput(f"The style {name} is damaged.", _ELSEWHERE)
    macros = {one.get("name", ""): one for one in root.iterfind(f"{_SPACE}macro")}
    bibliography = root.find(f"{_SPACE}bibliography")
    try:
        heaviest = max(
            _Measure(macros, weigh).of(bibliography) for weigh in (_written, _looked_through)
        )
    except _Missing as error:
        raise BadInput(
            f"The style {name} is damaged: its macro “{error}” is not there.", _ELSEWHERE
        ) from error
    except RecursionError as error:
        raise BadInput(f"The style {name} would go on for ever.", _ELSEWHERE) from error
    if heaviest > HEAVIEST:
        raise BadInput(f"The style {name} would go on for ever.", _ELSEWHERE)


class _Missing(Exception):  # noqa: N818 - named for the situation
    """A macro that is named and not there."""


class _Measure:
    """What elements come to by one way of weighing, with the macros that they name."""

    def __init__(self, macros: Mapping[str, Any], weigh: "_Weighing") -> None:
        self._macros = macros
        self._weigh = weigh
        self._known: dict[str, int] = {}
        self._open: set[str] = set()

    def of(self, element: Any) -> int:
        """Raises RecursionError where macros name one another in a ring."""
        named = element.get("macro")
        inside = 0 if named is None else self._of_macro(named)
        return inside + self._weigh(element, (self.of(one) for one in _children(element)))

    def _of_macro(self, name: str) -> int:
        if name in self._open:
            raise RecursionError(name)
        if name not in self._macros:
            raise _Missing(name)
        if name not in self._known:
            self._open.add(name)
            self._known[name] = self.of(self._macros[name])
            self._open.remove(name)
        return self._known[name]


_Weighing = Callable[[Any, Iterator[int]], int]


def _written(element: Any, children: Iterator[int]) -> int:
    """What is written of it: of the branches of a choice only one is."""
    own = 20 + sum(map(len, element.attrib.values()))
    is_choice = element.tag == f"{_SPACE}choose"
    return own + (max(children, default=0) if is_choice else sum(children))


def _looked_through(element: Any, children: Iterator[int]) -> int:
    """What is looked through before a group is written, for whether it says anything at all."""
    below = sum(children)
    return 1 if element.tag == f"{_SPACE}group" else 1 + below


def _elements(root: Any) -> Iterator[Any]:
    return (one for one in root.iter() if isinstance(one.tag, str))


def _children(element: Any) -> Iterator[Any]:
    return (one for one in element if isinstance(one.tag, str))
