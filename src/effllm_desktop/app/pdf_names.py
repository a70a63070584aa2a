"""What the PDF of a work is called outside the library: by a pattern, and sound on every system."""

import re
from string import Formatter

from effllm_desktop.domain.lists import EntryText

USUAL = "{author} {year} {title}"
FIELDS = ("author", "year", "title", "venue", "key")
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices (https://learn.microsoft.com/windows/win32/fileio)."""
_LONGEST = 120  # letters: with a long folder before it a name still fits Windows' 260


def readable_name(text: EntryText, pattern: str = USUAL) -> str:
    """`Frantar 2023 SparseGPT.pdf`. What is unknown is left out; no name is ever empty."""
    first = text.authors[0] if text.authors else ""
    values = {
        "author": first.rpartition(" ")[2],
        "year": str(text.year or ""),
        "title": text.title,
        "venue": text.venue or "",
        "key": text.key.replace(":", " "),
    }
    return sound_name(pattern.format(**values))


def sound_name(words: str) -> str:
    """Words as the name of a PDF."""
    words = " ".join(_UNFIT.sub(" ", words).split()).strip(". ")
    name = words[:_LONGEST].strip(". ") or "paper"
    return f"{'_' if _RESERVED.fullmatch(name) else ''}{name}.pdf"


def checked(pattern: str) -> str:
    """A pattern that may be used. Raises ValueError for an unknown field or odd braces."""
    fields = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
    if not fields or not fields <= set(FIELDS):
        raise ValueError(pattern)
    return pattern
