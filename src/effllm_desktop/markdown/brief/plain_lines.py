"""Items of one line that is made of words, links, bold and italic words and code, as most are.

`- **A title**, First Author, ICML. [paper](…)`, `- [A title](…) *First Author et al.* [code](…)`:
one expression recognises such an item as a whole, and its phrases are what it is split into. So
neither each phrase nor the end of the item need be looked for. Whatever else there may be in it, it
is left to `blocks`.
"""

import re

from effllm_desktop.markdown.brief import blocks
from effllm_desktop.markdown.brief.grammar import BRACKET, PLAIN, PLAIN_URL, WORDS
from effllm_desktop.markdown.brief.phrases import (
    Phrase,
    References,
    as_code,
    as_emphasis,
    as_link,
    as_strong,
    as_text,
)
from effllm_desktop.markdown.brief.reading import Reading
from effllm_desktop.markdown.brief.saying import NO_ENTRY
from effllm_desktop.markdown.tree import Recognised

_JOINED = r":(?!//)|!(?!\[)|&(?![#A-Za-z])|~(?!~)|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])"
_SAID = rf"(?=[^\W_]){WORDS}"
_LABEL = rf"\[{_SAID}\]|{_SAID}"
_LINK = rf"\[(?:{_LABEL})\]\({PLAIN_URL}\)"
_STRONG = rf"\*\*(?=[^\s*]){WORDS}(?<=\S)\*\*(?!\*)"
_EMPHASIS = rf"\*(?=[^\s*]){WORDS}(?<=\S)\*(?!\*)"
_CODE = r"`[^`\r\n]++`(?!`)"
_ITEM = re.compile(
    rf"{blocks.MARKER}((?>(?:{PLAIN}++|{_JOINED}|{_LINK}|{BRACKET}|{_STRONG}|{_EMPHASIS}|{_CODE})*))"
    rf"({blocks.END})"
)
_PIECE = re.compile(rf"\[({_LABEL})\]\(({PLAIN_URL})\)|\*\*({WORDS})\*\*|\*({WORDS})\*|`([^`]++)`")
_STEP = 1 + _PIECE.groups  # from words to words in what is split


def item(text: str, start: int, references: References) -> Recognised | None:
    """What the item that begins here says; None where it takes a closer look."""
    match = _ITEM.match(text, start)
    if match is None:
        return None
    whole = match[0]
    marked = blocks.marked(whole, references)
    if marked is None or (references and "][" in whole):
        return None
    head = _phrases(match[1], match[2])
    if not blocks.may_be_entry(head):
        return None
    said = Reading(marked).read(head, (), ())
    if said is None or said is NO_ENTRY or said[2]:
        return None
    return whole, said[0], said[1], False, said[3]


def _phrases(line: str, end: str) -> list[Phrase]:
    """The phrases of a line; its end belongs to its last words."""
    parts = _PIECE.split(line)
    parts[-1] += end and ("\r\n" if end[0] == "\r" else "\n")
    found = [as_text(parts[0])] if parts[0] else []
    for place in range(1, len(parts), _STEP):
        label, url, bold, italic, code, words = parts[place : place + _STEP]
        if label:
            found.append(as_link(label, url))
        elif bold:
            found.append(as_strong(bold))
        else:
            found.append(as_emphasis(italic) if italic else as_code(code))
        if words:
            found.append(as_text(words))
    return found
