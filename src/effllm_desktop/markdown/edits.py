"""Change spans of a document and nothing else; prove it by reading the result again."""

from collections.abc import Iterable

from effllm_desktop.domain import keys
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.lists import EntryText, ReadEntry
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown import source
from effllm_desktop.markdown.reader import read_text

__all__ = ["Edit", "apply", "replace_entry"]


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. Raises BadInput for edits that overlap or lie outside."""
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:
            raise BadInput("Two edits change the same text.", "Make one of them first.")
        if not edit.start <= edit.end <= len(text):
            raise BadInput("An edit lies outside the document.", "Read the document again.")
        pieces += (text[position : edit.start], edit.replacement)
        position = edit.end
    return "".join((*pieces, text[position:]))


def replace_entry(data: bytes, index: int, replacement: str, meant: EntryText) -> bytes:
    """The document with one entry's Markdown replaced; no byte outside its span changes.

    `index` counts the document's entries in file order. The result is read again: the entry must
    then say what `meant` says, and every other entry what it said. Raises BadInput otherwise.
    """
    text = source.decode(data)
    before = read_text(text)
    if not 0 <= index < len(before.entries):
        raise BadInput("That entry is not in the document.", "Read the document again.")
    entry = before.entries[index]
    edit = Edit(entry.start, entry.end, _shaped(replacement, text, entry))
    edited = source.encode(apply(text, [edit]))
    after = read_text(source.decode(edited))
    _check(before.entries, after.entries, index, meant)
    if [s.heading for s in before.sections] != [s.heading for s in after.sections]:
        raise BadInput("The edit would change the document's headings.", "Reword the entry.")
    return edited


def _shaped(replacement: str, text: str, entry: ReadEntry) -> str:
    """The replacement with the document's line ends, ended as the entry was."""
    newline = source.newline_of(text)
    lines = replacement.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    ended = text[entry.start : entry.end].endswith(("\n", "\r"))
    return newline.join(lines) + (newline if ended else "")


def _check(
    before: tuple[ReadEntry, ...], after: tuple[ReadEntry, ...], index: int, meant: EntryText
) -> None:
    if len(before) != len(after):
        raise BadInput(
            "The new text would not be one entry of the list.",
            "It must be one list item with a link, and nothing beside it.",
        )
    told_apart = meant._replace(key=keys.with_title(meant.key, meant.title))
    if after[index].text not in (meant, told_apart):
        raise BadInput("The new text would be read as something else.", "Reword the entry.")
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        if place != index and (old.source, old.values, old.section) != (
            new.source,
            new.values,
            new.section,
        ):
            raise BadInput("The edit would change another entry.", "Reword the entry.")
