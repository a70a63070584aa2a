"""The samples in `tests/data/shapes`: a document for each shape of list, and what it says.

`NAME.md` holds the document, `NAME.json` what is certain about it. A field that the JSON leaves
out is not compared:

- `entries`: in file order, with the fields of an entry; `links` only by address and role;
- `count`: how many entries there are;
- `sections`: all paths of headings, in file order; bullets that act as sections are among them;
- `related`, or `related_contains` and `related_lacks`: the other documents it links to;
- `name`: its first heading of level one; `foreign`: whether it is no Markdown list at all.
"""

import json
from pathlib import Path
from typing import Any

from effllm_desktop.domain.lists import EntryText, ReadEntry, ReadList

Fields = dict[str, Any]

FOLDER = Path(__file__).parents[1] / "data" / "shapes"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


def document(name: str) -> bytes:
    return (FOLDER / f"{name}.md").read_bytes()


def expected(name: str) -> Fields:
    found: Fields = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


LISTS = tuple(name for name in NAMES if "entries" in expected(name))


def path_of(section: int | None, found: ReadList) -> list[str]:
    """The headings from the outermost section down to this one."""
    path: list[str] = []
    while section is not None:
        path.insert(0, found.sections[section].heading)
        section = found.sections[section].parent
    return path


def fields(entry: ReadEntry, found: ReadList) -> Fields:
    """An entry as the samples write it."""
    text = entry.text
    said = {name: getattr(text, name) for name in EntryText._fields}
    return said | {
        "line": entry.line,
        "section": path_of(entry.section, found),
        "title": bare(text.title),
        "authors": list(text.authors),
        "arxiv": text.arxiv._asdict() if text.arxiv else None,
        "links": [{"url": link.url, "role": link.role} for link in text.links],
        "notes": list(text.notes),
        "marks": text.marks._asdict(),
    }


def bare(title: str) -> str:
    """A title without the full stop that some curators put behind it: it may stay or go."""
    return title.rstrip(".").rstrip()


def differences(wanted: Fields, said: Fields) -> list[str]:
    """What an entry says otherwise than it should."""
    found = []
    for name, value in wanted.items():
        other = said[name]
        if name == "marks":
            other = {mark: other[mark] for mark in value}
        if other != value:
            found.append(f"{name}: wanted {value!r}, found {other!r}")
    return found
