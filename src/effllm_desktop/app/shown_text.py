"""What people see of an entry: mathematics made readable, authors in one line."""

from collections.abc import Sequence
from html import escape

from effllm_desktop.domain import entry_values
from effllm_desktop.markdown import readable
from effllm_desktop.store import entries
from effllm_desktop.store.database import Row
from effllm_desktop.store.entries import ShownText

_ELLIPSIS = "…"
_NEW = tuple.__new__  # of very many values: half the time that calling their class takes


def shown(row: Row) -> ShownText:
    """The text of an entry as it is shown, out of its row (`entries.row_of`)."""
    title, authors, elided, source = entries.told(row)
    if elided:
        names = _with_ellipsis(source, entry_values.strings(authors))
    else:
        names = entry_values.joined(authors, ", ")
    if "$" not in title and "\\" not in title:  # nothing to make readable in most
        return _NEW(ShownText, (title, None, names))
    plain, html = readable.plain(title), readable.html(title)
    return ShownText(plain, None if html == escape(plain) else html, names)


def _with_ellipsis(source: bytes, authors: Sequence[str]) -> str:
    """The authors in one line, with an ellipsis where the list leaves some out."""
    text = source.decode("utf-8", "surrogateescape")
    words = " ".join(text.replace(_ELLIPSIS, "...").split())
    if ", ..., " in words:
        for place in range(1, len(authors)):
            if f"{authors[place - 1]}, ..., {authors[place]}" in words:
                return ", ".join([*authors[:place], _ELLIPSIS, *authors[place:]])
    return ", ".join([*authors, _ELLIPSIS])
