"""The JSON document of a whole library, read (`exporting/library_document` writes it)."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from effllm_desktop.app.carried import CarriedWork, checked_highlight, checked_place, checked_state
from effllm_desktop.app.exporting.library_document import VERSION
from effllm_desktop.app.operations import correcting
from effllm_desktop.app.operations.list_editing import MadeEdit
from effllm_desktop.app.sources import sha256
from effllm_desktop.domain.duplicates import Verdict
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.metadata import Fact
from effllm_desktop.domain.tags import TAG_KEYS, TagColour
from effllm_desktop.store.portable import CarriedSearch, CarriedVerdict
from effllm_desktop.store.tags import CarriedTag
from effllm_desktop.store.text import is_clean


@dataclass(frozen=True, slots=True)
class CarriedText:
    """The bytes of a version, and what the reader edited while it was the current one."""

    data: bytes
    edits: tuple[MadeEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedList:
    """A list with all its versions, the oldest first. `named`: the reader gave the name."""

    name: str
    named: bool
    origin: str | None
    trashed: bool
    versions: tuple[CarriedText, ...]
    trashed_at: str | None = None


class CarriedRecipe(NamedTuple):
    """An export that is kept under a name; `request` is JSON without ids."""

    name: str
    file: Path | None
    request: str
    made_at: str | None


@dataclass(frozen=True, slots=True)
class CarriedLibrary:
    """Everything that a document says. `searches` is None where it says nothing of them."""

    lists: tuple[CarriedList, ...]
    works: tuple[CarriedWork, ...]
    verdicts: tuple[CarriedVerdict, ...] = ()
    searches: tuple[CarriedSearch, ...] | None = None
    tags: tuple[CarriedTag, ...] = ()
    recipes: tuple[CarriedRecipe, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)


def read(data: bytes) -> CarriedLibrary:
    """Raises BadInput unless all of it can be read."""
    try:
        document = json.loads(data)
        if document["version"] > VERSION:
            raise BadInput(
                "That library was exported by a newer version of the program.",
                "Update the program, then import it.",
            )
        lists = tuple(_list(one) for one in document["lists"])
        works = tuple(_work(one) for one in document["works"])
        verdicts = tuple(_verdict(one) for one in document.get("verdicts", ()))
        said = document.get("searches")
        searches = None if said is None else tuple(_search(one) for one in said)
        tags = tuple(_tag(one) for one in document.get("tags", ()))
        recipes = tuple(_recipe(one) for one in document.get("recipes", ()))
        seen = _seen(document.get("seen", {}))
    except (KeyError, TypeError, ValueError, RecursionError, AttributeError) as error:
        raise BadInput(
            "This document of a library is damaged, so nothing was taken in.",
            "Export it again, or restore a backup.",
        ) from error
    return CarriedLibrary(lists, works, verdicts, searches, tags, recipes, seen)


def _list(one: Mapping[str, Any]) -> CarriedList:
    versions = tuple(_version(version) for version in one["versions"])
    origin = one["origin"]
    if not versions:
        raise ValueError(one["name"])
    return CarriedList(
        name=_told(one["name"]),
        named=one["named"] is True,
        origin=None if origin is None else _told(origin),
        trashed=one["trashed"] is True,
        versions=versions,
        trashed_at=_time(one.get("trashed_at")),
    )


def _version(one: Mapping[str, Any]) -> CarriedText:
    data = base64.b64decode(one["data"], validate=True)
    if sha256(data) != one["sha256"]:
        raise ValueError(one["sha256"])
    return CarriedText(data, tuple(_edit(edit) for edit in one.get("edits", ())))


def _edit(one: Mapping[str, Any]) -> MadeEdit:
    texts = one["removed"], one["inserted"]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(texts)
    "".join(texts).encode("utf-8", "surrogateescape")  # what was read from bytes can be bytes
    settles = one["settles"]
    return MadeEdit(_count(one["start"]), *texts, None if settles is None else _count(settles))


def _told(text: object) -> str:
    """A text that can be stored as it is. Raises TypeError or ValueError for any other."""
    if not isinstance(text, str):
        raise TypeError(text)
    if not is_clean(text):
        raise ValueError(text)
    return text


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def _verdict(one: Mapping[str, Any]) -> CarriedVerdict:
    keys = one["work"], one["other"]
    if not all(isinstance(key, str) for key in keys):
        raise TypeError(keys)
    return CarriedVerdict(Verdict(one["verdict"]), *keys, _time(one.get("made_at")))


def _search(one: Mapping[str, Any]) -> CarriedSearch:
    said = one["name"], one["query"]
    if not all(isinstance(text, str) and text.strip() for text in said):
        raise TypeError(said)
    return CarriedSearch(*said, _time(one["made_at"] or None) or "")


def _time(value: object) -> str | None:
    """A moment as it was written. Raises TypeError or ValueError for what is none."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(value)
    datetime.fromisoformat(value)
    return value


def _corrections(said: Mapping[str, Any]) -> dict[str, str]:
    """Fields and their values as JSON. Raises ValueError for what cannot be corrected to that."""
    try:
        return {name: correcting.as_stored(Fact(name), value) for name, value in said.items()}
    except BadInput as error:
        raise ValueError(said) from error


def _tag(one: Mapping[str, Any]) -> CarriedTag:
    name, colour, key = one["name"], one["colour"], one["key"]
    if not isinstance(name, str) or not name.strip() or (key is not None and key not in TAG_KEYS):
        raise ValueError(one)
    return CarriedTag(name, None if colour is None else TagColour(colour), key)


def _seen(said: Mapping[str, Any]) -> dict[str, str]:
    """Keys of works, and when they were seen."""
    times = {_told(key): _time(at) for key, at in said.items()}
    return {key: at for key, at in times.items() if at is not None}


def _recipe(one: Mapping[str, Any]) -> CarriedRecipe:
    name, file = one["name"], one["file"]
    if not isinstance(name, str) or not name.strip():
        raise TypeError(one)
    if not isinstance(one["request"], dict) or not isinstance(one["request"].get("what"), list):
        raise TypeError(one)
    request = json.dumps(one["request"], ensure_ascii=False)
    where = None if file is None else Path(str(file))
    return CarriedRecipe(name, where, request, _time(one.get("made_at")))


def _work(one: Mapping[str, Any]) -> CarriedWork:
    note, key, place = one.get("note", ""), one["key"], one.get("last_place")
    if not isinstance(note, str) or not isinstance(key, str):
        raise TypeError(note)
    return CarriedWork(
        key=key,
        state=checked_state(one, note),
        highlights=tuple(checked_highlight(mark) for mark in one["highlights"]),
        changed_at=_time(one["changed_at"] or None),
        pinned_at=_time(one.get("pinned_at")),
        corrections=_corrections(one.get("corrections", {})),
        last_place=None if place is None else checked_place(place),
    )
