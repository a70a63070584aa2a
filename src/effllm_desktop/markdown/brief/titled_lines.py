"""Items that begin with their title, in bold or as a link, with words and links behind it.

`- **A title**, First Author, ICML. [paper](…) [code](…)`, `- [A title](…) (ICML) [[code](…)]`: one
expression recognises such an item as a whole, and its phrases are what it is split into at its
links. So neither each phrase nor the end of the item need be looked for. Whatever else there may be
in it, it is left to `blocks`.
"""

import re

from effllm_desktop.markdown.brief import blocks
from effllm_desktop.markdown.brief.grammar import JOINED, PLAIN, PLAIN_LABEL, PLAIN_URL, WORDS
from effllm_desktop.markdown.brief.phrases import References, as_link, as_strong, as_text
from effllm_desktop.markdown.brief.reading import Reading
from effllm_desktop.markdown.brief.saying import NO_ENTRY
from effllm_desktop.markdown.tree import Recognised

_TITLE = rf"(?=[^\W_]){WORDS}"
_LABEL = rf"\[{PLAIN_LABEL}\]|{PLAIN_LABEL}"
_LINK = rf"\[(?:{_LABEL})\]\({PLAIN_URL}\)"
_ITEM = re.compile(
    rf"(?:[-*+]|\d{{1,9}}[.)])[ ]{{1,4}}"
    rf"(?:\*\*(?P<bold>{_TITLE})(?<=\S)\*\*(?!\*)|\[(?P<label>{_TITLE})\]\((?P<url>{PLAIN_URL})\))"
    rf"(?P<behind>(?:{PLAIN}++|{JOINED}|{_LINK}|\[(?={_LINK})|\](?![(:]|[ ]\(http))*+)"
    rf"(?P<end>{blocks.END})"
)
_LINKS = re.compile(rf"\[({_LABEL})\]\(({PLAIN_URL})\)")


def item(text: str, start: int, references: References) -> Recognised | None:
    """What the item that begins here says; None where it takes a closer look."""
    match = _ITEM.match(text, start)
    if match is None:
        return None
    whole = match[0]
    marked = blocks.marked(whole, references)
    if marked is None or (references and "][" in whole):
        return None
    bold, label, url, behind, end = match.groups()
    head = [as_strong(bold) if bold else as_link(label, url)]
    parts = _LINKS.split(behind)
    parts[-1] += end and ("\r\n" if end[0] == "\r" else "\n")
    for place in range(0, len(parts), 3):
        if parts[place]:
            head.append(as_text(parts[place]))
        if place + 2 < len(parts):
            head.append(as_link(parts[place + 1], parts[place + 2]))
    if not blocks.may_be_entry(head):
        return None
    said = Reading(marked).read(head, (), ())
    if said is None or said is NO_ENTRY or said[2]:
        return None
    return whole, said[0], said[1], False, said[3]
