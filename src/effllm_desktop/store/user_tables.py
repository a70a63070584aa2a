"""The reader's own, and the only way to write it: every changed row is noted for the journal."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from effllm_desktop.domain import queue_order
from effllm_desktop.domain.duplicates import Verdict
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.highlights import Colour, HighlightKind, LastPlace, Passage
from effllm_desktop.domain.ids import (
    EntryId,
    HighlightId,
    ListId,
    RecipeId,
    SearchId,
    SectionId,
    VersionId,
    WorkId,
)
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.store import list_edits, lists, own_rows, recipes, user_seen
from effllm_desktop.store.database import Database
from effllm_desktop.store.list_edits import Waiting
from effllm_desktop.store.lists import Version
from effllm_desktop.store.own_rows import OwnRows
from effllm_desktop.store.text import clean
from effllm_desktop.store.user_rows import (
    UNTOUCHED_ROW,
    RowChange,
    Values,
    reading_rows,
    write_reading,
)
from effllm_desktop.store.user_tags import UserTags, folded, shown

if TYPE_CHECKING:
    from pathlib import Path

    from effllm_desktop.domain.pdf import Box

_VERDICT = ("work_id", "other_id", "verdict", "made_at")
HIGHLIGHT_COLUMNS = (
    "work_id",
    "page",
    "quads",
    "quote",
    "before",
    "after",
    "colour",
    "comment",
    "made_at",
    "pdf_sha256",
    "kind",
)
_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The SHA-256 of no bytes."""


class UserTables:
    """What operations write to, inside one transaction.

    `noted` are the changed rows for the journal; `passing` are works whose last place was written,
    which is no step; `aside` are rows that changed and are no step either.
    """

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._now = now.isoformat()
        self.noted: list[RowChange] = []
        self.aside: list[RowChange] = []
        self.passing: set[WorkId] = set()

    def set_reading(self, works: Iterable[WorkId], values: Values) -> None:
        """Give columns of the works' state new values; works that have them stay untouched."""
        wanted = {k: clean(v) if isinstance(v, str) else v for k, v in values.items()}
        self._set(dict.fromkeys(self._known(works), wanted))

    def put_in_queue(self, works: Iterable[WorkId], before: WorkId | None) -> None:
        """Put works before another one in the queue, else behind all of them."""
        queue: dict[WorkId, int] = dict(
            self._database.rows("SELECT work_id, queue FROM reading WHERE queue IS NOT NULL")
        )
        numbers = queue_order.placed(queue, self._known(works), before)
        self._set({work: {"queue": number} for work, number in numbers.items()})

    def add_to_note(self, work: WorkId, text: str) -> None:
        """Write a paragraph below what the note says."""
        (known,) = self._known([work])
        old = str(self._reading([known]).get(known, UNTOUCHED_ROW)["note"]).rstrip()
        parts = [part for part in (old, text.strip("\n")) if part.strip()]
        if text.strip():
            self.set_reading([work], {"note": "\n\n".join(parts)})

    def add_tags(self, works: Iterable[WorkId], names: Iterable[str]) -> None:
        """Give each of the works each of the tags."""
        ids = self._known(works)
        tagged: list[int] = []
        for name in names if ids else ():
            tag = self._tag(name)
            rows = self._database.rows(
                "SELECT work_id FROM work_tags WHERE tag_id = ? "
                "AND work_id IN (SELECT value FROM json_each(?))",
                (tag, json.dumps(ids)),
            )
            has = {work for (work,) in rows}
            wanted = [work for work in ids if work not in has]
            self._tag_works(wanted, tag)
            tagged += wanted
        self._stamp(tagged)

    @property
    def tags(self) -> UserTags:
        """The tags themselves: their names, colours and keys."""
        return UserTags(self._database, self.noted, self._stamp)

    def see(self, works: Iterable[WorkId], *, aside: bool = False) -> None:
        """Let works be no longer new; those that are not are left alone. `aside`: as no step."""
        noted = self.aside if aside else self.noted
        noted += user_seen.see(self._database, works, self._now)

    def have_seen(self, seen_at: Mapping[WorkId, str]) -> None:
        """Let works never be new again, be they so now or not."""
        self.noted += user_seen.add(self._database, seen_at)

    def remove_tags(self, works: Iterable[WorkId], names: Iterable[str]) -> None:
        """Take each of the tags from each of the works; tags that nobody has are none."""
        ids = json.dumps(self._known(works))
        untagged: list[int] = []
        for name in names:
            rows = self._database.rows(
                "SELECT t.id, t.work_id, t.tag_id FROM work_tags t JOIN tags ON tags.id = t.tag_id "
                "WHERE tags.folded = ? AND t.work_id IN (SELECT value FROM json_each(?))",
                (folded(name), ids),
            )
            self._database.run(
                "DELETE FROM work_tags WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps([row_id for row_id, _, _ in rows]),),
            )
            for row_id, work, tag in rows:
                row: Values = {"work_id": work, "tag_id": tag}
                self.noted.append(RowChange("work_tags", row_id, row, None))
                untagged.append(work)
        self._stamp(untagged)

    def pin(self, works: Iterable[WorkId], *, pinned: bool, at: str | None = None) -> None:
        """Keep the PDFs of works whatever room they take, or no longer."""
        now = at or self._now
        ids = self._known(works)
        rows = self._database.rows(
            "SELECT work_id, pinned_at FROM pins WHERE work_id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        pins: dict[int, str] = dict(rows)
        for work in ids:
            if pinned and work not in pins:
                self._database.run("INSERT INTO pins VALUES (?, ?)", (work, now))
                self.noted.append(RowChange("pins", work, None, {"pinned_at": now}))
            elif not pinned and work in pins:
                self._delete("pins", work, {"pinned_at": pins[work]}, key="work_id")

    def correct(self, work: WorkId, field: str, value: str | None) -> None:
        """Say what holds for a field of a work, as JSON; None takes back what was said."""
        (known,) = self._known([work])
        row = self._database.row(
            "SELECT id, value FROM corrections WHERE work_id = ? AND field = ?", (known, field)
        )
        old = None if row is None else {"work_id": known, "field": field, "value": row[1]}
        new: Values | None = None
        if value is not None:
            new = {"work_id": known, "field": field, "value": clean(value)}
        if old == new:
            return
        if row is None and new is not None:
            self._insert("corrections", new)
        elif row is not None and old is not None and new is None:
            self._delete("corrections", row[0], old)
        elif row is not None and new is not None:
            self._database.run(
                "UPDATE corrections SET value = ? WHERE id = ?", (new["value"], row[0])
            )
            self.noted.append(RowChange("corrections", row[0], old, new))

    def add_highlight(
        self,
        work: WorkId,
        passage: Passage,
        colour: Colour,
        comment: str,
        pdf: str | None,
        kind: HighlightKind = HighlightKind.HIGHLIGHT,
    ) -> None:
        (known,) = self._known([work])
        row: Values = {
            "work_id": known,
            **_place(passage),
            "colour": colour.value,
            "comment": clean(comment),
            "made_at": self._now,
            "pdf_sha256": pdf,
            "kind": kind.value,
        }
        self._insert("highlights", row)
        self._stamp([known])

    def put_highlights(self, work: WorkId, rows: Iterable[Values]) -> None:
        """Give a work highlights as they were stored elsewhere."""
        (known,) = self._known([work])
        for row in rows:
            values = {k: clean(v) if isinstance(v, str) else v for k, v in row.items()}
            self._insert("highlights", {"work_id": known, **values})
            self._stamp([known])

    def change_highlights(self, ids: Iterable[HighlightId], values: Mapping[str, str]) -> None:
        """Give columns of highlights new values; those that have them stay untouched."""
        self._change_highlights(ids, {name: clean(value) for name, value in values.items()})

    def move_highlight(self, highlight: HighlightId, passage: Passage, pdf: str) -> None:
        """Let a highlight stand elsewhere, in a PDF of this SHA-256."""
        self._change_highlights([highlight], {**_place(passage), "pdf_sha256": pdf})

    def move_note(self, note: HighlightId, page: int, signs: "Sequence[Box]") -> None:
        """Let a note stand elsewhere in its file."""
        self._change_highlights([note], {"page": page, "quads": json.dumps(signs)})

    def kinds_of_highlights(self, ids: Iterable[HighlightId]) -> set[HighlightKind]:
        return {HighlightKind(str(row["kind"])) for _, row in self._highlights(ids)}

    def remove_highlights(self, ids: Iterable[HighlightId]) -> None:
        for row_id, row in self._highlights(ids):
            self._delete("highlights", row_id, row)
            self._stamp([int(row["work_id"] or 0)])

    def own_of(self, work: WorkId) -> OwnRows:
        """What the reader made of a work, as it is stored."""
        (known,) = self._known([work])
        return own_rows.read(self._database, known)

    def move_highlights(self, source: WorkId, target: WorkId) -> None:
        """Let the highlights of a work be those of another one."""
        rows = self._database.rows("SELECT id FROM highlights WHERE work_id = ?", (source,))
        for row_id, _ in self._highlights(HighlightId(one) for (one,) in rows):
            self._database.run("UPDATE highlights SET work_id = ? WHERE id = ?", (target, row_id))
            before, after = {"work_id": source}, {"work_id": target}
            self.noted.append(RowChange("highlights", row_id, before, after))

    def forget(self, work: WorkId) -> None:
        """Take everything from a work that the reader made of it, but for highlights."""
        for table, row_id, row in own_rows.rows(self._database, work):
            key = "work_id" if table in ("reading", "pins") else "id"
            self._delete(table, row_id, row, key=key)

    def say(
        self, work: WorkId, other: WorkId, verdict: Verdict, made_at: str | None = None
    ) -> None:
        """Write down what two works are to each other, instead of what was said before."""
        work, other = self.two(work, other)
        before = self._database.rows(
            "SELECT id, work_id, other_id, verdict, made_at FROM verdicts "
            "WHERE verdict = 'different' AND work_id IN (?1, ?2) AND other_id IN (?1, ?2)",
            (work, other),
        )
        if verdict is Verdict.DIFFERENT and before:
            return
        for row_id, *row in before:
            self._delete("verdicts", row_id, dict(zip(_VERDICT, row, strict=True)))
        said = (work, other, verdict.value, made_at or self._now)
        self._insert("verdicts", dict(zip(_VERDICT, said, strict=True)))

    def two(self, work: WorkId, other: WorkId) -> tuple[WorkId, WorkId]:
        """Two works as they are now. Raises BadInput where they are one."""
        known = self._known([work, other])
        if len(known) < 2:
            raise BadInput("These are one work already.")
        return known[0], known[1]

    def set_last_place(self, work: WorkId, place: LastPlace, left_at: str | None = None) -> None:
        """Say where reading stopped, and when: now where nothing is said."""
        offset = place.offset if 0 <= place.offset <= 1 else 0.0  # SQLite has no NaN
        (known,) = self._known([work])
        self._database.run(
            "INSERT INTO last_places (work_id, page, pages, offset, left_at) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (work_id) DO UPDATE SET page = excluded.page, "
            "pages = excluded.pages, offset = excluded.offset, left_at = excluded.left_at",
            (known, place.page, place.pages, offset, left_at or self._now),
        )
        self.passing.add(WorkId(known))

    def trash_list(self, list_id: ListId, at: str | None = None) -> None:
        if not self._database.value("SELECT 1 FROM lists WHERE id = ?", (list_id,)):
            raise NotFound("That list is not in the library.")
        if not self._trashed(list_id):
            now = at or self._now
            values: Values = {"trashed_at": now}
            self._database.run("INSERT INTO trashed_lists VALUES (?, ?)", (list_id, now))
            self.noted.append(RowChange("trashed_lists", list_id, None, values))

    def restore_list(self, list_id: ListId) -> None:
        trashed_at = self._trashed(list_id)
        if trashed_at:
            self._delete("trashed_lists", list_id, {"trashed_at": trashed_at}, key="list_id")

    def new_list(self, name: str) -> ListId:
        """A list without a text, taken out of the trash: undo puts it back there."""
        found = lists.free_name(self._database, name)
        list_id = lists.add(self._database, found, named=False, origin=None, now=self._now)
        lists.add_version(self._database, list_id, Version(_NOTHING, b""), self._now)
        self._database.run("INSERT INTO trashed_lists VALUES (?, ?)", (list_id, self._now))
        self.restore_list(list_id)
        return list_id

    def list_text(self, list_id: ListId) -> str:
        """The text of a list, with the edits made so far."""
        if not self._database.value("SELECT 1 FROM lists WHERE id = ?", (list_id,)):
            raise NotFound("That list is not in the library.")
        return list_edits.shown(self._database, list_id).decode("utf-8", "surrogateescape")

    def version_text(self, list_id: ListId) -> bytes:
        """The text of a list without the reader's edits."""
        return list_edits.base(self._database, list_id)

    def waiting_edits(self, list_id: ListId) -> tuple[Waiting, ...]:
        """The edits that wait for the reader's decision."""
        return list_edits.waiting(self._database, list_id)

    def edit_list(self, list_id: ListId, edits: Iterable[Edit], settles: int | None = None) -> None:
        """Change spans of a list's text, all of them spans of the text as it is now."""
        text = self.list_text(list_id)
        version = VersionId(
            self._database.value("SELECT version_id FROM lists WHERE id = ?", (list_id,))
        )
        ordered = sorted(edits)
        for edit in reversed(ordered):  # from the end, so that offsets go on being right
            removed = text[edit.start : edit.end]
            row = list_edits.row_of(list_id, version, edit, removed, settles)
            self._insert("list_edits", row)
        pieces, position = list[str](), 0
        for edit in ordered:
            pieces += (text[position : edit.start], edit.replacement)
            position = edit.end
        text = "".join((*pieces, text[position:]))
        data = text.encode("utf-8", "surrogateescape")
        is_base = data == list_edits.base(self._database, list_id)
        list_edits.keep_text(self._database, list_id, None if is_base else data)
        if settles is not None:
            list_edits.settle(self._database, list_id, settles)

    def entry_places(self, list_id: ListId, entries: Iterable[EntryId]) -> list[int]:
        """The positions of entries in their list. Raises NotFound for those that are gone."""
        wanted = list(dict.fromkeys(entries))
        rows = self._database.rows(
            "SELECT id, position FROM entries WHERE list_id = ? AND position IS NOT NULL "
            "AND id IN (SELECT value FROM json_each(?))",
            (list_id, json.dumps(wanted)),
        )
        if len(rows) < len(wanted):
            raise NotFound("An entry is no longer in the list.", "Look at the list again.")
        places: dict[EntryId, int] = dict(rows)
        return [places[entry] for entry in wanted]

    def section_place(self, list_id: ListId, section: SectionId | None) -> int | None:
        """The position of a section in its list. Raises NotFound for one that is gone."""
        if section is None:
            return None
        place: int | None = self._database.value(
            "SELECT position FROM sections WHERE list_id = ? AND id = ?", (list_id, section)
        )
        if place is None:
            raise NotFound("That section is no longer in the list.", "Look at the list again.")
        return place

    def save_search(self, name: str, query: str, made_at: str | None = None) -> None:
        """Keep a search. Names need not differ: undo may bring back one that was given again."""
        now = self._now if made_at is None else made_at
        row: Values = {"name": clean(name), "query": clean(query), "made_at": now}
        self._insert("saved_searches", row)

    def rename_search(self, search: SearchId, name: str) -> None:
        old, new = self._search(search)["name"], clean(name)
        if old != new:
            sql = "UPDATE saved_searches SET name = ? WHERE id = ?"
            self._database.run(sql, (new, search))
            self.noted.append(RowChange("saved_searches", search, {"name": old}, {"name": new}))

    def delete_search(self, search: SearchId) -> None:
        self._delete("saved_searches", search, self._search(search))

    def keep_recipe(self, name: str, request: str, file: "Path | None") -> None:
        """Keep an export. Names need not differ: undo may bring back one that was given again."""
        where = None if file is None else recipes.stored(file)
        row: Values = {"name": clean(name), "request": clean(request), "file": where}
        self._insert("recipes", {**row, "made_at": self._now})

    def change_recipe(self, recipe: RecipeId, request: str, file: "Path | None") -> None:
        where = None if file is None else recipes.stored(file)
        self._change_recipe(recipe, {"request": clean(request), "file": where})

    def rename_recipe(self, recipe: RecipeId, name: str) -> None:
        self._change_recipe(recipe, {"name": clean(name)})

    def delete_recipe(self, recipe: RecipeId) -> None:
        self._delete("recipes", recipe, self._recipe(recipe))

    def _change_recipe(self, recipe: RecipeId, wanted: Values) -> None:
        known = self._recipe(recipe)
        changed = {name: value for name, value in wanted.items() if known[name] != value}
        if changed:
            sets = ", ".join(f'"{name}" = ?' for name in changed)
            sql = f"UPDATE recipes SET {sets} WHERE id = ?"
            self._database.run(sql, (*changed.values(), recipe))
            before = {name: known[name] for name in changed}
            self.noted.append(RowChange("recipes", recipe, before, changed))

    def _recipe(self, recipe: RecipeId) -> Values:
        names = ("name", "request", "file", "made_at")
        row = self._database.row(f"SELECT {', '.join(names)} FROM recipes WHERE id = ?", (recipe,))
        if row is None:
            raise NotFound("That recipe is no longer there.")
        return dict(zip(names, row, strict=True))

    def _search(self, search: SearchId) -> Values:
        sql = "SELECT name, query, made_at FROM saved_searches WHERE id = ?"
        row = self._database.row(sql, (search,))
        if row is None:
            raise NotFound("That search is no longer saved.")
        return dict(zip(("name", "query", "made_at"), row, strict=True))

    def _trashed(self, list_id: ListId) -> str | None:
        found: str | None = self._database.value(
            "SELECT trashed_at FROM trashed_lists WHERE list_id = ?", (list_id,)
        )
        return found

    def _set(self, wanted: Mapping[WorkId, Values]) -> None:
        """Give each work's state its values; works that have them stay untouched."""
        rows = self._reading(wanted)
        noted: list[RowChange] = []
        for work, values in wanted.items():
            old = rows.get(work)
            known = UNTOUCHED_ROW if old is None else old
            changed = {name: value for name, value in values.items() if known[name] != value}
            if changed:
                noted.append(_reading_change(work, old, {"changed_at": self._now} | changed))
        write_reading(self._database, noted)
        self.noted += noted

    def _known(self, works: Iterable[WorkId]) -> list[WorkId]:
        """The works, each once. A work that was found to be another one stands for that one."""
        wanted = list(dict.fromkeys(works))
        rows = self._database.rows(
            "SELECT id, merged_into FROM works WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        )
        where = {work: into or work for work, into in rows}
        if len(where) < len(wanted):
            raise NotFound("A work that was to be changed is not in the library.")
        return list(dict.fromkeys(WorkId(where[work]) for work in wanted))

    def _change_highlights(self, ids: Iterable[HighlightId], wanted: Values) -> None:
        for row_id, row in self._highlights(ids):
            changed = {name: value for name, value in wanted.items() if row[name] != value}
            if changed:
                sets = ", ".join(f'"{name}" = ?' for name in changed)
                self._database.run(
                    f"UPDATE highlights SET {sets} WHERE id = ?", (*changed.values(), row_id)
                )
                whose: Values = {"work_id": row["work_id"]}  # noted, too: see `effects`
                before = {**whose, **{name: row[name] for name in changed}}
                change = RowChange("highlights", row_id, before, {**whose, **changed})
                self.noted.append(change)
                self._stamp([int(row["work_id"] or 0)])

    def _highlights(self, ids: Iterable[HighlightId]) -> list[tuple[int, Values]]:
        """The highlights that are there, each once."""
        wanted = list(dict.fromkeys(ids))
        rows = self._database.rows(
            f"SELECT id, {', '.join(HIGHLIGHT_COLUMNS)} FROM highlights "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(wanted),),
        )
        if len(rows) < len(wanted):
            raise NotFound("A highlight that was to be changed is not in the library.")
        return [(row[0], dict(zip(HIGHLIGHT_COLUMNS, row[1:], strict=True))) for row in rows]

    def _reading(self, works: Iterable[int]) -> dict[int, Values]:
        return reading_rows(self._database, works)

    def _stamp(self, works: Iterable[int]) -> None:
        """Note that works were changed now, whatever it was."""
        ids = list(dict.fromkeys(works))
        rows = self._reading(ids)
        noted = [
            _reading_change(work, rows.get(work), {"changed_at": self._now})
            for work in ids
            if rows.get(work, UNTOUCHED_ROW)["changed_at"] != self._now
        ]
        write_reading(self._database, noted)
        self.noted += noted

    def _tag_works(self, works: Sequence[int], tag: int) -> None:
        """Give works a tag that they do not have; in one go, for there may be very many."""
        asked = json.dumps(works)
        self._database.run(
            "INSERT INTO work_tags (work_id, tag_id) SELECT value, ? FROM json_each(?)",
            (tag, asked),
        )
        rows = self._database.rows(
            "SELECT id, work_id FROM work_tags WHERE tag_id = ? "
            "AND work_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (tag, asked),
        )
        for row_id, work in rows:
            row: Values = {"work_id": work, "tag_id": tag}
            self.noted.append(RowChange("work_tags", row_id, None, row))

    def _tag(self, name: str) -> int:
        """The tag of this name, whatever its case; made where there is none."""
        asked = folded(name)
        found: int | None = self._database.value("SELECT id FROM tags WHERE folded = ?", (asked,))
        return found or self._insert("tags", {"name": shown(name), "folded": asked})

    def _insert(self, table: str, row: Values) -> int:
        marks = ", ".join("?" for _ in row)
        row_id = self._database.run(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )
        self.noted.append(RowChange(table, row_id, None, row))
        return row_id

    def _delete(self, table: str, row_id: int, row: Values, *, key: str = "id") -> None:
        self._database.run(f"DELETE FROM {table} WHERE {key} = ?", (row_id,))
        self.noted.append(RowChange(table, row_id, row, None))


def _reading_change(work: int, old: Values | None, changed: Values) -> RowChange:
    if old is None:
        return RowChange("reading", work, None, {**UNTOUCHED_ROW, **changed})
    return RowChange("reading", work, {name: old[name] for name in changed}, changed)


def _place(passage: Passage) -> Values:
    """The columns of a highlight that say what is marked, and where."""
    return {
        "page": passage.page,
        "quads": json.dumps(passage.boxes),
        "quote": clean(passage.quote),
        "before": clean(passage.before),
        "after": clean(passage.after),
    }
