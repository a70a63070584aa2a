"""How entries of a curated list are written: as they were, as a list does, or in our styles."""

import re
from collections.abc import Sequence
from dataclasses import replace

from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.app.exporting.wording import highlight_line, own_words
from effllm_desktop.domain import addresses, keys
from effllm_desktop.domain.curation import Wording
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import EntryText, ReadEntry, Role
from effllm_desktop.markdown import bundled_styles, entry_models, reader, source, tidying
from effllm_desktop.markdown.entry_style import Style
from effllm_desktop.markdown.writer import ChosenEntry, as_item, link, safe_address
from effllm_desktop.store import chosen, lists
from effllm_desktop.store.chosen import ExportedEntry
from effllm_desktop.store.database import Database

BULLETS_DEEPEST = 3
"""The level of headings that the contents of a list of bullets go down to."""
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_NUMBER = re.compile(r"\d+")
_LONE_BLANK = re.compile(r"(?<=\S)[ \t]$", re.MULTILINE)
_BULLET_MARGIN = "  "


class Styling:
    """Writes the entries of one export, one after the other."""

    def __init__(self, made: Material) -> None:
        self._made = made
        self._badges = made.request.curation.badges
        self._wording = made.request.curation.wording
        self._models: tuple[ReadEntry, ...] = ()
        self._styles: dict[object, Style | None] = {}
        self._used: set[str] = set()
        self._own: frozenset[str] = frozenset()
        self._twice = 0
        if self._wording is Wording.LIKE_LIST:
            self._models = models(made.database, made.request.curation.like)
            if _are_rows(self._models):
                self._wording = Wording.TABLE
        elif self._wording is Wording.BULLETS:
            every = chosen.entries(made.database, list(made.ids))
            self._own = frozenset(addresses.normalise(entry.text.url) for entry in every)

    def takes(self, entry: ExportedEntry) -> bool:
        """Whether an entry can be written: a list of bullets has no address twice."""
        if self._wording is not Wording.BULLETS:
            return True
        address = addresses.normalise(entry.text.url)
        if address in self._used:
            self._twice += 1
            return False
        self._used.add(address)
        return True

    def tell(self) -> None:
        """Say what was left out."""
        if self._twice:
            self._made.tally.remarks.append(left_out(self._twice))

    def written(self, entry: ExportedEntry) -> ChosenEntry:
        """An entry in the style that was asked for, with the reader's own where asked for."""
        made, text = self._made, entry.text
        token = self.stands_for(text)
        remark = own_words(entry.state, made.parts)
        note = _note(made, entry)
        if self._wording is Wording.TABLE:
            cells = bundled_styles.cells(text, badges=self._badges)
            return ChosenEntry("", remark, note, cells=cells, token=token)
        if self._wording is Wording.BULLETS:
            line = bundled_styles.bullet(text, remark, self._free_code(text))
            return ChosenEntry(line, "", note, _BULLET_MARGIN, token=token)
        return ChosenEntry(self._markdown(entry), remark, note, token=token)

    def _free_code(self, text: EntryText) -> str | None:
        """The address of a work's code, unless it is another entry's or was named before."""
        url = next((one.url for one in text.links if one.role is Role.CODE), None)
        if url is None or not addresses.is_web(url):
            return None
        address = addresses.normalise(url)
        if address in self._used or address in self._own:
            return None
        self._used.add(address)
        return url

    def stands_for(self, text: EntryText) -> int:
        """A number that is another one for another title or address, within one process.

        In another form than the curator's, blanks and a full stop behind a title do not count, and
        of an address what it leads to.
        """
        kept = self._wording is Wording.KEPT
        return hash((safe_address(text.url), text.title) if kept else _sense(text))

    def _markdown(self, entry: ExportedEntry) -> str:
        if self._wording is Wording.KEPT:
            return _as_it_was(entry, badges=self._badges)
        if self._wording is Wording.LIKE_LIST and (style := self._style_for(entry.text)):
            written = _with_other_links(style, entry.text, badges=self._badges)
            if reads_as(written, entry.text, same_form=False):
                return written
        written = bundled_styles.paper(entry.text, badges=self._badges)
        fits = reads_as(written, entry.text, same_form=False)
        return written if fits else as_item(entry.text)

    def _style_for(self, text: EntryText) -> Style | None:
        """How the list that is followed writes entries like this one."""
        sort = entry_models.style_key(text)
        if sort not in self._styles:
            found = entry_models.style_for(text, (), self._models)
            self._styles[sort] = found and replace(found, indent="", marker=found.marker or "- ")
        return self._styles[sort]


def wording(entry: ExportedEntry) -> str:
    """An entry in the curator's wording, where that is a list item that stands by itself."""
    text = source.decode(entry.source)
    return text if is_item(text) and reads_as(text, entry.text) else as_item(entry.text)


def is_item(text: str) -> bool:
    """Whether Markdown begins with a bullet."""
    return _ITEM.match(text) is not None


def reads_as(markdown: str, text: EntryText, *, same_form: bool = True) -> bool:
    """Whether Markdown is one entry of this title and address; else one that means the same."""
    alone = [one.text for one in reader.read_text(markdown).entries]
    if len(alone) != 1:
        return False
    if same_form:
        said = alone[0].title, safe_address(alone[0].url)
        return said == (text.title, safe_address(text.url))
    return _sense(alone[0]) == _sense(text)


def _sense(text: EntryText) -> tuple[str, str]:
    return keys.of_address(safe_address(text.url)), " ".join(text.title.split()).rstrip(".")


def _as_it_was(entry: ExportedEntry, *, badges: bool) -> str:
    """The curator's wording without what says nothing, as far as it then still says the rest."""
    text = source.decode(entry.source)
    tidy = tidying.without_empty_links(text)
    tidy = tidy if badges else tidying.without_badges(tidy)
    tidy = _LONE_BLANK.sub("", tidy.replace("\r\n", "\n").replace("\r", "\n"))
    if is_item(tidy) and reads_as(tidy, entry.text):
        return tidy
    return wording(entry)


def _note(made: Material, entry: ExportedEntry) -> str:
    """Highlights and the note, where they were asked for."""
    note = entry.state.note.strip() if Part.NOTE in made.parts else ""
    marks = "\n".join(f"- {highlight_line(one)}" for one in made.highlights.get(entry.work, ()))
    paragraphs: Sequence[str] = [part for part in (marks, note) if part]
    return "\n\n".join(paragraphs)


def models(database: Database, like: ListId | None) -> tuple[ReadEntry, ...]:
    """Those entries of the list whose style is followed that a style is made of."""
    found = lists.by_id(database, like) if like is not None else None
    if found is None:
        raise NotFound(
            "The list whose style was chosen is not in the library.", "Choose another style."
        )
    ids = chosen.last_of_each_kind(database, found.id, entry_models.MODELS)
    return tuple(_as_read(one) for one in chosen.entries(database, ids))


def _as_read(entry: ExportedEntry) -> ReadEntry:
    """An entry as it is read from its list, but for its line, which no style asks for."""
    said = source.decode(entry.source)
    return ReadEntry(entry.section, 0, entry.start, entry.end, said, entry.text.values)


def _are_rows(models: Sequence[ReadEntry]) -> bool:
    """Whether a list writes tables: the last of each kind speak for the others."""
    rows = sum(one.source.lstrip().startswith("|") for one in models)
    return rows > len(models) / 2


def _with_other_links(style: Style, text: EntryText, *, badges: bool) -> str:
    """An entry in a style, and behind it the links that the style has no place for."""
    shown = _NUMBER.sub("1", style.marker)
    written = replace(style, marker=shown).written(text)
    written = tidying.without_empty_links(written)
    if not badges:
        written = tidying.without_badges(written)
    rest = [
        f"({link(one.label or one.role.value, one.url)})"
        for one in text.links
        if f"({one.url})" not in written
        and not tidying.says_nothing(one.url)
        and one.role not in (Role.PDF, Role.ABSTRACT)
    ]
    return " · ".join([written.rstrip(), *rest]) + "\n"


def left_out(entries: int) -> str:
    """What is said of entries that bullets have no place for."""
    one = entries == 1
    return (
        f"{entries} {'entry is' if one else 'entries are'} left out, because another one has "
        f"{'its' if one else 'their'} address: bullets have each address once."
    )
