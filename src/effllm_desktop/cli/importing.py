"""`effllm import`: lists from files, folders, standard input, or from the program itself."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.choosing import find_list
from effllm_desktop.cli.importing_into import import_into
from effllm_desktop.cli.list_names import complete_list_name
from effllm_desktop.cli.options import FILE, STANDARD_STREAM, common, examples, words
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.session import Session, failure_record
from effllm_desktop.cli.standard_input import read_standard_input
from effllm_desktop.cli.text_width import one_line, wrap
from effllm_desktop.cli.wording import count, counts, entry_count
from effllm_desktop.domain.errors import NotFound

if TYPE_CHECKING:
    from effllm_desktop.app.import_reports import ImportRequest, ImportSummary, ListReport
    from effllm_desktop.app.jobs import Progress
    from effllm_desktop.app.sources import Source

_STANDARD_INPUT = "Standard input"
_INDENT = " " * 10
_SHOWN = 20  # entries, and places that cannot be read; --json has all of them
_SIGNS = {
    "added": "+",
    "returned": "+",
    "changed": "~",
    "moved": "~",
    "removed": "-",
    "known": "=",
}
_PDF_SIGN = "*"
_COLOURS = {"new": "green", "updated": "green", "restored": "green"}


@click.command(
    name="import",
    epilog=examples(
        "effllm import --bundled",
        "effllm import README.md ~/lists/awesome-llm",
        'curl -s https://example.org/list.md | effllm import - --name "Efficient LLM"',
        'effllm import new-version.md --as "Efficient LLM"',
        "effllm import ~/lists/awesome-llm/README.md --linked",
        "effllm import references.bib --dry-run",
        'effllm import references.bib --to "Efficient LLM / Survey"',
        'effllm import references.bib --to "Reading list"',
    ),
)
@click.argument("sources", nargs=-1, type=FILE, metavar="SOURCE…")
@click.option("--bundled", is_flag=True, help="Take in the lists that come with the program.")
@click.option("--name", type=words, metavar="NAME", help="Call the list so.")
@click.option(
    "--as",
    "as_list",
    type=words,
    metavar="LIST",
    shell_complete=complete_list_name,
    help="Take it in as a new version of this list.",
)
@click.option(
    "--to",
    type=words,
    metavar="PLACE",
    help="Write its entries into “LIST / SECTION”, or a list; a name that none has makes one.",
)
@click.option("--copy", is_flag=True, help="Keep no link to the file.")
@click.option("--linked", is_flag=True, help="Take in the lists that they link to as well.")
@click.option("--dry-run", is_flag=True, help="Show what would come in; take nothing in.")
@common
def take_in(
    session: Session,
    sources: Sequence[Path],
    *,
    linked: bool,
    dry_run: bool,
    to: str | None,
    **options: Any,
) -> None:
    """Take in lists, or their new versions.

    SOURCE is a Markdown file, a folder (all lists in it) or - for standard input. A file that was
    taken in before is taken in as a new version of its list: what you noted of its works stays.
    BibTeX, RIS, CSL-JSON, Zotero's RDF, folders of Papis, CSV, OPML, bookmarks of a browser and
    arXiv ids become lists; annotated lists and the JSON of a whole library bring back what was
    yours.
    """
    if to is not None:
        if linked or any(options.values()):
            raise click.UsageError("--to goes with --dry-run only.")
        import_into(session, sources, to, dry_run=dry_run)
        return
    request = _request(session, sources, **options)
    if dry_run:
        _foresee(session, request)
        return
    summary = _taken_in(session, request, linked=linked)
    _show(session, summary)
    if not linked:
        _offer_related(session, sources, summary)


def _request(
    session: Session,
    sources: Sequence[Path],
    *,
    bundled: bool,
    name: str | None,
    as_list: str | None,
    copy: bool,
) -> "ImportRequest":
    from effllm_desktop.app.import_reports import ImportRequest

    if not sources and not bundled:
        raise click.UsageError("Name a file, a folder or - for standard input, or say --bundled.")
    return ImportRequest(
        sources=tuple(_sources(sources, bundled=bundled)),
        name=name,
        as_list=None if as_list is None else _known_name(session, as_list),
        copy=copy,
    )


def _foresee(session: Session, request: "ImportRequest") -> None:
    """What would come in, what is there already, what cannot be read, by its lines."""
    from effllm_desktop.app.importing import preview

    summary = preview(session.folder, request)
    _show(session, summary)
    if not session.json:
        session.screen.lines(line for report in summary.lists for line in _foreseen(report))
    session.screen.say("Nothing was taken in.")


def _foreseen(report: "ListReport") -> Iterator[str]:
    for news in report.news[:_SHOWN]:
        yield f"{_INDENT}{_SIGNS[news.what]} {one_line(news.title)}"
    if more := len(report.news) - _SHOWN:
        yield from [f"{_INDENT}… and {more:,} more"] if more > 0 else []
    for name in report.pdfs[:_SHOWN]:
        yield f"{_INDENT}{_PDF_SIGN} {one_line(name)}"
    if more := len(report.pdfs) - _SHOWN:
        yield from [f"{_INDENT}… and {more:,} more PDFs"] if more > 0 else []
    for problem in report.problems[:_SHOWN]:
        yield f"{_INDENT}line {problem.first_line}: {problem.reason}"
    if more := len(report.problems) - _SHOWN:
        yield from [f"{_INDENT}… and {more:,} more places"] if more > 0 else []


def _taken_in(session: Session, request: "ImportRequest", *, linked: bool) -> "ImportSummary":
    """What is asked for and, where that is wanted, what it links to, and so on: each file once."""
    from effllm_desktop.app.importing import import_lists
    from effllm_desktop.app.sources import FileSource

    seen = {one.path.resolve() for one in request.sources if isinstance(one, FileSource)}
    with shown_progress() as progress:
        summary = import_lists(session.folder, request, progress)
        newest = summary.lists
        while linked and newest:
            found = [path for one in newest for path in _related(session, one, progress)]
            paths = tuple(path for path in dict.fromkeys(found) if path not in seen)
            seen.update(paths)
            more = _linked_lists(session, paths, progress, copy=request.copy)
            newest = more.lists
            summary = replace(
                summary,
                lists=(*summary.lists, *newest),
                failures=(*summary.failures, *more.failures),
            )
    return summary


def _linked_lists(
    session: Session, paths: tuple[Path, ...], progress: "Progress", *, copy: bool
) -> "ImportSummary":
    """Take in those of them that are lists; that none of them is one is no failure."""
    from effllm_desktop.app.import_reports import ImportRequest
    from effllm_desktop.app.importing import import_lists
    from effllm_desktop.app.plans import NoList
    from effllm_desktop.app.sources import FileSource

    sources = tuple(FileSource(path, optional=True) for path in paths)
    told = import_lists(session.folder, ImportRequest(sources, copy=copy), progress)
    failures = (one for one in told.failures if not isinstance(one.problem, NoList))
    return replace(told, failures=tuple(failures))


def _related(session: Session, report: "ListReport", progress: "Progress") -> tuple[Path, ...]:
    """The files that a list links to; of one that is as it was they are not in the report."""
    from effllm_desktop.app.related_lists import offered_by_list

    if report.outcome != "unchanged" or report.list_id is None:
        return report.related
    return offered_by_list(session.folder, report.list_id, progress)


def _offer_related(session: Session, sources: Sequence[Path], summary: "ImportSummary") -> None:
    """Say how many lists are linked, and how to take them in."""
    paths = {path for report in summary.lists for path in report.related}
    if not paths:
        return
    who = "It links" if len(summary.lists) == 1 else "They link"
    call = shlex.join(["effllm", "import", *map(str, sources), "--linked"])
    session.screen.say(f"{who} to {count(len(paths), 'more list')}. To take them in: {call}")


def _sources(paths: Sequence[Path], *, bundled: bool) -> Iterator["Source"]:
    from effllm_desktop.app.sources import LARGEST, Bundled, BytesSource, FileSource

    if bundled:
        yield Bundled()
    for path in dict.fromkeys(paths):
        if path == STANDARD_STREAM:
            yield BytesSource(_STANDARD_INPUT, read_standard_input(LARGEST))
        else:
            yield FileSource(path)


def _known_name(session: Session, wanted: str) -> str:
    """The full name of the list that is meant; one in the trash goes by its full name only."""
    with session.library() as library:
        try:
            return find_list(library.outlines.read().lists, wanted).name
        except NotFound:
            return wanted


def _show(session: Session, summary: "ImportSummary") -> None:
    for failure in summary.failures:
        session.fail(failure.problem)
    if session.json:
        session.screen.document(_record(summary))
    else:
        session.screen.lines(line for report in summary.lists for line in _lines(session, report))


def _record(summary: "ImportSummary") -> dict[str, Any]:
    return {
        "lists": [_list_record(report) for report in summary.lists],
        "failures": [
            {"source": failure.source, **failure_record(failure.problem)}
            for failure in summary.failures
        ],
    }


def _list_record(report: "ListReport") -> dict[str, Any]:
    values = asdict(report)
    values["problems"] = [problem._asdict() for problem in report.problems]
    related = [str(path) for path in values.pop("related")]
    return {"id": values.pop("list_id"), **values, "related": related}


def _lines(session: Session, report: "ListReport") -> Iterator[str]:
    style = session.screen.style
    outcome = style(f"{report.outcome.capitalize():<10}", fg=_COLOURS.get(report.outcome))
    yield f"{outcome}{style(one_line(report.name), bold=True)}"
    for line in _facts(report) if report.outcome != "unchanged" else _brought(report):
        yield from (f"{_INDENT}{part}" for part in wrap(line, session.screen.width - len(_INDENT)))


def _brought(report: "ListReport") -> Iterator[str]:
    if report.brought:
        yield f"{count(report.brought, 'work')} with status, tags or notes from there"
    if report.pdfs:
        yield f"{count(len(report.pdfs), 'PDF')} from beside it"


def _facts(report: "ListReport") -> Iterator[str]:
    if report.foreign:
        yield report.foreign
        return
    made = f", made of {report.form}" if report.form else ""
    yield f"{entry_count(report.entries)} in {count(report.sections, 'section')}{made}"
    yield from _brought(report)
    if known := sum(news.what == "known" for news in report.news):
        yield f"{known:,} of them {'is' if known == 1 else 'are'} in the library already"
    if report.outcome != "new":
        pairs = [
            (report.added, "new"),
            (report.changed, "changed"),
            (report.moved, "moved"),
            (report.removed, "removed"),
            (report.returned, "back again"),
        ]
        if told := counts(pairs):
            yield told
    yield from filter(None, (report.damage, report.offered))
    if report.problems:
        places = count(len(report.problems), "place")
        yield f"{places} not understood; kept as they are: effllm check shows them"
