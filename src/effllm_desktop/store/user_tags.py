"""The reader's tags themselves, written: names, colours, keys; what works have of them moves along.

A tag that no work has any more stays as a row without a colour and a key, and counts as none.
"""

from collections.abc import Sequence
from typing import NamedTuple

from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.tags import TagColour
from effllm_desktop.store import work_tags
from effllm_desktop.store.text import clean
from effllm_desktop.store.user_rows import Value, Values
from effllm_desktop.store.writing import Writing

_COLUMNS = ("name", "folded", "colour", "key")


class _Row(NamedTuple):
    id: int
    values: Values


class UserTags:
    """Part of `UserTables`."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._database = writing.database

    def rename(self, name: str, new: str) -> None:
        """Call a tag something else. Raises BadInput where another one is called so."""
        tag, other = self._tag(name), self._find(new)
        if other is None or other.id == tag.id:
            self._update(tag, {"name": shown(new), "folded": folded(new)})
        elif self._is_known(other):
            called = other.values["name"]
            raise BadInput(f"There is a tag “{called}” already.", "Merge the two instead.")
        else:
            self._update(other, {"name": shown(new)})
            self.merge(name, new)

    def merge(self, name: str, into: str) -> None:
        """Give all works of a tag another one instead, which gets colour and key if it has none."""
        tag, target = self._tag(name), self._tag(into)
        if tag.id == target.id:
            raise BadInput("These are one tag already.")
        works = self._works(target)
        moved = self._taken(tag)
        if wanted := [work for work in moved if work not in works]:
            self._writing.noted.append(work_tags.give(self._database, wanted, target.id))
        self._writing.stamp(moved)
        given = {
            name: tag.values[name] for name in ("colour", "key") if target.values[name] is None
        }
        self._update(tag, {"colour": None, "key": None})
        self._update(target, given)

    def delete(self, name: str) -> None:
        """Take a tag from all works, its colour and its key with it."""
        tag = self._tag(name)
        self._writing.stamp(self._taken(tag))
        self._update(tag, {"colour": None, "key": None})

    def colour(self, name: str, colour: TagColour | None) -> None:
        """Give a tag a colour, or none. A tag that is none is made."""
        self._update(
            self._find(name) or self._made(name),
            {"colour": None if colour is None else colour.value},
        )

    def key(self, name: str, key: int | None) -> None:
        """Give a tag a key, which any other one loses, or none. A tag that is none is made."""
        tag = self._find(name) or self._made(name)
        if key is not None:
            for row in self._database.rows(
                "SELECT folded FROM tags WHERE key = ? AND id <> ?", (key, tag.id)
            ):
                self._update(self._tag(row[0]), {"key": None})
        self._update(tag, {"key": key})

    def bring(self, name: str, colour: TagColour | None, key: int | None) -> None:
        """Give a tag a colour and a key from elsewhere, unless it or the key is taken here."""
        tag = self._find(name) or self._made(name)
        free = key and not self._database.value("SELECT 1 FROM tags WHERE key = ?", (key,))
        given: dict[str, Value] = {}
        if colour is not None and tag.values["colour"] is None:
            given["colour"] = colour.value
        if free and tag.values["key"] is None:
            given["key"] = key
        self._update(tag, given)

    def _find(self, name: str) -> _Row | None:
        sql = f"SELECT id, {', '.join(_COLUMNS)} FROM tags WHERE folded = ?"
        row = self._database.row(sql, (folded(name),))
        return None if row is None else _Row(row[0], dict(zip(_COLUMNS, row[1:], strict=True)))

    def _tag(self, name: str) -> _Row:
        found = self._find(name)
        if found is None:
            raise NotFound(f"There is no tag “{shown(name)}” any more.")
        return found

    def _made(self, name: str) -> _Row:
        row: Values = {"name": shown(name), "folded": folded(name)}
        return _Row(self._writing.insert("tags", row), {**row, "colour": None, "key": None})

    def _is_known(self, tag: _Row) -> bool:
        return bool(tag.values["colour"] or tag.values["key"] or self._works(tag))

    def _works(self, tag: _Row) -> set[int]:
        rows = self._database.rows("SELECT work_id FROM work_tags WHERE tag_id = ?", (tag.id,))
        return {work for (work,) in rows}

    def _taken(self, tag: _Row) -> Sequence[int]:
        """Take a tag from all its works; which they were."""
        rows = self._database.rows(
            "SELECT id, work_id FROM work_tags WHERE tag_id = ? ORDER BY id", (tag.id,)
        )
        if not rows:
            return []
        change = work_tags.take(self._database, rows, tag.id)
        self._writing.noted.append(change)
        return change.works

    def _update(self, tag: _Row, wanted: Values) -> None:
        self._writing.change("tags", tag.id, tag.values, wanted)


def shown(tag: str) -> str:
    """A tag as it is written: single blanks."""
    return " ".join(clean(tag).split())


def folded(tag: str) -> str:
    """What makes two tags the same: neither case nor blanks count."""
    return shown(tag).casefold()
