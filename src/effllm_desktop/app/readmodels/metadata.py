"""What is known of a work beside what lists say: the best of each value, versions, doubts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.metadata import Fact, Source, Value
from effllm_desktop.domain.state import Status
from effllm_desktop.store import identifiers, metadata, older_values, pdf_cache
from effllm_desktop.store.database import Database
from effllm_desktop.store.metadata import Known, PaperVersion
from effllm_desktop.store.older_values import OlderValue

__all__ = ["NOTHING_KNOWN", "Known", "Metadata", "PaperVersion", "citations_of", "read_metadata"]
_NUMBERS = older_values.KEPT


class News(NamedTuple):
    """A text of a paper that is another one in its newest version; None where there is none."""

    fact: Fact
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of one work. `listed` is the version that a list names.

    `read` is the version that the reader has here or has read, where that is known. `older` is what
    the source of a number said before it, the oldest first.
    """

    facts: Mapping[Fact, Known] = field(default_factory=dict)
    versions: tuple[PaperVersion, ...] = ()
    not_found: tuple[Source, ...] = ()
    listed: int | None = None
    read: int | None = None
    older: Mapping[Fact, Sequence[OlderValue]] = field(default_factory=dict)

    def value(self, fact: Fact) -> Value | None:
        known = self.facts.get(fact)
        return None if known is None else known.value

    def text(self, fact: Fact) -> str:
        """A fact that is a text; empty where it is not known."""
        value = self.value(fact)
        return value if isinstance(value, str) else ""

    def names(self, fact: Fact) -> list[str]:
        """A fact that is several texts."""
        value = self.value(fact)
        return value if isinstance(value, list) else []

    @property
    def newer(self) -> PaperVersion | None:
        """The newest version, where it is newer than the one that was read, or the list's."""
        known = self.read or self.listed
        latest = self.versions[-1] if self.versions else None
        return latest if latest and known and latest.version > known else None

    @property
    def news(self) -> tuple[News, ...]:
        """What of title, abstract and comment is another now, if both versions were seen."""
        newer, known = self.newer, self.read or self.listed
        before = [one for one in self.versions if one.version == known and one.title is not None]
        if newer is None or not before:
            return ()
        (old,) = before
        pairs = (
            (Fact.TITLE, old.title, newer.title),
            (Fact.ABSTRACT, old.abstract, newer.abstract),
            (Fact.COMMENT, old.comment, newer.comment),
        )
        return tuple(News(*pair) for pair in pairs if pair[1] != pair[2])


NOTHING_KNOWN = Metadata()


def read_metadata(database: Database, work: WorkId, status: Status) -> Metadata:
    """Everything that is known of a work."""
    facts = metadata.known(database, [work])[work]
    older = older_values.of_work(database, work)
    versions = metadata.versions(database, work)
    named = identifiers.of_works(database, [work]).get(work)
    listed = named.version if named else None
    return Metadata(
        facts=facts,
        versions=versions,
        not_found=tuple(metadata.not_found(database, [work]).get(work, ())),
        listed=listed,
        read=_read_version(database, work, status, listed),
        older={
            fact: said for fact, known in facts.items() if (said := older.get((fact, known.source)))
        },
    )


def metadata_record(known: Metadata) -> dict[str, Any]:
    """As JSON: values as they are, numbers with source and time, and `sources` for all of them."""
    record: dict[str, Any] = {
        fact.value: known.value(fact) for fact in Fact if fact not in (Fact.VERSION, *_NUMBERS)
    }
    record |= {fact.value: _number_record(known.facts.get(fact)) for fact in _NUMBERS}
    record["versions"] = [
        {"version": one.version, "published": one.published_at} for one in known.versions
    ] or None
    record["older_values"] = {fact.value: _older_records(known, fact) for fact in _NUMBERS}
    record["not_found"] = [source.value for source in known.not_found]
    record["sources"] = {
        fact.value: {"source": one.source.value, "as_of": one.as_of}
        for fact, one in known.facts.items()
    }
    return record


def citations_of(database: Database, works: Sequence[int]) -> dict[WorkId, dict[str, Any]]:
    """How often works are cited, as records, of those of which a service knows it."""
    found = metadata.citations(database, works)
    return {work: record for work, one in found.items() if (record := _number_record(one))}


def _older_records(known: Metadata, fact: Fact) -> list[dict[str, Any]]:
    source = known.facts[fact].source if fact in known.facts else Source.LIST
    return [
        {"count": one.value, "source": source.value, "as_of": one.as_of}
        for one in known.older.get(fact, ())
    ]


def _number_record(known: Known | None) -> dict[str, Any] | None:
    if known is None:
        return None
    return {"count": known.value, "source": known.source.value, "as_of": known.as_of}


def _read_version(
    database: Database, work: WorkId, status: Status, listed: int | None
) -> int | None:
    """The version of the PDF that is here, if it is being read or was; else the list's."""
    if status not in (Status.READING, Status.READ):
        return None
    cached = pdf_cache.of_works(database, [work]).get(work)
    return (cached.arxiv_version if cached else None) or listed
