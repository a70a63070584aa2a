"""The notes of a vault as they are new: front matter, and the program's part of the note."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.app.exporting.wording import highlight_line, own_words
from effllm_desktop.domain import addresses
from effllm_desktop.domain.ids import ListId
from effllm_desktop.markdown import readable
from effllm_desktop.markdown.writer import escaped_heading, escaped_label
from effllm_desktop.store import chosen, portable
from effllm_desktop.store.chosen import ExportedEntry

BEGIN, END = "<!-- effllm:begin -->", "<!-- effllm:end -->"
KEYS = ("effllm", "title", "authors", "year", "venue", "kind", "url", "arxiv", "doi", "sections")
"""The properties that are the program's."""
_NOT_IN_TAGS = re.compile("[^\\w/\u2600-\u27bf\U0001f300-\U0001faff-]+")
_LINE_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


class Note(NamedTuple):
    """A note as it would be new: front matter and the program's part."""

    key: str
    title: str
    matter: str
    body: str

    @property
    def text(self) -> str:
        return f"---\n{self.matter}---\n\n{self.body}\n"


def notes(made: Material) -> Iterator[Note]:
    """The notes of the chosen works, each once."""
    seen: set[int] = set()
    sections = _Sections(made)
    for one, ids in made.lists:
        for entry in chosen.entries(made.database, ids):
            if entry.work not in seen:
                seen.add(entry.work)
                made.tally.count(entry)
                yield _note(made, entry, sections.path(one.id, one.name, entry.section))


def as_text(made: Material) -> Iterator[str]:
    """All notes one below the other, to be looked at."""
    return (f"{note.text}\n" for note in notes(made))


def _note(made: Material, entry: ExportedEntry, section: str) -> Note:
    text = entry.text
    title = readable.plain(text.title)
    values = {
        "effllm": entry.key,
        "title": title,
        "authors": list(text.authors),
        "year": text.year,
        "venue": text.venue,
        "kind": text.kind.value,
        "url": text.url or None,
        "arxiv": text.arxiv.id if text.arxiv else None,
        "doi": text.doi,
        "sections": [section] if section else [],
    }
    matter = "".join(f"{name}: {_yaml(value)}\n" for name, value in values.items() if value)
    said = filter(None, map(_harmless, _paragraphs(made, entry, title)))
    body = "\n\n".join((BEGIN, *said, END))
    return Note(entry.key, title, matter, body)


def _paragraphs(made: Material, entry: ExportedEntry, title: str) -> Iterator[str]:
    text, state, parts = entry.text, entry.state, made.parts
    yield f"# {escaped_heading(_line(title))}"
    yield escaped_label(_line(", ".join(text.authors)))
    yield escaped_label(_line(text.description or ""))
    links = [("Open", text.url), *((link.label or link.role, link.url) for link in text.links)]
    yield " · ".join(f"[{_label(label)}](<{url}>)" for label, url in links if _is_plain(url))
    yield own_words(state, parts - {Part.TAGS})
    if Part.TAGS in parts:
        yield " ".join(f"#{_tag(tag)}" for tag in state.tags)
    for mark in made.highlights.get(entry.work, ()):
        yield f"> {highlight_line(mark)}"
    if Part.NOTE in parts:
        yield state.note.strip()


def _yaml(value: object) -> str:
    """A value as YAML 1.2, of which JSON is a part."""
    text = json.dumps(value, ensure_ascii=False)
    return _LINE_BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _line(text: str) -> str:
    return " ".join(text.split())


def _harmless(text: str) -> str:
    """Text that does not end the program's part, and breaks lines as the file does."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("<!-- effllm:", "<!-- effllm&#58;")


def _label(text: str) -> str:
    return re.sub(r"[\[\]\\]", lambda sign: f"\\{sign[0]}", _line(text))


def _is_plain(url: str) -> bool:
    return addresses.is_web(url) and not any(sign in "<>" or sign.isspace() for sign in url)


def _tag(tag: str) -> str:
    """A tag as Obsidian knows them: letters, pictures, `_`, `-`, `/`, and digits beside these."""
    words = _NOT_IN_TAGS.sub("-", tag).strip("-") or "tag"
    return f"_{words}" if words.isdecimal() else words


class _Sections:
    """The paths of sections, read once for each list."""

    def __init__(self, made: Material) -> None:
        self._paths = {
            one.id: portable.section_paths(made.database, one.id) for one, _ in made.lists
        }

    def path(self, list_id: ListId, name: str, section: int | None) -> str:
        return name if section is None else self._paths[list_id][section]
