"""Works that may be one: by what is said beside their keys, by title and authors.

Only works that are shown count. What the reader keeps apart is left out. Repositories and models
are things of their own: a paper that they name is another one.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.duplicates import Names, Pair, Reason, same_authors
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import works as known_works
from effllm_desktop.store.database import Database, in_parts

AT_MOST = 30
"""Works with one title or DOI that are all compared; of more only those that follow each other."""
_AMONG = "IN (SELECT value FROM json_each(?))"
_NO_PAPER = "substr({0}.key, 1, 7) = 'github:' OR substr({0}.key, 1, 3) = 'hf:'"
_SAID_ARXIV = (
    "SELECT e.arxiv_id, e.work_id FROM entries e "
    "WHERE e.arxiv_id IS NOT NULL AND e.key <> 'arxiv:' || e.arxiv_id "
    "AND substr(e.key, 1, 7) <> 'github:' AND substr(e.key, 1, 3) <> 'hf:' "
    "AND e.position IS NOT NULL AND e.list_id NOT IN (SELECT list_id FROM trashed_lists)"
)
"""Word for word the condition of the index of migration 11."""
_LEARNED = (
    "SELECT lower(m.value), m.work_id FROM metadata m JOIN works w ON w.id = m.work_id "
    "WHERE m.field = '{0}' AND m.field IN ('doi', 'repository') "
    "AND w.shown_at IS NOT NULL AND {1}"
)
_LEARNED_DOI = _LEARNED.format("doi", f"NOT ({_NO_PAPER.format('w')})")
_RENAMED = _LEARNED.format(
    "repository",
    "substr(w.key, 1, 7) = 'github:' AND lower(m.value) <> '\"' || substr(w.key, 8) || '\"'",
)
_SHARED_DOIS = (
    f"{_LEARNED_DOI} AND lower(m.value) IN (SELECT lower(o.value) FROM metadata o "
    "  WHERE o.field = 'doi' AND o.field IN ('doi', 'repository') "
    "  GROUP BY lower(o.value) HAVING count(DISTINCT o.work_id) > 1)"
)
_DOI_KEYS = (
    "SELECT m.work_id, k.id FROM works k CROSS JOIN metadata m ON m.field = 'doi' "
    "AND m.field IN ('doi', 'repository') AND lower(m.value) = '\"' || substr(k.key, 5) || '\"' "
    "JOIN works w ON w.id = m.work_id WHERE k.key >= 'doi:' AND k.key < 'doi;' "
    f"AND k.shown_at IS NOT NULL AND w.shown_at IS NOT NULL AND NOT ({_NO_PAPER.format('w')})"
)
_TITLES = (
    "SELECT sort_title, id FROM works WHERE shown_at IS NOT NULL AND sort_title IN ("
    "  SELECT sort_title FROM works WHERE shown_at IS NOT NULL AND sort_title <> '' "
    "  GROUP BY sort_title HAVING count(*) > 1) ORDER BY sort_title, id"
)
Links = Iterator[tuple[int, int]]


def all_pairs(database: Database) -> list[Pair]:
    """All works that may be one, in the order in which they became known."""
    return database.remembered("duplicates", lambda: _read_all(database))


def _read_all(database: Database) -> list[Pair]:
    found = _Found()
    dois: defaultdict[str, list[int]] = defaultdict(list)
    for doi, work in database.rows(_SHARED_DOIS):
        dois[doi].append(work)
    for group in dois.values():
        found.add(Reason.DOI, _couples(group))
    found.add(Reason.DOI, database.rows(_DOI_KEYS))
    found.add(Reason.ARXIV, _owners(database, "arxiv", database.rows(_SAID_ARXIV)))
    renamed = [(json.loads(value), work) for value, work in database.rows(_RENAMED)]
    found.add(Reason.RENAMED, _owners(database, "github", renamed))
    titles: defaultdict[str, list[int]] = defaultdict(list)
    for title, work in database.rows(_TITLES):
        titles[title].append(work)
    couples = [couple for group in titles.values() for couple in _couples(group)]
    found.compare(database, couples)
    return found.pairs(database)


def of_work(database: Database, work: WorkId) -> list[Pair]:
    """The works that may be one with a work that is shown."""
    row = database.row(
        "SELECT key, sort_title FROM works WHERE id = ? AND shown_at IS NOT NULL", (work,)
    )
    if row is None:
        return []
    key, title = row
    found = _Found()
    found.add(Reason.DOI, _by_doi(database, work, key))
    found.add(Reason.ARXIV, _by_arxiv(database, work))
    if key.startswith("github:"):
        found.add(Reason.RENAMED, _by_repository(database, work))
    others = database.rows(
        "SELECT id FROM works WHERE sort_title = ? AND sort_title <> '' AND id <> ? "
        "AND shown_at IS NOT NULL ORDER BY id LIMIT ?",
        (title, work, AT_MOST),
    )
    found.compare(database, [(work, other) for (other,) in others])
    return [pair for pair in found.pairs(database) if work in (pair.work, pair.other)]


def are_apart(database: Database, work: WorkId, other: WorkId) -> bool:
    """Whether the reader says that two works are not one."""
    return (min(work, other), max(work, other)) in _kept_apart(database)


class _Found:
    """Gathers why works may be one."""

    def __init__(self) -> None:
        self._reasons: defaultdict[tuple[int, int], dict[Reason, None]] = defaultdict(dict)

    def add(self, reason: Reason, couples: Iterable[tuple[int, int]]) -> None:
        for one, other in couples:
            if one != other:
                self._reasons[min(one, other), max(one, other)][reason] = None

    def compare(self, database: Database, couples: Sequence[tuple[int, int]]) -> None:
        """Add works of one title, unless they have other authors."""
        names = _authors(database, {work for couple in couples for work in couple})
        for one, other in couples:
            same = same_authors(names.get(one, ()), names.get(other, ()))
            if same is not False:
                self.add(Reason.AUTHORS if same else Reason.TITLE, [(one, other)])

    def pairs(self, database: Database) -> list[Pair]:
        apart = _kept_apart(database)
        return [
            Pair(WorkId(one), WorkId(other), tuple(reasons))
            for (one, other), reasons in sorted(self._reasons.items())
            if (one, other) not in apart
        ]


def _couples(works: Iterable[int]) -> Links:
    group = sorted(set(works))
    return iter(combinations(group, 2) if len(group) <= AT_MOST else pairwise(group))


def _kept_apart(database: Database) -> set[tuple[int, int]]:
    """What the reader says is not one; of works that are others now, those."""
    rows = database.rows(
        "SELECT coalesce(w.merged_into, w.id), coalesce(o.merged_into, o.id) FROM verdicts v "
        "JOIN works w ON w.id = v.work_id JOIN works o ON o.id = v.other_id "
        "WHERE v.verdict = 'different'"
    )
    return {(min(row), max(row)) for row in rows}


def _shown(database: Database, works: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for some in in_parts(works):
        sql = f"SELECT id FROM works WHERE shown_at IS NOT NULL AND id {_AMONG}"
        found.update(work for (work,) in database.rows(sql, (json.dumps(some),)))
    return found


def _owners(database: Database, prefix: str, said: Sequence[tuple[str, int]]) -> Links:
    """Works that say a name, with those that go by it."""
    owners = known_works.find(database, {f"{prefix}:{name}" for name, _ in said})
    shown = _shown(database, owners.values())
    for name, work in said:
        owner = owners.get(f"{prefix}:{name}")
        if owner in shown:
            yield work, owner


def _by_doi(database: Database, work: WorkId, key: str) -> Links:
    learned = database.rows(f"{_LEARNED_DOI} AND m.work_id = ?", (work,))
    dois = {json.loads(value) for value, _ in learned}
    yield from _owners(database, "doi", [(doi, work) for doi in dois])
    if key.startswith("doi:"):
        dois.add(key.removeprefix("doi:"))
    for doi in dois:
        value = json.dumps(doi, ensure_ascii=False)
        for _, other in database.rows(f"{_LEARNED_DOI} AND lower(m.value) = ?", (value,)):
            yield work, other


def _by_arxiv(database: Database, work: WorkId) -> Links:
    """By what its entries say beside its key, or what other entries say."""
    said = database.rows(f"{_SAID_ARXIV} AND e.work_id = ?", (work,))
    yield from _owners(database, "arxiv", said)
    for key in _keys(database, work, "arxiv:"):
        sql = f"{_SAID_ARXIV} AND e.arxiv_id = ?"
        for _, other in database.rows(sql, (key.removeprefix("arxiv:"),)):
            yield work, other


def _by_repository(database: Database, work: WorkId) -> Links:
    renamed = database.rows(f"{_RENAMED} AND m.work_id = ?", (work,))
    yield from _owners(database, "github", [(json.loads(value), work) for value, _ in renamed])
    for key in _keys(database, work, "github:"):
        value = json.dumps(key.removeprefix("github:"), ensure_ascii=False)
        for _, other in database.rows(f"{_RENAMED} AND lower(m.value) = ?", (value,)):
            yield work, other


def _keys(database: Database, work: WorkId, prefix: str) -> list[str]:
    """The keys of a form that find a work."""
    rows = database.rows(
        "SELECT key FROM works WHERE id = ?1 UNION SELECT key FROM work_aliases WHERE work_id = ?1",
        (work,),
    )
    return [key for (key,) in rows if key.startswith(prefix)]


def _authors(database: Database, works: Iterable[int]) -> dict[int, list[Names]]:
    """Who wrote each work, as each list says, and services, and the reader."""
    found: defaultdict[int, list[Names]] = defaultdict(list)
    for some in in_parts(works):
        ids = json.dumps(some)
        for work, names, elided in database.rows(
            "SELECT work_id, authors, authors_elided FROM entries WHERE position IS NOT NULL "
            f"AND work_id {_AMONG}",
            (ids,),
        ):
            found[work].append(Names(entry_values.strings(names), bool(elided)))
        for work, value in database.rows(
            f"SELECT work_id, value FROM metadata WHERE field = 'authors' AND work_id {_AMONG} "
            "UNION ALL SELECT work_id, value FROM corrections WHERE field = 'authors' "
            f"AND work_id {_AMONG}",
            (ids, ids),
        ):
            found[work].append(Names(tuple(json.loads(value))))
    return found
