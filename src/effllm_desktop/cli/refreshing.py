"""`effllm refresh`: what services know of works, asked politely and kept."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.choosing import chosen_part, wanted_queries
from effllm_desktop.cli.options import common, examples, part_options, query_argument
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.reading import selected_entries, works_of
from effllm_desktop.cli.session import Session, failure_record
from effllm_desktop.cli.wording import count, counts
from effllm_desktop.domain.errors import AppError, NoNetwork

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library
    from effllm_desktop.app.refreshing.reports import Failure, RefreshReport
    from effllm_desktop.domain.ids import WorkId

_MOST_DAYS = 36_500


@click.command(
    epilog=examples(
        "effllm refresh arxiv:2404.14897",
        'effllm refresh --list "Awesome efficient llm"',
        "effllm refresh is:starred --older-than 7",
    )
)
@query_argument
@part_options
@click.option(
    "--older-than",
    type=click.IntRange(0, _MOST_DAYS),
    metavar="DAYS",
    help="Only works that nobody has answered about for so many days.",
)
@common
def refresh(
    session: Session,
    query: Sequence[str],
    *,
    list_name: str | None,
    section: str | None,
    older_than: int | None,
) -> None:
    """Ask services what they know of works: authors, abstracts, versions, citations, stars.

    Without a QUERY of all works. They are told the ids of works and nothing else; what they do not
    know, or fail to say, changes nothing.
    """
    from effllm_desktop.app.refreshing.refreshing import Means
    from effllm_desktop.app.refreshing.refreshing import refresh as ask
    from effllm_desktop.app.refreshing.reports import NO_NETWORK

    settings = session.settings()
    with session.library() as library:
        part = chosen_part(library, list_name, section)
        ids = selected_entries(library, part, wanted_queries(session, library, query))
        works = works_of(library, ids)
        with shown_progress() as progress:
            age = None if older_than is None else timedelta(days=older_than)
            report = ask(session.folder, Means(settings), works, progress, older_than=age)
        for failure in report.failures:
            session.fail(_told(failure))
        if report.cut_off:
            session.fail(NoNetwork(NO_NETWORK, "What is known stays; refresh when there is one."))
        if session.json:
            session.screen.document(_record(library, report))
        else:
            session.screen.line(_line(report))


def _told(failure: "Failure") -> AppError:
    """A failure with the service, and how many works it concerns."""
    from effllm_desktop.app.readmodels.sayings import SOURCES

    works = count(len(failure.works), "work")
    said = f"{SOURCES[failure.source]}, about {works}: {failure.problem.what}"
    return AppError(said, failure.problem.hint)


def _line(report: "RefreshReport") -> str:
    said = counts(
        [
            (len(report.updated), "updated"),
            (len(report.unchanged), "unchanged"),
            (len(report.not_found), "not found"),
            (len(report.unknown), "not known today, asked again another day"),
            (len(report.failed), "failed"),
            (len(report.unasked), "not asked about"),
            (len(report.nameless), "that no service is asked about"),
        ]
    )
    asked = sum(len(works) for works in _outcomes(report).values())
    return f"{count(asked, 'work')}: {said}." if said else "There is nothing to ask about."


def _record(library: "Library", report: "RefreshReport") -> dict[str, Any]:
    outcomes = _outcomes(report)
    keys = library.works.keys([work for works in outcomes.values() for work in works])
    return {
        **{name: [keys[work] for work in works] for name, works in outcomes.items()},
        "failures": [
            {
                "service": failure.source.value,
                **failure_record(failure.problem),
                "works": [keys[work] for work in failure.works],
            }
            for failure in report.failures
        ],
    }


def _outcomes(report: "RefreshReport") -> "dict[str, tuple[WorkId, ...]]":
    return {
        "updated": report.updated,
        "unchanged": report.unchanged,
        "not_found": report.not_found,
        "unknown": report.unknown,
        "failed": report.failed,
        "unasked": report.unasked,
        "nameless": report.nameless,
    }
