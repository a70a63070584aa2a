"""What an entry says as plain values: as it is read from long lists, put aside, sent and stored.

Most entries of a long list are never looked at one by one. What is a value of its own in
`EntryText` (an author, a link, a remark) stands here in one text, and is taken apart when somebody
asks for it.
"""

import json
from collections.abc import Iterable
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

NOTHING = "[]"
Link = tuple[str, str, str, str | None]


class EntryValues(NamedTuple):
    """The fields of `EntryText` as text, numbers and None.

    `authors`, `links` and `notes` are JSON arrays, a link an array of its own; `marks` are the
    names of those that are set, with a blank between.
    """

    key: str
    kind: str
    title: str
    url: str
    authors: str = NOTHING
    authors_elided: int = 0
    venue: str | None = None
    year: int | None = None
    arxiv_id: str | None = None
    arxiv_version: int | None = None
    doi: str | None = None
    repository: str | None = None
    description: str | None = None
    citations: int | None = None
    links: str = NOTHING
    notes: str = NOTHING
    marks: str = ""


def array(values: Iterable[str]) -> str:
    """A JSON array of what is JSON already."""
    return f"[{', '.join(values)}]"


def texts(strings: Iterable[str]) -> str:
    """Strings as a JSON array."""
    return array(map(quoted, strings))


def strings(texts: str) -> tuple[str, ...]:
    """The strings of an array that `texts` made."""
    if texts == NOTHING:
        return ()
    if "\\" in texts:
        return tuple(json.loads(texts))
    return tuple(texts[2:-2].split('", "'))  # a quotation mark in a string has a backslash


def joined(texts: str, sign: str) -> str:
    """The strings of an array that `texts` made, with a sign between them."""
    if "\\" in texts:
        return sign.join(strings(texts))
    return texts[2:-2].replace('", "', sign)


def first(texts: str) -> str:
    """The first string of an array that `texts` made; nothing where there is none."""
    if "\\" in texts:
        return strings(texts)[0]
    return texts[2 : texts.find('"', 2)]


def link(label: str, url: str, role: str, owner: str | None = None) -> str:
    """A link as a JSON array."""
    by = "null" if owner is None else quoted(owner)
    return f"[{quoted(label)}, {quoted(url)}, {quoted(role)}, {by}]"


def links(array: str) -> list[Link]:
    """The links of a JSON array: label, address, role, owner."""
    return [] if array == NOTHING else [tuple(one) for one in json.loads(array)]
