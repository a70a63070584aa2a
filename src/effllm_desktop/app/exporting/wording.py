"""What is the reader's own, in words that people read in exported files."""

from collections.abc import Callable, Mapping

from effllm_desktop.app.exporting.request import Part
from effllm_desktop.domain.highlights import HighlightKind
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store.chosen import Highlight

ONE_LIST_TITLE = "Reading list"
"""The title of what was gathered from several lists."""
STATUS_WORDS = {
    Status.READING: "reading",
    Status.READ: "read",
    Status.DROPPED: "not for me",
}
_WORDS: Mapping[Part, Callable[[State], str]] = {
    Part.STATUS: lambda state: STATUS_WORDS.get(state.status, ""),
    Part.STAR: lambda state: "starred" if state.starred else "",
    Part.RATING: lambda state: f"rated {state.rating}/5" if state.rating else "",
    Part.QUEUE: lambda state: f"no. {state.queue} to read next" if state.queue else "",
    Part.TAGS: lambda state: f"tags: {', '.join(state.tags)}" if state.tags else "",
}


def own_words(state: State, parts: frozenset[Part]) -> str:
    """Status, star, rating, place in the queue and tags in one line; empty where there are none."""
    return " · ".join(filter(None, (say(state) for part, say in _WORDS.items() if part in parts)))


def highlight_line(one: Highlight) -> str:
    """A highlight in one line of Markdown, its comment behind it; or a note on a page."""
    if one.is_note:
        return f"p. {one.page}: {_line(one.comment) or 'a note without words'}"
    comment = f" – {_line(one.comment)}" if one.comment else ""
    struck = ", struck out" if one.kind == HighlightKind.STRIKEOUT else ""
    return f"p. {one.page}{struck}: “{_line(one.quote)}”{comment}"


def _line(text: str) -> str:
    return " ".join(text.split())
