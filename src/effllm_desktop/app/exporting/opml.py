"""Lists as OPML, for outliners and feed readers: sections as outlines that hold their entries.

Form: http://opml.org/spec2.opml. Tags stand in `category`, notes in `_note`, as OmniOutliner has.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.app.exporting.wording import ONE_LIST_TITLE
from effllm_desktop.domain import addresses, keywords
from effllm_desktop.store import chosen
from effllm_desktop.store.chosen import ExportedEntry, Heading

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
"""Signs that an attribute would else give back as a space."""
_END = "</outline>\n"


def outlines(made: Material) -> Iterator[str]:
    """The document, entries in the order of their lists; of several lists each is an outline."""
    several = len(made.lists) > 1
    title = made.request.title or (ONE_LIST_TITLE if several or not made.lists else "")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
    yield f"<head><title>{_text(title or made.lists[0][0].name)}</title></head>\n<body>\n"
    for one, ids in made.lists:
        yield _beginning(one.name) if several else ""
        yield from _of_list(made, chosen.headings(made.database, one.id), ids)
        yield _END if several else ""
    yield "</body>\n</opml>\n"


def _of_list(made: Material, known: Sequence[Heading], ids: list[int]) -> Iterator[str]:
    titles = [number for number, heading in enumerate(known) if heading.level == 1]
    top = 0 if titles == [0] else None  # the name of the list stands there already
    open_now: list[int] = []
    for section, entries in groupby(made.entries(ids), lambda entry: entry.section):
        path = [place for place in _path(known, section) if place != top]
        same = sum(1 for _ in _in_common(open_now, path))
        yield _END * (len(open_now) - same)
        yield from (_beginning(known[place].text) for place in path[same:])
        open_now = path
        yield from (_entry(entry, made.parts) for entry in entries)
    yield _END * len(open_now)


def _path(known: Sequence[Heading], section: int | None) -> list[int]:
    """A heading and those that it stands below, the first one first."""
    path: list[int] = []
    while section is not None:
        path.append(section)
        section = known[section].parent
    return path[::-1]


def _in_common(some: Sequence[int], others: Sequence[int]) -> Iterator[int]:
    for one, other in zip(some, others, strict=False):
        if one != other:
            return
        yield one


def _beginning(words: str) -> str:
    return f"<outline text={_quoted(words)}>\n"


def _entry(entry: ExportedEntry, parts: frozenset[Part]) -> str:
    text, state = entry.text, entry.state
    is_link = addresses.is_web(text.url)
    said = {
        "type": "link" if is_link else "",
        "text": text.title,
        "url": text.url if is_link else "",
        "description": text.description or "",
        "category": keywords.joined(state.tags) if Part.TAGS in parts else "",
        "_note": state.note if Part.NOTE in parts else "",
    }
    return f"<outline {' '.join(f'{k}={_quoted(v)}' for k, v in said.items() if v.strip())}/>\n"


def _quoted(value: str) -> str:
    return f'"{_text(value).translate(_BLANKS)}"'


def _text(value: str) -> str:
    return escape(_NO_XML.sub("\ufffd", value))
