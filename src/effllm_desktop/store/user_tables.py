"""The reader's own, and the only way to write it: every changed row is noted for the journal."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from effllm_desktop.domain import queue_order
from effllm_desktop.domain.duplicates import Verdict
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import own_rows, user_seen, work_tags
from effllm_desktop.store.database import Database
from effllm_desktop.store.own_rows import OwnRows
from effllm_desktop.store.text import clean
from effllm_desktop.store.user_highlights import UserHighlights
from effllm_desktop.store.user_lists import UserLists
from effllm_desktop.store.user_recipes import UserRecipes
from effllm_desktop.store.user_rows import UNTOUCHED_ROW, RowChange, Values, reading_rows
from effllm_desktop.store.user_searches import UserSearches
from effllm_desktop.store.user_tags import UserTags, folded, shown
from effllm_desktop.store.writing import Writing

_VERDICT = ("work_id", "other_id", "verdict", "made_at")


class UserTables:
    """What operations write to, inside one transaction.

    Here are the acts on works; `tags` themselves, `highlights`, `lists`, `searches` and `recipes`
    have parts of their own. `noted` are the changed rows for the journal; `passing` are works whose
    last place was written, which is no step; `aside` are rows that changed and are no step either.
    """

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._writing = Writing(database, now)
        self.aside: list[RowChange] = []
        self.passing: set[WorkId] = set()
        self.tags = UserTags(self._writing)
        self.highlights = UserHighlights(self._writing)
        self.lists = UserLists(self._writing)
        self.searches = UserSearches(self._writing)
        self.recipes = UserRecipes(self._writing)

    @property
    def noted(self) -> list[RowChange]:
        return self._writing.noted

    def set_reading(self, works: Iterable[WorkId], values: Values) -> None:
        """Give columns of the works' state new values; works that have them stay untouched."""
        wanted = {k: clean(v) if isinstance(v, str) else v for k, v in values.items()}
        self._writing.set_states(dict.fromkeys(self._writing.known(works), wanted))

    def put_in_queue(self, works: Iterable[WorkId], before: WorkId | None) -> None:
        """Put works before another one in the queue, else behind all of them."""
        queue: dict[WorkId, int] = dict(
            self._database.rows("SELECT work_id, queue FROM reading WHERE queue IS NOT NULL")
        )
        numbers = queue_order.placed(queue, self._writing.known(works), before)
        self._writing.set_states({work: {"queue": number} for work, number in numbers.items()})

    def add_to_note(self, work: WorkId, text: str) -> None:
        """Write a paragraph below what the note says."""
        (known,) = self._writing.known([work])
        old = str(reading_rows(self._database, [known]).get(known, UNTOUCHED_ROW)["note"]).rstrip()
        parts = [part for part in (old, text.strip("\n")) if part.strip()]
        if text.strip():
            self.set_reading([work], {"note": "\n\n".join(parts)})

    def add_tags(self, works: Iterable[WorkId], names: Iterable[str]) -> None:
        """Give each of the works each of the tags."""
        ids = self._writing.known(works)
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
            if wanted:
                self._writing.noted.append(work_tags.give(self._database, wanted, tag))
            tagged += wanted
        self._writing.stamp(tagged)

    def see(self, works: Iterable[WorkId], *, aside: bool = False) -> None:
        """Let works be no longer new; those that are not are left alone. `aside`: as no step."""
        noted = self.aside if aside else self._writing.noted
        noted += user_seen.see(self._database, works, self._writing.now)

    def have_seen(self, seen_at: Mapping[WorkId, str]) -> None:
        """Let works never be new again, be they so now or not."""
        self._writing.noted += user_seen.add(self._database, seen_at)

    def remove_tags(self, works: Iterable[WorkId], names: Iterable[str]) -> None:
        """Take each of the tags from each of the works; tags that nobody has are none."""
        ids = json.dumps(self._writing.known(works))
        untagged: list[int] = []
        for name in names:
            rows = self._database.rows(
                "SELECT t.id, t.work_id, t.tag_id FROM work_tags t JOIN tags ON tags.id = t.tag_id "
                "WHERE tags.folded = ? AND t.work_id IN (SELECT value FROM json_each(?))",
                (folded(name), ids),
            )
            if rows:
                pairs = [(row_id, work) for row_id, work, _ in rows]
                change = work_tags.take(self._database, pairs, rows[0][2])
                self._writing.noted.append(change)
                untagged += change.works
        self._writing.stamp(untagged)

    def pin(self, works: Iterable[WorkId], *, pinned: bool, at: str | None = None) -> None:
        """Keep the PDFs of works whatever room they take, or no longer."""
        now = at or self._writing.now
        ids = self._writing.known(works)
        rows = self._database.rows(
            "SELECT work_id, pinned_at FROM pins WHERE work_id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        pins: dict[int, str] = dict(rows)
        for work in ids:
            if pinned and work not in pins:
                self._database.run("INSERT INTO pins VALUES (?, ?)", (work, now))
                self._writing.noted.append(RowChange("pins", [work], None, {"pinned_at": now}))
            elif not pinned and work in pins:
                self._writing.delete("pins", work, {"pinned_at": pins[work]}, key="work_id")

    def correct(self, work: WorkId, field: str, value: str | None) -> None:
        """Say what holds for a field of a work, as JSON; None takes back what was said."""
        (known,) = self._writing.known([work])
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
            self._writing.insert("corrections", new)
        elif row is not None and old is not None and new is None:
            self._writing.delete("corrections", row[0], old)
        elif row is not None and new is not None:
            self._database.run(
                "UPDATE corrections SET value = ? WHERE id = ?", (new["value"], row[0])
            )
            self._writing.noted.append(RowChange("corrections", [row[0]], old, new))

    def own_of(self, work: WorkId) -> OwnRows:
        """What the reader made of a work, as it is stored."""
        (known,) = self._writing.known([work])
        return own_rows.read(self._database, known)

    def forget(self, work: WorkId) -> None:
        """Take everything from a work that the reader made of it, but for highlights."""
        for table, row_id, row in own_rows.rows(self._database, work):
            key = "work_id" if table in ("reading", "pins") else "id"
            self._writing.delete(table, row_id, row, key=key)

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
            self._writing.delete("verdicts", row_id, dict(zip(_VERDICT, row, strict=True)))
        said = (work, other, verdict.value, made_at or self._writing.now)
        self._writing.insert("verdicts", dict(zip(_VERDICT, said, strict=True)))

    def two(self, work: WorkId, other: WorkId) -> tuple[WorkId, WorkId]:
        """Two works as they are now. Raises BadInput where they are one."""
        known = self._writing.known([work, other])
        if len(known) < 2:
            raise BadInput("These are one work already.")
        return known[0], known[1]

    def set_last_place(self, work: WorkId, place: LastPlace, left_at: str | None = None) -> None:
        """Say where reading stopped, and when: now where nothing is said."""
        offset = place.offset if 0 <= place.offset <= 1 else 0.0  # SQLite has no NaN
        (known,) = self._writing.known([work])
        self._database.run(
            "INSERT INTO last_places (work_id, page, pages, offset, left_at) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (work_id) DO UPDATE SET page = excluded.page, "
            "pages = excluded.pages, offset = excluded.offset, left_at = excluded.left_at",
            (known, place.page, place.pages, offset, left_at or self._writing.now),
        )
        self.passing.add(WorkId(known))

    def _tag(self, name: str) -> int:
        """The tag of this name, whatever its case; made where there is none."""
        asked = folded(name)
        found: int | None = self._database.value("SELECT id FROM tags WHERE folded = ?", (asked,))
        return found or self._writing.insert("tags", {"name": shown(name), "folded": asked})
