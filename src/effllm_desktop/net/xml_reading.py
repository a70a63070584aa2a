"""XML read strictly: nothing is mended, nothing is guessed, nothing outside of it is asked.

libxml2 itself refuses depths over 256 and texts over 10 MB. A declaration of the document's type
is refused here: no document that the program reads needs one, and one that has is up to something.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any

_STRICT: Mapping[str, bool] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "recover": False,
    "load_dtd": False,
}


class Malformed(ValueError):  # noqa: N818 - named for the situation
    """Bytes that are not what they should be; `line` is where that shows, if it is known."""

    def __init__(self, line: int | None = None) -> None:
        super().__init__(line)
        self.line = line


def parsed(data: bytes) -> Any:
    """The root of a document, read at once. Raises Malformed."""
    from lxml import etree

    try:
        root = etree.fromstring(data, parser=etree.XMLParser(**_STRICT))
    except etree.XMLSyntaxError as error:
        raise Malformed(error.lineno) from error
    _require_no_type(root)
    return root


def events(data: bytes) -> Iterator[tuple[str, Any]]:
    """Each element as it starts, with its attributes, and as it ends, with all that is in it.

    Whoever is done with an element that ended may `forget` it. Raises Malformed.
    """
    from lxml import etree

    found = etree.iterparse(io.BytesIO(data), events=("start", "end"), **_STRICT)
    try:
        for number, (event, element) in enumerate(found):
            if number == 0:
                _require_no_type(element)
            yield event, element
    except etree.XMLSyntaxError as error:
        raise Malformed(error.lineno) from error


def forget(element: Any) -> None:
    """Let go what is in an element that ended, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def _require_no_type(element: Any) -> None:
    if element.getroottree().docinfo.doctype:
        raise Malformed(1)
