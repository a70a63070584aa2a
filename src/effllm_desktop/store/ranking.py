"""The works that hold some words, the best fitting first.

The full-text index ranks what is said of works. Tags stand outside of it: a word in the name of one
counts as much as it would in a title that is neither long nor short.
"""

import json
import math
from collections.abc import Mapping, Sequence

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place
from effllm_desktop.store import tag_names
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.words import phrase

_FITS = "bm25(search, 10, 4, 2, 0, 4, 1)"
"""How well a row fits, the best the least: titles count most, tags are not in there."""
_IN_TITLE = 10 * 2.2 / (10 + 1.2)
"""What one word in a title of middle length comes to by that, but for how rare it is."""
_HELD = "SELECT rowid FROM search WHERE search MATCH ?"


def best(database: Database, text: str, limit: int) -> list[WorkId]:
    """Works that hold all words of a text, in what is said of them or in their tags."""
    asked = [one for word in text.split() if (one := phrase(word, whole=False))]
    if not asked:
        return []
    tags = tag_names.holding(database, asked)
    gains = {one: _gain(database, one, ids) for one, ids in tags.items()}
    scores = _said(database, asked, tags, gains, limit)
    if tags:
        scores += _by_tags(database, asked, tags, gains)
    return [WorkId(work) for work, _ in sorted(scores, key=lambda pair: (pair[1], pair[0]))[:limit]]


def _said(
    database: Database,
    asked: Sequence[str],
    tags: Mapping[str, str],
    gains: Mapping[str, float],
    limit: int,
) -> list[Row]:
    """Those that say all the words, and how well they fit; some have them in their tags, too."""
    return database.rows(
        f"SELECT rowid, {_FITS} - ({_gained('rowid', gains)}) FROM search WHERE search MATCH ? "
        "ORDER BY 2, 1 LIMIT ?",
        (*tags.values(), " AND ".join(asked), limit),
    )


def _by_tags(
    database: Database, asked: Sequence[str], tags: Mapping[str, str], gains: Mapping[str, float]
) -> list[Row]:
    """Those that have all words, but not all of them in what is said of them; how well they fit."""
    all_tags = json.dumps(sorted({tag for ids in tags.values() for tag in json.loads(ids)}))
    tests, values = [], list[object]()
    if len(tags) > 1:  # else all that have one of the tags have the word
        tests = [f"AND w.id IN ({_HELD} UNION ALL {tag_names.WORKS})"] * len(tags)
        values = [value for pair in tags.items() for value in pair]
    others = " AND ".join(one for one in asked if one not in tags)
    if others:
        tests.append(f"AND w.id IN ({_HELD})")
        values.append(others)
    found = database.rows(
        f"SELECT w.id, {_gained('w.id', gains)} FROM (SELECT DISTINCT work_id FROM work_tags "
        "WHERE tag_id IN (SELECT value FROM json_each(?))) t CROSS JOIN works w "
        "ON w.id = t.work_id WHERE w.shown_at IS NOT NULL "
        f"{' '.join(tests)} AND NOT w.id IN ({_HELD})",
        (*tags.values(), all_tags, *values, " AND ".join(asked)),
    )
    fitting = _fitting(database, others, [work for work, _ in found]) if others else {}
    return [(work, fitting.get(work, 0.0) - gain) for work, gain in found]


def _fitting(database: Database, question: str, works: Sequence[int]) -> dict[int, float]:
    """How well what is said of some works fits a question.

    With a plus, FTS5 is asked once for all of them.
    """
    return dict(
        database.rows(
            f"SELECT rowid, {_FITS} FROM search WHERE search MATCH ? "
            "AND +rowid IN (SELECT value FROM json_each(?))",
            (question, json.dumps(works)),
        )
    )


def _gained(work: str, gains: Mapping[str, float]) -> str:
    """SQL of what a work's tags add; the ids of the tags of each word are its values."""
    terms = [f"{gain!r} * ({work} IN ({tag_names.WORKS}))" for gain in gains.values()]
    return " + ".join(terms) or "0"


def _gain(database: Database, question: str, tags: str) -> float:
    """What a word in a tag comes to: the rarer it is, the more, as FTS5 has it."""
    works = database.value("SELECT total FROM place_counts WHERE place = ?", (Place.ALL.value,))
    among = database.value(f"SELECT count(*) FROM ({_HELD})", (question,))
    among = among or database.value(f"SELECT count(*) FROM ({tag_names.WORKS})", (tags,))
    return _IN_TITLE * max(math.log(max(works - among + 0.5, 0.5) / (among + 0.5)), 1e-6)
