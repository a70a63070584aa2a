"""Patterns for citation keys: letters and digits, and fields in braces."""

import re
from enum import StrEnum

from effllm_desktop.domain.errors import BadInput

DEFAULT = "{author}{year}{word}"
_FIELD = re.compile(r"\{(\w*)\}")
_LITERAL = re.compile(r"[A-Za-z0-9_:.+/-]*")


class KeyField(StrEnum):
    """What a pattern can name."""

    AUTHOR = "author"  # the first author's family name; of a repository its owner
    YEAR = "year"
    WORD = "word"  # the first word of the title that says something
    TITLE = "title"  # the first three such words
    ARXIV = "arxiv"
    KEY = "key"  # the work's own, as far as a citation key can say it


def fields(pattern: str) -> list[str | KeyField]:
    """The pieces of a pattern in order: literal text and fields. Raises BadInput."""
    pieces = _FIELD.split(pattern)  # words and names of fields in turn
    known = all(name in list(KeyField) for name in pieces[1::2])
    if len(pieces) > 1 and known and all(map(_LITERAL.fullmatch, pieces[::2])):
        return [KeyField(piece) if place % 2 else piece for place, piece in enumerate(pieces)]
    raise BadInput(
        f"“{pattern}” is no pattern for citation keys.",
        f"It holds letters, digits and at least one of {', '.join(f'{{{f}}}' for f in KeyField)}.",
    )
