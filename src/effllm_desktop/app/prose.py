"""Whether a document that was found in a folder is a list, or prose with links in it."""

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from effllm_desktop.app.gathering import Gathered

_LOOKED_AT = 500  # entries: what a document is shows long before its end
_CLEARLY_A_LIST = 20  # entries
_SHARE = 0.25  # of the bytes: a list of few entries consists of little else
_MARKERS = (b"-", b"*", b"+", b"|", b"<", b"[", b"!", b"#", b"_", b"`")


def is_list(found: "Gathered") -> bool:
    """Whether a document is made of entries.

    At least half of them are items, rows, headings or lines that begin with their link or in bold:
    in prose a link stands somewhere in a paragraph. And there are twenty of those, or they are a
    quarter of the document: a few links at the end of a long page make it no list.
    """
    looked_at = range(min(len(found.keys), _LOOKED_AT))
    count = size = 0
    for _, source in islice(found.sources(looked_at), _LOOKED_AT):
        if _stands_out(source):
            count += 1
            size += len(source)
    if not count or 2 * count < len(looked_at):
        return False
    whole = found.repaired or found.data
    return count >= _CLEARLY_A_LIST or size >= _SHARE * whole.size


def _stands_out(source: bytes) -> bool:
    """Whether an entry begins like one, and not with a word."""
    start = source.lstrip(b" \t>")[:12]
    number = start.lstrip(b"0123456789")
    return start.startswith(_MARKERS) or (number != start and number[:1] in (b".", b")"))
