"""What a feed of arXiv says at first sight, read strictly: nothing is mended, nothing is guessed.

The `arxiv` package reads damaged XML as well as it can and so loses entries or alters text without
a word; and it shows error messages, logins and empty pages alike as no results. So every feed is
looked at here before it is handed on.
"""

from dataclasses import dataclass

from effllm_desktop.domain import arxiv_id
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.net.xml_reading import Malformed, parsed

__all__ = ["Malformed", "Sight", "look"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
_ERROR = "/api/errors"


@dataclass(frozen=True, slots=True)
class Sight:
    """Which papers have an entry, whole or not; `error` is arXiv's own sentence where it is one.

    `total`: how many papers it says that there are for what was asked.
    """

    ids: tuple[ArxivId, ...]
    error: str | None = None
    total: int | None = None


def look(data: bytes) -> Sight:
    """What is in a feed. Raises Malformed for bytes that are no feed of arXiv's."""
    root = parsed(data)
    if root.tag != f"{_ATOM}feed":
        raise Malformed
    entries = root.findall(f"{_ATOM}entry")
    names = [(entry.findtext(f"{_ATOM}id") or "").strip() for entry in entries]
    for name, entry in zip(names, entries, strict=True):
        if _ERROR in name:
            return Sight((), " ".join((entry.findtext(f"{_ATOM}summary") or "").split()))
    ids = [arxiv_id.from_address(name) for name in names]
    if None in ids:
        raise Malformed
    total = (root.findtext(_TOTAL) or "").strip()
    return Sight(
        tuple(one for one in ids if one is not None),
        total=int(total) if total.isascii() and total.isdigit() else None,
    )
