"""What services can be asked about works by: the key's own identifier, else what entries name."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from effllm_desktop.domain import addresses
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import Role
from effllm_desktop.store.database import Database, in_parts


class Identifiers(NamedTuple):
    """A work's key, and by what it can be asked about. `version` is the one that a list names."""

    key: str
    arxiv: str | None = None
    version: int | None = None
    doi: str | None = None
    repository: str | None = None


def of_works(database: Database, works: Sequence[WorkId]) -> dict[WorkId, Identifiers]:
    """By what each of the works can be asked about; the first entry that names something counts."""
    found: dict[WorkId, Identifiers] = {}
    for some in in_parts(works):
        ids = json.dumps(some)
        for work, key in database.rows(
            "SELECT id, key FROM works WHERE key IS NOT NULL "
            "AND id IN (SELECT value FROM json_each(?))",
            (ids,),
        ):
            found[work] = _of_key(key)
        named = database.rows(
            "SELECT work_id, arxiv_id, arxiv_version, doi, repository, links FROM entries "
            "WHERE position IS NOT NULL AND work_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY list_id, position",
            (ids,),
        )
        for work, arxiv, version, doi, repository, links in named:
            code = repository or _code(links)
            found[work] = _joined(found[work], arxiv, version, doi, code)
    return found


def _code(links: str) -> str | None:
    """The repository of a paper's code, where the entry itself links to it."""
    if "github.com" not in links:
        return None
    for _, url, role, owner in json.loads(links):
        if role == Role.CODE and owner is None and (found := addresses.github_repository(url)):
            return found
    return None


def _of_key(key: str) -> Identifiers:
    prefix, _, rest = key.partition(":")
    rest = rest.partition("#")[0]
    return Identifiers(
        key,
        arxiv=rest if prefix == "arxiv" else None,
        doi=rest if prefix == "doi" else None,
        repository=rest if prefix == "github" else None,
    )


def _joined(
    known: Identifiers,
    arxiv: str | None,
    version: int | None,
    doi: str | None,
    repository: str | None,
) -> Identifiers:
    """With what an entry names, as far as nobody has named it before."""
    same = known.arxiv in (None, arxiv)
    return Identifiers(
        known.key,
        known.arxiv or arxiv,
        (known.version or version) if same else known.version,
        known.doi or doi,
        known.repository or repository,
    )
