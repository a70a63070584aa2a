"""Documents that are no Markdown lists: told by what they have, and by having no Markdown link."""

import re

_LOOKED_AT = 200_000  # bytes: what a document is shows at its beginning
_LINKS = (b"]: http", b"href=", b"HREF=", b"<http")
_MARKDOWN_LINK = re.compile(rb"\]\((?:<?https?:|#|\.{0,2}/|[\w%./-]+\.(?:md|html?)\b)")
_ITEM_WITH_ADDRESS = re.compile(rb"^[ \t]*(?:[-*+]|\d+[.)])[ \t][^\r\n]*https?://", re.MULTILINE)
_TEXT_LINK = re.compile(rb"`[^`<>]{1,300}<[^<>`\s]{1,2000}>`__?")
_DIRECTIVE = re.compile(rb"^\.\. (?:[\w-]+::|_[^:\r\n]+:)", re.MULTILINE)
_UNDERLINED = re.compile(rb"^[^\s#].*(?:\r\n|\n)(?:={4,}|~{4,}|\^{4,}|-{4,})[ \t]*$", re.MULTILINE)
_CODE = re.compile(
    rb"^(?:#!|[ \t]*(?:import|from|def|class|return|function|public|private|package|use|fn|var|let"
    rb"|const|struct|if|for|while|elif|else)\b[^\r\n]*[;:{(][ \t]*$|#include\b"
    rb"|[ \t]*[})\]]+[;,]?[ \t]*$"
    rb"|[^\r\n]*[;{][ \t]*$|(?:from [\w.]+ )?import [\w.]+)",
    re.MULTILINE,
)
_A_PROGRAM = 0.2  # of its lines that are written like code


def seems(data: bytes) -> str | None:
    """What a document is that is no Markdown list, in a sentence; None for all others."""
    start = data[:_LOOKED_AT]
    is_text = len(_TEXT_LINK.findall(start)) > 1 or _has_directive(start)
    if _MARKDOWN_LINK.search(data):
        return None
    if is_text or (_UNDERLINED.search(start) and _TEXT_LINK.search(start)):
        return _sentence("reStructuredText")
    if any(link in data for link in _LINKS) or _ITEM_WITH_ADDRESS.search(start):
        return None
    if start.lstrip()[:1] in (b"{", b"[") and b'":' in start:
        return _sentence("data")
    written = [line for line in start.splitlines() if line.strip()]
    if start.startswith(b"#!") or (
        len(written) > 4 and len(_CODE.findall(start)) >= _A_PROGRAM * len(written)
    ):
        return _sentence("a program")
    return None


def _has_directive(start: bytes) -> bool:
    return b".. " in start and _DIRECTIVE.search(start) is not None


def _sentence(what: str) -> str:
    return f"This looks like {what}, not like a Markdown list; it is kept as it is."
