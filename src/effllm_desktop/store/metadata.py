"""What services say of works: written as they answer, read with who said it and when."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.metadata import Fact, Facts, Source, Value
from effllm_desktop.store import older_values, search, works
from effllm_desktop.store.database import Database, in_parts
from effllm_desktop.store.text import clean

_AMONG = "IN (SELECT value FROM json_each(?))"
_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
_ORDER = tuple(Source(one) for one in ("arxiv", "semantic_scholar", "openalex", "github"))


class Known(NamedTuple):
    """A value, who says so, and when; the reader's own has no time."""

    value: Value
    source: Source
    as_of: str | None


class PaperVersion(NamedTuple):
    """A version of a paper on arXiv; texts are None where it was not seen itself."""

    version: int
    published_at: str
    title: str | None
    abstract: str | None
    comment: str | None


def take(database: Database, source: Source, said: Mapping[WorkId, Facts], now: str) -> set[WorkId]:
    """Write what a source says, in a transaction; the works of which something is another now.

    What it says nothing of stays as it was known before.
    """
    before = _of_source(database, said, source)
    rows = [
        (work, fact.value, source.value, _AS_JSON(_cleaned(value)), now)
        for work, facts in said.items()
        for fact, value in facts.items()
    ]
    changing = [(row[0], row[1]) for row in rows if before.get((row[0], row[1]), row[3]) != row[3]]
    older_values.keep(database, source, changing, now)
    database.many(
        "INSERT INTO metadata (work_id, field, source, value, as_of) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (work_id, field, source) DO UPDATE SET value = excluded.value, "
        "as_of = excluded.as_of",
        rows,
    )
    changed = {row[0] for row in rows if before.get((row[0], row[1])) != row[3]}
    _note_versions(database, {work: said[work] for work in changed}, now)
    _answered(database, source, said, now, missing=False)
    search.reindex(database, changed)
    works.choose_leads(database, [work for work in changed if Fact.CITATIONS in said[work]])
    return changed


def take_older(database: Database, said: Mapping[WorkId, Facts], now: str) -> None:
    """Keep the texts of versions that are no longer the newest. What is known of works stays."""
    _note_versions(database, said, now)


def without_texts(database: Database, versions: Mapping[WorkId, int]) -> set[WorkId]:
    """The papers of which nothing is known of what they said in a version."""
    seen: set[tuple[int, int]] = set()
    for some in in_parts(versions):
        seen |= set(
            database.rows(
                "SELECT work_id, version FROM paper_versions "
                f"WHERE title IS NOT NULL AND work_id {_AMONG}",
                (json.dumps(some),),
            )
        )
    return {work for work, version in versions.items() if (work, version) not in seen}


def take_missing(database: Database, source: Source, works: Iterable[WorkId], now: str) -> None:
    """Note that a source says that it knows no such works. What is known of them stays."""
    _answered(database, source, works, now, missing=True)


def renew(database: Database, source: Source, works: Iterable[WorkId], now: str) -> set[WorkId]:
    """Let what a source said last of works be as of now; the works of which it had said something.

    What older answers had said beside it keeps its time: nobody has said it again.
    """
    renewed: set[WorkId] = set()
    for some in in_parts(works):
        rows = database.rows(
            "UPDATE metadata SET as_of = ?1 WHERE source = ?2 AND as_of = (SELECT answered_at "
            "  FROM answers a WHERE a.work_id = metadata.work_id AND a.source = metadata.source) "
            "AND work_id IN (SELECT value FROM json_each(?3)) RETURNING work_id",
            (now, source.value, json.dumps(some)),
        )
        renewed |= {WorkId(work) for (work,) in rows}
    _answered(database, source, renewed, now, missing=False)
    return renewed


def known(database: Database, works: Sequence[int]) -> dict[WorkId, dict[Fact, Known]]:
    """The best that is known of each work: what the reader says, else the first of the sources."""
    found: dict[WorkId, dict[Fact, Known]] = {WorkId(work): {} for work in works}
    for some in in_parts(works):
        ids = json.dumps(some)
        rows = database.rows(
            f"SELECT work_id, field, source, value, as_of FROM metadata WHERE work_id {_AMONG}",
            (ids,),
        )
        for work, field, source, value, as_of in sorted(rows, key=_worst_first):
            found[work][Fact(field)] = Known(json.loads(value), Source(source), as_of)
        corrected = database.rows(
            f"SELECT work_id, field, value FROM corrections WHERE work_id {_AMONG}", (ids,)
        )
        for work, field, value in corrected:
            found[work][Fact(field)] = Known(json.loads(value), Source.READER, None)
    return found


def citations(database: Database, works: Sequence[int]) -> dict[WorkId, Known]:
    """How often works are cited, as the first of the sources says that knows."""
    rows = database.rows(
        "SELECT work_id, field, source, value, as_of FROM metadata "
        f"WHERE field = '{Fact.CITATIONS.value}' AND work_id {_AMONG}",
        (json.dumps(list(works)),),
    )
    return {
        row[0]: Known(json.loads(row[3]), Source(row[2]), row[4])
        for row in sorted(rows, key=_worst_first)
    }


def versions(database: Database, work: WorkId) -> tuple[PaperVersion, ...]:
    """The versions of a paper that were seen, in order."""
    rows = database.rows(
        "SELECT version, published_at, title, abstract, comment FROM paper_versions "
        "WHERE work_id = ? ORDER BY version",
        (work,),
    )
    return tuple(PaperVersion(*row) for row in rows)


def not_found(database: Database, works: Sequence[int]) -> dict[WorkId, list[Source]]:
    """Who says of works, on two different days, that there is no such thing."""
    rows = database.rows(
        "SELECT work_id, source FROM answers WHERE missing_since < substr(answered_at, 1, 10) "
        f"AND work_id {_AMONG} ORDER BY source",
        (json.dumps(list(works)),),
    )
    found: dict[WorkId, list[Source]] = {}
    for work, source in rows:
        found.setdefault(work, []).append(Source(source))
    return found


def answered_at(database: Database, source: Source) -> dict[WorkId, str]:
    """When a source answered last about each work that it was ever asked about."""
    rows = database.rows(
        "SELECT work_id, answered_at FROM answers WHERE source = ?", (source.value,)
    )
    return {WorkId(work): at for work, at in rows}


def _worst_first(row: tuple[object, ...]) -> tuple[int, str]:
    """Rows of known values in an order in which the best of each field comes last."""
    return -_ORDER.index(Source(str(row[2]))), str(row[4])


def _of_source(
    database: Database, works: Iterable[WorkId], source: Source
) -> dict[tuple[WorkId, str], str]:
    """What a source has said of works: the JSON of each field."""
    found: dict[tuple[WorkId, str], str] = {}
    for some in in_parts(works):
        rows = database.rows(
            f"SELECT work_id, field, value FROM metadata WHERE source = ? AND work_id {_AMONG}",
            (source.value, json.dumps(some)),
        )
        found |= {(work, field): value for work, field, value in rows}
    return found


def _note_versions(database: Database, said: Mapping[WorkId, Facts], now: str) -> None:
    """Keep the texts of versions that are new, and when the first ones came out."""
    papers = {work: facts for work, facts in said.items() if Fact.VERSION in facts}
    database.many(
        "INSERT OR IGNORE INTO paper_versions (work_id, version, published_at, seen_at) "
        "VALUES (?, 1, ?, ?)",
        (
            (work, facts[Fact.PUBLISHED], now)
            for work, facts in papers.items()
            if facts[Fact.VERSION] != 1
        ),
    )
    database.many(
        "INSERT INTO paper_versions (work_id, version, published_at, title, abstract, comment, "
        "seen_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (work_id, version) DO UPDATE SET "
        "published_at = excluded.published_at, title = excluded.title, "
        "abstract = excluded.abstract, comment = excluded.comment",
        (
            (work, facts[Fact.VERSION], facts[Fact.UPDATED], *_version_texts(facts), now)
            for work, facts in papers.items()
        ),
    )


def _version_texts(facts: Facts) -> Iterator[str | None]:
    for fact in (Fact.TITLE, Fact.ABSTRACT, Fact.COMMENT):
        text = facts.get(fact)
        yield None if text is None else clean(str(text))


def _answered(
    database: Database, source: Source, works: Iterable[WorkId], now: str, *, missing: bool
) -> None:
    day = now[:10] if missing else None
    since = "coalesce(missing_since, excluded.missing_since)" if missing else "NULL"
    database.many(
        "INSERT INTO answers (work_id, source, answered_at, missing_since) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (work_id, source) DO UPDATE SET answered_at = excluded.answered_at, "
        f"missing_since = {since}",
        ((work, source.value, now, day) for work in works),
    )


def _cleaned(value: Value) -> Value:
    if isinstance(value, list):
        return [clean(one) for one in value]
    return clean(value) if isinstance(value, str) else value
