"""Entries whose title only stands for one, written anew once their works' titles are known."""

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from effllm_desktop.domain.lists import EntryText, ReadEntry
from effllm_desktop.domain.stand_ins import stands_in
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.entry_models import style_for, style_key
from effllm_desktop.markdown.entry_shape import find_words, shape_of
from effllm_desktop.markdown.entry_style import Style, escaped
from effllm_desktop.markdown.inserting import next_number, read_alone, seed_models

if TYPE_CHECKING:
    from collections.abc import Hashable


class Titled(NamedTuple):
    """An edit, and what the entry says then."""

    edit: Edit
    text: EntryText


class Titles:
    """Writes entries as those of their section that have titles are written."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._styles: dict[Hashable, Style | None] = {}

    def titled(self, entry: ReadEntry, known: EntryText) -> Titled | None:
        """The edit that gives an entry its title and what else is known; None where none does."""
        is_item = entry.start not in self._document.tables and not entry.source.startswith("<")
        made = self._written(entry, known) if is_item else None
        return made or _retitled(entry, known.title)

    def _written(self, entry: ReadEntry, known: EntryText) -> Titled | None:
        style, shape = self._style(entry, known), shape_of(entry)
        number = next_number([entry]) if shape and shape.marker[:1].isdigit() else None
        words = style.written(known, None if number is None else number - 1) if style else ""
        said = read_alone(words)
        if said is None or (said.key, said.title) != (known.key, known.title):
            return None
        end = entry.start + len(entry.source.rstrip("\r\n"))
        return Titled(Edit(entry.start, end, self._document.with_line_ends(words)), said)

    @cached_property
    def _models(self) -> list[ReadEntry]:
        """The entries that say how others are written."""
        tables = self._document.tables
        entries = self._document.entries
        return [one for one in entries if one.start not in tables and not stands_in(one.text)]

    def _style(self, entry: ReadEntry, known: EntryText) -> Style | None:
        key = entry.section, style_key(known)
        if key not in self._styles:
            near = [one for one in self._models if one.section == entry.section]
            self._styles[key] = style_for(known, near, self._models) or style_for(
                known, (), seed_models()
            )
        return self._styles[key]


def _retitled(entry: ReadEntry, title: str) -> Titled | None:
    """The title alone: where an entry is written in a way of its own, such as in a table."""
    found = find_words(entry.source, entry.text.title)
    if found is None:
        return None
    words = escaped(title)
    if entry.source.lstrip().startswith("|"):
        words = words.replace("|", "\\|")
    start, end = found
    edit = Edit(entry.start + start, entry.start + end, words)
    return Titled(edit, entry.text._replace(title=title))
