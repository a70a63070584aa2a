"""What is known of a work in short lines for people, each with a name before it."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from effllm_desktop.app.readmodels import text_changes
from effllm_desktop.app.readmodels.metadata import Metadata
from effllm_desktop.app.readmodels.trends import Trend, trend
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.domain.stand_ins import stands_in

SOURCES = {
    Source.LIST: "the list",
    Source.ARXIV: "arXiv",
    Source.SEMANTIC_SCHOLAR: "Semantic Scholar",
    Source.OPENALEX: "OpenAlex",
    Source.GITHUB: "GitHub",
    Source.READER: "you",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DOT = " · "


class Saying(NamedTuple):
    """One line; `grave` is what a reader must not miss."""

    name: str
    text: str
    grave: bool = False


def sayings(known: Metadata, entry: EntryText | None = None) -> tuple[Saying, ...]:
    """What there is to say, the gravest first. `entry` is what the list has.

    The title is said only where the list has none, or the reader says another one.
    """
    repository = entry.repository if entry else None
    return tuple(
        saying
        for saying in (
            *_doubts(known),
            *_versions(known),
            *_news(known),
            *_titled(known, entry),
            *_published(known),
            Saying("Categories", ", ".join(known.names(Fact.CATEGORIES))),
            Saying("Comment", "" if known.value(Fact.WITHDRAWN) else known.text(Fact.COMMENT)),
            Saying("Citations", _number(known, Fact.CITATIONS)),
            *_code(known, repository),
        )
        if saying.text
    )


def day(time: str) -> str:
    """The day of a time as people write it; what is no time stands as it is."""
    try:
        at = datetime.fromisoformat(time)
    except ValueError:
        return time
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def _doubts(known: Metadata) -> Iterator[Saying]:
    if known.value(Fact.WITHDRAWN):
        yield Saying("Withdrawn", known.text(Fact.COMMENT), grave=True)
    for source in known.not_found:
        said = f"{SOURCES[source]} says that there is no such thing."
        yield Saying("Not found", said, grave=source is Source.ARXIV)


def _versions(known: Metadata) -> Iterator[Saying]:
    """Such as: v3 since 2 May 2025; you read v1. The title and the abstract changed."""
    if not known.versions:
        return
    latest = known.versions[-1]
    told = f"v{latest.version} since {day(latest.published_at)}"
    if known.newer is not None:
        told += f"; you read v{known.read}" if known.read else f"; the list has v{known.listed}"
    if known.news:
        names = " and ".join(f"the {one.fact.value}" for one in known.news)
        told += f". {names[0].upper()}{names[1:]} changed"
    # Most lists name older versions than there are: that alone is nothing to be warned of.
    yield Saying("Version", told, grave=bool(known.newer and known.read))


def _news(known: Metadata) -> Iterator[Saying]:
    """What became of the words since the version that was read."""
    for one in known.news:
        told = text_changes.told(one.before or "", one.now or "")
        yield Saying(f"{one.fact.value.capitalize()} changed", told)


def _titled(known: Metadata, entry: EntryText | None) -> Iterator[Saying]:
    for fact in (Fact.TITLE, Fact.KIND):
        one = known.facts.get(fact)
        lacks = fact is Fact.TITLE and entry is not None and stands_in(entry)
        if one is not None and (one.source is Source.READER or lacks):
            yield Saying(fact.value.capitalize(), f"{one.value} ({SOURCES[one.source]})")


def _published(known: Metadata) -> Iterator[Saying]:
    venue = known.facts.get(Fact.VENUE)
    if venue is not None:
        yield Saying("Venue", f"{venue.value} ({SOURCES[venue.source]})")
    yield Saying("Journal", known.text(Fact.JOURNAL_REF))
    yield Saying("DOI", known.text(Fact.DOI))


def _code(known: Metadata, repository: str | None) -> Iterator[Saying]:
    now = known.text(Fact.REPOSITORY)
    yield Saying("Stars", _number(known, Fact.STARS))
    pushed = known.text(Fact.PUSHED_AT)
    told = [f"last change {day(pushed)}"] if pushed else []
    told += ["archived"] if known.value(Fact.ARCHIVED) else []
    if now and repository and now.lower() != repository.lower():
        told.append(f"now called {now}")
    yield Saying("Code", _DOT.join(told))


def _number(known: Metadata, fact: Fact) -> str:
    """`1,234 (Semantic Scholar, 25 Nov 2026); 34 more than on 1 Mar 2026`."""
    one = known.facts.get(fact)
    if one is None or not isinstance(one.value, int):
        return ""
    told = f"{one.value:,} ({SOURCES[one.source]}, {day(one.as_of or '')})"
    found = trend(known, fact)
    return told if found is None else f"{told}; {change(found)}"


def change(found: Trend) -> str:
    """How a number has changed since it was seen first: `34 more than on 1 Mar 2026`."""
    first, last = found.values[0], found.values[-1]
    when, more = day(first.as_of), last.value - first.value
    if not more:
        return f"as many as on {when}"
    return f"{abs(more):,} {'more' if more > 0 else 'fewer'} than on {when}"


def course(found: Trend) -> str:
    """All values of a number with their days: `280 on 1 Mar 2026, 321 on 25 Nov 2026`."""
    return ", ".join(f"{one.value:,} on {day(one.as_of)}" for one in found.values)
