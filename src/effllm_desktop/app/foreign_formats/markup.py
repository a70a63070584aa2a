"""XML of other programs: which document a text is, and its elements one after the other."""

import re
from collections.abc import Iterator
from typing import Any

from effllm_desktop.domain.errors import BadInput

_NAME = re.compile(r"<(?:!DOCTYPE\s+)?([A-Za-z_][\w.:-]*)")
_BLANKS = re.compile(r"\s+")
_ENDS = {"<?": "?>", "<!--": "-->"}
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(r"""\bencoding\s*=\s*["']([\w.:-]+)""")
_READ = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252")
"""Encodings that a file has been read in before, told by its bytes."""


def root_name(text: str) -> str:
    """What the first element is called, or what the declaration calls it; nothing if none comes."""
    position = _after_blanks(text, text.startswith("\ufeff"))
    while (
        opening := next((one for one in _ENDS if text.startswith(one, position)), None)
    ) is not None:
        end = text.find(_ENDS[opening], position)
        if end < 0:
            return ""
        position = _after_blanks(text, end + len(_ENDS[opening]))
    found = _NAME.match(text, position)
    return found[1] if found else ""


def _after_blanks(text: str, position: int) -> int:
    blanks = _BLANKS.match(text, position)
    return blanks.end() if blanks else position


def events(text: str, form: str) -> Iterator[tuple[str, Any]]:
    """Each element as it starts and as it ends. Raises BadInput with a line for what is no XML."""
    from effllm_desktop.net import xml_reading

    text = text.removeprefix("\ufeff")
    declared = _DECLARATION.match(text)
    if declared is not None:
        _require_readable(declared[0], form)
        text = "\n" * declared[0].count("\n") + text[declared.end() :]
    try:
        yield from xml_reading.events(text.encode("utf-8", "replace"))
    except xml_reading.Malformed as error:
        raise BadInput(
            f"This {form} cannot be read from line {error.line or 1} on.", "Export it again."
        ) from error


def _require_readable(declaration: str, form: str) -> None:
    encoding = _ENCODING.search(declaration)
    if encoding is not None and encoding[1].lower() not in _READ:
        raise BadInput(
            f"This {form} is written in {encoding[1]}, as line 1 says.", "Save it as UTF-8."
        )
