"""What can stand in a QUERY, for the help of the verbs and for the manual."""

import textwrap
from collections.abc import Iterator

from effllm_desktop.domain.queries.fields import FIELDS, FORMS

_EXAMPLES = 30
_WIDTH = 78


def rows() -> Iterator[tuple[str, str]]:
    """Each form with one example, and what that finds."""
    yield from FORMS.items()
    for spec in FIELDS.values():
        yield spec.example, ": ".join(filter(None, (spec.finds, ", ".join(spec.choices))))


def table() -> str:
    """The rows for a help text."""
    lines = ["\n\n\b\nA QUERY finds works:"]
    for example, finds in rows():
        beside = textwrap.wrap(finds, _WIDTH - _EXAMPLES - 2)
        lines.append(f"  {example:{_EXAMPLES}}{beside[0]}")
        lines += [" " * (_EXAMPLES + 2) + line for line in beside[1:]]
    return "\n".join(lines)
