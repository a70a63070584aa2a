"""An entry's title or description in other words; every other character stays."""

import re

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.keys import normalise_title
from effllm_desktop.domain.lists import ReadEntry
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown.documents import Document, Meaning, proved
from effllm_desktop.markdown.edits import apply
from effllm_desktop.markdown.entry_models import style_for
from effllm_desktop.markdown.entry_shape import WORDS, Slot, find_words, flexible, shape_of
from effllm_desktop.markdown.entry_style import escaped

_BLANK_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)")


def retitled(document: Document, position: int, title: str) -> tuple[Edit, ...]:
    """Give an entry another title."""
    title = " ".join(title.split())
    entry = document.entry(position)
    if title == entry.text.title:
        return ()
    if not title:
        raise BadInput("An entry needs a title.")
    found = find_words(entry.source, entry.text.title)
    if found is None:
        raise _unusual(entry, "title")
    edit = _inside(entry, *found, escaped(title))
    said = document.said
    said[position] = entry.text.url, title
    return proved(document, [edit], Meaning(said, document.headings, fresh=1, gone=1))


def described(document: Document, position: int, words: str) -> tuple[Edit, ...]:
    """Give an entry another description, its first one, or none."""
    words = " ".join(words.split())
    entry = document.entry(position)
    old = entry.text.description or ""
    if words == old:
        return ()
    if old:
        ways = [_replaced(entry, old, words)]
    else:
        ways = [_added(document, entry, words), _behind_title(document, entry, words)]
    for edit in ways:
        meaning = Meaning(document.said, document.headings, fresh=1, gone=1)
        edits = proved(document, [edit], meaning)
        after = Document(apply(document.text, edits)).entries[position].text.description or ""
        if normalise_title(after) == normalise_title(words):
            return edits
    raise _unusual(entry, "description")


def _replaced(entry: ReadEntry, old: str, words: str) -> Edit:
    """The description's own characters; with none, what stands before them goes as well."""
    shape = shape_of(entry)
    part = shape.part(Slot.ABOUT) if shape else None
    title = find_words(entry.source, entry.text.title)
    behind = title[1] if title else 0
    if words or part is None:
        span = find_words(entry.source, old, behind)
    else:
        whole = part.before + part.form
        pattern = "".join(flexible(old) if sign == WORDS else re.escape(sign) for sign in whole)
        found = re.compile(pattern.replace("\\\n", r"(?:\r\n|\r|\n)")).search(entry.source)
        span = found.span() if found else None
    if span is None:
        raise _unusual(entry, "description")
    return _inside(entry, *span, escaped(words))


def _added(document: Document, entry: ReadEntry, words: str) -> Edit:
    """A description where others of the list have theirs, else behind the line of the title."""
    style = style_for(
        entry.text._replace(description=words), document.in_section(entry.section), document.entries
    )
    part = next((one for one in style.parts if one.slot is Slot.ABOUT), None) if style else None
    before, form = (part.before, part.form) if part else (" - ", WORDS)
    shape = shape_of(entry)
    if shape is None:
        raise _unusual(entry, "description")
    body = entry.source.rstrip("\r\n")
    end = len(body) - len(shape.end.replace("\n", document.newline))
    said = document.with_line_ends(before + form.replace(WORDS, escaped(words)))
    return _inside(entry, end, end, said)


def _behind_title(document: Document, entry: ReadEntry, words: str) -> Edit:
    """A description behind all that stands in the paragraph of the title."""
    blank = _BLANK_LINE.search(entry.source)
    first = entry.source[: blank.start()] if blank else entry.source
    end = len(first.rstrip())
    return _inside(entry, end, end, document.with_line_ends(f" - {escaped(words)}"))


def _inside(entry: ReadEntry, start: int, end: int, words: str) -> Edit:
    return Edit(entry.start + start, entry.start + end, words)


def _unusual(entry: ReadEntry, what: str) -> BadInput:
    return BadInput(
        f"The {what} of “{entry.text.title}” is written in a way that cannot be changed here.",
        "Change its Markdown instead.",
    )
