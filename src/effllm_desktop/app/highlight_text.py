"""Highlights as Markdown: quotations with their page, and the reader's comments below.

A note on a page quotes nothing but says where it stands, so that comments are always one's own.
"""

import re
from collections.abc import Iterable

from effllm_desktop.domain.highlights import Highlight, HighlightKind

_MARKUP = re.compile(r"([\\`*_\[\]<>|~]|^(?:#{1,6}(?= )|[-+](?= )))")
_NUMBERED = re.compile(r"^(\d+)([.)] )")


def markdown(highlights: Iterable[Highlight]) -> str:
    """One quotation after the other, in the order given.

    What stands in the paper is shown as it stands there: signs of Markdown are escaped. Comments
    are the reader's own Markdown.
    """
    return "\n\n".join(_quotation(one) for one in highlights)


def _quotation(one: Highlight) -> str:
    words = "Note" if one.is_note else _escaped(" ".join(one.passage.quote.split()))
    struck = ", struck out" if one.kind is HighlightKind.STRIKEOUT else ""
    quotation = f"> {words} (p. {one.page}{struck})"
    comment = one.comment.strip()
    return f"{quotation}\n\n{comment}" if comment else quotation


def _escaped(words: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", words))
