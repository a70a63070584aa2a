"""Many entries put into a section at once: the list is read once before and once behind.

One after the other each would have the whole list read three times. What stands then is the same.
In which order a section stands is told from what was there before all of them: what is added
together does not become one by chance.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.lists import EntryText, ReadEntry
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown import entry_order, entry_rows, inserting
from effllm_desktop.markdown.documents import Document, Meaning, proved
from effllm_desktop.markdown.edits import apply
from effllm_desktop.markdown.entry_models import style_for, style_key
from effllm_desktop.markdown.entry_order import Orders
from effllm_desktop.markdown.entry_style import Style

Edits = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Entries as they will stand, and the edits that put them there, of the text before them."""

    markdown: tuple[str, ...]
    edits: Edits


class _Unsure(Exception):  # noqa: N818 - named for the situation
    """What entries would become together cannot be told: they come one after the other."""


@dataclass(slots=True)
class _Standing:
    """An entry in its place: one that was there, or a new one with its Markdown."""

    text: EntryText
    there: ReadEntry | None = None
    markdown: str = ""


def steps(document: Document, section: int | None, texts: Sequence[EntryText]) -> Iterator[Step]:
    """Write new entries into a section in its own style, in as few steps as can be.

    Raises BadInput where no way of writing one of them would be read as what is meant.
    """
    rest = list(texts)
    orders = entry_order.orders_of(document.in_section(section))
    while rest:
        # The first entry of a section shows the others how it is written and set off.
        some = rest if document.in_section(section) else rest[:1]
        step = _halved(document, section, some, orders)
        yield step
        rest = rest[len(step.markdown) :]
        if rest:
            document = Document(apply(document.text, step.edits), document.checkpoint)


def _halved(
    document: Document, section: int | None, texts: Sequence[EntryText], orders: Orders
) -> Step:
    """As many of the entries as can be put there together, from the first on."""
    while len(texts) > 1:
        try:
            return _together(document, section, texts, orders)
        except (BadInput, _Unsure):
            texts = texts[: len(texts) // 2]
    written = inserting.inserted(document, section, texts[0], orders)
    return Step((written.markdown,), written.edits)


def _together(
    document: Document, section: int | None, texts: Sequence[EntryText], orders: Orders
) -> Step:
    near = document.in_section(section)
    if inserting.next_number(near) is not None:
        raise _Unsure  # each item has the number after that of the one before
    standing = [_Standing(entry.text, there=entry) for entry in near]
    writer = _Writer(document, near)
    written = []
    for text in texts:
        new = writer.written(text)
        written.append(new.markdown)
        behind = entry_order.follower(standing, new.text, orders)
        place = len(standing) if behind is None else _index(standing, behind)
        standing.insert(place, new)
    return Step(tuple(written), _proved(document, section, near, standing, len(texts)))


def _proved(
    document: Document,
    section: int | None,
    near: Sequence[ReadEntry],
    standing: Sequence[_Standing],
    fresh: int,
) -> Edits:
    gap = "\n" * inserting.gap_between(document, near)
    said, edits, added, place = document.said, list[Edit](), 0, 0
    for run, follower in _runs(standing):
        before = None
        if follower is not None:
            before = inserting.place_of(document, follower.start)
        spot = inserting.spot_for(document, section, before, near)
        edits.append(spot.edit(document, f"\n{gap}".join(one.markdown for one in run)))
        for one in run:
            place = inserting.place_of(document, spot.offset) + added
            said.insert(place, (_address(one), one.text.title))
            added += 1
    meant = Meaning(said, document.headings, (place, section), fresh=fresh)
    return proved(document, edits, meant)


def _runs(
    standing: Sequence[_Standing],
) -> Iterator[tuple[list[_Standing], ReadEntry | None]]:
    """New entries that stand together, with what they come before; None at the section's end."""
    run: list[_Standing] = []
    for one in standing:
        if one.there is None:
            run.append(one)
        elif run:
            yield run, one.there
            run = []
    if run:
        yield run, None


def _index(standing: Sequence[_Standing], wanted: _Standing) -> int:
    return next(number for number, one in enumerate(standing) if one is wanted)


def _address(one: _Standing) -> str:
    alone = inserting.read_alone(one.markdown)
    return alone.url if alone is not None and alone.key == one.text.key else one.text.url


class _Writer:
    """Writes entries as those of a section are written; each kind of them is looked at once."""

    def __init__(self, document: Document, near: Sequence[ReadEntry]) -> None:
        self._document = document
        self._near = near
        self._items = [one for one in document.entries if one.start not in document.tables]
        self._styles: dict[Hashable, Style | None] = {}

    def written(self, text: EntryText) -> _Standing:
        """An entry in the section's style; plainly where it would not be read as what it says."""
        row = entry_rows.row_like(self._document, self._near[-1], text)
        if row is not None:
            return _Standing(text, markdown=row)
        style = self._style(text)
        markdown = "" if style is None else style.written(text, None)
        alone = inserting.read_alone(markdown)
        if alone is not None and (alone.key, alone.title) == (text.key, text.title):
            return _Standing(text, markdown=markdown)
        plain = inserting.plain_item(self._near, text)
        return _Standing(inserting.read_alone(plain) or text, markdown=plain)

    def _style(self, text: EntryText) -> Style | None:
        key = style_key(text)
        if key not in self._styles:
            style = style_for(text, self._near, self._items)
            self._styles[key] = style or style_for(text, (), inserting.seed_models())
        return self._styles[key]
