"""What a reader types to find works: words, phrases, fields, `-not`, `or`, brackets.

No input is an error: what cannot be understood is searched as text, and the tree knows it.
`fields` lists every field; `docs/command-line.md` shows each with an example.
"""

from effllm_desktop.domain.queries.fields import FIELDS, Field, Takes
from effllm_desktop.domain.queries.parsing import parse
from effllm_desktop.domain.queries.printing import printed
from effllm_desktop.domain.queries.tree import (
    EVERYTHING,
    And,
    Misreading,
    Node,
    Not,
    Or,
    Query,
    Term,
    leaves,
    together,
    wanted,
    with_terms,
)

__all__ = [
    "EVERYTHING",
    "FIELDS",
    "And",
    "Field",
    "Misreading",
    "Node",
    "Not",
    "Or",
    "Query",
    "Takes",
    "Term",
    "leaves",
    "parse",
    "printed",
    "together",
    "wanted",
    "with_terms",
]
