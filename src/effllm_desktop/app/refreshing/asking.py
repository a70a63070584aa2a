"""Who is asked about which works: each name once, whatever number of works it stands for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.metadata import Name, PaperName, Source, Validator
from effllm_desktop.store import identifiers, metadata, pdf_cache, states, validators
from effllm_desktop.store.database import Database
from effllm_desktop.store.identifiers import Identifiers

Asked = dict[Name, list[WorkId]]
GITHUB_AN_HOUR = 50
"""Repositories that are asked about in an hour without a token; GitHub takes 60 calls."""


@dataclass(slots=True)
class Questions:
    """What each service is asked about, the longest unasked first."""

    arxiv: Asked = field(default_factory=dict)
    papers: Asked = field(default_factory=dict)
    repositories: Asked = field(default_factory=dict)

    @property
    def works(self) -> set[WorkId]:
        """All works that somebody is asked about."""
        asked = (self.arxiv, self.papers, self.repositories)
        return {work for names in asked for works in names.values() for work in works}

    def __len__(self) -> int:
        return len(self.arxiv) + len(self.papers) + len(self.repositories)


def questions(
    database: Database,
    works: Sequence[WorkId],
    *,
    before: datetime | None = None,
    off: Collection[str] = (),
) -> Questions:
    """What to ask about works; with `before` only what nobody has answered since then.

    Of services that are `off` nothing is asked.
    """
    found = identifiers.of_works(database, works)
    when = {source: metadata.answered_at(database, source) for source in Source}
    asked = Questions()
    for names, sources, name_of in (
        (asked.arxiv, (Source.ARXIV,), _arxiv),
        (asked.papers, (Source.SEMANTIC_SCHOLAR, Source.OPENALEX), _paper),
        (asked.repositories, (Source.GITHUB,), _repository),
    ):
        if all(source.value in off for source in sources):
            continue
        last = {work: max(when[source].get(work, "") for source in sources) for work in found}
        for work in sorted(found, key=last.__getitem__):
            name = name_of(found[work])
            if name is not None and (before is None or last[work] < before.isoformat()):
                names.setdefault(name, []).append(work)
    return asked


def conditions(database: Database, source: Source, asked: Asked) -> dict[Name, Validator]:
    """By what a source may say that it has nothing new; not where works know different answers."""
    kept = validators.of_source(database, source)
    found: dict[Name, Validator] = {}
    for name, works in asked.items():
        of_works = {kept.get(work) for work in works}
        if len(of_works) == 1 and (known := of_works.pop()) is not None:
            found[name] = known
    return found


def versions_read(database: Database, asked: Asked) -> dict[Name, int]:
    """The versions of papers that the reader has read, where nobody knows what they said.

    What changed since can only be told of two texts; of papers that were not read it is not asked.
    """
    works = [work for ones in asked.values() for work in ones]
    read = states.read_or_reading(database, works)
    cached = pdf_cache.of_works(database, sorted(read))
    named = identifiers.of_works(database, sorted(read))
    versions: dict[WorkId, int] = {}
    for work in read:
        pdf = cached.get(work)
        version = (pdf.arxiv_version if pdf else None) or named[work].version
        if version is not None:
            versions[work] = version
    wanted = metadata.without_texts(database, versions)
    return {name: versions[work] for name, ones in asked.items() for work in ones if work in wanted}


def github_calls_left(database: Database, now: datetime) -> int:
    """How many repositories may still be asked about in this hour, without a token."""
    since = (now - timedelta(hours=1)).isoformat()
    return max(GITHUB_AN_HOUR - sum(_since(database, since)), 0)


def _since(database: Database, since: str) -> Iterator[bool]:
    return (at > since for at in metadata.answered_at(database, Source.GITHUB).values())


def _arxiv(found: Identifiers) -> Name | None:
    return found.arxiv


def _paper(found: Identifiers) -> Name | None:
    return PaperName(found.arxiv, found.doi) if found.arxiv or found.doi else None


def _repository(found: Identifiers) -> Name | None:
    return found.repository
