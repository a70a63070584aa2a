"""Zotero's RDF: items with their notes, tags, attachments and the collections that they are in.

Form: https://github.com/zotero/translators (Zotero RDF.js). Collections become sections: an item
that is in several of them stands in each.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from effllm_desktop.app.foreign_formats import fields, markup
from effllm_desktop.app.foreign_formats import zotero_elements as elements
from effllm_desktop.app.foreign_formats.entries import MOST, ForeignEntry, ForeignReading, too_many
from effllm_desktop.app.foreign_formats.html_text import as_markdown
from effllm_desktop.domain.state import State

NAME = "Zotero RDF"
_MOST_THINGS = 4 * MOST
"""Items, their notes, attachments and collections, which are all kept to the end."""
_DEEPEST = 5  # sections: lists have headings of six levels, and a title


def recognises(text: str) -> bool:
    return markup.root_name(text).rpartition(":")[2] == "RDF" and elements.ZOTERO in text


def read(text: str) -> ForeignReading:
    """Raises BadInput with a line for what is no XML, or more than RDF needs of it."""
    from effllm_desktop.net.xml_reading import forget

    graph, depth, things = _Graph(), 0, 0
    for event, element in markup.events(text, NAME):
        if event == "start":
            depth += 1
            continue
        depth -= 1
        if depth == 1:  # one thing of the graph, and all that is said of it
            things += 1
            if things > _MOST_THINGS:
                raise too_many(element.sourceline or 1)
            graph.take(element)
            forget(element)
    reading = ForeignReading()
    for entry in graph.entries(reading):
        reading.take(entry)
    return reading


@dataclass(slots=True)
class _Graph:
    """Everything by its id: what belongs together may stand anywhere in the document."""

    items: list[elements.Item] = field(default_factory=list)
    notes: dict[str, tuple[int, str]] = field(default_factory=dict)
    attachments: dict[str, elements.Attachment] = field(default_factory=dict)
    containers: dict[str, elements.Container] = field(default_factory=dict)
    collections: dict[str, elements.Collection] = field(default_factory=dict)

    def take(self, element: Any) -> None:
        """Take down one thing of the document."""
        about = element.get(elements.ABOUT, "")
        kind = elements.text(element, "z:itemType")
        if element.tag == elements.name("z:Collection"):
            parts = elements.references(element, "dcterms:hasPart")
            self.collections[about] = elements.Collection(
                fields.line(elements.text(element, "dc:title")), parts
            )
        elif element.tag == elements.name("bib:Memo") or kind == "note":
            line = element.sourceline or 1
            self.notes[about] = line, as_markdown(elements.text(element, "rdf:value"))
        elif element.tag == elements.name("z:Attachment") or kind == "attachment":
            self.attachments[about] = elements.attachment(element)
        elif kind:
            self.items.append(elements.item(element, about))
        else:
            self.containers[about] = elements.container(element)

    def entries(self, reading: ForeignReading) -> Iterator[ForeignEntry]:
        """Each item in each of its collections; what belongs to none is told."""
        sections = self._sections()
        holding = Counter(item.container for item in self.items if item.container)
        for item in self.items:
            entry = self._whole(item, is_alone=holding[item.container or ""] == 1)
            if not entry.title:
                reading.miss(entry.line, "an item without a title")
                continue
            first, *others = sections.get(item.about) or [()]
            yield replace(entry, section=first)
            yield from (replace(entry, section=one, state=State(), files=()) for one in others)
        self._tell_what_is_alone(reading)

    def _whole(self, item: elements.Item, *, is_alone: bool) -> ForeignEntry:
        """An item with what other things of the graph say of it."""
        entry = item.entry
        container = self.containers.get(item.container or "")
        notes = [self.notes[one][1] for one in item.notes if one in self.notes]
        attached = [self.attachments[one] for one in item.attachments if one in self.attachments]
        more = {a.url: "pdf" if a.is_pdf else "page" for a in attached if a.url != entry.url}
        more.pop("", None)
        ids = filter(None, (fields.arxiv(url) for url in more))
        arxiv = entry.arxiv or next(ids, None)
        return replace(
            entry,
            arxiv=arxiv,
            doi=entry.doi or (container.doi if container and is_alone else None),
            venue=entry.venue or (container.title if container else None) or None,
            state=entry.state._replace(note="\n\n".join(filter(None, notes))),
            more=tuple((label, url) for url, label in more.items() if not _says(url, arxiv)),
            files=tuple(path for a in attached if a.is_pdf for path in _spellings(a.path)),
        )

    def _sections(self) -> dict[str, list[tuple[str, ...]]]:
        """Where each item stands. A collection that is said to be in several is in the first."""
        inner = {part for one in self.collections.values() for part in one.parts}
        found: dict[str, list[tuple[str, ...]]] = {}
        waiting: list[tuple[str, tuple[str, ...]]] = []
        seen: set[str] = set()
        outer = [about for about in self.collections if about not in inner]
        for start in (*outer, *self.collections):  # those in a ring are in none
            waiting.append((start, ()))
            while waiting:
                about, above = waiting.pop()
                if about in seen:
                    continue
                seen.add(about)
                one = self.collections[about]
                path = (*above, one.title) if one.title else above
                for part in one.parts:
                    if part not in self.collections:
                        found.setdefault(part, []).append(path[:_DEEPEST])
                within = [part for part in one.parts if part in self.collections]
                waiting += [(part, path[:_DEEPEST]) for part in reversed(within)]
        return found

    def _tell_what_is_alone(self, reading: ForeignReading) -> None:
        used = {one for item in self.items for one in (*item.notes, *item.attachments)}
        for about, (line, _) in self.notes.items():
            if about not in used:
                reading.miss(line, "a note that belongs to no item")
        for about, attachment in self.attachments.items():
            if about not in used:
                reading.miss(attachment.line, "an attachment that belongs to no item")


def _spellings(path: str) -> Iterator[str]:
    """A path as it is written, and as it is meant where it is written as an address."""
    yield from dict.fromkeys(one for one in (path, unquote(path)) if one)


def _says(url: str, arxiv: str | None) -> bool:
    """Whether an address is that of a paper on arXiv, which has its links."""
    return arxiv is not None and fields.arxiv(url) == arxiv
