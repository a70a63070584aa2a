"""`effllm download`: PDFs, fetched politely and kept."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.choosing import chosen_part, key_named, known_work, wanted_queries
from effllm_desktop.cli.options import common, examples, part_options, query_argument
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.reading import selected_entries, works_of
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.wording import count, counts
from effllm_desktop.domain.errors import AppError, FetchFailed, NoNetwork, NotFound
from effllm_desktop.domain.ids import WorkId

if TYPE_CHECKING:
    from effllm_desktop.app.downloading.asking import Asked
    from effllm_desktop.app.downloading.meters import QueueProgress
    from effllm_desktop.app.library import Library
    from effllm_desktop.app.readiness import Readiness
    from effllm_desktop.app.readmodels.pdfs import Pdf
    from effllm_desktop.app.settings import Settings
    from effllm_desktop.app.waiting import Rest
    from effllm_desktop.domain.changes import Changes


@click.command(
    epilog=examples(
        "effllm download arxiv:2404.14897",
        "effllm download is:starred",
        'effllm download --section "Quantization / Papers"',
        "effllm download is:unread --ready",
    )
)
@query_argument
@part_options
@click.option("--ready", is_flag=True, help="Only say what is here and what the rest would cost.")
@common
def download(
    session: Session,
    query: Sequence[str],
    *,
    list_name: str | None,
    section: str | None,
    ready: bool,
) -> None:
    """Fetch the PDFs of works, and wait until each is here or cannot be had.

    Without a QUERY those of all works. arXiv and other hosts are asked one file at a time; what is
    here already is not asked for again, what broke off is gone on with.
    """
    settings = session.settings()
    with session.library() as library:
        part = chosen_part(library, list_name, section)
        ids = selected_entries(library, part, wanted_queries(session, library, query))
        works = works_of(library, ids)
        if ready:
            _say_readiness(session, library, settings, works)
            return
        asked = _ask(session, library, settings, works, named=_named(library, query))
        rest = _fetch(session, settings, asked)
        _report(session, library, settings, asked, rest)


def _named(library: "Library", query: Sequence[str]) -> set[WorkId]:
    """The works that were named one by one: of those it is a failure to have no PDF."""
    keys = filter(None, (key_named(library, word) for word in query))
    return {known_work(library, key) for key in keys}


def _ask(
    session: Session,
    library: "Library",
    settings: "Settings",
    works: Sequence[WorkId],
    *,
    named: set[WorkId],
) -> "Asked":
    from effllm_desktop.app.downloading import asking

    asked = asking.request(library, settings, works, first=True)
    for work in asked.without:
        if work in named:
            key = library.works.details(work).key
            session.fail(NotFound(f"No list says where a PDF of {key} is.", "Look at its page."))
    return asked


class _Quiet:
    """Hears the queue; the job's own progress is what is shown."""

    def progressed(self, progress: "QueueProgress") -> None:
        """Nothing more to show."""

    def changed(self, changes: "Changes") -> None:
        """Nobody else is looking."""


def _fetch(session: Session, settings: "Settings", asked: "Asked") -> "Rest | None":
    """Work the queue off; why something of it still waits, if it does."""
    from effllm_desktop.app.downloading.queue import Means, work_queue
    from effllm_desktop.app.pdf_reading import pages_of

    if not asked.queued:
        return None
    with shown_progress() as progress:
        return work_queue(
            session.folder, Means(settings, pages_of), progress, _Quiet(), only=asked.queued
        )


def _report(
    session: Session,
    library: "Library",
    settings: "Settings",
    asked: "Asked",
    rest: "Rest | None",
) -> None:
    from effllm_desktop.app.readmodels import pdfs as work_pdfs

    works = [*asked.here, *asked.queued]
    keys = library.works.keys([*works, *asked.without])
    pdfs = work_pdfs.pdfs_of(library.database, works)
    failures, cut_off = [], 0
    for work, problem in _problems(library, settings, asked, pdfs, rest):
        failures.append({"key": keys[work], "message": problem.what, "hint": problem.hint})
        if isinstance(problem, NoNetwork):
            cut_off += 1
        else:
            session.fail(type(problem)(f"{keys[work]}: {problem.what}", problem.hint))
    if cut_off:
        session.fail(_no_network(cut_off))
    fetched = len(asked.queued) - len(failures)
    if session.json:
        session.screen.document(
            {
                "works": [_record(keys[work], pdfs.get(work)) for work in works],
                "fetched": fetched,
                "without_pdf": [keys[work] for work in asked.without],
                "failures": failures,
            }
        )
        return
    said = counts(
        [
            (fetched, "fetched"),
            (len(asked.here), "here already"),
            (len(failures) - cut_off, "failed"),
            (cut_off, "waiting for a network"),
            (len(asked.without), "without a PDF"),
        ]
    )
    session.screen.line(f"{count(len(works) + len(asked.without), 'work')}: {said or 'nothing'}.")


def _no_network(waiting: int) -> NoNetwork:
    """One sentence for all that wait."""
    stay = "stays" if waiting == 1 else "stay"
    return NoNetwork(
        f"This machine has no network: {count(waiting, 'PDF')} {stay} in the queue.",
        "Run this again when there is one; an open window goes on by itself.",
    )


def _problems(
    library: "Library",
    settings: "Settings",
    asked: "Asked",
    pdfs: dict[int, "Pdf"],
    rest: "Rest | None",
) -> Iterator[tuple[WorkId, AppError]]:
    """What of the queued ones is not here, and why."""
    from effllm_desktop.app.readmodels.pdfs import NO_PDF, PdfStatus
    from effllm_desktop.app.waiting import why_waiting

    waiting = why_waiting(library.database, asked.queued, settings, rest)
    for work in asked.queued:
        pdf = pdfs.get(work, NO_PDF)
        if pdf.error:
            yield work, FetchFailed(pdf.error, pdf.hint or "")
        elif work in waiting:
            kind = NoNetwork if waiting[work].no_network else FetchFailed
            yield work, kind(waiting[work].reason, waiting[work].hint)
        elif pdf.status is not PdfStatus.CACHED:
            yield work, FetchFailed("It was taken out of the queue.", "")


def _record(key: str, pdf: "Pdf | None") -> dict[str, Any]:
    from effllm_desktop.app.readmodels.pdfs import NO_PDF, record

    return {"key": key, **record(pdf or NO_PDF)}


def _say_readiness(
    session: Session, library: "Library", settings: "Settings", works: Sequence[WorkId]
) -> None:
    from effllm_desktop.app.readiness import readiness

    found = readiness(library.database, settings, works)
    if session.json:
        session.screen.document(_readiness_record(library, found))
        return
    session.screen.line(f"{found.sentence}.")


def _readiness_record(library: "Library", found: "Readiness") -> dict[str, Any]:
    keys = library.works.keys(found.online_only)
    return {
        "here": found.here,
        "missing": [
            {"key": one.key, "status": one.status.value, "why": one.why} for one in found.missing
        ],
        "online_only": [keys[work] for work in found.online_only],
        "seconds": round(found.seconds),
        "bytes": found.size,
        "sentence": found.sentence,
    }
