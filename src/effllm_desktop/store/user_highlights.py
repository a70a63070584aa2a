"""What the reader marks in PDFs: highlights and notes on pages."""

import json
from collections.abc import Iterable, Mapping, Sequence

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.highlights import Colour, HighlightKind, Passage
from effllm_desktop.domain.ids import HighlightId, WorkId
from effllm_desktop.domain.pdf import Box
from effllm_desktop.store.text import clean
from effllm_desktop.store.user_rows import Values
from effllm_desktop.store.writing import Writing

_COLUMNS = (
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


class UserHighlights:
    """Part of `UserTables`."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._database = writing.database

    def add(
        self,
        work: WorkId,
        passage: Passage,
        colour: Colour,
        comment: str,
        pdf: str | None,
        kind: HighlightKind = HighlightKind.HIGHLIGHT,
    ) -> None:
        (known,) = self._writing.known([work])
        row: Values = {
            "work_id": known,
            **_place(passage),
            "colour": colour.value,
            "comment": clean(comment),
            "made_at": self._writing.now,
            "pdf_sha256": pdf,
            "kind": kind.value,
        }
        self._writing.insert("highlights", row)
        self._writing.stamp([known])

    def put(self, work: WorkId, rows: Iterable[Values]) -> None:
        """Give a work highlights as they were stored elsewhere."""
        (known,) = self._writing.known([work])
        for row in rows:
            values = {k: clean(v) if isinstance(v, str) else v for k, v in row.items()}
            self._writing.insert("highlights", {"work_id": known, **values})
            self._writing.stamp([known])

    def change(self, ids: Iterable[HighlightId], values: Mapping[str, str]) -> None:
        """Give columns of highlights new values; those that have them stay untouched."""
        self._change(ids, {name: clean(value) for name, value in values.items()})

    def move(self, highlight: HighlightId, passage: Passage, pdf: str) -> None:
        """Let a highlight stand elsewhere, in a PDF of this SHA-256."""
        self._change([highlight], {**_place(passage), "pdf_sha256": pdf})

    def move_note(self, note: HighlightId, page: int, signs: Sequence[Box]) -> None:
        """Let a note stand elsewhere in its file."""
        self._change([note], {"page": page, "quads": json.dumps(signs)})

    def kinds(self, ids: Iterable[HighlightId]) -> set[HighlightKind]:
        return {HighlightKind(str(row["kind"])) for _, row in self._rows(ids)}

    def remove(self, ids: Iterable[HighlightId]) -> None:
        for row_id, row in self._rows(ids):
            self._writing.delete("highlights", row_id, row)
            self._writing.stamp([int(row["work_id"] or 0)])

    def give(self, source: WorkId, target: WorkId) -> None:
        """Let the highlights of a work be those of another one."""
        rows = self._database.rows("SELECT id FROM highlights WHERE work_id = ?", (source,))
        for row_id, row in self._rows(HighlightId(one) for (one,) in rows):
            self._writing.change("highlights", row_id, row, {"work_id": target})

    def _change(self, ids: Iterable[HighlightId], wanted: Values) -> None:
        for row_id, row in self._rows(ids):
            if self._writing.change("highlights", row_id, row, wanted, noting=("work_id",)):
                self._writing.stamp([int(row["work_id"] or 0)])

    def _rows(self, ids: Iterable[HighlightId]) -> list[tuple[int, Values]]:
        """The highlights that are there, each once."""
        wanted = list(dict.fromkeys(ids))
        rows = self._database.rows(
            f"SELECT id, {', '.join(_COLUMNS)} FROM highlights "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(wanted),),
        )
        if len(rows) < len(wanted):
            raise NotFound("A highlight that was to be changed is not in the library.")
        return [(row[0], dict(zip(_COLUMNS, row[1:], strict=True))) for row in rows]


def _place(passage: Passage) -> Values:
    """The columns of a highlight that say what is marked, and where."""
    return {
        "page": passage.page,
        "quads": json.dumps(passage.boxes),
        "quote": clean(passage.quote),
        "before": clean(passage.before),
        "after": clean(passage.after),
    }
